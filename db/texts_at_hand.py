"""The texts that were looked at last, so that each is read and checked once.

Opening a document, reading its mentions and every act in it look at its text; decoding and hashing a megabyte takes
longer than all the rest of an act. A text never changes under its SHA-256, so one that is at hand is as good as the one
in the database, whatever was committed or taken back meanwhile.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from sqlalchemy import Connection

from annotator.core.document import Document, sha256_of
from annotator.core.errors import UserError
from db import queries
from db.convert import document_from
from db.missing import missing_document

_CHARACTERS: Final = 4_000_000

Key = tuple[str, str]


class TextsAtHand:
    """Remembers a few million characters of texts, by document and SHA-256. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: OrderedDict[Key, str] = OrderedDict()
        self._characters = 0

    def document(self, connection: Connection, document: str) -> Document:
        """Return a document.

        Raises:
            NotFoundError: There is none.
            UserError: Its text no longer has its SHA-256.
        """
        row = queries.DOCUMENT.first(connection, document=document)
        if row is None:
            raise missing_document(document)
        *facts, sha256 = row
        found = document_from(tuple(facts), self._text(connection, document, sha256))
        vars(found)["sha256"] = sha256  # where the document itself would keep it once it has reckoned it
        return found

    def of(self, connection: Connection, document: str) -> str:
        """Return the text of a document. Raises as :meth:`document` does."""
        sha256 = queries.SHA256.value(connection, key_=document)
        if sha256 is None:
            raise missing_document(document)
        return self._text(connection, document, sha256)

    def peek(self, document: str, sha256: str) -> str | None:
        """Return a text if it is at hand."""
        return self._texts.get((document, sha256))

    def _text(self, connection: Connection, document: str, sha256: str) -> str:
        key = document, sha256
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        text: str | None = queries.TEXT.value(connection, key_=document)
        if text is None or sha256_of(text) != sha256:
            raise _damaged(connection, document)
        self._remember(key, text)
        return text

    def _remember(self, key: Key, text: str) -> None:
        with self._lock:
            if key not in self._texts and len(text) <= _CHARACTERS:
                self._texts[key] = text
                self._characters += len(text)
            while self._characters > _CHARACTERS:
                _, forgotten = self._texts.popitem(last=False)
                self._characters -= len(forgotten)


def _damaged(connection: Connection, document: str) -> UserError:
    return UserError(
        "The text of “{title}” is not the one that was imported: the workspace file is damaged. Go back to a "
        "copy of the workspace, or remove the document and import it again.",
        title=queries.TITLE.value(connection, key_=document),
    )
