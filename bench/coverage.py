"""How much of the world do our tables of actors, countries and outlets know?

`python -m bench.coverage DATA [--missing LIST N]`

Each list of DATA/facts is read as entries of one or more names; an entry is known when the tables hold one of them, or
a transliteration of it. The lists are for checking only: nothing is copied out of them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench import coverage_places
from bench.rows import Row, table
from indexer.naming.actor_table import actor_table
from indexer.naming.spelling import key

SINCE = 1985
_DATED = re.compile(r"[<>]?\d{6,8}")
_NOTE = re.compile(r"\s*\(.*?\)")
Entry = tuple[str, ...]


def lists(data: Path) -> Iterator[tuple[str, list[Entry]]]:
    """The name of each list, and its entries."""
    facts = data / "facts"
    for name in ("International", "MilNonState", "Countries"):
        yield f"Phoenix {name}", list(_phoenix(facts / f"Phoenix.{name}.actors.txt.gz"))
    with gzip.open(facts / "armed_groups_ucdp_v22.jsonl.gz", "rt", encoding="utf-8") as lines:
        groups = [json.loads(line) for line in lines]
    yield "UCDP armed groups", [_forms(g["name"]) for g in groups if g["ucdp_id"] and int(g["last"]) >= SINCE]
    with gzip.open(facts / "leaders_reign_2021_3.csv.gz", "rt", encoding="latin-1") as lines:
        rows = [row for row in csv.DictReader(lines) if row["eyear"] and int(row["eyear"]) >= SINCE]
    yield "REIGN leaders", sorted({(row["leader"],) for row in rows})


def _phoenix(path: Path) -> Iterator[Entry]:
    """Each name of a TABARI file with its synonyms."""
    entry: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            text = _DATED.sub("", line.partition("#")[0].partition("[")[0]).strip()
            if not text:
                continue
            name = text.lstrip("+").strip("_ ").replace("_", " ").title()
            if text.startswith("+"):
                entry.append(name)
            else:
                if entry:
                    yield tuple(form for n in entry for form in _forms(n))
                entry = [name]
    if entry:
        yield tuple(form for n in entry for form in _forms(n))


def _forms(name: str) -> Entry:
    """A name without its note, and the note where it is an acronym: "Free Aceh Movement (GAM)"."""
    return tuple(form.strip() for form in (_NOTE.sub("", name), *re.findall(r"\((\w[\w-]+)\)", name)) if form.strip())


def known() -> frozenset[str]:
    """The keys of all names of the tables, and of the surnames of their persons."""
    actors = actor_table().actors.values()
    names = {key(name) for actor in actors for name in (actor.name, *actor.also)}
    return frozenset(names | {key(actor.surname) for actor in actors if actor.surname})


def main() -> None:
    """Print what is known of each list, or some of what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--missing", nargs=2, metavar=("LIST", "N"), help="show N unknown entries of a list")
    given = parser.parse_args()
    keys = known()
    rows = []
    for name, entries in lists(given.data):
        missing = [entry for entry in entries if not any(key(form) in keys for form in entry)]
        rows.append(Row(set=name, measure="entries known", ours=1 - len(missing) / len(entries), n=len(entries)))
        if given.missing and given.missing[0] in name:
            print("\n".join(" | ".join(entry) for entry in missing[: int(given.missing[1])]))
    for name, n, unknown in coverage_places.lists(given.data):
        rows.append(Row(set=name, measure="entries known", ours=1 - len(unknown) / n, n=n))
        if given.missing and given.missing[0] in name:
            print("\n".join(unknown[: int(given.missing[1])]))
    print(table(rows))


if __name__ == "__main__":
    main()
