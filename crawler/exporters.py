"""Write articles as CSV that Excel opens: a BOM, lists joined by ；, objects as JSON."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from scrapy.exporters import CsvItemExporter

if TYPE_CHECKING:
    from io import BytesIO

JOINER = "；"


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


class CsvExporter(CsvItemExporter):
    """Scrapy's CSV feed with a BOM at its beginning and our cells."""

    def __init__(self, file: BytesIO, **kwargs: Any) -> None:
        if file.tell() == 0:
            file.write(codecs.BOM_UTF8)
        super().__init__(file, **kwargs)

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Return *value* flat."""
        return super().serialize_field(field, name, flat(value))
