"""A selection said in SQL."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import ColumnElement, bindparam, or_

from annotator.core.ports import Selection
from db.prepared import Prepared, Query
from db.queries import select_mentions
from db.schema import DOCUMENTS, MENTIONS


def selected_documents(statement: Query, selection: Selection) -> Query:
    """Restrict a statement to the selected documents."""
    if selection.documents:
        statement = statement.where(DOCUMENTS.c.id.in_(selection.documents))
    if selection.states:
        statement = statement.where(DOCUMENTS.c.state.in_(sorted(selection.states)))
    return statement


def mentions_of_document(selection: Selection) -> Prepared:
    """Return the statement that reads the selected mentions of one document by their start."""
    return _mentions_of_document(frozenset(selection.annotators), frozenset(selection.statuses))


@lru_cache(maxsize=64)
def _mentions_of_document(annotators: frozenset[str], statuses: frozenset[str]) -> Prepared:
    inside = select_mentions().where(MENTIONS.c.document_id == bindparam("document"))
    return Prepared(inside.where(*mention_conditions(annotators, statuses)).order_by(MENTIONS.c.start))


def mention_conditions(annotators: frozenset[str], statuses: frozenset[str]) -> list[ColumnElement[bool]]:
    """Return what restricts mentions to these annotators and statuses; an empty set restricts nothing."""
    conditions = []
    if annotators:
        conditions.append(or_(*(MENTIONS.c.author_id == annotator for annotator in sorted(annotators))))
    if statuses:
        conditions.append(or_(*(MENTIONS.c.status == str(status) for status in sorted(statuses))))
    return conditions
