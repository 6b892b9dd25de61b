from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, Boolean, Column, Connection, MetaData, String, Table, bindparam, create_engine, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.sql import text as raw

from db.prepared import Prepared, columns_of_row, deletion, image, insertion, key_of, updating

THINGS = Table(
    "things",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("facts", JSON, nullable=False),
    Column("yes", Boolean, nullable=False),
    Column("note", String),
)
ALL = frozenset({"id", "facts", "yes", "note"})


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as opened:
        THINGS.create(opened)
        insertion(THINGS, ALL).run_many(
            opened,
            [
                {"id": "a", "facts": {"ת": [1, None]}, "yes": True, "note": None},
                {"id": "b", "facts": {}, "yes": False, "note": "x"},
            ],
        )
        yield opened
    engine.dispose()


def test_values_come_back_as_they_went_in(connection: Connection) -> None:
    assert image(THINGS).first(connection, key_="a") == ("a", {"ת": [1, None]}, True, None)
    assert image(THINGS).first(connection, key_="c") is None
    assert columns_of_row(THINGS, ("note", "yes")).all(connection, key_="b") == [("x", False)]
    assert columns_of_row(THINGS, ("facts",)).value(connection, key_="a") == {"ת": [1, None]}
    assert columns_of_row(THINGS, ("facts",)).value(connection, key_="c") is None
    assert key_of(THINGS).name == "id"


def test_types_are_those_that_sqlalchemy_reads(connection: Connection) -> None:
    through_sqlalchemy = [tuple(row) for row in connection.execute(select(THINGS).order_by(THINGS.c.id))]
    assert list(Prepared(select(THINGS).order_by(THINGS.c.id)).stream(connection)) == through_sqlalchemy


def test_constants_of_a_statement_need_not_be_given(connection: Connection) -> None:
    statement = Prepared(
        select(THINGS.c.id).where(THINGS.c.yes.is_(True) | (THINGS.c.note == "x")).where(THINGS.c.id == bindparam("id"))
    )
    assert statement.all(connection, id="b") == [("b",)]


def test_rows_change_and_go(connection: Connection) -> None:
    updating(THINGS, frozenset({"note", "facts"})).run(connection, key_="a", note="new", facts={"k": 1})
    assert image(THINGS).first(connection, key_="a") == ("a", {"k": 1}, True, "new")
    deletion(THINGS).run(connection, key_="a")
    assert image(THINGS).first(connection, key_="a") is None
    insertion(THINGS, frozenset({"id", "facts", "yes"})).run_cells(connection, ["c", "{}", 1, "d", "{}", 0])
    insertion(THINGS, ALL).run_cells(connection, [])
    assert [row[0] for row in Prepared(select(THINGS).order_by(THINGS.c.id)).all(connection)] == ["b", "c", "d"]


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1_234])
def test_many_rows_go_in_together(connection: Connection, count: int) -> None:
    statement = insertion(THINGS, frozenset({"id", "facts", "yes"}))
    statement.run_cells(connection, [cell for number in range(count) for cell in (f"{number:04}", "{}", number % 2)])
    rows = Prepared(select(THINGS.c.id, THINGS.c.yes).order_by(THINGS.c.id)).all(connection)
    assert rows[:count] == [(f"{number:04}", bool(number % 2)) for number in range(count)]
    with pytest.raises(IntegrityError):
        statement.run_cells(connection, ["new", "{}", 1] * 500)


def test_errors_are_those_of_sqlalchemy(connection: Connection) -> None:
    with pytest.raises(IntegrityError):
        insertion(THINGS, ALL).run_cells(connection, ["a", "{}", 1, None])
    with pytest.raises(IntegrityError):
        insertion(THINGS, ALL).run(connection, id="a", facts={}, yes=True, note=None)
    connection.execute(raw("DROP TABLE things"))
    with pytest.raises(OperationalError):
        image(THINGS).first(connection, key_="a")


def test_a_stream_may_be_left_half_read(connection: Connection) -> None:
    rows = Prepared(select(THINGS.c.id).order_by(THINGS.c.id)).stream(connection)
    assert next(rows) == ("a",)
    del rows
    deletion(THINGS).run(connection, key_="b")
