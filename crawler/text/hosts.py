"""What copying hosts do, as measured on 47 of their documents.

Their traditional script is a table of single characters: it knows no words, keeps 后, 于 and 里
and writes 復 for every 复. The characters that bear a gloss come from one ordered list, of which
each host takes a part from the front; within a document a character is glossed always or never.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crawler.text.addresses import split_address
from crawler.text.dates import from_address
from crawler.text.script import simplified_char, to_traditional

KEYWORDS = 4
"""Search terms from which a line without a sentence was put there for search engines: a headline
about such a trade names one or two."""

_IN_SENTENCES = re.compile("[。！？、：；]")

_FACTS = Path(__file__).with_name("hosts.json")


_BETWEEN_TERMS = re.compile(r"[\s,，|/_·-]+")
_BETWEEN_NAMES = re.compile(r"[\s、，/|《》（）()—－-]+")
# Labels of the second level under which owners register; of others the last two labels tell.
_REGISTRIES = frozenset(("com", "net", "org", "gov", "edu", "ac"))
# Hosts that may reprint a mainland paper in traditional script without being a copying host.
_LICENSED = re.compile(r"\.(?:tw|hk|mo|gov\.cn|edu\.cn)$")


class Publisher(NamedTuple):
    """A paper that copying hosts may copy, addresses and all."""

    names: tuple[str, ...]
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    """Of the addresses of its articles, from the host on."""


class Facts(NamedTuple):
    """The tables in `hosts.json`."""

    kept: frozenset[str]
    """Simplified characters left as they are."""
    forms: dict[str, str]
    """Simplified characters written otherwise than OpenCC would."""
    readings: dict[str, str]
    """The reading that each glossed character bears, in the order of the hosts' list."""
    keywords: re.Pattern[str]
    """Terms of films and games of chance, which these hosts advertise most, in both scripts."""
    trades: re.Pattern[str]
    """Terms of other trades that they advertise, which news speak of, too."""
    publishers: tuple[Publisher, ...]
    """Papers known beside the declared sites."""


@cache
def facts() -> Facts:
    """Return the tables."""
    data = json.loads(_FACTS.read_text("utf-8"))
    forms = dict(zip(data["simplified"], data["traditional"], strict=True))
    publishers = tuple(
        Publisher(tuple(row["names"]), tuple(row["hosts"]), re.compile(row["path"]))
        for row in data["publishers"]
    )
    return Facts(
        kept=frozenset(data["kept"]),
        forms=forms,
        readings=dict(data["readings"]),
        keywords=_any_of(data["keywords"].split()),
        trades=_any_of(data["trades"].split()),
        publishers=publishers,
    )


def _any_of(terms: list[str]) -> re.Pattern[str]:
    both = {*terms, *map(to_traditional, terms)}
    return re.compile("|".join(sorted(both, key=len, reverse=True)))


@cache
def host_form(char: str) -> str:
    """Return how a copying host writes the simplified *char*.

    >>> host_form("后"), host_form("农"), host_form("强")
    ('后', '農', '強')
    """
    known = facts()
    if char in known.kept:
        return char
    written = known.forms.get(char) or to_traditional(char)
    return written if written.encode("gbk", "ignore") else char


@cache
def is_host_form(char: str) -> bool:
    """Whether a copying host could have written *char*.

    >>> is_host_form("農"), is_host_form("农"), is_host_form("後")
    (True, False, False)
    """
    return host_form(simplified_char(char)) == char


def is_keyword_line(line: str) -> bool:
    """Whether *line* is a row of search terms that a host put into the page.

    Terms that a headline may join, 严打办证刻章, count only where something parts them.

    >>> is_keyword_line("亚洲精品一区,欧美高清在线观看,久久免费视频")
    True
    >>> is_keyword_line("警方查处一起网络彩票、棋牌、百家乐案件，涉及投注金额三万元。")
    False
    """
    if _IN_SENTENCES.search(line):
        return False
    found = facts().keywords.findall(line)
    if len(set(found)) >= KEYWORDS and 2 * len("".join(found)) >= len(line):
        return True
    entries = set(_BETWEEN_TERMS.split(line)) - {""}
    offers = sum(1 for entry in entries if facts().trades.search(entry))
    return offers >= KEYWORDS and 2 * offers >= len(entries)


def is_copied_path(url: str, source: str | None, declared: tuple[Publisher, ...] = ()) -> bool:
    """Whether *url* has the path of a known paper's articles, elsewhere, and *source* is its name.

    For a page in traditional script: papers share publishing systems, and so the shape of their
    addresses, and reprint each other; but a mainland site does neither in traditional script. Only
    paths with a day are looked at: too many unlike sites have /p/1.html.

    >>> is_copied_path("http://m.example.com/szb/pc/col/202603/02/content_1.html", "周口日报")
    True
    >>> is_copied_path("http://m.zhld.com/szb/pc/col/202603/02/content_1.html", "周口日报")
    False
    """
    parts = split_address(url)
    host = (parts.hostname or "").rstrip(".")
    if not source or not host or _LICENSED.search(host) or not from_address(url):
        return False
    known = facts().publishers + declared
    if any(_owner(host) == _owner(own) for paper in known for own in paper.hosts):
        return False
    named = set(_BETWEEN_NAMES.split(source))
    return any(named.intersection(paper.names) and _is_path(paper, parts.path) for paper in known)


def _is_path(paper: Publisher, path: str) -> bool:
    found = paper.path.match(path)
    return found is not None and found.end() == len(path)


def _owner(host: str) -> str:
    """Return the part of *host* that its owner registered; too little rather than too much.

    >>> _owner("m.news.example.cn"), _owner("www.example.com.cn")
    ('example.cn', 'example.com.cn')
    """
    labels = host.split(".")
    return ".".join(labels[-3:] if labels[-2:-1] and labels[-2] in _REGISTRIES else labels[-2:])
