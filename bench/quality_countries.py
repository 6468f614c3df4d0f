"""How true are the countries? On labelled news: Reuters-21578 PLACES, and the places marked in LGL and TR-News."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench.rows import Errors, Row, records
from indexer import countries
from indexer.gazetteer import load
from indexer.placing import datelines
from indexer.placing.meanings import Spotted, decide, spot
from indexer.placing.places import country_of, patterns, readings

Codes = frozenset[str]


class Judged(NamedTuple):
    """An article with its label: what was found and what is right."""

    id: str
    title: str
    found: Codes
    plain: Codes
    right: Codes


_SLUGS = {
    "ussr": "SU",
    "west-germany": "DE",
    "east-germany": "DD",
    "uk": "GB",
    "usa": "US",
    "uae": "AE",
    "zaire": "CD",
    "congo": "CG",
    "kampuchea": "KH",
    "yemen-demo-republic": "YD",
    "yemen-arab-republic": "YE",
    "czechoslovakia": "CS",
    "yugoslavia": "YU",
    "us-virgin-islands": "VI",
    "trinidad-tobago": "TT",
    "netherlands-antilles": "AN",
    "papua-new-guinea": "PG",
    "swaziland": "SZ",
    "vatican": "VA",
}
_NAMES = {"Palestinian Territory": "PS", "Georgia": "GE", "Republic of the Congo": "CG"}


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """The rows of the quality table, and the articles that were judged wrong, the worst first."""
    reuters = list(_reuters(data))
    marked = list(_toponyms(data))
    without = [j._replace(found=j.found - {"US"}, plain=j.plain - {"US"}, right=j.right - {"US"}) for j in reuters]
    rows = [
        _row("Reuters PLACES", "countries, about: micro-F1", reuters, 0.94),
        _row("Reuters PLACES without USA", "countries, about: micro-F1", without, 0.91),
        _row("LGL, TR-News", "countries, mentioned: micro-F1", marked, 0.80),
    ]
    wrong = sorted((j for j in (*marked, *reuters) if j.found != j.right), key=lambda j: -len(j.found ^ j.right))
    lines = [
        f"{j.id} missed {sorted(j.right - j.found)} wrong {sorted(j.found - j.right)}: {j.title[:80]}" for j in wrong
    ]
    return [row for row in rows if row.n], {"countries": lines}


def _row(name: str, measure: str, judged: list[Judged], target: float) -> Row:
    return Row(
        set=name,
        measure=measure,
        ours=f1((j.found, j.right) for j in judged),
        baseline=f1((j.plain, j.right) for j in judged),
        baseline_name="names alone",
        target=target,
        n=len(judged),
    )


def f1(pairs: Iterable[tuple[Codes, Codes]]) -> float:
    """Micro-F1 of found against right."""
    hits = found = right = 0
    for one, other in pairs:
        hits, found, right = hits + len(one & other), found + len(one), right + len(other)
    return 2 * hits / (found + right) if found + right else 0.0


def about_places(data: Path) -> Iterator[tuple[str, list[Spotted], str | None, int, Codes]]:
    """Reuters' articles as the weights are fitted on them: id, words, dateline's country, its length, label."""
    tables = load()
    for record in records(data / "reuters21578.jsonl.gz"):
        title, text = record["title"] or "", record["text"] or ""
        given = datelines.find(text, "en", record["dateline"] or None).dateline
        head = datelines.find(text, "en").end
        spotted = [*spot(title, "title", 0, "en", tables), *spot(text, "text", head, "en", tables)]
        filed = decide(spotted, given.country if given else None, tables)
        yield record["id"], spotted, filed, head, _labelled(record)


def _labelled(record: Mapping[str, Any]) -> Codes:
    return frozenset(code for slug in record["labels"]["places"] if (code := _code(slug)))


def _reuters(data: Path) -> Iterator[Judged]:
    path = data / "reuters21578.jsonl.gz"
    for record in records(path) if path.exists() else ():
        title, text = record["title"] or "", record["text"] or ""
        head = datelines.find(text, "en", record["dateline"] or None)
        found = countries.find(title, text, "en", dateline=head.dateline)
        about = frozenset(m.code for m in found if m.about)
        yield Judged(record["id"], title, about, _plain(title, text), _labelled(record))


def _toponyms(data: Path) -> Iterator[Judged]:
    path = data / "geo_news_toponyms.jsonl.gz"
    for record in records(path) if path.exists() else ():
        if record.get("countries"):
            title, text = record["title"] or "", record["text"]
            head = datelines.find(text, "en")
            found = countries.find(title, text, "en", dateline=head.dateline)
            right = frozenset(code for name in record["countries"] if (code := _code(name)))
            yield Judged(record["id"], title, frozenset(m.code for m in found), _plain(title, text), right)


def _plain(title: str, text: str) -> Codes:
    """The baseline: every country whose English name stands in the article."""
    tables = load()
    found = patterns(tables, "en").find(title + "\n" + text)
    return frozenset(readings(m.value)[0].code for m in found if m.value and readings(m.value)[0].rule == "name")


def _code(name: str) -> str | None:
    return _SLUGS.get(name) or _NAMES.get(name) or country_of(load(), name.replace("-", " ").title())
