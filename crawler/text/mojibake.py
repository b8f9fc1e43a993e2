"""Restore what copying hosts destroyed byte by byte: 有序?qū)嵤?。 becomes 有序實施。 again.

On the decoded page, before its markup is parsed: private-use characters and eaten `<` are
evidence. On text that somebody scraped and folded to half-width it works, too, less well.
`docs/text-repair.md` explains the damage; `crawler.text.shifts` says what is possible and
`crawler.text.shifted` what is likely.
"""

from __future__ import annotations

import functools
import math
import re
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from crawler.text.frequent import is_common
from crawler.text.marks import LOST
from crawler.text.pinyin import READING
from crawler.text.shifted import Restored, Span
from crawler.text.shifts import Document

if TYPE_CHECKING:
    from crawler.text.charlm import CharModel

MARGIN = 6.0
"""Nats by which a restored run must read better than the text as it stands: e^6 = 400 times."""
MOST = 1000
"""Places that are looked at; a damaged page of 100,000 characters has about 220."""
EFFORT = 2_000_000
"""Characters judged in one document; about five seconds. What is left then stays as it is."""
SURE = 0.7
"""Share of the likelihood of all hypotheses that a character needs; others are marked."""

# Rows of three and more are spaces or signs that GBK does not have. After the rest stand the
# remains of a gloss, or a mark that was cut out of the Chinese characters around it.
_SUSPECT = re.compile(
    rf"[?\ufffd](?<!\?\?.)(?!\?\?)(?:(?=\(?{READING}\))"
    r"|(?<=[^\x00-\x28\x2a-\x7e].)(?=[！；？，!;?,][^\s0-9<>/'\"=&.]))"
)
_AFTER_CUT = "！；？，!;?,"
_REMAINS = re.compile(rf"[@-~]\({READING}\)|[?\ufffd]/[a-z]")
_WORD = re.compile("[^\x00-\x7f，。、；：？！“”‘’（）《》【】—…·\ufffd]+")

_EATEN_TAG = re.compile(r"[?\ufffd]/((?:p|div|span|strong|b|font|a|td|li|h[1-6])>)")


class Change(NamedTuple):
    """One restored place."""

    offset: int
    """In the damaged text, in characters."""
    before: str
    after: str


def restore(text: str, model: CharModel | None) -> tuple[str, list[Change]]:
    """Return *text* as it was before bytes were replaced in it, and each change.

    What could be this or that is marked U+FFFD, as is what was destroyed for good. A run that
    reads no better in any way stays as it is. Without a *model* the `?` of odd places is marked.

    >>> from crawler.text.charlm import load
    >>> restore("會議要求，農(nóng)業(yè)生產(chǎn)有序?qū)嵤?。", load())[0]
    '會議要求，農(nóng)業(yè)生產(chǎn)有序實施。'
    >>> restore("真的吗?!是,真的?(略)", load())
    ('真的吗?!是,真的?(略)', [])
    """
    places = [match.start() for match in islice(_SUSPECT.finditer(text), MOST)]
    if not places:
        return text, []
    if model is None:
        return _marked(text, places), []
    document = Document(text, model)
    changes: list[Change] = []
    pieces: list[str] = []
    done = 0
    for at in places:
        if at < done or document.effort > EFFORT:
            continue
        # Where a host glosses, it cuts marks, too; elsewhere the place itself must be odd.
        if not (document.glossed or _is_odd(text, at)):
            continue
        if restored := _agreed(Span(document, at).search(), at):
            pieces += [text[done:at], restored.text]
            done = restored.end
            changes.append(Change(at, text[at:done], restored.text))
    return "".join([*pieces, text[done:]]), changes


def _marked(text: str, places: list[int]) -> str:
    odd = [at for at in places if _is_odd(text, at)]
    pieces = (text[one + 1 : other] for one, other in pairwise([-1, *odd, len(text)]))
    return LOST.join(pieces)


def _is_odd(text: str, at: int) -> bool:
    """Whether what follows the `?` at *at* is such as only shifted bytes give.

    The remains of a gloss or of a tag; or, after a mark, a rare character or a letter among those
    up to the next mark. Shifted pairs are nearly all rare, the words after `?!` are not.

    >>> _is_odd("工作?！锻ㄖ诽", 2), _is_odd("好不好?！对不对?！", 3)
    (True, False)
    """
    if text[at + 1] not in _AFTER_CUT or _REMAINS.match(text, at + 2):
        return True
    following = _WORD.match(text, at + 2)
    if following is None:
        return False
    ends_in_letter = text[following.end() : following.end() + 1].isalpha()
    return ends_in_letter or not all(map(is_common, following.group()))


def mend_tags(text: str) -> str:
    r"""Give closing tags the `<` back that a byte before it ate; mark what that byte belonged to.

    >>> mend_tags("落實責任?/p><p>其次")
    '落實責任\ufffd</p><p>其次'
    >>> mend_tags("<p>对不对?</p>")
    '<p>对不对?</p>'
    """
    return _EATEN_TAG.sub(rf"{LOST}</\1", text)


def _agreed(found: list[Restored], at: int) -> Restored | None:
    """Return what the likeliest hypotheses of a run have in common, with marks where they differ.

    As many are heard as make up the share `SURE` of all likelihood. Where they do not even agree
    on where the run ends, only its `?` is marked.
    """
    if not found or found[0].gain <= MARGIN:
        return None
    best = found[0]
    needed = SURE * sum(math.exp(other.gain - best.gain) for other in found)
    heard: list[str] = []
    for other in found:
        if other.end == best.end:
            heard.append(other.text)
            needed -= math.exp(other.gain - best.gain)
        if needed <= 0:
            return best._replace(text=functools.reduce(_in_common, heard))
    return Restored(LOST, at + 1, best.gain)


def _in_common(one: str, other: str) -> str:
    r"""Return *one* with marks where *other* differs.

    >>> _in_common("天气或节日", "天气基因节日"), _in_common("王福来", "王海来")
    ('天气\ufffd节日', '王\ufffd来')
    """
    if len(one) == len(other):
        return "".join(a if a == b else LOST for a, b in zip(one, other, strict=True))
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    return f"{one[:start]}{LOST}{one[len(one) - end :]}"


def _common(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
