from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.losses import LossKind
from annotator.formats.tei import FORMAT
from annotator.formats.xml_text import permitted
from tests.formats.making import mark, read, surfaces, written
from tests.formats.strategies import documents

NAMESPACE = "{http://www.tei-c.org/ns/1.0}"
CHILDREN = {
    "teiCorpus": r"teiHeader (TEI ?)+",
    "TEI": r"teiHeader text( standOff)?",
    "teiHeader": r"fileDesc( profileDesc)?( xenoData)?",
    "fileDesc": r"titleStmt publicationStmt sourceDesc",
    "titleStmt": r"title",
    "publicationStmt": r"p",
    "sourceDesc": r"p",
    "profileDesc": r"langUsage",
    "langUsage": r"language",
    "text": r"body",
    "body": r"ab",
    "standOff": r"listAnnotation",
    "listAnnotation": r"(annotation ?)+",
    "annotation": r"note",
    **dict.fromkeys(
        ["ab", "persName", "orgName", "placeName", "date", "rs"], r"((persName|orgName|placeName|date|rs) ?)*"
    ),
}
ATTRIBUTES = {
    "rs": "type",
    "date": "when from to when-custom",
    "language": "ident",
    "annotation": "target",
    "ab": "space",
    "text": "lang",
    "teiCorpus": "version",
}
DAY = re.compile(r"-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


def check_tei(data: bytes) -> etree._Element:
    """Check what the TEI Guidelines ask of the elements that are used: their order, attributes, ids and pointers."""
    root = etree.fromstring(data)
    ids = [each.get("{http://www.w3.org/XML/1998/namespace}id") for each in root.iter()]
    named = [each for each in ids if each]
    assert len(set(named)) == len(named)
    for element in root.iter():
        assert str(element.tag).startswith(NAMESPACE)
        name = str(element.tag).removeprefix(NAMESPACE)
        children = " ".join(str(child.tag).removeprefix(NAMESPACE) for child in element)
        assert re.fullmatch(CHILDREN.get(name, ""), children), (name, children)
        for key, value in element.attrib.items():
            bare = str(key).rpartition("}")[2]
            common = "id ref part prev next" if name in ("persName", "orgName", "placeName", "date", "rs") else ""
            assert bare in f"{ATTRIBUTES.get(name, '')} {common}".split(), (name, key)
            if bare in ("when", "from", "to"):
                assert DAY.fullmatch(str(value))
            if bare in ("target", "prev", "next"):
                assert str(value).removeprefix("#") in named
            if bare in ("type", "ref"):
                assert value
                assert not re.search(r"\s", str(value))
            if bare == "id":
                assert re.fullmatch(r"[A-Za-z_][\w.-]*", str(value))
    return root


TEXT = "😀 בני גנץ & משרד החוץ של מרוקו\nנפגשו ב-24 בנובמבר 2021 <ברבאט>"
DOCUMENT = DocumentRecord(
    TEXT,
    [
        mark(TEXT, "בני גנץ", "PERSON", "Q2428"),
        mark(TEXT, "משרד החוץ של מרוקו", "ORG"),
        mark(TEXT, "מרוקו", "PLACE", "place/morocco x"),
        mark(TEXT, "מרוקו\nנפגשו", "EVENT x", "NIL"),
        mark(TEXT, "24 בנובמבר 2021", "DATE")._replace(value="2021-11-24"),
        mark(TEXT, "רבאט", "PLACE"),
    ],
    id="d",
    title="כותרת",
    language="he",
)


def test_names_and_dates_are_elements_of_the_text() -> None:
    data, losses = written(FORMAT, DOCUMENT)
    assert not losses.counts
    root = check_tei(data)
    (ab,) = root.iter(f"{NAMESPACE}ab")
    assert "".join(map(str, ab.itertext())) == TEXT
    body = data.decode().partition('<ab xml:space="preserve">')[2].partition("</ab>")[0]
    assert '<persName xml:id="d1m1" ref="http://www.wikidata.org/entity/Q2428">בני גנץ</persName>' in body
    assert '<date xml:id="d1m5" when="2021-11-24">24 בנובמבר 2021</date>' in body
    assert '<rs xml:id="d1m4" type="EVENT%20x" ref="urn:annotator:nil" part="I" next="#d1m4p2">מרוקו</rs>' in body
    assert 'part="F" prev="#d1m4">\nנפגשו</rs>' in body


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("2021", 'when="2021"'),
        ("2021-11-24T10:30", 'when="2021-11-24T10:30"'),
        ("2021-W48", 'from="2021-11-29" to="2021-12-05" when-custom="2021-W48"'),
        ("202X", 'from="2020-01-01" to="2029-12-31" when-custom="202X"'),
        ("2015/..", 'from="2015-01-01" when-custom="2015/.."'),
    ],
)
def test_dates_have_their_first_and_last_day(tmp_path: Path, value: str, attributes: str) -> None:
    document = DocumentRecord("today", [MentionRecord(0, 5, "DATE", value=value)], language="en")
    data, _ = written(FORMAT, document)
    check_tei(data)
    assert f'<date xml:id="d1m1" {attributes}>' in data.decode()
    assert read(FORMAT, tmp_path, data).only_document.mentions[0].value == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_documents=st.lists(documents(), min_size=1, max_size=2))
def test_tei_comes_back_but_for_what_xml_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, given_documents: list[DocumentRecord]
) -> None:
    given_documents = [replace(document, id=str(at)) for at, document in enumerate(given_documents)]
    data, losses = written(FORMAT, *given_documents)
    texts = ["".join(map(str, ab.itertext())) for ab in check_tei(data).iter(f"{NAMESPACE}ab")]
    assert texts == [permitted(document.text) for document in given_documents]
    reading = read(FORMAT, tmp_path_factory.mktemp("tei"), data)
    assert not reading.errors, [str(error) for error in reading.errors]
    assert bool(losses.lost) == any(permitted(each.text) != each.text for each in given_documents)
    assert set(losses.counts) <= {LossKind.CHARACTER_REPLACED}
    for document, found in zip(given_documents, reading.documents, strict=True):
        bare = replace(found, mentions=[], line=None)
        assert bare == replace(document, text=permitted(document.text), mentions=[], line=None)
        assert found.mentions == list(document.mentions)


OTHERS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="fr">
<teiHeader><fileDesc><titleStmt><title>Une  lettre</title></titleStmt></fileDesc></teiHeader>
<text><body>
  <head>Lettre</head>
  <p>Monsieur <persName ref="#nap"> <forename>Napoléon</forename>
     <surname>Bonaparte</surname></persName>, de <settlement key="paris">Paris</settlement>,<note>a note</note>
     le <date when="1815-06-18">18 juin</date> ; <name type="org">l'armée</name> et <rs type="battle">la
     bataille</rs>.</p>
  <lg><l>un vers</l><l>un autre</l></lg>
</body></text></TEI>"""


def test_tei_of_others_is_read(tmp_path: Path) -> None:
    document = read(FORMAT, tmp_path, OTHERS).only_document
    assert document.text == (
        "Lettre\nMonsieur Napoléon Bonaparte, de Paris, le 18 juin ; l'armée et la bataille.\nun vers\nun autre"
    )
    assert (document.title, document.language) == ("Une lettre", "fr")
    found = zip(surfaces(document), document.mentions, strict=True)
    assert [(surface, each.label, each.entity, each.value) for surface, each in found] == [
        ("Napoléon Bonaparte", "PERSON", "#nap", None),
        ("Paris", "PLACE", "paris", None),
        ("18 juin", "DATE", None, "1815-06-18"),
        ("l'armée", "ORG", None, None),
        ("la bataille", "battle", None, None),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<TEI>", "well-formed"),
        ("<TEI/>", "no TEI element"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "no text"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>', "empty"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>', "entities"),
    ],
)
def test_faults_are_told(tmp_path: Path, content: str, said: str) -> None:
    assert said in str(read(FORMAT, tmp_path, content).only_error)
