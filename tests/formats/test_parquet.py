from __future__ import annotations

import io
import warnings
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from annotator.core.records import DocumentRecord
from annotator.formats.parquet import FORMAT
from tests.formats.making import Reading, mark, read, written_files

TEXT = "😀 בני גנץ ביקר ברבאט"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PERSON", "Q2428")._replace(annotator="Dana"),
        mark(TEXT, "רבאט", "PLACE")._replace(annotator="Dana"),
        mark(TEXT, "בני גנץ", "PERSON")._replace(annotator="Omar"),
        mark(TEXT, "גנץ", "PERSON", "NIL")._replace(annotator="Omar", score=0.5, status="suggested"),
    ],
    id="d",
    language="he",
)
PARTS = {
    "train": [replace(DOCUMENT, id=f"d{at}") for at in range(3)],
    "dev": [replace(DOCUMENT, id="dev")],
    "test": [replace(DOCUMENT, id="test", mentions=[])],
}


def test_pyarrow_reads_the_splits_and_every_offset() -> None:
    files, losses = written_files(FORMAT, [], parts=PARTS)
    assert not losses.counts
    assert list(files) == [
        "README.md",
        "data/train-00000-of-00001.parquet",
        "data/validation-00000-of-00001.parquet",
        "data/test-00000-of-00001.parquet",
    ]
    rows = parquet.read_table(io.BytesIO(files["data/train-00000-of-00001.parquet"])).to_pylist()
    assert [row["id"] for row in rows] == ["d0", "d1", "d2"]
    for mention in rows[0]["mentions"]:
        assert rows[0]["text"][mention["start"] : mention["end"]] == mention["text"]
    assert rows[0]["mentions"][0]["entity"] == "Q2428"
    tagged = list(zip(rows[0]["tokens"], rows[0]["ner_tags"], strict=True))
    assert tagged == [
        ("😀", "O"),
        ("בני", "B-PERSON"),
        ("גנץ", "I-PERSON"),
        ("ביקר", "O"),
        ("ב", "O"),
        ("רבאט", "B-PLACE"),
    ]


def test_datasets_loads_the_folder_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    for name, data in written_files(FORMAT, [], parts=PARTS)[0].items():
        path = tmp_path / "set" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import datasets

        datasets.disable_progress_bars()
        loaded = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
        assert {name: len(split) for name, split in loaded.items()} == {"train": 3, "validation": 1, "test": 1}
        assert loaded["train"][0]["mentions"][1]["text"] == "רבאט"


def test_the_card_counts_what_is_there() -> None:
    card = written_files(FORMAT, [], parts=PARTS)[0]["README.md"].decode()
    assert card.startswith("---\nlicense: unknown\nlanguage:\n- he\n")
    assert "  - split: validation\n    path: data/validation-*.parquet\n" in card
    assert f"| train | 3 | 12 | {3 * len(TEXT)} |" in card
    assert "| PERSON | a person, real or imagined, by any name | 12 | 8 |" in card
    assert "2 annotators; F1 of exact spans" in card
    assert "0.667" in card
    assert written_files(FORMAT, [], parts=PARTS)[0]["README.md"].decode() == card
    other = written_files(FORMAT, [], parts={"train": PARTS["train"][:2]})[0]["README.md"].decode()
    assert card[-70:] != other[-70:]


def test_large_splits_are_parted_into_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.parquet._SHARD", 4)
    monkeypatch.setattr("annotator.formats.parquet._BATCH", 2)
    for count, shards in ((0, 1), (4, 1), (5, 2), (8, 2), (9, 3)):
        documents = [DocumentRecord("a", id=str(at)) for at in range(count)]
        files, _ = written_files(FORMAT, documents)
        names = [f"data/train-{at:05}-of-{shards:05}.parquet" for at in range(shards)]
        assert list(files) == ["README.md", *names]
        tables = [parquet.read_table(io.BytesIO(files[name])) for name in names]
        assert [row["id"] for table in tables for row in table.to_pylist()] == [str(at) for at in range(count)]


def test_front_matter_is_yaml() -> None:
    import yaml  # type: ignore[import-untyped]  # comes with datasets; it has no stubs here

    front = written_files(FORMAT, [DOCUMENT])[0]["README.md"].decode().split("---\n")[1]
    assert yaml.safe_load(front)["configs"][0]["data_files"] == [{"split": "train", "path": "data/train-*.parquet"}]


def test_any_table_with_a_text_is_read(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": ["a b", "c"], "label": [1, 2]}), tmp_path / "a.parquet")
    assert [document.text for document in Reading(FORMAT, tmp_path / "a.parquet").documents] == ["a b", "c"]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(50) + b"PAR1"])
def test_what_is_no_parquet_is_told(tmp_path: Path, data: bytes) -> None:
    assert "Parquet" in str(read(FORMAT, tmp_path, data).only_error)


def test_a_table_without_text_is_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"words": ["a"]}), tmp_path / "a.parquet")
    assert "words" in str(Reading(FORMAT, tmp_path / "a.parquet").only_error)


def test_a_part_without_documents_is_no_split() -> None:
    parts = {"train": [DOCUMENT], "dev": [], "test": []}
    files, _ = written_files(FORMAT, [], parts=parts)
    assert list(files) == ["README.md", "data/train-00000-of-00001.parquet"]
    assert b"validation" not in files["README.md"]
    assert list(written_files(FORMAT, [], parts={"train": [], "dev": []})[0]) == [
        "README.md",
        "data/train-00000-of-00001.parquet",
    ]
