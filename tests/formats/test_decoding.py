from __future__ import annotations

import hashlib

import pytest
from hypothesis import given

from annotator.core.errors import UserError
from annotator.formats.decoding import decode
from tests.formats.strategies import texts

HEBREW = "בני גנץ חתם ברבאט על הסכם עם מרוקו, ושר הביטחון אמר: זהו יום היסטורי.\n"
ARABIC = "وقع بيني غانتس اتفاقية أمنية في الرباط، وقال إن العلاقات مع المغرب تاريخية.\n"
FRENCH = "L’été, le café fermé à Rabat coûte cher — déjà.\n"


def refusal(data: bytes, encoding: str | None = None) -> UserError:
    with pytest.raises(UserError) as caught:
        decode(data, encoding)
    return caught.value


@given(texts)
def test_every_text_survives_in_every_unicode_encoding_with_a_mark(text: str) -> None:
    for encoding, mark in (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-32-be", b"\x00\x00\xfe\xff")):
        decoded = decode(mark + text.encode(encoding))
        assert (decoded.text, decoded.encoding, decoded.remarks) == (text, encoding, ())


@given(texts)
def test_only_line_ends_and_the_first_mark_change(text: str) -> None:
    windows = text.replace("\n", "\r\n").encode("utf-8")
    wanted = text.removeprefix("\ufeff")
    if wanted:
        assert decode(windows).text == wanted
        assert decode(text.replace("\n", "\r").encode("utf-8")).text == wanted


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (HEBREW, "cp1255", "windows-1255"),
        ("שָׁלוֹם עוֹלָם\n", "cp1255", "windows-1255"),
        ('אמר מפקד צה"ל: "טוב" – ״יפה״\n', "cp1255", "windows-1255"),
        ("שלום\n", "cp1255", "windows-1255"),
        (HEBREW, "cp862", "cp862"),
        (ARABIC, "cp1256", "windows-1256"),
        ("مُحَمَّدٌ رَسُول\n", "cp1256", "windows-1256"),
        ("مرحبا\n", "cp1256", "windows-1256"),
        ("المغرب وإسرائيل يوقعان اتفاقية تعاون أمني في الرباط\n", "iso8859_6", "iso-8859-6"),
        (FRENCH, "cp1252", "windows-1252"),
        ("Benny Gantz said “good”. " * 20 + "בני גנץ\n", "cp1255", "windows-1255"),
    ],
)
def test_older_encodings_are_told_by_their_letters_and_named(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, named)
    (remark,) = decoded.remarks
    assert named in remark.sentence


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HEBREW, ARABIC, "plain English text.\n"])
def test_utf16_without_a_mark_is_recognised_with_a_remark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert encoding in decoded.remarks[0].sentence


def test_the_user_is_believed() -> None:
    decoded = decode("קפה\n".encode("cp1255"), "cp1255")
    assert (decoded.text, decoded.encoding, decoded.remarks) == ("קפה\n", "windows-1255", ())
    assert decode(b"\xff\xfe" + "שלום".encode("utf-16-le"), "utf-16").text == "שלום"
    assert decode("café".encode("latin-1"), "latin-1").remarks == ()


def test_an_encoding_that_does_not_fit_or_exist_is_refused() -> None:
    error = refusal("ok\nשלום\n".encode("cp1255"), "utf-8")
    assert error.line == 2
    assert "utf-8" in error.sentence
    assert "klingon" in refusal(b"a", "klingon").sentence
    for codec in ("rot13", "undefined", "base64"):
        assert "not an encoding of text" in refusal(b"a.\xff", codec).sentence


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", None, "empty"),
        (b"\xef\xbb\xbf", None, "empty"),
        (b"\xff\xfe", None, "empty"),
        ("שלום\nעו\x00לם".encode(), 2, "NUL"),
        ("טוב\n".encode() + HEBREW.encode() + b"bad \xd7 byte \xff\n", 3, "0xD7"),
        (HEBREW.encode()[:-4] + b"\xd7", 1, "middle of a character"),
        (b"line\r\nline\rx \xed\xa0\xbd\xed\xb8\x80", 3, "surrogate"),
        ("\ud800a".encode("utf-8", "surrogatepass"), 1, "surrogate"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", None, "PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", None, "PDF"),
        (b"PK\x03\x04\x14\x00", None, "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "Office"),
        (b"\xff\xfe" + "a\r\nב\rg\n".encode("utf-16-le") + b"\x00\xdc", 4, "utf-16-le"),
        (b"\xff\xfe" + "a\nb".encode("utf-16-le") + b"c", 2, "utf-16-le"),
        (bytes(range(256)) * 8, 1, "binary"),
        (b"\xfc\xfb\xfd\xfc " * 9, 1, "0xFC"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, line: int | None, says: str) -> None:
    error = refusal(data)
    assert error.line == line
    assert says in error.sentence


def test_strange_line_ends_stay() -> None:
    data = "אחת\u2028שתיים\u2029שלוש\u0085ארבע\x0bV\x0cF".encode()
    assert hashlib.sha256(decode(data).text.encode()).digest() == hashlib.sha256(data).digest()
