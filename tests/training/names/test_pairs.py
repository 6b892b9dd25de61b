from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.training.names.pairs import (
    LATIN_ARABIC,
    LATIN_HEBREW,
    Pair,
    read_pairs,
    split,
)


def test_letters_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Lévi\tל ו י\t3\nlevi\tل ي ف ي\t1\nx\tx\t1\n", "utf-8")
    assert read_pairs(tmp_path) == [Pair("lévi", "לוי", LATIN_HEBREW), Pair("levi", "ليفي", LATIN_ARABIC)]


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("levi\tל ו י\nbroken\n", "utf-8")
    with pytest.raises(UserError, match="line 2"):
        read_pairs(tmp_path)
    (tmp_path / "a.tsv").unlink()
    with pytest.raises(UserError, match="no tables"):
        read_pairs(tmp_path)


def test_no_word_is_on_both_sides_of_the_split() -> None:
    pairs = [
        Pair(f"n{number % 90}", chr(0x5D0 + number % 22) * (1 + number % 7), LATIN_HEBREW) for number in range(300)
    ]
    parts = split(pairs, 12)
    assert parts.judged
    assert parts.learned
    for side in ("one", "other"):
        assert not {getattr(pair, side) for pair in parts.judged} & {getattr(pair, side) for pair in parts.learned}
    assert split(pairs, 12) == parts
