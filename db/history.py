"""The history of a workspace: entering acts, taking them back, doing them again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from annotator.core.history import Act, ActState, Changes
from annotator.core.ids import AnnotatorId
from db import counts, queries
from db.convert import act_from
from db.prepared import Prepared, insertion, updating
from db.replay import Replay
from db.schema import HISTORY

_ENTRY: Final = insertion(HISTORY, frozenset(column.name for column in HISTORY.columns))
_TURN: Final = updating(HISTORY, frozenset({"state", "changes"}))


def _overtake() -> Prepared:
    overtaken = HISTORY.c.author_id == bindparam("author"), HISTORY.c.state == ActState.UNDONE.value
    return Prepared(update(HISTORY).where(*overtaken).values(state=ActState.DROPPED.value, changes=b""))


def _next(state: ActState, *columns: ColumnElement[Any]) -> Prepared:
    latest_first = state is ActState.DONE
    return Prepared(
        select(*columns)
        .where(HISTORY.c.author_id == bindparam("author"), HISTORY.c.state == state.value)
        .order_by(HISTORY.c.sequence.desc() if latest_first else HISTORY.c.sequence)
        .limit(1)
    )


_OVERTAKE: Final = _overtake()
_NEXT_ACT: Final = {state: _next(state, *queries.ACT_COLUMNS) for state in ActState}
_NEXT_LOG: Final = {state: _next(state, *queries.ACT_COLUMNS, HISTORY.c.changes) for state in ActState}


def enter(connection: Connection, act: Act, sequence: int, log: bytes) -> None:
    """Enter an act that was done. What its author has undone before cannot be redone any more."""
    _OVERTAKE.run(connection, author=act.author)
    _ENTRY.run(
        connection,
        id=act.id,
        sequence=sequence,
        name=act.name,
        detail=dict(act.detail),
        author_id=act.author,
        at=act.at,
        state=act.state.value,
        changes=log,
    )


def latest_acts(connection: Connection, limit: int) -> list[Act]:
    """Return the latest acts, newest first."""
    return [act_from(row) for row in queries.LATEST_ACTS.all(connection, limit=limit)]


def next_act(connection: Connection, author: AnnotatorId, state: ActState) -> Act | None:
    """Return the act that undo (for DONE) or redo (for UNDONE) of this author is about."""
    row = _NEXT_ACT[state].first(connection, author=author)
    return None if row is None else act_from(row)


def turn(connection: Connection, author: AnnotatorId, state: ActState) -> Changes | None:
    """Take back the author's latest standing act (DONE), or do again the earliest undone one (UNDONE).

    Raises:
        ConflictError: Something it touched has been changed by somebody else.
    """
    row = _NEXT_LOG[state].first(connection, author=author)
    if row is None:
        return None
    turned = ActState.UNDONE if state is ActState.DONE else ActState.DONE
    act = replace(act_from(row[:-1]), state=turned)
    replay = Replay(connection)
    opposite = replay.run(row[-1])
    if replay.moves_dates:
        counts.count_everything(connection)
    else:
        counts.count_again(connection, replay.touched.mentioned | replay.touched.documents)
    _TURN.run(connection, key_=act.id, state=turned.value, changes=opposite)
    return replay.touched.changes(act)
