"""Parts of a split: every document once, labels and languages alike, near-duplicates together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.exporting import ExportPlan, export
from annotator.app.importing import import_paths
from annotator.app.parting import Parting, Survey, part, survey, traits_of
from annotator.app.session import Session
from annotator.app.splitting import Split
from annotator.core.errors import Cancelled
from annotator.core.ids import DocumentId
from annotator.core.progress import Silent, Stoppable
from annotator.core.records import DocumentRecord, MentionRecord
from tests.app.making import write_jsonl

LABELS = ("PERSON", "ORG", "PLACE", "DATE")
USUAL = Split((80, 10, 10))


def surveyed(*counts: dict[tuple[str, str], int], together: Sequence[Sequence[int]] = ()) -> Survey:
    """Documents with these traits; those not said to be together stand alone."""
    apart = [[at] for at in range(len(counts)) if not any(at in group for group in together)]
    ids = [DocumentId(f"d{at}") for at in range(len(counts))]
    return Survey(ids, [*together, *apart], [Counter(traits) for traits in counts])


def sizes(parting: Parting) -> list[int]:
    return [len(each.documents) for each in parting.parts]


traits = st.fixed_dictionaries(
    {}, optional={(language, label): st.integers(1, 40) for language in ("he", "ar") for label in LABELS}
).map(lambda found: {**found, ("he", ""): 1})


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    counts = draw(st.lists(traits, max_size=30))
    rest = draw(st.permutations(range(len(counts))))
    together: list[Sequence[int]] = []
    while len(rest) > 1 and draw(st.booleans()):
        size = draw(st.integers(2, min(6, len(rest))))
        together.append(rest[:size])
        rest = rest[size:]
    return surveyed(*counts, together=together)


splits = st.builds(
    Split, st.sampled_from([(80, 10, 10), (1, 1, 1), (60, 40), (90, 0, 10), (0, 0, 1)]), st.integers(-5, 10_000)
)


@settings(deadline=None)
@given(surveys(), splits)
def test_every_document_is_in_one_part_with_its_near_duplicates(given_survey: Survey, split: Split) -> None:
    parting = part(given_survey, split)
    assert [each.name for each in parting.parts] == list(split.names)
    placed = {document: each.name for each in parting.parts for document in each.documents}
    assert sorted(placed) == sorted(given_survey.documents)
    assert sum(sizes(parting)) == len(placed)
    for group in given_survey.groups:
        assert len({placed[given_survey.documents[position]] for position in group}) == 1
    for each, share in zip(parting.parts, split.shares, strict=True):
        assert share or not each.documents
    wanted = sum(share > 0 for share in split.shares)
    if len(given_survey.groups) >= wanted:
        assert sum(size > 0 for size in sizes(parting)) == wanted
    alike = [group for group in given_survey.groups if len(group) > 1]
    assert (parting.near_duplicates, parting.groups) == (sum(map(len, alike)), len(alike))


@settings(deadline=None)
@given(surveys(), splits, st.randoms(use_true_random=False))
def test_the_parts_do_not_depend_on_the_order_of_documents(given_survey: Survey, split: Split, rng: object) -> None:
    order = list(range(len(given_survey.documents)))
    rng.shuffle(order)  # type: ignore[attr-defined] # a random.Random
    moved = Survey(
        [given_survey.documents[at] for at in order],
        [[order.index(position) for position in group] for group in given_survey.groups],
        [given_survey.traits[at] for at in order],
    )
    one, other = part(given_survey, split), part(moved, split)
    assert [set(each.documents) for each in one.parts] == [set(each.documents) for each in other.parts]
    assert part(given_survey, split) == one


def corpus(count: int, seed: int = 0) -> Survey:
    """Documents of three languages whose labels are as uneven as in life, one of them rare."""
    import random

    rng = random.Random(seed)
    counts = []
    for _ in range(count):
        language = rng.choices(("he", "ar", "en"), (6, 3, 1))[0]
        found = {
            (language, label): rng.randrange(1, 3 + 12 * at) for at, label in enumerate(LABELS) if rng.random() < 0.7
        }
        if rng.random() < 0.05:
            found[language, "EVENT"] = rng.randrange(1, 4)
        counts.append({**found, (language, ""): 1})
    return surveyed(*counts)


@pytest.mark.parametrize("seed", range(5))
def test_labels_and_languages_come_out_as_the_shares_say(seed: int) -> None:
    parting = part(corpus(600, seed), Split((80, 10, 10), seed))
    assert sizes(parting) == [480, 60, 60]
    for counts in ("labels", "languages"):
        per_part: list[dict[str, int]] = [getattr(each, counts) for each in parting.parts]
        for name in per_part[0]:
            total = sum(each.get(name, 0) for each in per_part)
            for each, share in zip(per_part, (0.8, 0.1, 0.1), strict=True):
                assert abs(each.get(name, 0) - share * total) <= max(3, 0.03 * total), (name, each, total)


def test_the_seed_decides() -> None:
    given_survey = corpus(200)
    drawn = {tuple(part(given_survey, Split((80, 10, 10), seed)).parts[2].documents) for seed in range(8)}
    assert len(drawn) == 8


def test_a_split_is_drawn_the_same_everywhere() -> None:
    parting = part(surveyed(*[{("he", ""): 1}] * 10), Split((8, 1, 1), 13))
    assert [each.documents for each in parting.parts[1:]] == [["d9"], ["d6"]]


@pytest.mark.parametrize(
    ("count", "together", "expected"),
    [
        (5, [], [3, 1, 1]),
        (5, [[0, 1, 2]], [3, 1, 1]),
        (5, [[0, 1], [2, 3]], [2, 2, 1]),
        (5, [[0, 1, 2, 3]], [4, 1, 0]),
        (12, [list(range(10))], [10, 1, 1]),
        (2, [], [2, 0, 0]),
        (0, [], [0, 0, 0]),
    ],
)
def test_small_sets_are_parted_sensibly(count: int, together: list[list[int]], expected: list[int]) -> None:
    parting = part(surveyed(*[{("he", ""): 1}] * count, together=together), USUAL)
    assert sizes(parting) == expected


def test_marks_of_several_annotators_on_one_place_count_once() -> None:
    mentions = [MentionRecord(0, 2, "ORG", annotator=name) for name in "AB"] + [MentionRecord(0, 2, "PERSON")]
    record = DocumentRecord("abcd", mentions, language="he")
    assert traits_of(record) == {("he", "ORG"): 1, ("he", "PERSON"): 1, ("he", ""): 1}


@pytest.fixture
def filled(session: Session, tmp_path: Path) -> Session:
    rows = []
    for number in range(60):
        words = [f"word{number * 100 + at}" for at in range(50)]
        mentions = [
            {"start": 0, "end": 4, "label": "PERSON", "annotator": name} for name in ("A", "B")[: 1 + number % 2]
        ]
        rows.append({"id": f"d{number}", "text": " ".join(words), "language": "en", "mentions": mentions})
        if number < 10:
            words[20] = "otherwise"
            rows.append({"id": f"copy{number}", "text": " ".join(words), "language": "en", "mentions": []})
    import_paths(session, [write_jsonl(tmp_path / "rows.jsonl", rows)])
    return session


def test_what_leaves_for_one_annotator_is_parted_as_what_leaves_for_all(filled: Session, tmp_path: Path) -> None:
    split = Split((80, 10, 10), 3)
    plans = [ExportPlan("jsonl", split=split), ExportPlan("jsonl", split=split, annotators=("B",))]
    reports = [export(filled.reader, tmp_path / str(at), plan) for at, plan in enumerate(plans)]
    partings = [report.parting for report in reports]
    assert partings[0] == partings[1]
    assert partings[0] is not None
    assert (partings[0].near_duplicates, partings[0].groups) == (20, 10)
    placed = {document: each.name for each in partings[0].parts for document in each.documents}
    assert all(placed[DocumentId(f"d{at}")] == placed[DocumentId(f"copy{at}")] for at in range(10))
    assert reports[0].as_json()["split"] == partings[0].as_json()


def test_parting_can_be_stopped(filled: Session) -> None:
    stopped = Stoppable()
    stopped.cancel()
    ids = [row.id for row in filled.reader.documents()]
    with pytest.raises(Cancelled):
        survey(filled.reader, ids, stopped)
    groups = survey(filled.reader, ids, Silent()).groups
    assert sorted(chain.from_iterable(groups)) == list(range(70))
