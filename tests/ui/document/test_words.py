from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.document.words import GAP, SHORTEST_NAME, LabelFit, NameFit, WordsFit, fit_words

LABEL, NAME = 40.0, 100.0
WIDTH = st.floats(1, 300)


def test_room_runs_out_in_the_order_of_the_design() -> None:
    order = [fit_words(LABEL, NAME, room) for room in (LABEL + GAP + NAME, NAME, 60, 45, 20)]
    assert order == [
        WordsFit(LabelFit.WORD, NameFit.WHOLE),
        WordsFit(LabelFit.NONE, NameFit.WHOLE),
        WordsFit(LabelFit.NONE, NameFit.SHORTENED),
        WordsFit(LabelFit.WORD, NameFit.NONE),
        WordsFit(LabelFit.DOT, NameFit.NONE),
    ]


def test_a_name_is_never_cut_to_less_than_half() -> None:
    assert fit_words(LABEL, 200, 99).name is NameFit.NONE
    assert fit_words(LABEL, 200, 100).name is NameFit.SHORTENED


def test_a_name_is_never_cut_to_a_few_letters() -> None:
    assert fit_words(LABEL, 80, SHORTEST_NAME - 1).name is NameFit.NONE
    assert fit_words(LABEL, 80, SHORTEST_NAME).name is NameFit.SHORTENED


def test_names_only_leaves_the_label_out_where_there_is_a_name() -> None:
    assert fit_words(LABEL, NAME, 500, names_only=True) == WordsFit(LabelFit.NONE, NameFit.WHOLE)
    assert fit_words(LABEL, 0, 500, names_only=True) == WordsFit(LabelFit.WORD, NameFit.NONE)


def test_the_selected_mark_keeps_its_label() -> None:
    assert fit_words(LABEL, NAME, 10, label_needed=True) == WordsFit(LabelFit.WORD, NameFit.NONE)
    assert fit_words(LABEL, NAME, 500, label_needed=True) == WordsFit(LabelFit.WORD, NameFit.WHOLE)


@given(WIDTH, st.one_of(st.just(0.0), WIDTH), WIDTH, st.booleans())
def test_what_is_shown_fits_and_more_room_never_shows_less(
    label: float, name: float, room: float, names_only: bool
) -> None:
    fit = fit_words(label, name, room, names_only=names_only)
    if fit.label is LabelFit.WORD:
        assert label + (GAP + name if fit.name is NameFit.WHOLE else 0) <= room
    elif fit.name is NameFit.WHOLE:
        assert name <= room
    roomier = fit_words(label, name, room + 50, names_only=names_only)
    if fit.name is NameFit.WHOLE:
        assert roomier.name is NameFit.WHOLE
