from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from annotator.core.document import DocumentState
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.losses import LossKind
from annotator.formats.projection import Projection, Tokeniser
from annotator.formats.spacy_docbin import FORMAT
from tests.formats.making import mark, written
from tests.formats.strategies import documents

TEXT = 'שר הביטחון גנץ ביקר ברבאט ב-24 בנובמבר. צה"ל בישר: "צבא מרוקו, היום".'


@pytest.fixture(autouse=True)
def _date_attributes() -> Iterator[None]:
    names = ("value", "modifier", "calendar")
    for name in names:
        Span.set_extension(name, default=None)
    yield
    for name in names:
        Span.remove_extension(name)


def loaded(data: bytes) -> list[Doc]:
    """Read as anybody would who has spaCy and nothing of ours."""
    return list(DocBin().from_bytes(data).get_docs(Vocab()))


def facts(spans: Any) -> list[tuple[str, int, int, str, str]]:
    return [(span.text, span.start_char, span.end_char, span.label_, span.kb_id_) for span in spans]


def example() -> DocumentRecord:
    return DocumentRecord(
        TEXT,
        [
            mark(TEXT, "גנץ", "PERSON", "person/benny-gantz"),
            mark(TEXT, "רבאט", "PLACE", "place/rabat"),
            mark(TEXT, "24 בנובמבר", "DATE")._replace(value="2021-11-24", modifier="START", calendar="gregorian"),
            mark(TEXT, 'צה"ל', "ORG", "NIL"),
            mark(TEXT, "צבא מרוקו", "ORG", "org/royal-moroccan-armed-forces"),
            mark(TEXT, "מרוקו", "PLACE", "place/morocco"),
        ],
        id="d1",
        name="000.txt",
        title="ביקור",
        language="he",
        date="2021-11-24",
        state=DocumentState.FINISHED,
    )


def test_spacy_finds_every_mention_link_and_date() -> None:
    data, losses = written(FORMAT, example())
    (doc,) = loaded(data)
    assert doc.text == TEXT
    assert facts(doc.spans["mentions"]) == [
        (TEXT[mention.start : mention.end], mention.start, mention.end, mention.label, mention.entity or "")
        for mention in example().mentions
    ]
    assert [span.text for span in doc.ents] == ["גנץ", "רבאט", "24 בנובמבר", 'צה"ל', "צבא מרוקו"]
    assert facts(doc.ents) == facts(doc.spans["mentions"])[:5]
    date = doc.ents[2]
    assert (date._.value, date._.modifier, date._.calendar) == ("2021-11-24", "START", "gregorian")
    assert doc.ents[0]._.value is None
    told = ("id", "name", "title", "language", "date", "direction", "state")
    assert {name: doc.user_data[name] for name in told} == {
        "id": "d1",
        "name": "000.txt",
        "title": "ביקור",
        "language": "he",
        "date": "2021-11-24",
        "direction": "auto",
        "state": "FINISHED",
    }
    assert losses.counts == {LossKind.NESTED_MOVED: 1, LossKind.TOKEN_CUT: 2, LossKind.DATE_MOVED: 1}
    assert losses.lost == 0


def test_a_file_on_disk_loads_and_the_words_are_cut_only_at_marks(tmp_path: Path) -> None:
    data, _ = written(FORMAT, example())
    (tmp_path / "train.spacy").write_bytes(data)
    (doc,) = DocBin().from_disk(tmp_path / "train.spacy").get_docs(spacy.blank("he").vocab)
    own = [token.text for token in spacy.blank("he").tokenizer(TEXT)]
    cut = {"ברבאט": ["ב", "רבאט"], "ב-24": ["ב-", "24"]}
    assert [token.text for token in doc] == [piece for token in own for piece in cut.get(token, [token])]
    at = own.index("ברבאט")
    assert [bool(token.whitespace_) for token in doc][at : at + 2] == [False, True]


def test_training_examples_are_made_of_it() -> None:
    from spacy.training import Corpus  # noqa: F401 - the reader that `spacy train` uses must at least be there
    from spacy.training.example import Example

    (doc,) = loaded(written(FORMAT, example())[0])
    predicted = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    aligned = Example(predicted, doc).get_aligned_ner()
    assert [tag for tag in aligned if tag != "O"] == [
        "U-PERSON",
        "U-PLACE",
        "B-DATE",
        "L-DATE",
        "U-ORG",
        "B-ORG",
        "L-ORG",
    ]


def test_facts_that_spans_have_no_place_for_stand_beside_them() -> None:
    text = "גנץ, לודיי"
    document = DocumentRecord(
        text,
        [
            mark(text, "גנץ")._replace(annotator="דנה", id="m1"),
            mark(text, "לודיי")._replace(annotator="Omar", id="m2", status="suggested", score=0.25),
        ],
    )
    (doc,) = loaded(written(FORMAT, document)[0])
    assert doc.spans["mentions"].attrs == {
        "annotator": ["דנה", "Omar"],
        "status": ["accepted", "suggested"],
        "score": [None, 0.25],
        "id": ["m1", "m2"],
    }


def test_two_values_for_one_place_cannot_both_be_kept() -> None:
    text = "היום"
    first = mark(text, text, "DATE")._replace(value="2021-11-24", annotator="a")
    document = DocumentRecord(text, [first, first._replace(value="2021-11-25", annotator="b")])
    data, losses = written(FORMAT, document)
    (doc,) = loaded(data)
    assert doc.ents[0]._.value == "2021-11-24"
    assert losses.counts == {LossKind.DATE_LEFT_OUT: 1, LossKind.NESTED_MOVED: 1, LossKind.DATE_MOVED: 1}


@pytest.mark.parametrize(
    ("policy", "texts", "kinds"),
    [
        ("cut", ["רבאט"], [LossKind.TOKEN_CUT]),
        ("widen", ["ברבאט"], [LossKind.WIDENED]),
        ("shrink", [], [LossKind.UNALIGNED_LEFT_OUT]),
        ("drop", [], [LossKind.UNALIGNED_LEFT_OUT]),
        ("whitespace+widen", ["ברבאט,"], [LossKind.WIDENED]),
        ("characters", ["רבאט"], []),
    ],
)
def test_the_token_policy_is_followed_and_reported(policy: str, texts: list[str], kinds: list[LossKind]) -> None:
    text = "ביקר ברבאט, היום"
    data, losses = written(FORMAT, DocumentRecord(text, [mark(text, "רבאט", "PLACE")], language="he"), policy=policy)
    (doc,) = loaded(data)
    assert doc.text == text
    assert [span.text for span in doc.ents] == texts
    assert [span.text for span in doc.spans.get("mentions", [])] == texts
    assert list(losses.counts) == kinds
    assert [affected.text for affected in losses.affected] == ["רבאט"] * len(kinds)


@given(
    st.lists(documents(labels=st.sampled_from(["PERSON", "ORG", "PLACE", "תווית"])), max_size=3),
    st.sampled_from(Projection),
    st.sampled_from(Tokeniser),
)
def test_spacy_reads_what_the_report_says_is_there(
    given_documents: list[DocumentRecord], projection: Projection, tokeniser: Tokeniser
) -> None:
    data, losses = written(FORMAT, *given_documents, policy=f"{tokeniser}+{projection}")
    docs = loaded(data)
    assert [doc.text for doc in docs] == [document.text for document in given_documents]
    mentions = [mention for document in given_documents for mention in document.mentions]
    spans = [span for doc in docs for span in doc.spans.get("mentions", [])]
    ents = [ent for doc in docs for ent in doc.ents]
    counts = losses.counts
    assert len(spans) == len(mentions) - counts.get(LossKind.UNALIGNED_LEFT_OUT, 0)
    assert len(ents) == len(spans) - counts.get(LossKind.NESTED_MOVED, 0)
    if projection is Projection.CUT:
        for document, doc in zip(given_documents, docs, strict=True):
            seen = [mention for mention in document.mentions if mentions_something(document.text, mention)]
            for mention, span in zip(seen, doc.spans.get("mentions", []), strict=True):
                assert span.text.strip() == document.text[mention.start : mention.end].strip()
                assert (span.label_, span.kb_id_) == (mention.label, mention.entity or "")


def mentions_something(text: str, mention: MentionRecord) -> bool:
    """Tell whether a mention is more than a single space that belongs to no token."""
    return (
        mention.end - mention.start > 1
        or text[mention.start] != " "
        or mention.start == 0
        or text[mention.start - 1].isspace()
    )


def test_the_fast_route_writes_what_the_slow_one_does() -> None:
    nlp = spacy.blank("he")
    slow = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_KB_ID"], store_user_data=True)
    plain = replace(example(), mentions=[mark(TEXT, "גנץ", "PERSON", "person/benny-gantz"), mark(TEXT, 'צה"ל', "ORG")])
    doc = nlp.make_doc(TEXT)
    spans = []
    for mention in plain.mentions:
        span = doc.char_span(mention.start, mention.end, label=mention.label, kb_id=mention.entity or "")
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    doc.spans["mentions"] = spans
    slow.add(doc)
    (expected,) = loaded(slow.to_bytes())
    (ours,) = loaded(written(FORMAT, plain)[0])
    assert (
        ours.to_array(["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]).tolist()
        == expected.to_array(["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]).tolist()
    )
    assert facts(ours.spans["mentions"]) == facts(expected.spans["mentions"])


def test_nothing_at_all_is_a_file_too() -> None:
    assert loaded(written(FORMAT)[0]) == []
    (doc,) = loaded(written(FORMAT, DocumentRecord("שלום"))[0])
    assert (doc.text, doc.ents) == ("שלום", ())
