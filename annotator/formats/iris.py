"""Names in RDF and XML for what has names of its own here: entities, labels, documents.

Wikidata's ids become Wikidata's own addresses; anything else a URN of ours, with whatever an IRI cannot hold written as
in URLs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from annotator.core.link import NIL

WIKIDATA: Final = "http://www.wikidata.org/entity/"
VOCABULARY: Final = "urn:annotator:vocabulary:"
NIL_IRI: Final = "urn:annotator:nil"
_ENTITY: Final = "urn:annotator:entity:"
_LABEL: Final = "urn:annotator:label:"
_DOCUMENT: Final = "urn:annotator:document:"
_QID = re.compile(r"Q[1-9]\d*")
_OTHER_WIKIDATA: Final = ("https://www.wikidata.org/entity/", "http://www.wikidata.org/wiki/")
_WIKIDATA_PAGES: Final = "https://www.wikidata.org/wiki/"


@lru_cache(maxsize=4_096)
def entity_iri(entity: str) -> str:
    """Return the IRI of an entity id, or of "not in the base"."""
    if entity == NIL:
        return NIL_IRI
    return WIKIDATA + entity if _QID.fullmatch(entity) else _ENTITY + _quoted(entity)


def entity_of(iri: str) -> str:
    """Return the entity id that an IRI stands for; other people's IRIs are ids as they are."""
    if iri == NIL_IRI:
        return NIL
    for beginning in (WIKIDATA, *_OTHER_WIKIDATA, _WIKIDATA_PAGES):
        if iri.startswith(beginning) and _QID.fullmatch(iri.removeprefix(beginning)):
            return iri.removeprefix(beginning)
    return unquote(iri.removeprefix(_ENTITY)) if iri.startswith(_ENTITY) else iri


@lru_cache(maxsize=256)
def label_iri(label: str) -> str:
    """Return the IRI of a label."""
    return _LABEL + _quoted(label)


def label_of(iri: str) -> str:
    """Return the label that an IRI stands for; of other people's IRIs the last part."""
    if iri.startswith(_LABEL):
        return unquote(iri.removeprefix(_LABEL))
    return unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1]) or iri


def document_iri(identifier: str) -> str:
    """Return the IRI of a document id."""
    return _DOCUMENT + _quoted(identifier)


def document_of(iri: str) -> str:
    """Return the document id that an IRI stands for; other people's IRIs are ids as they are."""
    return unquote(iri.removeprefix(_DOCUMENT)) if iri.startswith(_DOCUMENT) else iri


def _quoted(name: str) -> str:
    return quote(name, safe="/")
