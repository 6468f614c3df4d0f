"""How true are the outlets? From the URL alone (AllSides), and from a web page alone (Fundus)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bench.quality_pages import baseline, ours, pages
from bench.rows import Errors, Row, records
from indexer import outlets

_EDITION = re.compile(
    r"(?i)\s*\((?:web news|online(?: news)?)\)|\s+-\s+(?:news|editorial|opinion.*)$"
    r"|\s+(?:online news|opinion|editorial)\s*$"
)


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """A row for each set, over all its records that the folder holds."""
    rows: list[Row] = []
    errors: Errors = {"outlets": []}
    if (data / "news_en_outlets.jsonl.gz").exists():
        rows += _from_urls(data, errors["outlets"])
    if (data / "pages_fundus.tar.gz").exists():
        rows.append(_from_pages(data, errors["outlets"]))
    return rows, errors


def _from_urls(data: Path, errors: list[str]) -> list[Row]:
    """The label is the name of the outlet, or now and then that of a columnist, which no URL gives."""
    right: list[bool] = []
    for record in records(data / "news_en_outlets.jsonl.gz"):
        found = outlets.find([], url=record["url"])
        equal = found is not None and _same(found.name, record["outlet"])
        right.append(equal)
        if not equal:
            errors.append(f"url {record['url'][:60]} {found.name if found else None!r} / {record['outlet']!r}")
    return [Row(set="AllSides", measure="URL -> name", ours=_share(right), target=0.90, n=len(right))]


def _from_pages(data: Path, errors: list[str]) -> Row:
    found = list(pages(data, "fundus"))
    right: list[bool] = []
    plain: list[bool] = []
    for (gold, body), article in zip(found, ours([body for _, body in found]), strict=True):
        outlet = article.outlet if article else None
        name, domain = (outlet.name, outlet.domain or "") if outlet else ("", "")
        right.append(_fits(name, domain, gold["outlet"], gold["domain"]))
        other = baseline(body)
        plain.append(_fits(other["sitename"], other["hostname"], gold["outlet"], gold["domain"]))
        if not right[-1]:
            errors.append(f"page {gold['file']} {name!r} {domain!r} / {gold['outlet']!r} {gold['domain']!r}")
    return Row(
        set="fundus",
        measure="outlet: name or domain",
        ours=_share(right),
        baseline=_share(plain),
        baseline_name="trafilatura",
        target=0.97,
        n=len(right),
    )


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values) if values else 0.0


def _fits(name: str, domain: str, gold_name: str, gold_domain: str) -> bool:
    return _same(name, gold_name) or (bool(domain) and (_ends(domain, gold_domain) or _ends(gold_domain, domain)))


def _ends(one: str, other: str) -> bool:
    return one == other or one.endswith("." + other)


def _same(name: str, gold: str) -> bool:
    """Whether two names are of one outlet: as they stand, or by our table."""
    return _plain(name) == _plain(gold) or outlets.named(_edition(gold)).slug == outlets.named(name).slug


def _edition(name: str) -> str:
    return _EDITION.sub("", name)


def _plain(name: str) -> str:
    words = re.findall(r"\w+", _edition(name).casefold())
    return "".join(word for word in words if word not in ("the", "news", "online", "com"))
