"""Measure the repair of byte damage beside stripping glosses alone, in one run.

    python -m benchmarks.repair [--shared DIR] [--documents N] [--table FILE]…

DIR holds `data/dedup/texts.jsonl.gz`, `data/text/headlines.txt`, `data/text/real_damaged.jsonl`
and the simulator of the damage, `reference/mirror_sim.py`. The texts are those that did not
train the model (`tools.charlm.is_for_training`). Each line is damaged by itself, in three
strengths and with two sets of cut marks in turn; each document is restored as a whole: served as
bytes in GB18030 and in UTF-8, which are decoded as a page is, and as text that somebody scraped
and folded. A quarter of them is also damaged as simplified pages on which marks are cut only. Each
`--table` is measured beside the one that is shipped. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import importlib.util
import json
import re
import sys
import time
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.reading.decode import decode
from crawler.text.charlm import TABLE, load
from crawler.text.marks import LOST
from crawler.text.mojibake import restore
from crawler.text.pinyin import READING, readings, strip_pinyin
from crawler.text.script import to_traditional
from tools.charlm import is_for_training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from crawler.text.changes import Change
    from crawler.text.charlm import CharModel

STRENGTHS = (136, 90, 50)
"""Entries of the hosts' list that are replaced: all that are known, two thirds, a third."""
FORMS = {"GB18030 bytes": "gb18030", "UTF-8 bytes": "utf-8", "folded": ""}
"""How damaged text comes: in a charset, or as scraped text with private-use characters dropped."""
SENTENCES = 20_000
SHORTEST = 15
"""Characters of the shortest sentence that is asked."""
AROUND = 12
"""Characters beside a restored place that are damaged with it again."""

_GLOSS = re.compile(rf"([\u3400-\u9fff])\(({READING})\)")


@dataclass(slots=True, kw_only=True)
class Score:
    """What became of damaged lines."""

    chars: int = 0
    right: int = 0
    plain_right: int = 0
    """Characters right when glosses are only stripped."""
    damaged: int = 0
    exact: int = 0
    silent: int = 0
    """Damaged lines that are wrong without a mark."""
    undamaged: int = 0
    changed: int = 0
    """Undamaged lines that are not what they were."""
    seconds: float = 0.0
    read: int = 0
    """Characters of damaged text read in these seconds of a processor's time."""

    def figures(self) -> dict[str, float]:
        """Return the figures of the table."""
        return {
            "accuracy": round(100 * self.right / self.chars, 4),
            "accuracy_stripped": round(100 * self.plain_right / self.chars, 4),
            "damaged_lines": self.damaged,
            "exact": round(self.exact / self.damaged, 4),
            "silently_wrong": self.silent,
            "undamaged_lines": self.undamaged,
            "undamaged_changed": self.changed,
            "chars_per_second": round(self.read / self.seconds),
        }


def main() -> int:
    """Print every table, then the JSON line."""
    options = _options()
    simulator = _module(options.shared / "reference" / "mirror_sim.py")
    texts = _texts(options.shared / "data" / "dedup" / "texts.jsonl.gz")
    results: dict[str, Any] = {}
    for table in [TABLE, *options.table]:
        model = load(table)
        assert model
        for form, charset in FORMS.items():
            name = f"{table.stem}, {form}"
            whole = texts[: options.documents]
            results[name] = _damaged(whole, simulator, model, charset).figures()
            print(f"{name}: {results[name]}", flush=True)
            some = texts[: options.documents // 4]
            name += ", marks only"
            results[name] = _damaged(some, simulator, model, charset, glossed=False).figures()
            print(f"{name}: {results[name]}", flush=True)
    model = load()
    assert model
    results["headlines_changed"] = _headlines(options.shared, simulator, model)
    results["questions_changed"] = _questions(texts, simulator, model)
    results["clean_mb_per_second"] = _clean_speed(texts, model)
    results["load_seconds"] = _load_seconds()
    results["real"] = _real(
        options.shared / "data" / "text" / "real_damaged.jsonl", simulator, model
    )
    print(json.dumps(results, ensure_ascii=False))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), metavar="DIR")
    parser.add_argument("--documents", type=int, default=600, metavar="N")
    parser.add_argument("--table", type=Path, action="append", default=[], metavar="FILE")
    options = parser.parse_args()
    missing = [
        path
        for path in (options.shared / "reference" / "mirror_sim.py", *options.table)
        if not path.is_file()
    ]
    if missing:
        parser.exit(2, f"repair: no file {missing[0]}; name its folder with --shared\n")
    return options


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _texts(path: Path) -> list[str]:
    """Return the bodies that did not train the model, in the order of the file, spread evenly."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in lines]
    held = [body for body in bodies if not is_for_training(body)]
    return [body for start in range(7) for body in held[start::7]]


def _damaged(
    texts: list[str],
    simulator: ModuleType,
    model: CharModel,
    charset: str,
    glossed: bool = True,
) -> Score:
    """Damage *texts* and restore them; without glosses they stay simplified, marks are cut.

    Without a *charset* they are folded text.
    """
    score = Score()
    folded = not charset
    for number, text in enumerate(texts):
        table = simulator.TABLE[: STRENGTHS[number % 3]] if glossed else []
        marks = simulator.ISO3 if number % 2 else simulator.ISO4
        lines = text.split("\n")
        wanted = [
            _fold(_as_host_writes(line, simulator, glossed), simulator, folded) for line in lines
        ]
        found = [
            simulator.annotate(
                line, table, marks, simplified_in=glossed, keep_pua=not folded, fold=folded
            ).replace("\n", "?")
            for line in lines
        ]
        body = "\n".join(found).encode(charset or "utf-8")
        start = time.process_time()
        decoded = body.decode() if folded else decode(body).text
        restored, _ = restore(decoded, model)
        score.seconds += time.process_time() - start
        score.read += sum(map(len, found))
        got = [_fold(strip_pinyin(line)[0], simulator, folded) for line in restored.split("\n")]
        for one in zip(wanted, (strip_pinyin(line)[0] for line in found), got, strict=True):
            _judge(score, *one)
    return score


def _as_host_writes(line: str, simulator: ModuleType, glossed: bool) -> str:
    written = simulator.to_trad(line) if glossed else line
    return str(written.encode("gbk", "replace").decode("gbk"))


def _fold(text: str, simulator: ModuleType, folded: bool) -> str:
    return str(text.translate(simulator.FOLD)) if folded else text


def _judge(score: Score, wanted: str, stripped: str, got: str) -> None:
    score.chars += len(wanted)
    score.right += _alike(wanted, got)
    score.plain_right += _alike(wanted, stripped)
    if stripped == wanted:
        score.undamaged += 1
        score.changed += got != wanted
        return
    score.damaged += 1
    score.exact += got == wanted
    score.silent += got != wanted and LOST not in got


def _alike(wanted: str, got: str) -> int:
    """Return how many characters of *wanted* stand in *got*, less what *got* has beside them."""
    if wanted == got:
        return len(wanted)
    blocks = difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    return common - max(0, len(got) - len(wanted))


def _headlines(shared: Path, simulator: ModuleType, model: CharModel) -> dict[str, int]:
    path = shared / "data" / "text" / "headlines.txt"
    titles = [line.split("\t")[0] for line in path.read_text("utf-8").splitlines()]
    forms: dict[str, Callable[[str], str]] = {
        "as_they_are": str,
        "folded": lambda title: str(title.translate(simulator.FOLD)),
        "traditional": to_traditional,
        "as_hosts_write": simulator.to_trad,
    }
    changed = {
        name: sum(_is_changed(form(title), model) for title in titles)
        for name, form in forms.items()
    }
    print(f"headlines changed, of {len(titles):,}: {changed}", flush=True)
    return changed


def _questions(texts: list[str], simulator: ModuleType, model: CharModel) -> int:
    """Return how many sentences are changed whose last mark is made `？` or `?`."""
    asked = [
        form(f"{sentence}{mark}{following}")
        for sentence, following in _sentences(texts)
        for mark, form in (("？", str), ("?", str), ("?！", str), ("？", simulator.to_trad))
    ][:SENTENCES]
    asked += [
        f"{sentence}{marks}{following[:apart]}?{following[apart:]}"
        for sentence, following in islice(_sentences(texts), SENTENCES // 16)
        for marks in ("?!", "？！")
        for apart in range(1, 5)
    ]
    changed = [text for text in asked if _is_changed(text, model)]
    print(f"sentences with question marks changed, of {len(asked):,}: {len(changed)} {changed[:5]}")
    return len(changed)


def _sentences(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        parts = text.replace("\n", "").split("。")
        for one, other in pairwise(parts):
            if len(one) >= SHORTEST:
                yield one, other[:SHORTEST]


def _is_changed(text: str, model: CharModel) -> bool:
    return strip_pinyin(restore(text, model)[0])[0] != text


def _clean_speed(texts: list[str], model: CharModel) -> float:
    """Return megabytes of UTF-8 a second over clean documents."""
    start = time.perf_counter()
    for text in texts:
        restore(text, model)
    seconds = time.perf_counter() - start
    speed = sum(len(text.encode()) for text in texts) / seconds / 1e6
    print(f"clean text: {speed:.0f} MB/s")
    return round(speed)


def _load_seconds() -> float:
    load.cache_clear()
    start = time.perf_counter()
    load()
    seconds = time.perf_counter() - start
    print(f"the table is loaded in {seconds:.2f} s")
    return round(seconds, 3)


def _real(path: Path, simulator: ModuleType, model: CharModel) -> dict[str, int]:
    """List what is restored in real fragments, and count the glosses that stay.

    Nothing says what they were. A restored place is not reproduced if the simulator, whatever its
    strength, does not make of it what was found: it is wrong, or the simulator lacks the gloss.
    """
    kinds = {"restored": 0, "with_marks": 0, "not_reproduced": 0, "glosses_left": 0}
    for line in path.read_text("utf-8").splitlines():
        found = json.loads(line)["text"]
        restored, changes = restore(found, model)
        for change in changes:
            kind = _kind(found, change, simulator)
            kinds[kind] += 1
            around = found[max(0, change.offset - 6) : change.offset]
            print(f"  {kind}: {around}[{change.before}] → {change.after}")
        left = [gloss for gloss in _GLOSS.findall(strip_pinyin(restored)[0]) if _is_read(*gloss)]
        kinds["glosses_left"] += len(left)
        if left:
            print(f"  glosses left: {left}")
    print(f"byte splits in real fragments: {kinds}")
    return kinds


def _is_read(char: str, reading: str) -> bool:
    return reading in readings(char)


def _kind(found: str, change: Change, simulator: ModuleType) -> str:
    if LOST in change.after:
        return "with_marks"
    end = change.offset + len(change.before)
    before, after = (
        strip_pinyin(part)[0]
        for part in (found[: change.offset][-AROUND:], found[end : end + AROUND])
    )
    wanted = change.before.translate(simulator.FOLD)
    made = (
        simulator.annotate(
            before + change.after + after,
            simulator.TABLE[:strength],
            marks,
            simplified_in=False,
            keep_pua=False,
            fold=True,
        )
        for strength in range(len(simulator.TABLE) + 1)
        for marks in (simulator.ISO3, simulator.ISO4)
    )
    return "restored" if any(wanted in text for text in made) else "not_reproduced"


if __name__ == "__main__":
    sys.exit(main())
