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
from crawler.text.script import simplified_char, to_traditional

KEYWORDS = 4
"""Search terms from which a line without a sentence was put there for search engines."""

_IN_SENTENCES = re.compile("[。！？、：；]")

_FACTS = Path(__file__).with_name("hosts.json")


class Publisher(NamedTuple):
    """A paper that copying hosts copy, addresses and all."""

    names: tuple[str, ...]
    host: str
    path: re.Pattern[str]


class Facts(NamedTuple):
    """The tables in `hosts.json`."""

    kept: frozenset[str]
    """Simplified characters left as they are."""
    forms: dict[str, str]
    """Simplified characters written otherwise than OpenCC would."""
    readings: dict[str, str]
    """The reading that each glossed character bears, in the order of the hosts' list."""
    keywords: re.Pattern[str]
    """Terms of the trades that these hosts advertise, in both scripts."""
    publishers: tuple[Publisher, ...]
    """Papers that are known to be copied."""


@cache
def facts() -> Facts:
    """Return the tables."""
    data = json.loads(_FACTS.read_text("utf-8"))
    forms = dict(zip(data["simplified"], data["traditional"], strict=True))
    terms = data["keywords"].split()
    terms += [to_traditional(term) for term in terms]
    publishers = tuple(
        Publisher(tuple(row["names"]), row["host"], re.compile(row["path"]))
        for row in data["publishers"]
    )
    return Facts(
        kept=frozenset(data["kept"]),
        forms=forms,
        readings=dict(data["readings"]),
        keywords=re.compile("|".join(sorted(set(terms), key=len, reverse=True))),
        publishers=publishers,
    )


@cache
def host_form(char: str) -> str:
    """Return how a copying host writes the simplified *char*.

    >>> host_form("后"), host_form("济"), host_form("强")
    ('后', '濟', '強')
    """
    known = facts()
    if char in known.kept:
        return char
    written = known.forms.get(char) or to_traditional(char)
    return written if written.encode("gbk", "ignore") else char


@cache
def is_host_form(char: str) -> bool:
    """Whether a copying host could have written *char*.

    >>> is_host_form("濟"), is_host_form("济"), is_host_form("後")
    (True, False, False)
    """
    return host_form(simplified_char(char)) == char


def is_keyword_line(line: str) -> bool:
    """Whether *line* is a row of search terms that a host put into the page.

    >>> is_keyword_line("亚洲精品一区,欧美高清在线观看,久久免费视频")
    True
    >>> is_keyword_line("警方查处一起网络彩票、棋牌、百家乐案件，涉及投注金额三万元。")
    False
    """
    if _IN_SENTENCES.search(line):
        return False
    found = facts().keywords.findall(line)
    return len(set(found)) >= KEYWORDS and 2 * len("".join(found)) >= len(line)


def is_copied_path(url: str, source: str | None) -> bool:
    """Whether *url* has the path of a known paper's articles, at another host, and names it.

    Papers share publishing systems, and so the shape of their addresses; only with the name of
    the paper as *source* does it tell who was copied.

    >>> is_copied_path("http://m.example.com/content/202211/28/c_1.html", "济源网")
    True
    >>> is_copied_path("http://www.jyrb.cn/content/202211/28/c_1.html", "济源网")
    False
    """
    if not source:
        return False
    parts = split_address(url)
    host = parts.hostname or ""
    if any(_is_under(host, paper.host) for paper in facts().publishers):
        return False
    return any(
        paper.path.fullmatch(parts.path) and any(name in source for name in paper.names)
        for paper in facts().publishers
    )


def _is_under(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
