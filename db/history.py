"""The history of a workspace: which acts can be taken back or done again, and doing so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, select, update

from annotator.core.history import Act, ActState, Changes
from annotator.core.ids import AnnotatorId
from db.convert import ACT_COLUMNS, act_from
from db.counts import count_again
from db.replay import Replay
from db.schema import HISTORY


def latest_acts(connection: Connection, limit: int) -> list[Act]:
    """Return the latest acts, newest first."""
    found = select(*ACT_COLUMNS).order_by(HISTORY.c.sequence.desc()).limit(limit)
    return [act_from(row) for row in connection.execute(found)]


def next_act(connection: Connection, author: AnnotatorId, state: ActState) -> Act | None:
    """Return the act that undo (for DONE) or redo (for UNDONE) of this author is about."""
    row = connection.execute(_next(author, state, *ACT_COLUMNS)).first()
    return None if row is None else act_from(row)


def turn(connection: Connection, author: AnnotatorId, state: ActState) -> Changes | None:
    """Take back the author's latest standing act (DONE), or do again the earliest undone one (UNDONE).

    Raises:
        ConflictError: Something it touched has been changed by somebody else.
    """
    row = connection.execute(_next(author, state, *ACT_COLUMNS, HISTORY.c.changes)).first()
    if row is None:
        return None
    turned = ActState.UNDONE if state is ActState.DONE else ActState.DONE
    act = replace(act_from(row[:-1]), state=turned)
    replay = Replay(connection)
    opposite = replay.run(row[-1])
    count_again(connection, replay.touched.mentioned)
    connection.execute(update(HISTORY).where(HISTORY.c.id == act.id).values(state=turned.value, changes=opposite))
    return replay.touched.changes(act)


def _next(author: AnnotatorId, state: ActState, *columns: Any) -> Select[Any]:
    newest_first = state is ActState.DONE
    return (
        select(*columns)
        .where(HISTORY.c.author_id == author, HISTORY.c.state == state.value)
        .order_by(HISTORY.c.sequence.desc() if newest_first else HISTORY.c.sequence)
        .limit(1)
    )
