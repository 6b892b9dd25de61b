"""A Parquet file in the making: written row group by row group to a place of its own, then copied where it belongs."""

from __future__ import annotations

import shutil
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from annotator.formats.json_facts import Facts

if TYPE_CHECKING:
    import pyarrow as pa

_IN_MEMORY: Final = 16 << 20


class ShardSpool:
    """Collects rows as a Parquet file.

    Args:
        schema: Its columns.
    """

    def __init__(self, schema: pa.Schema) -> None:
        from pyarrow import parquet

        self._schema = schema
        self.is_filled = False
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it is closed with the spool
        self._writer = parquet.ParquetWriter(self._file, schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        self._file.close()

    def add(self, rows: list[Facts]) -> None:
        """Add rows as a group of their own."""
        import pyarrow as pa

        self.is_filled = True
        self._writer.write_table(pa.Table.from_pylist(rows, schema=self._schema))

    def copy_to(self, out: BinaryIO) -> None:
        """Finish the file and copy it."""
        self._writer.close()
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)
