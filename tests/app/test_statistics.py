"""Counting what there is."""

from __future__ import annotations

from pathlib import Path

from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.app.statistics import figures_of
from annotator.core.ports import Reader
from tests.app.making import ENGLISH, add_entity, write_jsonl


def test_everything_is_counted(session: Session, reader: Reader, tmp_path: Path) -> None:
    add_entity(session, "place/rabat", "PLACE", en=["Rabat"], he=["רבאט"])
    add_entity(session, "place/sale", "PLACE", en=["Salé"])
    mentions = [
        {"start": 0, "end": 11, "label": "PERSON"},
        {"start": 20, "end": 25, "label": "PLACE", "entity": "place/rabat"},
        {"start": 27, "end": 32, "label": "PERSON", "entity": "NIL", "annotator": "B"},
        {"start": 37, "end": 44, "label": "PERSON", "status": "suggested"},
        {"start": 48, "end": 55, "label": "DATE"},
    ]
    rows: list[dict[str, object]] = [
        {"id": "1", "text": ENGLISH, "language": "en", "state": "FINISHED", "mentions": mentions},
        {"id": "2", "text": "שלום", "language": "he", "mentions": []},
    ]
    import_paths(session, [write_jsonl(tmp_path / "a.jsonl", rows)])
    assert figures_of(reader) == {
        "documents": 2,
        "characters": len(ENGLISH) + 4,
        "documents_by_state": {"FINISHED": 1, "NEW": 1},
        "documents_by_language": {"en": 1, "he": 1},
        "mentions": 4,
        "suggestions": 1,
        "mentions_by_label": {"PERSON": 2, "PLACE": 1, "DATE": 1},
        "mentions_by_annotator": {"Noa": 3, "B": 1},
        "links": {"linked": 1, "nil": 1, "unlinked": 1},
        "entities": 2,
        "entities_used": 1,
        "entities_by_type": {"PLACE": 2},
        "names": 3,
    }
