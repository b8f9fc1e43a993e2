"""Write articles as Parquet, lists as lists."""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from crawler.items import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = 500
"""Articles in a row group, all of which are in memory at once."""
# Arrow's own allocators keep what they have freed; that is 20 MB here.
pa.set_memory_pool(pa.system_memory_pool())
_LISTS = pa.list_(pa.string())
_KINDS = {
    **dict.fromkeys(("subtitle", "authors", "editors", "tags", "flags"), _LISTS),
    "images": pa.list_(pa.struct([("url", pa.string()), ("caption", pa.string())])),
    "repairs": pa.map_(pa.string(), pa.int64()),
    "mirror": pa.bool_(),
    **dict.fromkeys(("cluster", "revision"), pa.int64()),
}
SCHEMA = pa.schema([(name, _KINDS.get(name, pa.string())) for name in FIELDS])
"""Columns; all that is not named above is text."""


def write(rows: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """Write *rows* to *file*."""
    waiting = iter(rows)
    with ParquetWriter(file, SCHEMA, compression="zstd", use_dictionary=False) as writer:
        while group := list(islice(waiting, GROUP)):
            table = [row | {"repairs": list(row["repairs"].items())} for row in group]
            writer.write_table(pa.Table.from_pylist(table, SCHEMA))
