"""Read the lines that credit an article: source, authors, editors, date, section, tags.

Three different things are kept apart: 来源 (the paper it came from), 记者 and 作者 (who wrote it),
责任编辑 and 校对 (who saw it through).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.text.dates import Moment, find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 160
"""No credit line is longer, in characters."""
A_SIGN_OR_TWO = 2
"""What may stand before or after a bare date: a bracket, a bar."""
LONGEST_OUTLET = 20
"""What may stand after a bare date without a label: the outlet's name."""
LONGEST_SECTION = 12
"""A longer crumb is the headline."""

_SOURCE = "(?:信息|稿件|文章|新闻|本文)?来源于?|稿源|出处|转自|来自"
_AUTHOR = (
    "(?:稿源|文章)?作者|撰稿人?|撰文|文字?[/／]图片?|图[/／]文|"
    "(?:本报|本网|本台|全媒体|融媒体?|见习|实习|特约|首席|通讯社)*(?:记者|通讯员|实习生)"
)
_EDITOR = (
    "责任?编辑?|(?:网络|网站|值班|本期|新媒体|执行|初审|美术|视觉)?编辑|编[辑审]|校对|责校|校审|审[核校稿签]|监审|"
    "[一二三初复终]审|(?:总|值班)?监制|选稿|值班(?:主任|总编|编委|领导)|签发|编校"
)
_DATE = "(?:发布|发表|更新|发稿|刊发|录入|编辑|创建)?(?:日期|时间)"
_OTHER = (
    "浏览(?:次数|量)?|点击(?:数|率|量|次数)?|阅读(?:数|量|次数)?|访问(?:量|次数)?|人气|字号|字体|"
    "分享(?:到|至)?|打印|评论(?:数)?|收藏|关闭|关注度?|[大中小]字|摘要|我要评论|【|（|\\("
)
_SECTION = "栏目|频道|所属栏目|分类"
_TAGS = "关键[词字]|标签|Tags?"
_LABEL = re.compile(
    rf"(?P<source>{_SOURCE})\s*[：:]|(?P<editor>{_EDITOR})\s*[：:丨|／/]|"
    rf"(?P<author>{_AUTHOR})\s*[：:丨|]|(?P<date>{_DATE})\s*[：:]|"
    rf"(?P<section>{_SECTION})\s*[：:]|(?P<tags>{_TAGS})\s*[：:]|(?P<other>{_OTHER})\s*[：:]?",
    re.IGNORECASE,
)
_OPEN = "【[（(「“"
_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})?|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*"
)
_ROLES = re.compile(
    r"(?:本报|本网|本台|全媒体|融媒体?|见习|实习|特约|首席|通讯社|文字|摄影|图片|日报社?|晚报|记者站)*"
    r"(?:记者|通讯员|实习生|编辑|作者)|[文图]/|图片|摄影|[：:]|[文图](?=\s|$)"
)
_SPLIT_NAMES = re.compile(r"[\s、，,;；/／|和与\u3000]+")
_NOT_A_NAME = re.compile(
    "报道|摄影|通讯|文字|图片|本报|本网|综合|整理|来源|佚名|管理员|网络|未知|编辑|匿名|转载|"
    "原创|供稿|讯"
)

_STAFF_NUMBER = re.compile(r"_[A-Z]{0,4}\d+")
_SENTENCE_MARK = re.compile("[。？！；]")
_EDITORS_FROM = re.compile(rf"(?:{_EDITOR})\s*[：:]?")
_ORGANISATION = re.compile(r"(?:[局委部院社网报台办厅队站组室]|公司|中心|综合|整理|报道)$")

_REPORTERS = re.compile(
    r"[（(【\[]\s*((?:[\u3400-\u9fff]{0,12})(?:记者|通讯员|实习生)[^（）()【】\[\]\n]{2,60})[）)】\]]"
)
_OUTLET_LINE = re.compile(
    r"^(?P<outlet>[\u3400-\u9fff·]{2,12}?(?:网|报|新闻|客户端|在线|社))(?![网报])"
    r"(?:[\u3400-\u9fff]{0,6}?\d{1,2}月\d{1,2}日)?[讯电]"
)
_ROLE_BYLINE = re.compile(
    r"^(?:网络|网站|责任|本站)?(?:编辑|小编|管理员|作者)\s+(?P<section>\S+)\s+(?=(?:19|20)\d\d-)"
)
_NOT_AN_OUTLET = re.compile("[ ，。]")
_OURSELVES = ("本报", "本网", "本台", "本刊", "我报")


@dataclass(slots=True)
class Credits:
    """What the credit lines of an article say."""

    source: str | None = None
    names_source: bool = False
    """Whether a line says 来源, be it with nothing after it."""
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    moment: Moment | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)


def names(text: str) -> list[str]:
    """Return the persons named in *text*, without their roles.

    >>> names("本报记者 郑海波 通讯员李小红、王五")
    ['郑海波', '李小红', '王五']
    >>> names("综合整理 佚名"), names("运城市委宣传部")
    ([], [])
    """
    words = _joined(_SPLIT_NAMES.split(_STAFF_NUMBER.sub("", _ROLES.sub(" ", text))))
    return list(dict.fromkeys(word for word in words if _is_name(word)))


def _is_name(word: str) -> bool:
    other = _NOT_A_NAME.fullmatch(word) or _ORGANISATION.search(word)
    return bool(_NAME.fullmatch(word)) and not other


def _joined(words: list[str]) -> list[str]:
    """Join names of two characters that are printed with a gap: 张 三."""
    joined: list[str] = []
    for word in words:
        single = len(word) == 1 and "\u3400" <= word <= "\u9fff"
        if single and joined and len(joined[-1]) == 1:
            joined[-1] += word
        elif word:
            joined.append(word)
    return joined


def is_credit(line: str) -> bool:
    """Whether the whole of *line* is a credit: a date, a source, who edited it.

    >>> is_credit("来源： 发布日期：2022-01-17 打印"), is_credit("（编辑：徐伟）")
    (True, True)
    >>> is_credit("2022-03-14"), is_credit("责任编辑的工作很辛苦，他说。")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    bare = line.strip(_OPEN + "】]）)」” ")
    label = _LABEL.match(bare)
    if label and label.lastgroup != "other":
        return _is_value(label.lastgroup or "", bare[label.end() :])
    if _ROLE_BYLINE.match(line):
        return True
    dates = find_dates(line)
    if not dates or dates[0].start > A_SIGN_OR_TWO:
        return False
    rest = line[dates[0].end :].strip()
    outlet = len(rest) <= LONGEST_OUTLET and not _NOT_AN_OUTLET.search(rest)
    return outlet or len(rest) <= A_SIGN_OR_TWO or bool(_LABEL.match(rest))


def _is_value(kind: str, value: str) -> bool:
    """Whether *value* can follow the label of a *kind*: 一审：法院判决…… is a sentence.

    >>> _is_value("editor", "法院判决有期徒刑三年。"), _is_value("author", "您怎么看？")
    (False, False)
    >>> _is_value("editor", "张三，校对：李四"), _is_value("source", "")
    (True, True)
    """
    if _SENTENCE_MARK.search(value):
        return False
    if kind == "date":
        return bool(find_dates(value))
    if kind in ("author", "editor"):
        return bool(not value.strip() or _LABEL.search(value) or names(value))
    return "，" not in value


EDGE = 5
"""How many lines at either end of a body may be credits of whatever kind."""

_TRAILING = re.compile(
    rf"\s*[（(【\[]\s*(?:{_EDITOR})\s*[：:丨／/][^（）()【】\[\]]{{2,60}}[）)】\]]\s*$"
)


def split_credits(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split *lines* of a body into its text and the credits at its ends.

    >>> split_credits(["来源：某网 2022-01-17", "正文，一段。", "正文，二段。（编辑：徐伟）"])
    (['正文，一段。', '正文，二段。'], ['来源：某网 2022-01-17', '（编辑：徐伟）'])
    """
    body, found = [], []
    for number, line in enumerate(lines):
        at_edge = number < EDGE or number >= len(lines) - EDGE
        if is_credit(line) and (at_edge or _kind(line) == "editor"):
            found.append(line)
        else:
            body.append(line)
    if body and (trailing := _TRAILING.search(body[-1])):
        found.append(trailing.group().strip())
        body[-1] = body[-1][: trailing.start()]
    return body, found


def _kind(line: str) -> str | None:
    """Return the kind of the label that *line* begins with."""
    label = _LABEL.match(line.strip(_OPEN))
    return label.lastgroup if label else None


def is_labelled(line: str) -> bool:
    """Whether *line* begins with the name of a field: 来源：, 作者：, 责任编辑：.

    >>> is_labelled("责任编辑：田慧"), is_labelled("2022-11-28")
    (True, False)
    """
    return _kind(line) not in (None, "other", "date")


_CRUMB = re.compile(r"\s*[>»›》＞]+\s*")
_IN_CRUMBS = re.compile("[>»›＞]|位置")
_NO_SECTION = re.compile("(?:浏览|新闻)?正文|首页|主页|文章|详情|内容|当前位置")


def is_breadcrumb(line: str) -> bool:
    """Whether *line* leads from the front page to this one.

    >>> is_breadcrumb("当前位置：首页 > 新闻"), is_breadcrumb("来源：某网")
    (True, False)
    """
    return _IN_CRUMBS.search(line) is not None


def read_breadcrumb(lines: list[str]) -> str | None:
    """Return the last section that a breadcrumb names.

    >>> read_breadcrumb(["当前位置：首页 > 新闻 > 济源要闻 > 正文"])
    '济源要闻'
    >>> read_breadcrumb(["来源：某网"])
    """
    for line in lines:
        crumbs = [c.rpartition("：")[2].strip() for c in _CRUMB.split(line)]
        named = [c for c in crumbs[1:] if c and not _NO_SECTION.fullmatch(c)]
        if short := [c for c in named if len(c) <= LONGEST_SECTION]:
            return short[-1]
    return None


def read_credits(header: Sequence[str], others: Sequence[str] = ()) -> Credits:
    """Read every credit; the first of a kind wins, names add up.

    *header* holds the lines under the headline: any full date in them is the article's. In the
    *others* only a line that is a credit as a whole can give a date.

    >>> c = read_credits(["时间：2022-11-28 08:26:41 来源：济源网 作者：郑海波", "责任编辑：田慧"])
    >>> c.moment.value, c.source, c.authors, c.editors
    ('2022-11-28T08:26:41+08:00', '济源网', ['郑海波'], ['田慧'])
    >>> c = read_credits(["来源： 发布日期：2022-01-17 打印"])
    >>> c.source, c.names_source, c.moment.value
    (None, True, '2022-01-17')
    """
    result = Credits()
    for line in (*header, *others):
        if len(line) <= LONGEST:
            _read_line(line, result)
    # The line nearest to the body is the article's; lists of other articles stand further up.
    dated = [(line, dates[0]) for line in reversed(header) if (dates := find_dates(line))]
    if dated and not result.moment:
        result.moment = dated[0][1]
    if dated and not result.names_source:
        result.source = _source_beside(*dated[0])
    return result


_OUTLET = re.compile(
    r"[\u3400-\u9fffA-Za-z·]{1,12}(?:网|报|社|台|刊|新闻|在线|客户端|杂志|传媒|发布|频道|娱乐|"
    r"体育|科技|财经|音乐|公众号|消息)"
)


def _source_beside(line: str, date: Moment) -> str | None:
    """Return the outlet that stands beside the date without a label: 2019-09-26 证券时报网."""
    words = line[date.end :].split() + line[: date.start].split()
    return next((word for word in words if _OUTLET.fullmatch(word)), None)


def _read_line(line: str, result: Credits) -> None:
    if byline := _ROLE_BYLINE.match(line):
        result.section = result.section or byline["section"]
        # Section, date, clicks, tags: the one-line by-line of an EmpireCMS theme.
        if clicks := re.search(r":\d\d\s+\d+\s+(\S.*)$", line):
            result.tags = result.tags or clicks[1].split()
    labels = list(_LABEL.finditer(line))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=False):
        _take(label.lastgroup or "", line[label.end() : end].strip(" |】]）)　"), result)
    if result.moment is None and (is_credit(line) or "date" in {x.lastgroup for x in labels}):
        result.moment = next(iter(find_dates(line)), None)


def _take(kind: str, value: str, result: Credits) -> None:
    if kind == "source":
        result.names_source = True
        result.source = result.source or _source(value)
    elif kind == "author":
        result.authors += [n for n in names(value) if n not in result.authors]
    elif kind == "editor":
        result.editors += [n for n in names(value) if n not in result.editors]
    elif kind == "section":
        result.section = result.section or value.partition(" ")[0] or None
    elif kind == "tags":
        result.tags = result.tags or [t for t in _SPLIT_NAMES.split(value) if t]


def _source(value: str) -> str | None:
    """Return the source at the beginning of *value*, without a date after it."""
    dates = find_dates(value)
    value = (value[: dates[0].start] if dates else value).strip()
    return re.split(r"[\s|丨]", value)[0].strip("：:") or None


def read_dateline(body: str) -> Credits:
    """Read what the text itself says: its dateline, reporters in brackets at either end.

    >>> c = read_dateline("济源网讯（记者 郑海波）11月27日，会议召开。")
    >>> c.source, c.authors
    ('济源网', ['郑海波'])
    >>> read_dateline("本报讯（记者柴锦玉）1月14日").source
    """
    result = Credits()
    paragraphs = body.split("\n")
    if outlet := _OUTLET_LINE.match(paragraphs[0]):
        name = outlet["outlet"]
        result.source = None if name.startswith(_OURSELVES) else name
    for part in (paragraphs[0][:80], paragraphs[-1][-60:]):
        for match in _REPORTERS.finditer(part):
            writers, *staff = _EDITORS_FROM.split(match[1], maxsplit=1)
            result.authors += [n for n in names(writers) if n not in result.authors]
            result.editors += names("".join(staff))
    return result
