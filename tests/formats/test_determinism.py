from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.formats import FORMATS

ROOT = Path(__file__).parents[2]
WRITTEN = [known.name for known in FORMATS if known.is_written]

PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from annotator.core.document import Direction
from annotator.core.records import DocumentRecord, EntityRecord, MentionRecord
from annotator.formats import get_format
from tests.formats.making import mark, written_files

text = 'שר הביטחון גנץ ביקר ברבאט ב-24 בנובמבר. צבא מרוקו، والمغرب 😀'
marks = [
    mark(text, surface, label, entity)._replace(annotator=who, value=value, id=f"m-{surface}")
    for surface, label, entity, who, value in (
        ("גנץ", "PERSON", "person/benny-gantz", "דנה", None), ("רבאט", "PLACE", "NIL", "Omar", None),
        ("24 בנובמבר", "DATE", None, "Omar", "2021-11-24"), ("צבא מרוקו", "ORG", "org/far", "דנה", None),
        ("מרוקו", "PLACE", "place/morocco", "Omar", None), ("مغرب", "PLACE", "place/morocco", "دينا", None),
    )
]
documents = [
    DocumentRecord(
        text, marks, id=f"d{at}", name="a", language=language,
        paragraph_directions={2: Direction.RTL, 1: Direction.LTR},
    )
    for at, language in enumerate(("he", "ar", "en"))
]
entities = (EntityRecord("a", "ORG", {"he": ["x"], "en": ["y", "z"]}, {"en": "d", "ar": "e"}, {"wikidata": "Q1"}),)
for name in sys.argv[2:]:
    files, _ = written_files(get_format(name), documents, entities=entities)
    for file, data in files.items():
        print(name, file, hashlib.sha256(data).hexdigest())
"""


def hashes(seed: str, names: list[str]) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROGRAM, str(ROOT), *names]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.fixture(scope="module")
def of_two_processes() -> tuple[str, str]:
    return hashes("1", WRITTEN), hashes("20211124", WRITTEN)


def test_the_same_content_gives_the_same_bytes_in_every_process(of_two_processes: tuple[str, str]) -> None:
    first, second = of_two_processes
    assert {line.split()[0] for line in first.splitlines()} == set(WRITTEN)
    assert first == second
