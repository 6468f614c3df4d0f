"""How much of the world do our tables of countries and outlets know? A part of `python -m bench.coverage`.

A name counts as known when countries.find, asked in its language, gives the country that the list gives; a domain when
the table of outlets has it. The lists are for checking only: nothing is copied out of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer import outlets
from indexer.gazetteer import load
from indexer.placing.places import patterns, readings

LANGUAGES = {
    "ara": "ar", "ces": "cs", "deu": "de", "fin": "fi", "fra": "fr", "hrv": "hr", "hun": "hu", "ita": "it", "jpn": "ja",
    "kor": "ko", "nld": "nl", "per": "fa", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr",
    "urd": "ur", "zho": "zh",
}  # fmt: skip
Missing = list[str]


def lists(data: Path) -> Iterator[tuple[str, int, Missing]]:
    """For each list its name, how many entries it has, and those that the tables do not know."""
    countries = list(_lines(data / "facts" / "countries_mledoze.jsonl.gz"))
    yield _named("country names", [(c["cca2"], c["name"], "en") for c in countries])
    yield _named("country names, 20 languages", [
        (c["cca2"], name, LANGUAGES[code])
        for c in countries for code, name in c["translations"].items() if code in LANGUAGES
    ])  # fmt: skip
    yield _named("demonyms", [(c["cca2"], d, "en") for c in countries for d in set(c["demonyms"].get("eng", ())) if d])
    yield _named("demonyms, French", [
        (c["cca2"], d, "fr") for c in countries for d in set(c["demonyms"].get("fra", ())) if d
    ])  # fmt: skip
    yield _named("capitals", [(c["cca2"], town, "en") for c in countries for town in c["capital"]])
    for name, field in (
        ("news_homepages", "url"),
        ("fundus", "domain"),
        ("allsides", "domain"),
        ("us_local", "domain"),
    ):
        entries = list(_lines(data / "facts" / f"outlets_{name}.jsonl.gz"))
        missing = [f"{e['name']} {e[field]}" for e in entries if not _hosted(e[field] or "")]
        yield f"outlets, {name}", len(entries), missing


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _named(name: str, entries: list[tuple[str, str, str]]) -> tuple[str, int, Missing]:
    entries.sort(key=lambda entry: entry[2])  # the names of a language are read once
    return (
        name,
        len(entries),
        [f"{code} {form} ({lang})" for code, form, lang in entries if not _known(code, form, lang)],
    )


def _known(code: str, form: str, language: str) -> bool:
    found = patterns(load(), language).find(form)
    return any(reading.code == code for match in found for reading in readings(match.value))


def _hosted(url: str) -> bool:
    """Whether the table has the domain, rather than that the outlet would only be called by it."""
    found = outlets.find([], url=url if "//" in url else f"https://{url}")
    return found is not None and found.name != found.domain
