"""Whatever is in a workspace goes out and comes back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.exporting import ExportPlan, export
from annotator.app.importing import ImportOptions, import_paths
from annotator.app.session import Session
from annotator.core.document import DocumentState
from annotator.core.mention import MentionStatus
from annotator.core.ports import Workspace
from annotator.formats import FORMATS
from annotator.formats.base import Cargo, Format
from db.workspace import SqliteWorkspaces
from tests.app.making import write_jsonl

EVERY = tuple(MentionStatus)

texts = st.text(
    alphabet=st.one_of(
        st.sampled_from('אבגה שׁםן ،ابةكلڤ\u064e\u0301e\u200f\u2067\u2069\u2028\u0085\ufeff😀👨‍👩‍👧𐤀\n\r\t"\\/<&'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.replace("\r\n", "\n").strip("\ufeff\n\r") != "")


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    text = draw(texts).replace("\r\n", "\n").replace("\r", "\n")
    mentions = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        mention: dict[str, object] = {
            "start": start,
            "end": end,
            "label": draw(st.sampled_from(["PERSON", "ORG", "DATE"])),
            "annotator": draw(st.sampled_from(["A", "ב", "C"])),
            "status": draw(st.sampled_from([status.value for status in EVERY])),
        }
        if mention["label"] == "DATE":
            mention["value"] = draw(st.sampled_from([None, "2021-11-24", "202X", "2021-W48"]))
        else:
            mention["entity"] = draw(st.sampled_from([None, "NIL", "x/ישות", "y"]))
        mentions.append(mention)
    return {
        "text": text,
        "mentions": mentions,
        "title": draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)),
        "language": draw(st.sampled_from(["he", "ar", "en", "und"])),
        "date": draw(st.sampled_from([None, "2021", "2021-11-24"])),
        "direction": draw(st.sampled_from(["auto", "rtl", "ltr"])),
        "state": draw(st.sampled_from([state.value for state in DocumentState])),
    }


@settings(max_examples=40)
@given(st.lists(rows(), min_size=1, max_size=3, unique_by=lambda row: row["text"]))
def test_out_and_in_again(given_rows: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = write_jsonl(folder / "source.jsonl", given_rows)
        outputs = []
        for number in (1, 2):
            workspace = SqliteWorkspaces().create(str(folder / f"{number}.annotator"))
            report = import_paths(Session.open(workspace, "X"), [source], ImportOptions(format="jsonl"))
            assert not [item.message for item in report.items if item.error]
            for shown in workspace.reader.documents():
                text = workspace.reader.document(shown.id).text
                assert all(each.span.surface(text) == each.surface for each in workspace.reader.mentions(shown.id))
            source = folder / f"{number}.jsonl"
            export(workspace.reader, source, ExportPlan("jsonl", statuses=EVERY))
            outputs.append(source.read_bytes())
            workspace.close()
        assert outputs[0] == outputs[1]


LOSSLESS = [
    known
    for known in FORMATS
    if known.cargo is Cargo.DOCUMENTS and known.is_written and known.read is not None and not known.losses
]


def with_windows_line_ends(row: dict[str, object]) -> dict[str, object]:
    """A document as a Windows program has it: two characters a line end, counted as two, each mention with its text."""
    text, mentions = row["text"], row["mentions"]
    assert isinstance(text, str)
    assert isinstance(mentions, list)
    moved = [
        {
            **mention,
            **{end: mention[end] + text.count("\n", 0, mention[end]) for end in ("start", "end")},
            "text": text[mention["start"] : mention["end"]].replace("\n", "\r\n"),
        }
        for mention in mentions
    ]
    return {**row, "text": text.replace("\n", "\r\n"), "mentions": moved}


def lines_of(workspace: Workspace, path: Path) -> list[bytes]:
    export(workspace.reader, path, ExportPlan("jsonl", statuses=EVERY))
    return sorted(path.read_bytes().splitlines())


@pytest.mark.parametrize("known", LOSSLESS, ids=[known.name for known in LOSSLESS])
@settings(max_examples=12, deadline=None)
@given(given_rows=st.lists(rows(), min_size=1, max_size=3, unique_by=lambda row: row["text"]), is_windows=st.booleans())
def test_a_format_that_loses_nothing_brings_the_workspace_back(
    known: Format, given_rows: list[dict[str, object]], is_windows: bool
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        given_rows = [with_windows_line_ends(row) for row in given_rows] if is_windows else given_rows
        source = write_jsonl(folder / "source.jsonl", given_rows)
        first = SqliteWorkspaces().create(str(folder / "first.annotator"))
        assert not import_paths(Session.open(first, "X"), [source], ImportOptions(format="jsonl")).items[0].error
        target = folder / f"out{known.usual_ending}"
        report = export(first.reader, target, ExportPlan(known.name, statuses=EVERY))
        assert report.losses.lost == 0
        second = SqliteWorkspaces().create(str(folder / "second.annotator"))
        asked = "zip" if known.write_folder else known.name
        items = import_paths(Session.open(second, "X"), [target], ImportOptions(format=asked)).items
        assert not [item.message for item in items if item.error]
        assert lines_of(second, folder / "2.jsonl") == lines_of(first, folder / "1.jsonl")
        first.close()
        second.close()
