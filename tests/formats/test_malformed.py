"""Files of every format, each wrong in its own way: told in a sentence with its line, or taken with a remark."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest

from annotator.formats import detect
from tests.formats.making import Reading

TSV = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n"
XMI = '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:ner="http:///n.ecore">'
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="abc"/>'
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
NIF = (
    "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n"
    "@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .\n"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def marked(**mention: object) -> str:
    return json.dumps({"text": "ab", "mentions": [{"start": 0, "end": 1, "label": "PERSON", **mention}]}) + "\n"


def task(**value: object) -> str:
    region = {"type": "labels", "value": {"start": 0, "end": 5, "text": "Benny", "labels": ["PERSON"], **value}}
    return json.dumps([{"data": {"text": "Benny Gantz"}, "annotations": [{"result": [region]}]}])


def zipped(**members: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            assert isinstance(data, str | bytes)
            archive.writestr(name, data)
    return out.getvalue()


REFUSED: list[tuple[str, str | bytes, int | None, str]] = [
    # JSON lines
    ("nan.jsonl", marked(score=float("nan")), 1, "NaN"),
    ("infinite.jsonl", '{"text":"ab","mentions":[{"start":0,"end":1,"label":"X","score":1e999}]}', 1, "too large"),
    ("score.jsonl", marked(score="high"), 1, "“score”"),
    ("fraction.jsonl", marked(start=0.0), 1, "whole number"),
    ("mentions.jsonl", '{"text":"ab","mentions":{"start":0}}', 1, "must be a list"),
    ("triple.jsonl", '{"text":"ab","mentions":[[0,1,"PERSON"]]}', 1, "must be an object"),
    ("twice.jsonl", '{"text":"ab","text":"cd","mentions":[]}', 1, "twice"),
    ("ids.jsonl", '{"id":"x","text":"a","mentions":[]}\n{"id":"x","text":"b","mentions":[]}\n', 2, "line 1"),
    ("latin.jsonl", b'{"text":"caf\xe9","mentions":[]}', 1, "UTF-8"),
    ("utf16.jsonl", '{"text":"ab","mentions":[]}'.encode("utf-16-le"), 1, "JSON"),
    ("deep.json", "[" * 200_000, 1, "nested too deeply"),
    ("date.jsonl", '{"text":"ab","date":"2021-13-45","mentions":[]}', 1, "“date”"),
    ("entity.jsonl", marked(entity=7), 1, "“entity”"),
    ("key.jsonl", '{"\\ud83d":1,"text":"b","mentions":[]}', 1, "surrogate"),
    ("comment.jsonl", '// a\n{"text":"a","mentions":[]}', 1, "JSON"),
    # What other tools write
    ("ls.json", task(start=5, end=0), 1, "before it begins"),
    ("ls.json", task(labels="PERSON"), 1, "“labels”"),
    ("ls.json", task(labels=[5]), 1, "label"),
    ("ls.json", task(start="0", end="5"), 1, "web page"),
    ("ls.json", "[1, 2]", 1, "object"),
    ("doccano.jsonl", '{"text":"ab","label":[[0,1]]}', 1, "Label 1"),
    ("doccano.jsonl", '{"text":"ab","label":[[0,1.5,"X"]]}', 1, "whole number"),
    ("prodigy.jsonl", '{"text":"ab","spans":{"a":1}}', 1, "must be a list"),
    # Tokens
    ("a.conll", "a O\nb O O\n", 2, "3 columns"),
    ("a.conll", "a O\nb Q-PER\n", 2, "IOB tag"),
    ("a.conll", "a O\nb\x00 O\n", 2, "NUL"),
    ("a.conllu", "1\ta\tb\n", 1, "10 columns"),
    ("a.conllu", f"{'9' * 5000}\ta{chr(9) + '_'}" * 8 + "\n", 1, "CoNLL-U"),
    ("a.conllu", "1-999999999\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "several words"),
    ("a.conllu", "5-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "several words"),
    ("a.tsv", f"{TSV}#Text=ab cd\n1-1\t0-2\tab\tx", 6, "columns"),
    ("a.tsv", f"{TSV}#Text=ab cd\n1-1\t2-0\tab\t*\tPER\t\n", 6, "is said to stand"),
    ("a.tsv", f"{TSV}#Text=ab cd\n1-1\t0-2\tab\t*[1]|*[2]\tPER[1]\t\n", 6, "2 entities"),
    ("a.tsv", f"{TSV}#Text=ab\n1-1\t900000000-900000002\tab\t*\tPER\t\n", 6, "far behind"),
    # XML
    (
        "a.xml",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + TEI + "<p>&b;</p></body></text></TEI>",
        None,
        "ent",
    ),
    ("a.xml", TEI + "<p>" * 50_000 + "</p>" * 50_000 + "</body></text></TEI>", 1, "nested too deeply"),
    ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', None, "no text"),
    ("a.xml", b'<?xml version="1.0" encoding="utf-8"?><doc>caf\xe9</doc>', 1, "XML"),
    ("a.xml", '<?xml version="1.0" encoding="klingon"?><doc>a</doc>', 1, "klingon"),
    ("a.xml", "<doc>a\x01</doc>", 1, "XML"),
    ("a.xml", "<doc/><doc/>", 1, "XML"),
    ("a.xmi", f"{XMI}</xmi:XMI>", None, "Sofa"),
    ("a.xmi", f'{XMI}{SOFA}<cas:Sofa xmi:id="1" sofaID="b" sofaString="x"/></xmi:XMI>', None, "Two texts"),
    ("a.xmi", f'{XMI}{SOFA}<ner:NamedEntity xmi:id="2" sofa="1" begin="{"9" * 5000}" end="1"/></xmi:XMI>', 1, "begin"),
    ("a.json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": {"a": 1}}', None, "object"),
    ("a.jsonld", '{"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [{"type": "Annotation"}]}', None, "text"),
    ("a.ttl", f'{NIF}<http://a/#c> a nif:Context ; nif:isString "abc" \n<b>', 4, "Turtle"),
    (
        "a.ttl",
        (
            f'{NIF}<http://a/#c> a nif:Context ; nif:isString "abc" . '
            "<http://a/#m> nif:referenceContext <http://a/#c> ; "
            'nif:beginIndex "-4" ; nif:endIndex "2" ; itsrdf:taIdentRef <http://b> .'
        ),
        None,
        "beginIndex",
    ),
    # Tables
    ("a.csv", "id,text\n1,abc,extra\n", 2, "3 columns"),
    ("a.csv", 'id,text\n1,"abc\n', 2, "table"),
    ("a.csv", "text,text\na,b\n", 1, "two columns"),
    ("a.csv", "id,type,lang,name\nQ1,PERSON,en,A\nQ1,ORG,en,B\n", 3, "PERSON on line 2"),
    # Packed and binary
    ("a.spacy", zlib.compress(b"\xdd\xff\xff\xff\xff"), None, "DocBin"),
    ("a.spacy", zlib.compress(b"\x91" * 200_000), None, "DocBin"),
    ("a.parquet", b"PAR1" + bytes(50) + b"PAR1", None, "Parquet"),
    ("a.pdf", "%PDF-1.7\n%%EOF", None, "PDF"),
    ("a.epub", zipped(mimetype="application/epub+zip"), None, "EPUB"),
    (
        "a.docx",
        zipped(**{"word/document.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><w:d xmlns:w="{WORD}">&b;</w:d>'}),
        None,
        "ent",
    ),
    ("a.docx", zipped(**{"word/document.xml": b" " * 12_000_000}), None, "times its size"),
    ("a.zip", zipped(**{"../evil.txt": "x"}), None, "leads out"),
    ("a.zip", zipped(**{"/etc/evil.txt": "x"}), None, "leads out"),
    ("a.zip", zipped(**{"a.zip": zipped(**{"a.txt": "x"})}), None, "nothing in the archive"),
    ("a.zip", zipped(**{"good.txt": "x", "bad.jsonl": '{"text": 5}'}), 1, "In bad.jsonl"),
    ("a.zip", zipped(**{f"{at}.txt": "a" * 1_000_000 for at in range(20)}), None, "times its size"),
    ("a.txt.gz", gzip.compress(gzip.compress(b"x")), None, "gzip"),
    ("a.txt.gz", gzip.compress(b"hello world" * 100)[:-12], 1, "ends too soon"),
    ("a.txt.gz", gzip.compress(b"hello")[:-8] + bytes(8), 1, "damaged"),
    ("a.txt.gz", gzip.compress(bytes(60_000_000)), None, "far more"),
    ("a.txt", b"\xff\xfea", 1, "utf-16"),
    ("a.txt", "שלום\n".encode() + "עולם".encode("cp1255"), 2, "does not fit"),
]


@pytest.mark.parametrize(
    ("name", "data", "line", "says"), REFUSED, ids=[f"{at}-{each[0]}" for at, each in enumerate(REFUSED)]
)
def test_what_cannot_be_taken_is_told(
    tmp_path: Path, name: str, data: str | bytes, line: int | None, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    reading = Reading(detect(path).format, path)
    assert reading.errors
    error = reading.errors[0]
    assert (error.line, str(error).split(",")[0].split(":")[0]) == (line, name)
    assert says in error.sentence


TAKEN: list[tuple[str, str | bytes, str]] = [
    ("a.jsonl", '\ufeff{"text":"a\\r\\nb","mentions":[{"start":3,"end":4,"label":"X","text":"b"}]}\r\n', "line ends"),
    ("a.xml", f'{TEI}<p>on <date when="31/12/2021">that day</date></p></body></text></TEI>', "ISO 8601"),
    ("a.conll", b"caf\xe9 O\nb O\n", "windows-1252"),
    (
        "a.html",
        b'<meta charset="klingon"><article><p>' + b"word " * 100 + b"</p></article>",
        "all of its text was taken",
    ),
    ("a.zip", zipped(**{"a.txt": "x", "b.bin": bytes(9)}), "left aside"),
]


@pytest.mark.parametrize(("name", "data", "says"), TAKEN, ids=[f"{at}-{each[0]}" for at, each in enumerate(TAKEN)])
def test_what_can_be_taken_is_taken_with_a_remark(tmp_path: Path, name: str, data: str | bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    reading = Reading(detect(path).format, path)
    assert not reading.errors, [str(error) for error in reading.errors]
    assert reading.documents
    assert any(says in sentence for sentence in reading.sentences), reading.sentences


def test_many_elements_in_one_are_looked_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f"<doc>{'<p>word</p>' * 40_000}</doc>", encoding="utf-8")
    assert Reading(detect(path).format, path).only_document.text == "\n".join(["word"] * 40_000)
