from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.lang.names.encoder import WEIGHTS, NameEncoder, cosines, in_bytes
from tests.lang.names.known import KNOWN, OTHERS

LATIN = [*(latin for latin, _, _ in KNOWN), *OTHERS]


def test_the_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.parent.iterdir()) <= 12_000_000


def test_vectors_have_length_one_and_are_the_same_every_time() -> None:
    encoder = NameEncoder.load()
    vectors = encoder.encode(LATIN)
    assert vectors.shape == (len(LATIN), encoder.width)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(NameEncoder().encode(LATIN), vectors)


def test_names_without_letters_are_zero() -> None:
    assert not NameEncoder.load().encode(["", "…", " "]).any()
    assert NameEncoder.load().encode([]).shape == (0, NameEncoder.load().width)


def test_bytes_keep_the_likeness() -> None:
    vectors = NameEncoder.load().encode(LATIN)
    assert np.abs(cosines(vectors, in_bytes(vectors)) - vectors @ vectors.T).max() < 0.04


@pytest.mark.parametrize("script", [1, 2])
def test_names_in_another_script_come_first_among_hundreds(script: int) -> None:
    encoder = NameEncoder.load()
    likeness = encoder.encode([names[script] for names in KNOWN]) @ encoder.encode(LATIN).T
    found = [LATIN[at] for at in likeness.argmax(axis=1)]
    assert found == [latin for latin, _, _ in KNOWN]


@given(st.lists(st.text(), max_size=4))
def test_any_text_has_a_vector(names: list[str]) -> None:
    vectors = NameEncoder.load().encode(names)
    assert vectors.shape == (len(names), NameEncoder.load().width)
    assert np.isfinite(vectors).all()


def test_of_a_megabyte_only_the_beginning_is_read() -> None:
    encoder = NameEncoder.load()
    long = "gantz " * 200_000
    assert np.array_equal(encoder.encode([long]), encoder.encode([long[:2000]]))
