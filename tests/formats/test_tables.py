from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats import conll2003, jsonl, nemo_words, spacy_docbin
from annotator.formats.tables import TokenRow, TokenTable, token_table
from tests.formats.making import mark, written

TEXT = "הוא נחת ברבאט היום."
DOCUMENT = DocumentRecord(TEXT, (mark(TEXT, "רבאט", "PLACE", "place/rabat"),), id="d", language="he")
NESTED = "The Royal Moroccan Army left."
NESTED_DOCUMENT = DocumentRecord(
    NESTED,
    (mark(NESTED, "Royal Moroccan Army", "ORG", "org/army"), mark(NESTED, "Moroccan", "PLACE")),
    id="n",
    language="en",
)


def table_of(name: str, document: DocumentRecord) -> TokenTable:
    format_ = {"docbin": spacy_docbin.FORMAT, "conll2003": conll2003.FORMAT}[name]
    table = token_table(name, written(format_, document)[0], document.text)
    assert table is not None
    return table


def row(table: TokenTable, token: str) -> TokenRow:
    return next(row for row in table.rows if row.token == token)


def test_docbin_is_read_back_with_its_columns() -> None:
    table = table_of("docbin", DOCUMENT)
    assert table.columns == ("i", "ws", "iob", "type", "kb_id")
    found = row(table, "רבאט")
    assert found.cells == ("·", "B", "PLACE", "place/rabat")
    assert (found.label, found.begins) == ("PLACE", True)
    assert "".join(row.token + (" " if row.cells[0] else "") for row in table.rows) == TEXT


def test_a_token_cut_at_a_clitic_is_tied_to_it() -> None:
    for name in ("docbin", "conll2003"):
        table = table_of(name, DOCUMENT)
        assert [found.token for found in table.rows if found.is_joined] == ["רבאט"]


def test_conll_has_its_line_tag_and_entity() -> None:
    table = table_of("conll2003", DOCUMENT)
    data = written(conll2003.FORMAT, DOCUMENT)[0].decode().split("\n")
    found = row(table, "רבאט")
    assert found.cells == ("B-PLACE", "place/rabat")
    assert data[found.number - 1].startswith("רבאט ")


def test_a_word_of_pieces_is_marked_as_the_piece_that_is() -> None:
    table = token_table("biose-words", written(nemo_words.FORMAT, DOCUMENT)[0], TEXT)
    assert table is not None
    found = row(table, "ברבאט")
    assert (found.cells, found.label, found.begins) == (("O^S-PLACE", ""), "PLACE", True)


def test_a_nested_mark_is_named_at_its_last_token() -> None:
    assert row(table_of("docbin", NESTED_DOCUMENT), "Moroccan").also == "PLACE"


def test_formats_without_tokens_have_no_table() -> None:
    document = DocumentRecord("a", (MentionRecord(0, 1, "PERSON"),), id="d")
    assert token_table("jsonl", written(jsonl.FORMAT, document)[0], "a") is None
