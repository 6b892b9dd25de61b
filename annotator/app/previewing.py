"""What an export will hold and lose, before it is made: told by the writers themselves."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from annotator.app.exporting import ExportPlan, chosen_documents, preview, write_documents
from annotator.core.ports import Reader
from annotator.core.progress import Progress
from annotator.core.records import DocumentRecord
from annotator.formats.losses import LossReport
from annotator.formats.tables import TokenTable, token_table

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MOST_MEASURED: Final = 1000
_LISTED_LOSSES: Final = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """The first document as its file will hold it.

    Attributes:
        document: The document.
        table: Its tokens with their columns, for formats that have tokens.
        text: The file's text, or None when it is not text.
    """

    document: DocumentRecord
    table: TokenTable | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What is lost on the way.

    Attributes:
        losses: Counts, and the first mentions concerned.
        documents: In how many documents was looked.
        of: How many there are to export.
    """

    losses: LossReport
    documents: int
    of: int


def sample(reader: Reader, plan: ExportPlan) -> Sample | None:
    """Return the first document as it will be written; None when there is none. Raises UserError."""
    made = preview(reader, replace(plan, split=None))
    if made is None:
        return None
    table = token_table(plan.format, made.data, made.document.text)
    return Sample(made.document, table, made.text)


def measure(reader: Reader, plan: ExportPlan, progress: Progress) -> Measured:
    """Count what the first thousand documents would lose, by writing them to nowhere.

    Raises:
        UserError: The plan makes no sense.
        Cancelled: Somebody has stopped it.
    """
    chosen = chosen_documents(reader, plan)
    looked_at = chosen[:_MOST_MEASURED]
    losses = LossReport(_LISTED_LOSSES)
    write_documents(reader, replace(plan, split=None), looked_at, _Nowhere(), losses=losses, progress=progress)
    return Measured(losses, len(looked_at), len(chosen))


class _Nowhere(io.BytesIO):
    """A stream that forgets what is written into it."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Take data and let it go."""
        return memoryview(data).nbytes
