"""What do several sightings of one body make together? A pure function: the order of the sightings does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.article import COPIED, Article, Copy, Evidence, Outlet


def rank(sighting: Article) -> tuple[object, ...]:
    """Sorts the canonical sighting first: the earliest dated, else the longest text, else the first place."""
    day, source = sighting.date.day, sighting.source
    return (
        day is None,
        day.isoformat() if day else "",
        sighting.date.value or "",
        -len(sighting.text),
        source.corpus,
        source.path,
        source.start,
        source.sha256,
    )


def merge(sightings: Sequence[Article]) -> Article:
    """The article: its canonical sighting, the others as copies; the first that has one lends a missing outlet.

    A date is never lent: where any sighting has one, the canonical sighting has.
    Raises ValueError when there is no sighting.
    """
    if not sightings:
        raise ValueError("an article needs a sighting")
    ordered = sorted(sightings, key=rank)
    return lend(ordered[0], ordered[1:])


def lend(article: Article, others: Sequence[Article]) -> Article:
    """The article with the others as its copies; the first of them that has one lends a missing outlet or date."""
    if not others:
        return article
    copies = tuple(
        Copy(source=other.source, outlet=other.outlet.name if other.outlet else None, date=other.date.value)
        for other in others
    )
    article = replace(article, copies=copies)
    if article.outlet is None and (lender := _first(o for o in others if o.outlet)):
        article = _lend_outlet(article, lender)
    if article.date.value is None and (lender := _first(o for o in others if o.date.value)):
        article = _lend_date(article, lender)
    return article


def _first(sightings: Iterable[Article]) -> Article | None:
    return next(iter(sightings), None)


def _lend_outlet(article: Article, lender: Article) -> Article:
    outlet = lender.outlet
    assert outlet is not None
    metadata, evidence = _borrowed(article, lender, outlet.evidence)
    lent = Outlet(
        name=outlet.name, slug=outlet.slug, country=outlet.country, domain=outlet.domain, evidence=evidence
    )  # fmt: skip
    return replace(article, outlet=lent, metadata=metadata)


def _lend_date(article: Article, lender: Article) -> Article:
    metadata, evidence = _borrowed(article, lender, lender.date.evidence)
    return replace(article, date=replace(lender.date, basis="copy", evidence=evidence), metadata=metadata)


def _borrowed(article: Article, lender: Article, evidence: Iterable[Evidence]) -> tuple[str, tuple[Evidence, ...]]:
    """The article's metadata with the lender's words behind it, and the evidence pointing there."""
    lines, moved = article.metadata, []
    for item in evidence:
        line = _line(lender, item)
        at = lines.find(line)
        if at < 0:
            lines = f"{lines}\n{line}" if lines else line
            at = len(lines) - len(line)
        start = at + line.index(item.text)
        moved.append(
            Evidence(
                zone="metadata", start=start, end=start + len(item.text), text=item.text, rule=f"{COPIED}{item.rule}"
            )
        )
    return lines, tuple(moved)


def _line(lender: Article, item: Evidence) -> str:
    """The whole line of the lender's metadata in which the words stand; from another zone, the words alone."""
    if item.zone != "metadata" or lender.metadata[item.start : item.end] != item.text:
        return item.text
    begin = lender.metadata.rfind("\n", 0, item.start) + 1
    end = lender.metadata.find("\n", item.end)
    return lender.metadata[begin : end if end >= 0 else None]
