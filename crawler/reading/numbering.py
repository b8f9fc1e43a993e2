"""Read an address as that of a page of an article, by the ways in which systems number pages."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

# 1234_2.html, 1234-2.html, index_2.html: Founder, EmpireCMS, DedeCMS, PHPCMS, people.com.cn; the
# second page of TRS is 1234_1.html. 1234/2.html and 1234/2/: WordPress and its kin.
_NUMBERED = re.compile(r"(?P<stem>.*\w)(?P<sign>[_/-])(?:p(?:age)?[/_-]?)?(?P<number>\d{1,2})")
_OWN_NUMBER = re.compile(r"[_-]\d{1,2}$")
_ON_ONE_PAGE = re.compile(r"(?P<stem>.*\w)[_-](?:all|full|whole)", re.IGNORECASE)
_ENDING = re.compile(r"(?P<path>.*?)(?:\.(?:[sj]?html?|php|aspx?|jspx?|do))?/?", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default|page)$", re.IGNORECASE)
_PAGE_PARAMETER = re.compile(
    r"(?:p|pn|page|page_?(?:no|num|index)|cur(?:rent)?_?page)=(\d{1,2})", re.IGNORECASE
)


class Place(NamedTuple):
    """An address as a page of something: all pages of one thing have the same stem."""

    stem: str
    number: int
    sign: str
    """What stands before the number: `_`, `-`, `/`, `?`; "" where there is none."""


def _path(url: str) -> str:
    """Return host and path of *url* without ending: those of a folder and of its index alike."""
    parts = urlsplit(url)
    match = _ENDING.fullmatch(parts.path)
    return f"{parts.hostname}{_INDEX.sub('', match['path'] if match else parts.path)}"


def own_name(url: str) -> str:
    """Return what the addresses of all pages of the article at *url* have in common.

    >>> own_name("http://a.cn/n/content-10-77-1.html"), own_name("http://a.cn/n/77/?page=2")
    ('content-10-77', '77')
    """
    return _OWN_NUMBER.sub("", _path(url).rpartition("/")[2])


def places(url: str) -> list[Place]:
    """Return the ways to see *url* as a page of something: as the first one, and by its number.

    >>> places("http://a.cn/n/7_2.html?id=1")[1]
    Place(stem='a.cn/n/7?id=1', number=2, sign='_')
    """
    path, query = _path(url), urlsplit(url).query
    found = [Place(f"{path}?{query}", 1, "")]
    if match := _NUMBERED.fullmatch(path):
        stem = _INDEX.sub("", match["stem"])
        sign = match["sign"] if stem == match["stem"] else "/"
        # What stands in a folder without a number is an article of a section, and no page.
        if sign != "/" or has_number(stem):
            found.append(Place(f"{stem}?{query}", int(match["number"]), sign))
    parameters = query.split("&")
    numbers = [match for match in map(_PAGE_PARAMETER.fullmatch, parameters) if match]
    if len(numbers) == 1:
        rest = "&".join(x for x in parameters if x != numbers[0][0])
        found.append(Place(f"{path}?{rest}", int(numbers[0][1]), "?"))
    return found


def is_whole(address: str, url: str) -> bool:
    """Whether *address* is that of the whole article of which *url* is a page."""
    stems = {place.stem for place in places(url)}
    match = _ON_ONE_PAGE.fullmatch(_path(address))
    query = urlsplit(address).query
    if match and f"{match['stem']}?{query}" in stems:
        return True
    rest = "&".join(x for x in query.split("&") if not re.fullmatch(r"(?i)(?:p|page)=all|all=1", x))
    return rest != query and f"{_path(address)}?{rest}" in stems


def has_number(stem: str) -> bool:
    """Whether the last part of *stem*, which names a section or an article, has a digit."""
    return any(map(str.isdigit, stem.rpartition("/")[2]))


def form(url: str) -> str:
    """Return *url* with its last numbers blotted out."""
    folder, _, name = urlsplit(url).path.rpartition("/")
    return f"{urlsplit(url).hostname}{folder}/{re.sub(r'[0-9]+', '0', name)}"
