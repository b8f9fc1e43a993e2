"""Read who did what from names beside roles: 记者 张三 通讯员 李四, 张三/文 王五/图, 编辑 赵六."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crawler.text.labels import ROLE, closed
from crawler.text.names import is_person, is_signer, persons

if TYPE_CHECKING:
    import re

LONGEST_OUTLET = 12
"""The outlet before 记者 is no longer, in characters."""
# Of a picture: 记者 张三 摄.
_TAKEN = "摄"
# Rare surnames that begin more words than names: 相关, 连续, 通过.
_WORDY = frozenset(
    "相通连解应经宣单从国原来门官公信展归言干师全充满步居终广养利查权益况随律历党能终计代海玉荣古"
)
SHORTEST_CLEAR = 3
"""From this length on, in characters, such a word is a name all the same: 连小方."""
_CLOSE = frozenset(" 　、，,；/／（(【[〔")


class Roles(NamedTuple):
    """Writers and editors named in a text."""

    authors: list[str]
    editors: list[str]
    others: list[str]
    """Words that are neither names nor roles."""
    has_role: bool
    """Whether a role stands in the text."""

    @property
    def is_certain(self) -> bool:
        """Whether nothing but roles and names is there, and all of them are surely persons."""
        named = self.authors + self.editors
        return bool(named) and not self.others and all(map(is_clear, named))


def read_roles(text: str, default: str = "author") -> Roles:
    """Return who is named in *text*; names without a role are of the *default* kind.

    >>> read_roles("柳河日报记者 张三丰 通讯员李小村 编辑 王五")[:3]
    (['张三丰', '李小村'], ['王五'], [])
    >>> read_roles("柳河网记者 张三丰 摄").authors
    []
    >>> read_roles("张三丰/文 李小村/图")[:3], read_roles("记者从镇里获悉").authors
    ((['张三丰'], [], []), [])
    >>> read_roles("记者胖胖").authors, read_roles("记者 胖胖").authors
    ([], ['胖胖'])
    """
    text = closed(text)
    found: dict[str, list[str]] = {"author": [], "editor": [], "staff": []}
    others: list[str] = []
    roles = [*ROLE.finditer(text), None]
    before: re.Match[str] | None = None
    for after in roles:
        start = before.end() if before else 0
        segment = text[start : after.start() if after else len(text)]
        names, rest = persons(_without_outlet(segment, after))
        if len(names) > 1 and _is_place(names[-1], segment, after):
            names.pop()
        if _is_glued(before, segment):
            rest += [name for name in names if not is_clear(name)]
            names = [name for name in names if is_clear(name)]
        found[_kind(before, after, default)] += names
        others += rest
        before = after
    authors, editors = (list(dict.fromkeys(found[kind])) for kind in ("author", "editor"))
    return Roles(authors, editors, others, len(roles) > 1)


def is_clear(word: str) -> bool:
    """Whether *word* is a name even where no mark says that one stands there.

    >>> is_clear("张三丰"), is_clear("连小方"), is_clear("连续"), is_clear("手记")
    (True, True, False, False)
    """
    return is_person(word) and (len(word) >= SHORTEST_CLEAR or word[0] not in _WORDY)


def _is_glued(before: re.Match[str] | None, segment: str) -> bool:
    """Whether nothing parts *segment* from the role *before* it: 记者张三丰, 记者手记."""
    return before is not None and before[0][-1:].isalpha() and segment[:1].isalpha()


def _kind(before: re.Match[str] | None, after: re.Match[str] | None, default: str) -> str:
    """Return the kind of the names between two roles, one of which is theirs: 文/张三, 张三/文."""
    if after and (after["after"] or after[0].strip() == _TAKEN):
        return _role(after) or default
    if before and not before["after"] and _role(before):
        return _role(before)
    return "staff" if after and _role(after) == "staff" and not before else default


def _role(role: re.Match[str]) -> str:
    return next((kind for kind in ("author", "editor", "staff") if role[kind]), "")


def _is_place(name: str, segment: str, role: re.Match[str] | None) -> bool:
    """Whether the last *name* before a report is where it comes from: 记者 张三丰 安阳报道."""
    reports = role is not None and role["plain"] and segment.endswith(name)
    return bool(reports) and not is_signer(name)


def _without_outlet(segment: str, role: re.Match[str] | None) -> str:
    """Drop the outlet that stands right before a role: 柳河日报记者."""
    if role is None or role["after"] or not role["author"] or segment[-1:] in _CLOSE:
        return segment
    cut = max(map(segment.rfind, _CLOSE)) + 1
    return segment[:cut] if len(segment) - cut <= LONGEST_OUTLET else segment
