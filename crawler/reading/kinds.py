"""Tell what a page is that holds no article: a list, an error, a challenge, a form, a shell.

Such pages come with status 200. Rules are data (`kinds.json`), each with its reason and with the
characters of other prose that the page may show: an article about captchas or error 404 has its
paragraphs, which no rule explains.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crawler.reading.runs import LINKED
from crawler.text.furniture import is_furniture, is_prose
from crawler.text.script import to_simplified
from crawler.text.titles import APART

if TYPE_CHECKING:
    from crawler.reading.layout import Line

LONGEST = 2000
"""Characters of prose outside links from which a page is not looked at; no page of error has it."""
SMALL = 100_000
"""Characters of markup in which scripts are looked for; a page that only asks is smaller."""
ENTRY = 8
"""Characters of the shortest headline; shorter links lead to sections."""
ENTRIES = 8
"""Headlines that make a list, on a page that shows little else."""
TEASERS = 5
TEASED = 0.8
"""Share of the prose under headlines of its own from which it is a list of teasers."""

ENDS = 2
"""Parts of a title up to which each may name the page."""

_FOOT = re.compile(
    r"版权|备案|许可证|ICP|公网安备|copyright|©|主办|承办|地址[:：]|电话[:：]|邮编|邮箱|不良信息",
    re.IGNORECASE,
)
_SOURCED = re.compile(r"(?:来源|稿源|作者|责任编辑|责编)\s*[:：]|记者")
_CREDITED = re.compile(
    r"(?:来源|出处|作者|编辑|责编|时间|日期|点击|浏览|阅读)\S{0,4}\s*[:：]|记者|"
    r"\d{4}\D\d{1,2}\D\d{1,2}日?\s*\d{1,2}[:：]\d\d"
)
# What a lead ends with that goes on elsewhere: [详细], … 阅读全文.
_GOES_ON = re.compile(
    r"[\[【（(。！？…>\s](?:点击)?(?:查看|阅读)?(?:详细|详情|全文)[\]】）)>»\s]*$"
)


class Rule(NamedTuple):
    """One way to tell a kind."""

    kind: str
    """Name of the reason."""
    where: str
    """`title`: a part of the title, as a whole; `line`: a whole line outside links; `markup`:
    anywhere in the page; `beside`: a line that stands on such pages and proves nothing."""
    pattern: re.Pattern[str]
    others: int
    """Characters of prose that it does not explain up to which it counts."""
    reason: str
    """What it is."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of `kinds.json`, in order."""
    table = json.loads(Path(__file__).with_name("kinds.json").read_text("utf-8"))
    return tuple(
        Rule(**row | {"pattern": re.compile(row["pattern"], re.IGNORECASE)}) for row in table
    )


def kind_of(markup: str, title: str, lines: list[Line], *, dated: bool = False) -> str:
    """Return the reason's name for the page *markup*, whose reader sees *lines*; "" for an article.

    *title* is what `<title>` says, *dated* whether metadata tell when the page was published, or
    its markup where its body stands.
    """
    if sum(len(x.text) for x in lines if x.linked < LINKED and is_prose(x.text)) > LONGEST:
        return ""
    title = " ".join(title.split())
    whole = to_simplified("\n".join([title, *(line.text for line in lines)]))
    title, *texts = whole.split("\n")
    shown = list(zip(texts, (line.linked >= LINKED for line in lines), strict=True))
    unlinked = [text for text, is_link in shown if not is_link]
    if any(map(_SOURCED.search, unlinked)):
        told = ""  # an article, whatever it is about, or a list that states sources
    else:
        told = _by_rules({"title": _parts(title), "line": unlinked}, unlinked)
    if not told and not dated and _is_list(shown):
        told = "ListPage"
    if not told:
        told = _by_rules({"markup": [markup[:SMALL]]}, unlinked)
    return told or ("NeedsScript" if not any(texts) and "<script" in markup.lower() else "")


def _by_rules(wheres: dict[str, list[str]], unlinked: list[str]) -> str:
    """Return the kind by the first rule that holds for one of the texts in its place."""
    said = [rule.pattern for rule in rules() if rule.where in ("line", "beside")]
    others = [x for x in filter(_is_told, unlinked) if not any(p.fullmatch(x) for p in said)]
    number = sum(map(len, others))
    for rule in rules():
        match = rule.pattern.search if rule.where == "markup" else rule.pattern.fullmatch
        if number <= rule.others and any(map(match, wheres.get(rule.where, []))):
            return rule.kind
    return ""


def _parts(title: str) -> list[str]:
    """Return the parts of *title* that may name the page: not the channels between the ends."""
    parts = APART.split(title)
    return parts if len(parts) <= ENDS else parts[:1]


def _is_told(text: str) -> bool:
    """Whether *text* is a paragraph of what the page tells, not of its foot."""
    return is_prose(text) and not (_FOOT.search(text) or is_furniture(text))


def _is_list(shown: list[tuple[str, bool]]) -> bool:
    """Whether of the lines *shown*, each with whether it is a link, most lead to articles."""
    entries = [text for text, is_link in shown if is_link and len(text) >= ENTRY]
    own = [text for text, is_link in shown if not (is_link or _is_told(text))]
    credited = sum(bool(_CREDITED.search(text)) for text in own)
    if 0 < credited < TEASERS:  # an article's own line; results of a search have one each
        return False
    told = sum(len(text) for text, is_link in shown if not is_link and _is_told(text))
    return _is_teased(shown, told) if told else len(entries) >= ENTRIES


def _is_teased(shown: list[tuple[str, bool]], told: int) -> bool:
    """Whether nearly all that is *told* stands under headlines that lead elsewhere, or does so."""
    teasers = [
        text
        for before, (text, is_link) in pairwise([("", False), *shown])
        if not is_link and _is_told(text)
        if (before[1] and len(before[0]) >= ENTRY) or _GOES_ON.search(text)
    ]
    return len(teasers) >= TEASERS and sum(map(len, teasers)) >= TEASED * told
