import bz2
import gzip
from pathlib import Path

import pytest

from annotator.app.file_facts import facts_of


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Morocco and Israel.", "utf-8"),
        (("שר הביטחון בני גנץ נחת במרוקו, וישראל ומרוקו חתמו על הסכם. " * 5).encode("windows-1255"), "windows-1255"),
        (("وصل بيني غانتس إلى المغرب يوم الأربعاء ووقع اتفاقية أمنية. " * 5).encode("windows-1256"), "windows-1256"),
        ("رباط".encode("utf-16"), "utf-16-le"),
    ],
)
def test_format_and_encoding_are_told_before_the_import(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    facts = facts_of(path)
    assert (facts.format, facts.encoding, facts.error) == ("Plain text", encoding, None)


def test_the_encoding_the_user_names_is_tried(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("גנץ".encode("windows-1255"))
    assert facts_of(path, "windows-1256").encoding == "windows-1256"
    assert facts_of(path, "utf-8").error is not None


def test_what_cannot_be_taken_says_why(tmp_path: Path) -> None:
    picture = tmp_path / "photo.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert "PNG" in str(facts_of(picture).error)
    assert "no such file" in str(facts_of(tmp_path / "gone.txt").error)
    assert facts_of(tmp_path).error is not None


def test_a_compressed_file_is_called_by_what_is_within(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(b"id,type,name\nQ1,PER,Gantz\n"))
    assert facts_of(path).format == "Entity table, CSV, gzip"
    dump = tmp_path / "dump.json.bz2"
    dump.write_bytes(bz2.compress(b'{"id": "Q1", "labels": {}, "claims": {}}\n'))
    facts = facts_of(dump)
    assert (facts.format, facts.is_dump) == ("Wikidata JSON", True)
