"""Files that other programs make: pages, documents, books, tables, archives. Each is made here by another program."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import detect, get_format
from annotator.formats.blocks import html_lines
from annotator.formats.html_article import parse_html
from annotator.formats.pdf import is_turned_round, turned_round
from annotator.formats.registry import detect_within
from tests.formats.making import Reading, surfaces

ARTICLE = "ביקור ראשון של שר הביטחון ברבאט. " * 12


def read_file(path: Path, data: bytes | str, name: str = "") -> Reading:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return Reading(get_format(name) if name else detect(path).format, path)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="he"><head><title>כותרת</title>{head}</head><body>{body}</body></html>'


# Web pages


def test_the_article_is_taken_out_of_a_page(tmp_path: Path) -> None:
    menu = "<nav><ul><li><a href='/'>דף הבית</a></li><li><a href='/x'>ספורט</a></li></ul></nav>"
    paragraphs = "".join(f"<p>{ARTICLE}{at}</p>" for at in range(4))
    reading = read_file(tmp_path / "a.html", page(f"{menu}<article><h1>ביקור</h1>{paragraphs}</article>"))
    document = reading.only_document
    assert ARTICLE.strip() in document.text
    assert "ספורט" not in document.text
    assert (document.language, document.name) == ("he", "a.html")
    assert "main text" in reading.sentences[0]


def test_a_page_in_an_old_encoding_says_so_itself(tmp_path: Path) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1255">'
    data = page(f"<article><p>{ARTICLE}</p><p>{ARTICLE}</p></article>", head).encode("windows-1255")
    reading = read_file(tmp_path / "a.html", data)
    assert ARTICLE.strip() in reading.only_document.text
    assert reading.only_document.encoding == "windows-1255"


def test_a_page_without_an_article_is_read_block_by_block() -> None:
    root = parse_html("<html><body><div>a<b>b</b> c</div><script>no()</script>d<br>e<!-- f --></body></html>")
    assert list(html_lines(root)) == ["ab c", "d", "e"]


@pytest.mark.parametrize("body", ["", "<script>a()</script>", "<!-- a -->"])
def test_a_page_without_text_is_told(tmp_path: Path, body: str) -> None:
    assert "no text" in str(read_file(tmp_path / "a.html", page(body).replace("<title>כותרת</title>", "")).only_error)


def test_deep_pages_do_not_break_anything(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "a.html", "<html><body>" + "<div>" * 20_000 + "x" + "</div>" * 20_000)
    assert reading.documents or reading.errors


# Word


def word_file(path: Path) -> None:
    made: Any = docx.Document()
    made.core_properties.title = "ביקור  ברבאט"
    made.add_heading("כותרת", 1)
    made.add_paragraph("בני גנץ\tביקר").add_run(" ברבאט").add_break()
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ימין", "שמאל"
    made.add_paragraph("")
    made.add_paragraph("סוף")
    made.save(str(path))


def test_paragraphs_and_tables_of_a_word_document_are_lines(tmp_path: Path) -> None:
    word_file(tmp_path / "a.docx")
    reading = Reading(detect(tmp_path / "a.docx").format, tmp_path / "a.docx")
    assert reading.only_document.text == "כותרת\nבני גנץ\tביקר ברבאט\n\nימין\nשמאל\n\nסוף"
    assert reading.only_document.title == "ביקור ברבאט"


@pytest.mark.parametrize("members", [{}, {"a.txt": b"a"}, {"word/document.xml": b"<w"}, {"word/document.xml": b"<w/>"}])
def test_what_is_no_word_document_is_told(tmp_path: Path, members: dict[str, bytes]) -> None:
    assert read_file(tmp_path / "a.docx", archive(members)).only_error.path == str(tmp_path / "a.docx")


# PDF


def pdf_of(lines: list[str], *, has_text: bool = True) -> bytes:
    """Make a PDF whose font maps each byte to the letter it shows, as programs that write PDF do."""
    letters = sorted({letter for line in lines for letter in line})
    code = {letter: at + 33 for at, letter in enumerate(letters)}
    shown = "".join(
        f"1 0 0 1 50 {780 - 20 * at} Tm <{''.join(f'{code[letter]:02x}' for letter in line)}> Tj "
        for at, line in enumerate(lines)
    )
    drawn = f"BT /F1 12 Tf {shown}ET" if has_text else "0 0 10 10 re f"
    mapped = "\n".join(f"<{code[letter]:02x}> <{ord(letter):04x}>" for letter in letters)
    spaces = "1 begincodespacerange <00> <ff> endcodespacerange"
    cmap = f"begincmap\n{spaces}\n{len(letters)} beginbfchar\n{mapped}\nendbfchar\nendcmap"
    fonts = "/Resources << /Font << /F1 4 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R {fonts} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{each}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def test_the_text_of_a_pdf_is_read(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "a.pdf", pdf_of(["Benny Gantz visited Rabat", "on 24 November"]))
    assert reading.only_document.text == "Benny Gantz visited Rabat\non 24 November"


def test_hebrew_of_a_pdf_is_in_the_order_of_reading(tmp_path: Path) -> None:
    line = "שר הביטחון בני גנץ ביקר ב 24 ימים"
    reading = read_file(tmp_path / "a.pdf", pdf_of([turned_round(line)]))
    assert reading.only_document.text == line


def test_a_pdf_of_pictures_is_told(tmp_path: Path) -> None:
    assert "pictures" in str(read_file(tmp_path / "a.pdf", pdf_of(["a"], has_text=False)).only_error)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(500), b"no"])
def test_a_damaged_pdf_is_told(tmp_path: Path, data: bytes) -> None:
    assert str(read_file(tmp_path / "a.pdf", data).only_error).startswith("a.pdf")


def test_a_pdf_that_is_called_a_text_is_told(tmp_path: Path) -> None:
    assert "PDF" in str(read_file(tmp_path / "a.txt", pdf_of(["a"])).only_error)


@pytest.mark.parametrize(
    ("turned", "line"),
    [
        ("ץנג ינב", "בני גנץ"),
        ("24-ב םולש", "שלום ב-24"),
        ("(Gantz) ןיעידומ", "מודיעין (Gantz)"),
        ("12,5% לש הילע", "עליה של 12,5%"),
        ("only Latin 24", "only Latin 24"),
    ],
)
def test_lines_are_turned_round_but_for_numbers_and_latin(turned: str, line: str) -> None:
    assert turned_round(turned) == line


def test_final_letters_tell_the_order() -> None:
    assert is_turned_round("ןוחטיבה רש םולש")
    assert not is_turned_round("שר הביטחון שלום")
    assert not is_turned_round("only Latin")


# EPUB


def epub_of(chapters: list[str]) -> dict[str, bytes]:
    items = "".join(f'<item id="c{at}" href="c%20{at}.xhtml"/>' for at in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in reversed(range(len(chapters))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>ספר</dc:title><dc:language>he-IL</dc:language></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="O/p.opf"/></rootfiles></container>'
    )
    pages = {f"O/c {at}.xhtml": page(text).encode() for at, text in enumerate(chapters)}
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container.encode(),
        "O/p.opf": package.encode(),
        **pages,
    }


def test_chapters_of_a_book_are_documents_in_reading_order(tmp_path: Path) -> None:
    reading = read_file(
        tmp_path / "a.epub", archive(epub_of(["<h1>שני</h1><p>סוף&nbsp;</p>", "<h1>ראשון</h1><p>a<i>b</i></p>", " "]))
    )
    assert [document.text for document in reading.documents] == ["ראשון\nab", "שני\nסוף"]
    assert {(document.language, document.source) for document in reading.documents} == {("he", "ספר")}
    assert [document.title for document in reading.documents] == ["ראשון", "שני"]


@pytest.mark.parametrize("gone", ["META-INF/container.xml", "O/p.opf", "O/c 0.xhtml"])
def test_a_book_with_parts_missing_is_told(tmp_path: Path, gone: str) -> None:
    members = epub_of(["<p>a</p>"])
    del members[gone]
    assert str(read_file(tmp_path / "a.epub", archive(members)).only_error).startswith("a.epub")


# Tables


def test_rows_of_a_table_are_documents(tmp_path: Path) -> None:
    rows = 'id;lang;headline;content;x\n1;he;כותרת;"שורה\nשנייה";y\n2;en;;b;\n'
    reading = read_file(tmp_path / "a.csv", rows)
    assert [(each.id, each.language, each.title, each.text) for each in reading.documents] == [
        ("1", "he", "כותרת", "שורה\nשנייה"),
        ("2", "en", "", "b"),
    ]
    assert reading.sentences == ["Fields that have no place here were left aside: x."]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("text,text\na,b\n", 1),
        ("id,text\n1\n", 2),
        ('text\n"a\n', 2),
        ("text,date\na,never\n", 2),
        ("id,text\n1,\n", 2),
    ],
)
def test_rows_that_cannot_be_taken_are_told(tmp_path: Path, rows: str, line: int) -> None:
    assert read_file(tmp_path / "a.csv", rows, "table").only_error.line == line


def test_a_column_with_the_name_of_a_field_is_only_a_column(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "a.tsv", "text\tmentions\tstate\na\tx\tLOST\n")
    assert reading.only_document.text == "a"


# XML


def test_blocks_of_xml_are_lines(tmp_path: Path) -> None:
    reading = read_file(tmp_path / "a.xml", "<doc><p>a <b>b</b>\n c</p><p>d</p><empty/></doc>")
    assert reading.only_document.text == "a b c\nd"


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
        "<d>" * 5_000 + "x" + "</d>" * 5_000,
        "<d>x",
        "<d/>",
        '<d xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></d>',
    ],
)
def test_hostile_xml_is_refused(tmp_path: Path, content: str) -> None:
    assert str(read_file(tmp_path / "a.xml", content).only_error).startswith("a.xml")


# Archives


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def test_members_are_read_as_what_they_are(tmp_path: Path) -> None:
    word_file(tmp_path / "w.docx")
    members = {
        "b/marked.txt": b"Rabat",
        "b/marked.ann": b"T1\tLOC 0 5\tRabat\n",
        "a.jsonl": json.dumps({"text": "abc", "mentions": []}).encode(),
        "entities.csv": b"id,type,language,name\nQ1,PLACE,en,Rabat\n",
        "word.docx": (tmp_path / "w.docx").read_bytes(),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "__MACOSX/._a.txt": b"\x00\x05",
        "inner.zip": archive({"x.txt": b"x"}),
    }
    reading = read_file(tmp_path / "all.zip", archive(members))
    assert not reading.errors
    assert [entity.id for entity in reading.entities] == ["Q1"]
    assert {document.name for document in reading.documents} == {"marked.txt", "", "word.docx"}
    marked = next(document for document in reading.documents if document.name == "marked.txt")
    assert surfaces(marked) == ["Rabat"]
    assert reading.sentences[-1] == (
        "Members that cannot be read were left aside (3): picture.png, __MACOSX/._a.txt, inner.zip."
    )


def test_a_bad_member_is_named(tmp_path: Path) -> None:
    members = {"a.txt": b"fine", "he/b.jsonl": b'{"text": "a"}\n{"text": 5}\n'}
    reading = read_file(tmp_path / "all.zip", archive(members))
    (error,) = reading.errors
    assert str(error).startswith("all.zip, line 2: In he/b.jsonl: “text” must be a text")


def raw_archive(*infos: zipfile.ZipInfo) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for info in infos:
            made.writestr(info, b"x")
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive({}), "empty"),
        (archive({"../a.txt": b"x"}), "leads out"),
        (archive({"/a.txt": b"x"}), "leads out"),
        (archive({"C:\\a.txt": b"x"}), "leads out"),
        (archive({"a\\..\\b.txt": b"x"}), "leads out"),
        (raw_archive(link()), "link"),
        (archive({"zeros.txt": bytes(60_000_000)}), "times its size"),
        (archive({"a.txt": b"x" * 5000})[:-40], "damaged"),
        (archive({"picture.png": b"\x89PNG\r\n\x1a\n" + bytes(50)}), "nothing in the archive"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
        (b"no archive", "damaged"),
    ],
    # Archives have the time of day in them; names of tests must not.
    ids=["empty", "above", "root", "drive", "backslashes", "link", "bomb", "cut", "nothing", "header", "none"],
)
def test_hostile_archives_are_refused(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in str(read_file(tmp_path / "a.zip", data).only_error)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    data = raw_archive(zipfile.ZipInfo("a.txt"), zipfile.ZipInfo("a.txt"))
    assert "twice" in str(read_file(tmp_path / "a.zip", data).only_error)


def test_names_that_differ_in_case_are_two_files(tmp_path: Path) -> None:
    assert len(read_file(tmp_path / "a.zip", archive({"A.txt": b"a", "a.txt": b"b"})).documents) == 2


@given(at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_changed_byte_is_no_surprise(tmp_path_factory: pytest.TempPathFactory, at: int, byte: int) -> None:
    data = bytearray(archive({"a.txt": b"Benny Gantz in Rabat", "b.jsonl": b'{"text": "abc", "mentions": []}\n'}))
    data[at % len(data)] = byte
    reading = read_file(tmp_path_factory.mktemp("zip") / "a.zip", bytes(data))
    assert reading.documents or reading.errors


def test_a_compressed_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    line = json.dumps({"text": "in Rabat", "mentions": [{"start": 3, "end": 8, "label": "PLACE"}]}).encode()
    reading = read_file(tmp_path / "a.jsonl.gz", gzip.compress(line, mtime=0))
    assert surfaces(reading.only_document) == ["Rabat"]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", "id,type,name\nQ1,PER,Gantz\nQ1,PER,גנץ\n"),
        ("t.tsv", "id\ttype\tname\nQ1\tPER\tGantz\nQ1\tPER\tגנץ\n"),
        ("t.jsonl", '{"id": "Q1", "type": "PER", "names": {"en": ["Gantz"], "he": ["גנץ"]}}\n'),
        ("t.json", '{"entities": [\n{"id": "Q1", "type": "PER", "names": {"en": ["Gantz"], "he": ["גנץ"]}}\n]}'),
    ],
)
def test_compressed_tables_are_read(
    tmp_path: Path, name: str, data: str, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    (entity,) = read_file(tmp_path / f"{name}{ending}", pack(data.encode())).entities
    assert (entity.id, entity.type, entity.names) == ("Q1", "PER", {"en": ["Gantz"], "he": ["גנץ"]})
    assert detect_within(tmp_path / f"{name}{ending}").format.name.startswith("entities")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bz2.compress(b"hello\n" * 500)[:-10], "ends too soon"),
        (b"BZh9" + bytes(30), "damaged"),
        (bz2.compress(bytes(60_000_000)), "far more"),
        (bz2.compress(bz2.compress(b"x")), "no known format"),
        (bz2.compress(gzip.compress(b"x", mtime=0)), "no known format"),
    ],
)
def test_bad_files_of_bzip2_are_told(tmp_path: Path, data: bytes, said: str) -> None:
    error = read_file(tmp_path / "a.jsonl.bz2", data).only_error
    assert said in str(error)
    assert str(error).startswith("a.jsonl.bz2")


def test_damage_is_told_with_the_line_up_to_which_a_compressed_file_is_sound(tmp_path: Path) -> None:
    lines = b"".join(f"{at * 2654435761 % 4294967296:x}\n".encode() for at in range(2_000))
    packed = gzip.compress(lines, mtime=0)
    cut = packed[: len(packed) // 2]
    sound = zlib.decompressobj(31).decompress(cut).count(b"\n")
    error = read_file(tmp_path / "a.txt.gz", cut, "gzip").only_error
    assert error.line is not None
    assert sound - 400 <= error.line <= sound + 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(b"x" * 500, mtime=0)[:-10], "ends too soon"),
        (b"\x1f\x8b" + bytes(30), "damaged"),
        (gzip.compress(bytes(60_000_000), mtime=0), "far more"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "no known format"),
        (gzip.compress(b'{"text": 5}', mtime=0), "“text”"),
    ],
)
def test_bad_compressed_files_are_told(tmp_path: Path, data: bytes, said: str) -> None:
    error = read_file(tmp_path / "a.jsonl.gz", data).only_error
    assert said in str(error)
    assert str(error).startswith("a.jsonl.gz")
