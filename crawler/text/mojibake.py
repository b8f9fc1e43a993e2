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
SENSE = 12.0
"""Nats by which a run must read better than chance would write it, to show that a host cuts marks
where none glosses. Of 417 lines that were damaged so, raw and folded, one in forty stays below; of
8,000 clean ones with dialect, rare names, sounds and signs after `?!` none comes above 9."""
PLAIN = 25.0
"""Nats that such a run must also gain where no character in it is rare. Of the texts in
`tests/text_kept.json` none makes sense and gains more than 10; damage gains 30 and more."""
SURE = 0.85
"""Share of the likelihood of all readings that a character needs; others are marked. At 0.7 one
more line of a hundred comes back, and nearly twice as many are wrong without a mark."""
WORD = 2
"""Chinese characters that such a run must hold: `?!?` may be 。“ and a lost byte, or be meant."""
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

# The user-defined zones of GBK as private use, less those that hold no byte of a shifted character.
_SHIFTED_TO = re.compile("[\ue000-\ue4c5]")
_HANZI = re.compile("[\u4e00-\u9fff]")
_TAG = r"(?:p|div|span|strong|b|font|a|td|li|h[1-6])>"
# It begins with the stroke, since what begins with a single character is looked for much faster.
_MAYBE_EATEN = re.compile(rf"/(?<=[?\ufffd]/){_TAG}")
# Scripts, comments and whole tags are passed over; one that never ends goes to the end.
_EATEN_TAG = re.compile(
    r"<(?i:(script|style)\b).*?(?:</(?i:\1)|\Z)|<!--.*?(?:-->|\Z)|<[A-Za-z][^<>]*+>"
    rf"|[?\ufffd]/(?P<tag>{_TAG})",
    re.DOTALL,
)


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
    all is meant, dialect and names too, unless one place makes sense when read otherwise or nobody
    writes it.
    """
    text = document.text
    odd = {at for at in places if _is_odd(text, at)}
    read = functools.cache(functools.partial(_read, document))
    if (
        not document.glossed
        and not any(
            _makes_sense(document, at, read(at))
            if at in odd
            else _makes_sense(document, at, read(at), PLAIN)
            for at in places
        )
        and not any(_holds_private(text, at) for at in odd)
    ):
        return []
    changes: list[Change] = []
    done = 0
    for at in places:
        if at < done:
            continue
        restored = read(at)
        if restored is None and at in odd:
            restored = Restored(LOST, at + 1, 0.0)
        if restored:
            done = restored.end
            changes.append(Change(at, text[at:done], restored.text))
    return changes


def _holds_private(text: str, at: int) -> bool:
    """Whether private-use characters stand after the `?` at *at*: one shifted pair in seven is.

    >>> _holds_private("海?？低\ue491庸", 1), _holds_private("谁?！赟赟", 1)
    (True, False)
    """
    following = _WORD.match(text, at + 1)
    return following is not None and _SHIFTED_TO.search(following[1]) is not None


def _makes_sense(
    document: Document, at: int, restored: Restored | None, least: float = MARGIN
) -> bool:
    """Whether the run at *at* is Chinese as *restored*, by itself and not only beside what stands.

    A rare character makes what stands unlikely, and anything else likelier. A mark speaks against
    it as a character speaks for it: any run may be cut off.
    """
    if restored is None or restored.gain <= least:
        return False
    read = restored.text.replace(LOST, "")
    if len(_HANZI.findall(read)) < WORD:
        return False
    before = document.text[max(0, at - 2) : at]
    counted = len(read) - restored.text.count(LOST)
    return document.model.score(before, read) + CHANCE * counted > SENSE


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
    >>> mend_tags('<p title="a?/b>">对不对?</p><script>s = "?/p>"</script>')
    '<p title="a?/b>">对不对?</p><script>s = "?/p>"</script>'
    """
    return made(text, tag_changes(text))


def tag_changes(text: str) -> list[Change]:
    """Return what `mend_tags` does, place by place."""
    if not _MAYBE_EATEN.search(text):
        return []
    return [
        Change(match.start(), match.group(), f"{LOST}</{match['tag']}")
        for match in _EATEN_TAG.finditer(text)
        if match["tag"]
    ]


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
