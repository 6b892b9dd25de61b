"""The project folder and the knowledge base, read and trained by spaCy itself."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.records import DocumentRecord, EntityRecord
from annotator.formats import spacy_knowledge_base, spacy_project
from tests.formats.making import mark, written_files

ENTITIES = (
    EntityRecord(
        "place/rabat", "PLACE", {"en": ["Rabat", "the capital"], "he": ["רבאט"]}, {"en": "capital of Morocco"}
    ),
    EntityRecord("place/salé", "PLACE", {"en": ["the capital"]}),
)
TEXT = "בני גנץ ביקר ברבאט עם צבא מרוקו"


def document(at: int) -> DocumentRecord:
    mentions = [
        mark(TEXT, "בני גנץ", "PERSON", "person/gantz"),
        mark(TEXT, "רבאט", "PLACE", "place/rabat"),
        mark(TEXT, "צבא מרוקו", "ORG"),
        mark(TEXT, "מרוקו", "PLACE", "NIL"),
    ]
    return DocumentRecord(TEXT, mentions, id=f"d{at}", language="he")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    parts = {"train": map(document, range(120)), "dev": map(document, range(3)), "test": map(document, range(3))}
    files, losses = written_files(spacy_project.FORMAT, [], parts=parts, entities=ENTITIES)
    assert not losses.lost
    assert next(iter(files)) == "project.yml"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def spacy_says(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "spacy", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_spacy_finds_the_data_sound(project: Path) -> None:
    said = spacy_says(project, "debug", "data", "config.cfg", "--no-format")
    assert "120 training docs" in said
    assert "3 evaluation docs" in said
    assert "misaligned" not in said
    assert "'mentions'" in said


def test_a_few_steps_of_training_learn_what_is_marked(project: Path) -> None:
    settings = ["--training.max_steps", "40", "--training.eval_frequency", "20", "--training.patience", "0"]
    spacy_says(project, "train", "config.cfg", "--output", "training", *settings)
    spacy_says(
        project, "evaluate", "training/model-best", "corpus/test.spacy", "--gold-preproc", "--output", "metrics.json"
    )
    metrics = json.loads((project / "metrics.json").read_text("utf-8"))
    assert metrics["ents_f"] == 1.0
    assert metrics["spans_mentions_f"] > 0.5


def test_the_knowledge_base_knows_names_and_how_likely_they_are(tmp_path: Path) -> None:
    from spacy.kb import InMemoryLookupKB
    from spacy.vocab import Vocab

    text = "the capital and the capital"
    linked = DocumentRecord(text, [mark(text, "the capital", "PLACE", "place/salé", occurrence=at) for at in (0, 1)])
    documents = [document(0), linked, replace(linked, mentions=[linked.mentions[0]._replace(status="suggested")])]
    files, _ = written_files(spacy_knowledge_base.FORMAT, documents, entities=ENTITIES)
    (tmp_path / "kb").mkdir()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    base = InMemoryLookupKB(Vocab(), entity_vector_length=64)
    base.from_disk(tmp_path / "kb")
    assert set(base.get_entity_strings()) == {"place/rabat", "place/salé", "person/gantz"}
    assert base.get_prior_prob("place/salé", "the capital") == pytest.approx(0.75)
    assert base.get_prior_prob("place/rabat", "the capital") == pytest.approx(0.25)
    assert base.get_prior_prob("place/rabat", "רבאט") == pytest.approx(1.0)
    assert len(base.get_vector("place/rabat")) == 64


def test_what_is_not_parted_is_train_and_dev() -> None:
    files, _ = written_files(spacy_project.FORMAT, [document(0)])
    assert files["corpus/train.spacy"] == files["corpus/dev.spacy"]
