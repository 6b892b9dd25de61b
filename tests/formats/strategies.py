"""Documents to be found at the edges: astral and combining characters, nested marks, both directions."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.document import Direction, DocumentState
from annotator.core.records import DocumentRecord, EntityRecord, MentionRecord

_PIECES = (
    *("a", "b", "Gantz", "co-op", "U.S.", "3", "24", "%", ",", ".", '"', "\\", "/", "'", "-", ":", '":', "_", "#"),
    *(" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c"),
    *("ב", "מרוקו", 'צה"ל', "ג'יה", "שָׁלוֹם", "־", "״", "و", "المغرب", "مُحَمَّد", "ـ", "،", "٢٤"),
    *(
        "e\u0301",
        "\u0301",
        "\u05b8",
        "😀",
        "👨\u200d👩\u200d👧",
        "🇲🇦",
        "𐤀",
        "\u200f",
        "\u202e",
        "\u2067",
        "\ufeff",
        "\ue000",
    ),
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8)
names = words.filter(lambda word: bool(word.strip()))

texts = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")),
    min_size=1,
    max_size=25,
).map("".join)


@st.composite
def mentions_of(draw: st.DrawFn, text: str, labels: st.SearchStrategy[str] = names) -> MentionRecord:
    """Draw a mention anywhere in a text, with any facts."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return MentionRecord(
        start,
        end,
        draw(labels),
        draw(st.none() | st.just("NIL") | names),
        draw(st.none() | names),
        draw(st.none() | st.sampled_from([str(modifier) for modifier in DateModifier])),
        draw(st.none() | st.sampled_from([str(calendar) for calendar in Calendar])),
        draw(st.just("") | names),
        draw(st.sampled_from(["accepted", "suggested", "rejected"])),
        draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def documents(draw: st.DrawFn, labels: st.SearchStrategy[str] = names, most: int = 8) -> DocumentRecord:
    """Draw a document that says as much about itself as it likes."""
    text = draw(texts)
    mentions = draw(st.lists(mentions_of(text, labels), max_size=most))
    return DocumentRecord(
        text,
        mentions,
        id=draw(st.just("") | names),
        name=draw(st.just("") | words),
        title=draw(st.just("") | words),
        language=draw(st.sampled_from(["", "he", "ar", "en", "und"])),
        date=draw(st.none() | st.sampled_from(["2021-11-24", "2021-11", "2021"])),
        direction=draw(st.sampled_from(Direction)),
        state=draw(st.none() | st.sampled_from(DocumentState)),
        source=draw(st.just("") | words),
        encoding=draw(st.sampled_from(["", "utf-8", "windows-1255"])),
        paragraph_directions=draw(st.dictionaries(st.integers(0, 9), st.sampled_from(Direction), max_size=2)),
    )


visible_names = names.filter(lambda name: any(character.isalnum() for character in name))

entities = st.builds(
    EntityRecord,
    id=visible_names,
    type=st.sampled_from(["PERSON", "ORG", "=PLACE"]),
    names=st.dictionaries(
        st.sampled_from(["en", "he", "ar"]), st.lists(visible_names, min_size=1, max_size=3, unique=True), min_size=1
    ),
    description=st.dictionaries(st.sampled_from(["en", "he", "ar"]), visible_names, max_size=2),
    external=st.dictionaries(st.sampled_from(["wikidata", "geonames"]), visible_names, max_size=2),
)
