from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.formats import FORMATS, detect, get_format

CASES = [
    ("article.txt", "שלום\n", "text"),
    ("README", "hello\n", "text"),
    ("notes.md", "# hello\n", "text"),
    ("a.jsonl", '{"text": "abc", "mentions": []}\n', "jsonl"),
    ("a.json", '{"documents": [{"text": "abc", "mentions": []}]}', "jsonl"),
    ("a.jsonl", '{"text": "abc", "spans": []}\n', "prodigy"),
    ("a.jsonl", '{"text": "abc", "label": [[0, 1, "X"]]}\n', "doccano"),
    ("a.json", '[{"data": {"text": "abc"}, "annotations": []}]', "label-studio"),
    ("a.jsonl", '{"text": "' + "ab " * 40_000 + '", "mentions": []}\n', "jsonl"),
    ("broken.jsonl", '{"text": "abc", "mentions": [],}\n', "jsonl"),
    ("mixed.json", '{"text": "a", "mentions": [], "x": {"names": {}, "type": 1}}', "jsonl"),
    ("table.jsonl", '{"id": "a", "type": "ORG", "names": {"en": ["A"]}}\n', "entities"),
    ("table.json", '{"entities": [{"id": "a", "type": "ORG", "names": {"en": ["A"]}}]}', "entities"),
    ("table.csv", "id,type,lang,name\nQ1,PER,en,A\n", "entities-csv"),
    ("table.csv", "\ufeffid;type;lang;name\nQ1;PER;en;A\n", "entities-csv"),
    ("Wiki.txt", "17\tname:Name:Gantz\tattr:Type:Person\n18\tname:Name:Rabat\n", "brat-names"),
    ("train.conll", "a O\n", "conll2003"),
    ("train.txt", "-DOCSTART- -X- -X- O\n\na NN I-NP O\n", "conll2003"),
    ("train", "-DOCSTART- -X- -X- O\n\na NN I-NP O\n", "conll2003"),
    ("train.txt", "-DOCSTART- (1 EU)\nEU\tB\tEU\t--NME--\nrejects\n", "aida"),
    ("a", "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n2\tb\t_\t_\t_\t_\t_\t_\t_\t_\n", "conllu"),
    ("dev.bmes", "א O\nבא O^S-GPE\nג O\n", "biose-words"),
    ("dev.bmes", "א O\nב O\nא S-GPE\nג O\n", "biose-morphemes"),
    ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv"),
    ("a.ann", "T1\tX 0 1\ta\n", "brat"),
    ("a.xml", '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>', "uima-xmi"),
    ("a.json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": []}', "uima-json"),
    ("a.json", '{"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": []}', "web-annotation"),
    ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "tei"),
    ("a.xml", "<doc/>", "xml"),
    ("a.ttl", "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .", "nif"),
    ("a.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "entities-skos"),
    ("a", "<!DOCTYPE html>\n<html>", "html"),
    ("a.csv", "id,text\n1,abc\n", "table"),
]


@pytest.mark.parametrize(("name", "content", "expected"), CASES, ids=[f"{c[2]}-{at}" for at, c in enumerate(CASES)])
def test_files_are_recognised(tmp_path: Path, name: str, content: str, expected: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = detect(tmp_path / name)
    assert found.format.name == expected
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("name", ["config.cfg", "__init__.py", "settings.toml", "run.SH", "old.pkl"])
def test_programs_and_their_settings_are_no_articles(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[nlp]\nlang = 'he'\n", encoding="utf-8")
    assert detect(tmp_path / name).confidence == 0


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("jsonl", "jsonl"),
        ("docbin", "docbin"),
        ("spaCy", "docbin"),
        ("spacy-docbin", "docbin"),
        ("CoNLL-2003", "conll2003"),
        ("conll", "conll2003"),
        ("txt", "text"),
        ("plain_text", "text"),
        ("entities", "entities"),
        ("entities-csv", "entities-csv"),
    ],
)
def test_formats_are_found_by_their_usual_names(asked: str, name: str) -> None:
    assert get_format(asked).name == name


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError) as caught:
        get_format("wordperfect")
    assert "wordperfect" in caught.value.sentence
    assert "jsonl, docbin, " in caught.value.sentence


def test_names_and_synonyms_are_unambiguous_and_every_format_does_something() -> None:
    names = [name for known in FORMATS for name in (known.name.replace("-", ""), *known.synonyms)]
    assert len(set(names)) == len(names)
    for known in FORMATS:
        assert known.read or known.is_written
        assert known.extensions
        assert known.title
        assert known.purpose
