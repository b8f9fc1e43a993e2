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
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from crawler.text.changes import Change, made
from crawler.text.frequent import CHANCE, is_common
from crawler.text.marks import LOST
from crawler.text.pinyin import READING
from crawler.text.shifted import Restored, Span
from crawler.text.shifts import OPENING, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.text.charlm import CharModel

MARGIN = 6.0
"""Nats by which a restored run must read better than the text as it stands: e^6 = 400 times."""
MOST = 1000
"""Places that are looked at; a damaged page of 100,000 characters has about 220."""
EFFORT = 1_000_000
"""Characters judged in one document; about four seconds. What is odd then is only marked."""
LOOKED_AT = 8
"""Characters after a mark that tell whether they are garbled: the shortest clause, about."""
SURE = 0.85
"""Share of the likelihood of all readings that a character needs; others are marked. At 0.7 one
more line of a hundred comes back, and nearly twice as many are wrong without a mark."""
UNHEARD = 0.01
"""Share up to which a reading is not heard: all of them together change nothing."""

# Rows of three and more are spaces or signs that GBK does not have. After the rest stand the
# remains of a gloss, or a mark that was cut out of the Chinese characters around it.
_ODD = (
    rf"(?<!\?\?.)(?!\?\?)(?:(?=\(?{READING}\))"
    r"|(?<=[^\x00-\x28\x2a-\x7e].)(?=[！；？，!;?,][^\s0-9<>/'\"=&.])"
    r"|(?<![^\n>%0-9A-Za-z].)(?=[！；？，!;?,][^\x00-\x7e]))"
)
# One for each sign, since what begins with a single character is looked for much faster.
_SUSPECTS = {sign: re.compile(re.escape(sign) + _ODD) for sign in ("?", LOST)}
_AFTER_CUT = "！；？，!;?,"
_REMAINS = re.compile(rf"[@-~]\({READING}\)|[?\ufffd]/[a-z]")
_WORD = re.compile(
    f"[{_AFTER_CUT}]+[{''.join(sorted(OPENING))}]?"
    "([^\x00-\x7f，。、；：？！“”‘’（）《》【】—…·\ufffd]+)"
)

# It begins with the stroke, since what begins with a single character is looked for much faster.
_EATEN_TAG = re.compile(r"/(?<=[?\ufffd]/)((?:p|div|span|strong|b|font|a|td|li|h[1-6])>)")


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
    places = sorted(at for sign in _SUSPECTS for at in _suspects(text, sign))[:MOST]
    if not places:
        return text, []
    if model is None:
        changes = [Change(at, text[at], LOST) for at in places if _is_odd(text, at)]
        return made(text, changes), changes
    document = Document(text, model)
    changes = _changes(document, places)
    return made(text, changes), changes


def _suspects(text: str, sign: str) -> Iterator[int]:
    """Yield the first places of *sign* that may stand for something else."""
    if sign in text:
        yield from (match.start() for match in islice(_SUSPECTS[sign].finditer(text), MOST))


def _changes(document: Document, places: list[int]) -> list[Change]:
    """Return what is restored or marked at *places*.

    Where a host glosses, it cuts marks, too, and where it has cut one it cuts them all; elsewhere
    the place itself must be odd.
    """
    text = document.text
    odd = {at for at in places if _is_odd(text, at)}
    read = functools.cache(functools.partial(_read, document))
    is_cut = bool(document.glossed) or any(read(at) for at in places if at in odd)
    changes: list[Change] = []
    done = 0
    for at in places:
        if at < done or not (is_cut or at in odd):
            continue
        restored = read(at)
        if restored is None and at in odd and (is_cut or _is_garbled(document, at)):
            restored = Restored(LOST, at + 1, 0.0)
        if restored:
            done = restored.end
            changes.append(Change(at, text[at:done], restored.text))
    return changes


def _is_odd(text: str, at: int) -> bool:
    """Whether what follows the `?` at *at* is such as only shifted bytes give.

    The remains of a gloss or of a tag; or, after a mark, a rare character or a letter among those
    up to the next mark. Shifted pairs are nearly all rare, the words after `?!` are not.

    >>> _is_odd("工作?！锻ㄖ诽", 2), _is_odd("好不好?！对不对?！", 3)
    (True, False)
    """
    if text[at + 1] not in _AFTER_CUT or _REMAINS.match(text, at + 2):
        return True
    following = _WORD.match(text, at + 1)
    if following is None:
        return False
    ends_in_letter = text[following.end() : following.end() + 1].isalpha()
    return ends_in_letter or not all(map(is_common, following[1]))


def mend_tags(text: str) -> str:
    r"""Give closing tags the `<` back that a byte before it ate; mark what that byte belonged to.

    >>> mend_tags("落實責任?/p><p>其次")
    '落實責任\ufffd</p><p>其次'
    >>> mend_tags("<p>对不对?</p>")
    '<p>对不对?</p>'
    """
    return made(text, tag_changes(text))


def tag_changes(text: str) -> list[Change]:
    """Return what `mend_tags` does, place by place."""
    if "?/" not in text and f"{LOST}/" not in text:
        return []
    found = ((match.start() - 1, match) for match in _EATEN_TAG.finditer(text))
    return [Change(at, text[at : match.end()], f"{LOST}</{match[1]}") for at, match in found]


def _is_garbled(document: Document, at: int) -> bool:
    """Whether what follows the mark after the `?` at *at* is as chance would write it."""
    following = document.text[at + 2 : at + 2 + LOOKED_AT].partition("\n")[0]
    written = document.model.score(document.text[at + 1], following)
    return written + CHANCE * len(following) < -MARGIN


def _read(document: Document, at: int) -> Restored | None:
    """Return the likeliest reading of a run, with marks where too many others do not agree.

    Each has a voice in proportion to its likelihood, on what stands up to where the longest ends.
    """
    found = Span(document, at).search() if document.effort < EFFORT else []
    if not found or found[0].gain <= MARGIN:
        return None
    best = found[0]
    voices = [math.exp(other.gain - best.gain) for other in found]
    heard = [
        other for other, voice in zip(found, voices, strict=True) if voice > UNHEARD * sum(voices)
    ]
    end = max(other.end for other in heard)
    text = _agreed([other.text + document.text[other.end : end] for other in heard], voices)
    length = max(len(best.text), text.rfind(LOST) + 1)
    return best._replace(text=text[:length], end=best.end + length - len(best.text))


def _agreed(texts: list[str], voices: list[float]) -> str:
    r"""Return the first of *texts*, marked where too small a share of *voices* is for it.

    >>> _agreed(["天气或节日", "天气基因节日"], [0.6, 0.3]), _agreed(["福来", "海来"], [0.9, 0.1])
    ('天气\ufffd节日', '福来')
    """
    shares = [0.0] * len(texts[0])
    for text, voice in zip(texts, voices, strict=False):
        for n in _alike(texts[0], text):
            shares[n] += voice
    needed = SURE * sum(voices[: len(texts)])
    pairs = zip(texts[0], shares, strict=True)
    return "".join(char if share >= needed else LOST for char, share in pairs)


def _alike(one: str, other: str) -> list[int]:
    """Return the places of *one* where *other* has the same."""
    if len(one) == len(other):
        return [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a == b]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [n for block in blocks for n in range(block.a, block.a + block.size)]
