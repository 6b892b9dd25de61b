"""How well known an entity is before anything is known of the text: by what other bases say of it."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Final

from annotator.core.entity import FREQUENCY

SITELINKS: Final = "sitelinks"
POPULATION: Final = "population"
COUNTRY: Final = "iso3166"

_MOST_SITELINKS: Final = 300
_FEWEST_PEOPLE: Final = 1_000
_MOST_PEOPLE: Final = 40_000_000
_MOST_LINKS: Final = 100_000
_OF_A_COUNTRY: Final = 0.9
_DIGITS: Final = 12


def fame(external: Mapping[str, str]) -> float:
    """Return how well known an entity is, from 0 (nothing is known of it) to 1.

    It grows with the logarithm of the number of encyclopedias that have an article on it, of its people, or of the
    links to it in a corpus; the best of what is known counts. A country is better known than a city of its name.

    Args:
        external: What other bases call the entity, and what they say of its size.
    """
    known = [
        _share(external, SITELINKS, 1, _MOST_SITELINKS),
        _share(external, POPULATION, _FEWEST_PEOPLE, _MOST_PEOPLE),
        _share(external, FREQUENCY, 1, _MOST_LINKS),
    ]
    if COUNTRY in external:
        known.append(_OF_A_COUNTRY)
    return max(known)


def _share(external: Mapping[str, str], key: str, least: int, most: int) -> float:
    value = external.get(key, "")
    if not (value.isascii() and value.isdecimal()) or len(value) > _DIGITS or int(value) < least:
        return 0.0
    return min(1.0, log(1 + int(value) / least) / log(1 + most / least))
