"""Invented articles for the tests of the archive, and what they ask of one."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from search.archive import Archive
from search.article import (
    ActorMention,
    Article,
    ArticleDate,
    CountryMention,
    Dateline,
    Evidence,
    Outlet,
    Source,
)
from search.identity import article_id
from search.query import FACETS
from search.runs import Run

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka"]
SHA = "ab" * 32


def prose(seed: int, count: int = 120) -> str:
    """A body of so many invented words, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def make(
    text: str, path: str = "a.txt", start: int = 0, corpus: str = "dumps", sha: str = SHA, **fields: Any
) -> Article:
    source = Source(corpus=corpus, path=path, sha256=sha, start=start, end=start + 500, line=1)
    return Article(id=article_id(text), title=text[:20], text=text, source=source, **fields)


def outlet(name: str) -> Outlet:
    evidence = Evidence(zone="metadata", start=6, end=6 + len(name), text=name, rule="header line")
    return Outlet(name=name, slug=name.lower(), evidence=(evidence,))


def dated(day: str) -> ArticleDate:
    return ArticleDate(value=day, basis="printed", raw=day, earliest=day[:10], latest=day[:10])


def add(archive: Archive, *articles: Article) -> Run:
    run = archive.begin_run("add", "dumps")
    archive.add(run, articles)
    archive.finish_run(run, {})
    return run


def dump(archive: Archive) -> dict[str, Any]:
    """Everything that the archive says, without change numbers and the list of runs."""
    articles = {id: article for id, article in archive.changes(0) if article}
    stats = replace(archive.stats(), bytes=0)
    values = {
        facet: {value: archive.labels(facet, [value]) for value in archive.find_values(facet, "")} for facet in FACETS
    }
    stories = {article.story: archive.story(article.story) for article in articles.values()}
    return {
        "articles": articles,
        "stats": stats,
        "values": values,
        "stories": stories,
        "quarantine": archive.quarantined(),
    }


def rich() -> Article:
    """An article with every field set."""
    text = "QARUN, Egypt (Delta Wire) — The dam held, Mona Sabry said. " + prose(1)
    meta = "outlet The Beacon\ndate 14 June 2025"
    words = Evidence(zone="text", start=0, end=5, text="QARUN", rule="name")
    headline = Evidence(zone="title", start=4, end=7, text="dam", rule="name")
    place = Evidence(zone="dateline", start=0, end=5, text="QARUN", rule="dateline")
    credit = Evidence(zone="dateline", start=14, end=24, text="Delta Wire", rule="dateline")
    return Article(
        id=article_id(text),
        title="The dam held",
        text=text,
        source=Source(
            corpus="dumps", path="a.zip!b.txt", sha256=SHA, start=3, end=900, line=2, captured="2025-06-28T12:00Z"
        ),
        external_id="x-1",
        language="en",
        outlet=outlet("The Beacon"),
        date=ArticleDate(
            value="2025-06-14", basis="printed", raw="14 June 2025", earliest="2025-06-14", latest="2025-06-14",
            evidence=(Evidence(zone="metadata", start=23, end=35, text="14 June 2025", rule="date"),),
        ),
        authors=("Mona Sabry", "Ali Reda"),
        dateline=Dateline(place="QARUN", country="EG", evidence=(place,)),
        agency="Delta Wire",
        agency_evidence=(credit,),
        url="https://beacon.example/dam",
        countries=(CountryMention(code="EG", name="Egypt", about=True, score=0.8, evidence=(words,)),),
        actors=(
            ActorMention(id="mona-sabry", name="Mona Sabry", type="person", country="EG", evidence=(words, headline)),
        ),
        metadata=meta,
    )  # fmt: skip


def newsroom(count: int = 60) -> list[Article]:
    """Articles with copies, near-copies and facets of many kinds."""
    chance = random.Random(7)
    found = []
    for n in range(count):
        text = prose(n % 25, 90 + 15 * chance.randrange(4))
        mention = CountryMention(code=chance.choice(["EG", "FR"]), name="Land", about=chance.random() < 0.5, score=1.0)
        found.append(
            replace(
                make(text, f"{n % 7}.jsonl", n * 600, corpus=chance.choice(["wire", "blogs"])),
                date=dated(f"2024-0{chance.randint(1, 9)}-11") if chance.random() < 0.6 else ArticleDate(),
                outlet=outlet(chance.choice(["Beacon", "Signal"])) if chance.random() < 0.6 else None,
                metadata="name: Beacon Signal",
                language=chance.choice(["en", "fr", "und"]),
                countries=(mention,) if chance.random() < 0.7 else (),
            )
        )
    return found


def execute(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / "articles.db")
    with database:
        database.execute(statement)
    database.close()
