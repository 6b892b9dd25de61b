"""Three short articles in three languages with a few marks, made through the product's own commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from annotator.app.commands.entities import CreateEntity
from annotator.app.commands.links import LinkMention
from annotator.app.commands.mentions import CreateMention, SetDateValue
from annotator.app.session import Session
from annotator.core.datevalue import DateValue
from annotator.core.document import Document
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.offsets import Span
from annotator.core.ports import Reader, UnitOfWork

ENGLISH: Final = DocumentId("english")
HEBREW: Final = DocumentId("hebrew")
ARABIC: Final = DocumentId("arabic")
GANTZ: Final = EntityId("person/benny-gantz")
MOROCCO: Final = EntityId("place/morocco")

_TEXTS: Final = {
    ENGLISH: (
        "en",
        "2021-11-24",
        "Gantz lands in Rabat\nBenny Gantz arrived in Morocco on Wednesday. Rabat had waited for Gantz.\n",
    ),
    HEBREW: ("he", "2021-11-25", 'גנץ נחת ברבאט\nשר הביטחון בני גנץ נחת במרוקו. צה"ל לא הגיב.\n'),
    ARABIC: ("ar", None, "غانتس في الرباط\nوصل بيني غانتس إلى المغرب يوم الأربعاء.\n"),
}


@dataclass(frozen=True, slots=True)
class _AddDocuments:
    """Bring articles in, as an import does."""

    documents: Sequence[Document]
    name: ClassVar[str] = "document.import"

    def describe(self, reader: Reader) -> dict[str, str | int]:
        """Count them."""
        return {"count": len(self.documents)}

    def apply(self, work: UnitOfWork) -> None:
        """Add them."""
        for document in self.documents:
            work.documents.add(document)


def fill(session: Session) -> None:
    """Fill a workspace: Gantz is marked and linked everywhere, Morocco in English, one mark is open, one is a date."""
    documents = [
        Document(key, f"{key}.txt", text.split("\n")[0], text, language, date=date)
        for key, (language, date, text) in _TEXTS.items()
    ]
    session.execute(_AddDocuments(documents))
    gantz = {"en": ["Benny Gantz", "Gantz"], "he": ["בני גנץ", "גנץ"], "ar": ["بيني غانتس", "غانتس"]}
    described = {"en": "Israeli politician"}
    session.execute(CreateEntity(GANTZ, "PERSON", gantz, described, {"wikidata": "Q1"}))
    session.execute(CreateEntity(MOROCCO, "PLACE", {"en": ["Morocco"], "he": ["מרוקו"], "ar": ["المغرب"]}))
    for document, surface in ((ENGLISH, "Benny Gantz"), (HEBREW, "בני גנץ"), (ARABIC, "بيني غانتس")):
        _link(session, document, surface, "PERSON", GANTZ)
    _link(session, ENGLISH, "Morocco", "PLACE", MOROCCO)
    mark(session, ENGLISH, "Rabat", "PLACE")
    date = mark(session, ENGLISH, "Wednesday", "DATE")
    session.execute(SetDateValue(date, DateValue("2021-11-24")))


def mark(session: Session, document: DocumentId, surface: str, label: str) -> MentionId:
    """Mark the last occurrence of some words."""
    start = session.reader.document(document).text.rindex(surface)
    command = CreateMention(document, Span(start, start + len(surface)), label)
    session.execute(command)
    return command.id


def _link(session: Session, document: DocumentId, surface: str, label: str, entity: EntityId) -> None:
    session.execute(LinkMention(mark(session, document, surface, label), entity))
