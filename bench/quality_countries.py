"""How true are the countries? Measured on labelled news: Reuters-21578 PLACES, and the places marked in LGL and TR-News."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from indexer import countries, datelines
from indexer.gazetteer import load
from indexer.places import country_of, patterns

Codes = frozenset[str]


class Row(NamedTuple):
    """A line of the table: what was measured on which set, our figure, that of plain name matching, and the aim."""

    set: str
    metric: str
    ours: float
    baseline: float | None
    target: float | None


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


def evaluate(data: Path) -> list[Row]:
    """The rows of the quality table, over all labelled articles in the folder."""
    reuters = list(_reuters(data))
    marked = list(_toponyms(data))
    without = [j._replace(found=j.found - {"US"}, plain=j.plain - {"US"}, right=j.right - {"US"}) for j in reuters]
    return [
        Row("Reuters PLACES", "about, micro-F1", *_both(reuters), 0.94),
        Row("Reuters PLACES without USA", "about, micro-F1", *_both(without), 0.91),
        Row("LGL + TR-News", "mentioned, micro-F1", *_both(marked), 0.80),
    ]


def errors(data: Path, count: int = 20) -> Iterator[str]:
    """The worst articles of both sets, a line each: what was missed, what was wrong."""
    for name, judged in (("reuters", _reuters(data)), ("toponyms", _toponyms(data))):
        wrong = sorted((j for j in judged if j.found != j.right), key=lambda j: -len(j.found ^ j.right))
        for j in wrong[:count]:
            yield f"{name} {j.id} missed {sorted(j.right - j.found)} wrong {sorted(j.found - j.right)}: {j.title[:80]}"


def _both(judged: Iterable[Judged]) -> tuple[float, float]:
    judged = list(judged)
    return f1((j.found, j.right) for j in judged), f1((j.plain, j.right) for j in judged)


def f1(pairs: Iterable[tuple[Codes, Codes]]) -> float:
    """Micro-F1 of found against right."""
    hits = found = right = 0
    for one, other in pairs:
        hits, found, right = hits + len(one & other), found + len(one), right + len(other)
    return 2 * hits / (found + right) if found + right else 0.0


def _reuters(data: Path) -> Iterator[Judged]:
    for record in records(data / "reuters21578.jsonl.gz"):
        title, text = record["title"] or "", record["text"] or ""
        head = datelines.find(text, "en", record["dateline"] or None)
        found = countries.find(title, text, "en", dateline=head.dateline)
        right = frozenset(code for slug in record["labels"]["places"] if (code := _code(slug)))
        yield Judged(record["id"], title, frozenset(m.code for m in found if m.about), _plain(title, text), right)


def _toponyms(data: Path) -> Iterator[Judged]:
    for record in records(data / "geo_news_toponyms.jsonl.gz"):
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
    return frozenset(m.value[0].code for m in found if m.value and m.value[0].rule == "name")


def _code(name: str) -> str | None:
    return _SLUGS.get(name) or _NAMES.get(name) or country_of(load(), name.replace("-", " ").title())


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSON-lines file; none when the folder does not have it."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def main(measure: Callable[[Path], list[Row]], listed: Callable[[Path, int], Iterator[str]]) -> None:
    """`python -m bench.quality_countries DATA [errors N]`."""
    data = Path(sys.argv[1])
    for row in measure(data):
        print(*row, sep="\t")
    for line in listed(data, int(sys.argv[3])) if len(sys.argv) > 3 else ():
        print(line)


if __name__ == "__main__":
    main(evaluate, errors)
