import json

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.dialogs.raw_text import Piece, lines_of, whole

VALUES = st.text(alphabet='abאבغ "\\,{}[]:1\u202e', max_size=30)
DOCUMENTS = st.fixed_dictionaries(
    {
        "id": VALUES,
        "text": VALUES,
        "mentions": st.lists(st.fixed_dictionaries({"start": st.integers(0, 99), "text": VALUES}), max_size=12),
    }
)


@given(DOCUMENTS, st.booleans())
def test_nothing_is_added_to_json_or_left_out(document: dict[str, object], ascii_only: bool) -> None:
    line = json.dumps(document, ensure_ascii=ascii_only)
    assert whole(lines_of(line, is_json=True)) == line


@given(st.text(alphabet="abאבغ \t-_", max_size=60))
def test_nothing_is_added_to_columns_or_left_out(line: str) -> None:
    assert whole(lines_of(line, is_json=False)) == line


def test_values_of_json_stand_apart_from_what_is_around_them() -> None:
    (line,) = lines_of('{"text": "ברבאט", "end": 5}', is_json=True)
    assert Piece("ברבאט", is_value=True) in line
    assert all("ברבאט" not in piece.text for piece in line if not piece.is_value)


def test_columns_stand_apart() -> None:
    (line,) = lines_of("רבאט _ place/rabat B-PLACE", is_json=False)
    assert [piece.text for piece in line if piece.is_value] == ["רבאט", "_", "place/rabat", "B-PLACE"]


def test_cells_and_comments_of_several_words_keep_their_order() -> None:
    mark, comment = lines_of("T1\tPERSON 0 7\tבני גנץ\n#Text=בני גנץ ביקר", is_json=False)
    assert [piece.text for piece in mark if piece.is_value] == ["T1", "PERSON 0 7", "בני גנץ"]
    assert comment == (Piece("#Text="), Piece("בני גנץ ביקר", is_value=True))


def test_long_json_is_broken_between_members_but_never_inside_a_string() -> None:
    text = json.dumps({"a": "x, y, " * 40, "mentions": [{"start": n, "label": "PERSON"} for n in range(9)]})
    lines = lines_of(text, is_json=True)
    assert len(lines) >= 9
    assert any("x, y, " * 40 in piece.text for line in lines for piece in line)
