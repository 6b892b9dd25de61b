from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.core.records import DocumentRecord
from annotator.formats.losses import LossKind
from annotator.formats.webanno_tsv import FORMAT
from tests.formats.making import mark, read, read_back, surfaces, written_files
from tests.formats.strategies import documents

NAMED = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value"
TEXT = "😀 בני גנץ ביקר ברבאט.\n\nישראל-מרוקו חתמו"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PER", "person/gantz_[1]"),
        mark(TEXT, "רבאט", "LOC"),
        mark(TEXT, "ישראל-מרוקו", "ORG|X", "NIL"),
        mark(TEXT, "מרוקו", "LOC"),
    ],
    name="a.txt",
    language="he",
)


def test_rows_are_those_that_java_would_write() -> None:
    files, losses = written_files(FORMAT, [DOCUMENT], policy="whitespace")
    assert not losses.counts
    assert list(files) == ["a.tsv"]
    assert files["a.tsv"].decode() == (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
        "\n"
        "\n"
        "#Text=😀 בני גנץ ביקר ברבאט.\n#Text=\n#Text=\n"
        "1-1\t0-2\t😀\t_\t_\t\n"
        "1-2\t3-6\tבני\tperson/gantz\\_\\[1\\][1]\tPER[1]\t\n"
        "1-3\t7-10\tגנץ\tperson/gantz\\_\\[1\\][1]\tPER[1]\t\n"
        "1-4\t11-15\tביקר\t_\t_\t\n"
        "1-5\t16-22\tברבאט.\t_\t_\t\n"
        "1-5.1\t17-21\tרבאט\t*[2]\tLOC[2]\t\n"
        "\n"
        "#Text=ישראל-מרוקו חתמו\n"
        "2-1\t24-35\tישראל-מרוקו\tNIL[3]\tORG\\|X[3]\t\n"
        "2-1.1\t30-35\tמרוקו\t*[4]\tLOC[4]\t\n"
        "2-2\t36-40\tחתמו\t_\t_\t\n"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=documents())
def test_text_labels_and_links_come_back(tmp_path_factory: pytest.TempPathFactory, document: DocumentRecord) -> None:
    files, losses = written_files(FORMAT, [replace(document, name="a.txt")])
    reading = read_back(FORMAT, tmp_path_factory.mktemp("tsv"), files)
    if not document.text.split():
        assert not reading.documents
        return
    found = reading.only_document
    assert found.text.lstrip() == document.text.lstrip()
    assert len(found.text) == len(document.text)
    changed = {
        (entry.start, entry.end)
        for entry in losses.affected
        if entry.kind in (LossKind.TRIMMED, LossKind.UNALIGNED_LEFT_OUT, LossKind.CHARACTER_REPLACED)
    }
    whole = [mention for mention in document.mentions if (mention.start, mention.end) not in changed]
    assert {mention[:4] for mention in whole} <= {mention[:4] for mention in found.mentions}
    left_out = losses.counts.get(LossKind.UNALIGNED_LEFT_OUT, 0)
    assert len(found.mentions) == len(document.mentions) - left_out
    for mention in found.mentions:
        surface = found.text[mention.start : mention.end]
        assert surface == surface.strip() or re.search(r"\s", document.text)


def rows(*lines: str, layers: str = NAMED) -> str:
    return "\n".join(["#FORMAT=WebAnno TSV 3.3", layers, "", "", *lines, ""])


def test_other_layers_are_left_aside_and_columns_found(tmp_path: Path) -> None:
    layers = f"#T_SP=x.Pos|coarse|tag\n{NAMED}\n#T_RL=x.Dep|type|BT_x.Pos"
    given_rows = rows(
        "#Text=Rabat is",
        "1-1\t0-5\tRabat\tN\tNN\tQ1\tLOC\tsubj\t1-2\t",
        "1-2\t6-8\tis\tV\tVB\t_\t_\t_\t_\t",
        layers=layers,
    )
    reading = read(FORMAT, tmp_path, given_rows)
    assert [(each.label, each.entity) for each in reading.only_document.mentions] == [("LOC", "Q1")]
    assert reading.sentences == ["Layers that have no place here were left aside: x.Pos, x.Dep."]


def test_marks_without_numbers_are_one_for_each_row(tmp_path: Path) -> None:
    reading = read(FORMAT, tmp_path, rows("#Text=a b", "1-1\t0-1\ta\t*\tX\t", "1-2\t2-3\tb\t*\tX\t"))
    assert surfaces(reading.only_document) == ["a", "b"]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["#Text=a b", "1-1\t0-1\tx\t_\t_\t"], 6),
        (["#Text=a b", "1-1\t0-9\ta b\t_\t_\t"], 6),
        (["#Text=a b", "what"], 6),
        (["#Text=a b", "1-1\t0-1\ta\t_\t_\t", "#Text=c", "2-1\t1-2\tc\t_\t_\t"], 8),
        (["#Text=a b", f"1-1\t{'9' * 5000}-1\ta\t_\t_\t"], 6),
    ],
)
def test_faults_name_their_line(tmp_path: Path, lines: list[str], line: int) -> None:
    assert read(FORMAT, tmp_path, rows(*lines)).only_error.line == line
