"""The stages of the training, one after the other on few pairs.

The two that need PyTorch answer with the weights that are shipped; what comes before and after them is the real thing.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from annotator.lang.names.encoder import NameEncoder
from annotator.lang.names.matcher import WEIGHTS, NameMatcher
from annotator.training.names import __main__ as stages
from annotator.training.names import edits, encoder
from annotator.training.names.pairs import LATIN_ARABIC, LATIN_HEBREW, SCRIPTS, Pair, sample

_ENCODER = WEIGHTS.with_name("encoder.npz")
_LETTERS = {
    LATIN_HEBREW: dict(zip("bgdhvzklmnrsti", "בגדהוזכלמנרסטי", strict=True)),
    LATIN_ARABIC: dict(zip("bgdhvzklmnrsti", "بغدهفزكلمنرستي", strict=True)),
}


def _tables(folder: Path) -> None:
    rng = random.Random(6)
    words = sorted({"".join(rng.choices("bgdhvzklmnrsti", k=rng.choice((4, 5, 6)))) for _ in range(300)})
    for scripts, letters in _LETTERS.items():
        lines = [f"{word}\t{' '.join(letters[letter] for letter in word)}\t1" for word in words]
        (folder / f"{scripts}.tsv").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the learned stages answer with what is shipped; return which of them were asked."""
    asked: list[str] = []
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        loaded = {name: arrays[name] for name in arrays.files}

    def learned_encoder(pairs: list[Pair], *_: object) -> dict[str, NDArray[np.float32]]:
        asked.append(f"encoder, {len(pairs)} pairs")
        return {}

    def saved_encoder(_arrays: object, path: Path) -> None:
        shutil.copyfile(_ENCODER, path)

    def learned_edits(*_: object) -> dict[str, NDArray[np.float32]]:
        scripts = SCRIPTS[sum(each.startswith("edits") for each in asked)]
        asked.append(f"edits, {scripts}")
        return {}

    def edit_arrays(_arrays: object) -> dict[str, NDArray[np.float32]]:
        scripts = asked[-1].removeprefix("edits, ")
        kept = (f"{scripts}.one.", f"{scripts}.other.", f"{scripts}.pairing")
        return {name.removeprefix(f"{scripts}."): array for name, array in loaded.items() if name.startswith(kept)}

    monkeypatch.setattr(encoder, "learn", learned_encoder)
    monkeypatch.setattr(stages, "save_encoder", saved_encoder)
    monkeypatch.setattr(edits, "learn", learned_edits)
    monkeypatch.setattr(stages, "edit_arrays", edit_arrays)
    return asked


def test_the_stages_lead_to_weights_that_can_be_read(
    tmp_path: Path, shipped: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tables, output = tmp_path / "tables", tmp_path / "made"
    tables.mkdir()
    _tables(tables)
    assert stages.main([str(tables), str(output), "--kept-back", "20", "--most", "240"]) == 0
    assert [each.partition(",")[0] for each in shipped] == ["encoder", "edits", "edits", "encoder"]
    assert shipped[-1] == "encoder, 480 pairs", "the encoder that is kept has learned from all pairs"
    matcher = NameMatcher(NameEncoder(output / "encoder.npz"), output / "matcher.npz")
    assert set(matcher.models) == set(SCRIPTS)
    assert {*SCRIPTS, "cosine"} <= matcher.fusion.keys()
    told = capsys.readouterr().out
    assert told.count("sharpening round 3") == 2
    assert "nan" not in told


def test_tables_that_are_not_there_end_it_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stages.main([str(tmp_path), str(tmp_path / "made")]) == 1
    assert "no tables" in capsys.readouterr().err


def test_a_sample_is_the_same_each_time_and_has_so_many_of_each_script() -> None:
    pairs = [Pair(f"w{number}", f"ו{number}", scripts) for scripts in SCRIPTS for number in range(50)]
    chosen = sample(pairs, 7)
    assert chosen == sample(list(reversed(pairs)), 7)
    assert [sum(pair.scripts == scripts for pair in chosen) for scripts in SCRIPTS] == [7, 7]
    assert sample(pairs, 0) == pairs
