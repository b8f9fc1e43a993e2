"""Take out the comma that some copying hosts put before every mark."""

from __future__ import annotations

import re

from crawler.text.widths import CJK

# As in 书记,、市长。 A pause of three stays.
_EXTRA_COMMA = re.compile(
    rf"(?<=[{CJK}”’》）%])[,，](?=[,，](?![,，。、；：！？;:])|[。、；：！？;:])"
    rf"|(?<=[0-9A-Za-z)])[,，](?=(?:[,，]|[。、；：！？])(?:[{CJK}“《]|$))",
    re.MULTILINE,
)
_COMMON_MARK = re.compile("[,，。、；;]")
_IN_SENTENCE = re.compile("[。；！？]|[,，][、：]")
EMPTY_CELLS = 2
"""Doubled commas from which a line without a mark of a sentence is a row; a headline has one."""
MIN_DOUBLED = 3
"""Doubled commas that no typist leaves in one text."""
DOUBLED_FROM = 0.5
"""Share of the single marks: on such hosts most marks are doubled, in a text with slips few."""


def single_marks(text: str) -> str:
    r"""Drop the comma that some copying hosts put before every mark.

    >>> single_marks("3月2日,,农技员,、村民下地种树,。")
    '3月2日,农技员、村民下地种树。'
    >>> single_marks("真的？！好……f(1,,2)，，，唉\n张三,,男,,种树")
    '真的？！好……f(1,,2)，，，唉\n张三,,男,,种树'
    """
    return "\n".join(
        line if _is_row(line) else _EXTRA_COMMA.sub("", line) for line in text.split("\n")
    )


def _is_row(line: str) -> bool:
    """Whether commas part the cells of a table, of which more than one may be empty."""
    return not _IN_SENTENCE.search(line) and len(_EXTRA_COMMA.findall(line)) >= EMPTY_CELLS


def has_doubled_marks(text: str) -> bool:
    """Whether *text* as a whole bears a comma before its marks.

    Only lines with other marks than commas are asked: in those without, commas part cells.

    >>> has_doubled_marks("3月2日,,农技员,、村民下地种树,,浇水三遍,。")
    True
    >>> has_doubled_marks("今天,,开会。明天休息，后天种树。")
    False
    """
    lines = [line for line in text.split("\n") if _IN_SENTENCE.search(line)]
    doubled = sum(len(_EXTRA_COMMA.findall(line)) for line in lines)
    marks = sum(len(_COMMON_MARK.findall(line)) for line in lines) - doubled
    return doubled >= MIN_DOUBLED and doubled > DOUBLED_FROM * marks
