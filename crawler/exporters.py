"""Write articles as CSV that Excel opens: a BOM, lists joined by ；, objects as JSON."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from scrapy.exporters import CsvItemExporter

if TYPE_CHECKING:
    from io import BytesIO

JOINER = "；"

# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")


def flat(value: Any) -> Any:
    """Return *value* as it stands in a CSV cell.

    >>> flat(["张三", "李四"]), flat({"pinyin": 3}), flat(None)
    ('张三；李四', '{"pinyin": 3}', None)
    """
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return JOINER.join(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value


def harmless(value: Any) -> Any:
    r"""Return the cell *value* so that no spreadsheet runs it and no terminal obeys it.

    >>> harmless("=HYPERLINK(1)"), harmless("+1元换购"), harmless("1+1"), harmless("桥\x1b[31m")
    ("'=HYPERLINK(1)", "'+1元换购", '1+1', '桥[31m')
    """
    if not isinstance(value, str):
        return value
    clean = _CONTROL.sub("", value)
    return f"'{clean}" if _FORMULA.match(clean) else clean


class CsvExporter(CsvItemExporter):
    """Scrapy's CSV feed with a BOM at its beginning and our cells."""

    def __init__(self, file: BytesIO, **kwargs: Any) -> None:
        if file.tell() == 0:
            file.write(codecs.BOM_UTF8)
        super().__init__(file, **kwargs)

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return *value* flat and harmless."""
        return super().serialize_field(field, name, harmless(flat(value)))
