"""Divide what stands in `<title>`: the headline, and the names of section and site beside it."""

from __future__ import annotations

import re

from crawler.text.outlets import PAPER

LONGEST_SECTION = 8
LONGEST_SITE = 16
"""Characters of a site's or section's name in `<title>`."""

_HAN = "\u3400-\u9fff"
APART = re.compile(
    rf"\s*[_|｜—–]+\s*|\s+-+\s*|\s*-+\s+|-{{2,}}|\s+·\s+|-(?=[^-\d]*$)|"
    rf"(?<=[{_HAN}])-(?=[{_HAN}])"
)
"""What stands between the parts of `<title>`; 1-10月 has none."""
_DASH = "——"
"""What headlines have inside, and names of sections and sites seldom before them."""
_SITE = f"{PAPER}|网站|在线|频道|门户|电视台|广播|政府|客户端"
# What names of sites and sections end with; a headline rarely does.
_SITE_OR_SECTION = re.compile(
    f"[{_HAN}A-Za-z0-9 ·]*(?:{_SITE}|网页|平台|首页|主页|"
    "委员会|研究所|研究院|大学|学院|公司|集团|医院|协会|中心|文章|详情|正文|内容|资讯|新闻|动态|"
    "要闻|公告|通知|时政|订阅|公众号|详细页|内容页)"
)
_SURE_SITE = re.compile(f"[{_HAN}A-Za-z0-9 ·]+(?:{_SITE})")


def is_site(text: str) -> bool:
    """Whether *text* ends like the name of a site or section, as some headlines do.

    >>> is_site("柳河要闻"), is_site("柳河镇部署春耕"), is_site("两名村医走进省人民医院")
    (True, False, True)
    """
    return len(text) <= LONGEST_SITE and bool(_SITE_OR_SECTION.fullmatch(text))


def is_beside_site(part: str, whole: str) -> bool:
    """Whether *part* is one of the parts of `<title>`, the *whole*, and another one is a site.

    >>> is_beside_site("两名村医走进省人民医院", "两名村医走进省人民医院-柳河网")
    True
    >>> is_beside_site("柳河网", "柳河网-新闻资讯"), is_beside_site("柳河网", "柳河网")
    (False, False)
    """
    parts = APART.split(whole)
    return part in parts and any(_is_sure(other) for other in parts if other != part)


def cut_title(whole: str) -> str | None:
    """Return `<title>`, the *whole*, without the names of section and site.

    Mostly they stand behind the headline; what is the last part left is the headline, whatever it
    ends with.

    >>> cut_title("柳河镇1-10月引资3亿元-柳河要闻-柳河网")
    '柳河镇1-10月引资3亿元'
    >>> cut_title("柳河网_部署春耕工作"), cut_title("党委书记谈新闻_柳河网")
    ('部署春耕工作', '党委书记谈新闻')
    >>> cut_title("柳河镇今年早春耕——三百人下田--要闻--柳河网")
    '柳河镇今年早春耕——三百人下田'
    """
    parts, marks = APART.split(whole), APART.findall(whole)
    ends = False
    while len(parts) > 1 and _is_end(parts, marks[-1], ends=ends):
        ends = True
        parts, marks = parts[:-1], marks[:-1]
    while len(parts) > 1 and is_site(parts[0]) and _DASH not in marks[0]:
        parts, marks = parts[1:], marks[1:]
    text = "".join(f"{part}{mark}" for part, mark in zip(parts, [*marks, ""], strict=True))
    return text.strip() or None


def _is_end(parts: list[str], mark: str, *, ends: bool) -> bool:
    """Whether the last of *parts*, behind its *mark*, is the name of a site or a section.

    A short part is a section where a site *ends* `<title>`, or something before it is no site.
    """
    last = parts[-1]
    if is_site(last):
        return _DASH not in mark or _is_sure(last)
    short = len(last) <= LONGEST_SECTION and "—" not in mark
    return short and (ends or not all(map(is_site, parts[:-1])))


def _is_sure(text: str) -> bool:
    return len(text) <= LONGEST_SITE and bool(_SURE_SITE.fullmatch(text))
