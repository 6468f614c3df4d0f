"""When does a web page say that its article was published? Declared, marked or printed; never when it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from indexer import dates
from indexer.readers.declared import PUBLISHED, Declared, text_of

CHANGED = re.compile(
    r"modif|updat|last|revis|edit|chang|aktualis|geändert|stand\b|mis à jour|maj\b|actualiz|aggiornat|bijgewerkt"
    r"|güncel|обнов|تحديث|به‌روز|expire|event|birth|deadline|comment|copyright|©",
    re.I,
)
MARK = re.compile(
    r"date|datum|time|publi|post|byline|meta|info|stamp|entry|dateline|author|pub|fecha|created|tarih|zeit|day", re.I
)
ASIDE = re.compile(
    r"comment|relat|sidebar|widget|footer|recent|popular|teaser|promo|calend|archive|most-|mostread|latest|trending"
    r"|more-|navig|\bnav\b|menu|banner|slider|carousel|weather|recommend|upcoming|event|disqus|tweet|twitter|reply|ticker",
    re.I,
)
LOWER = frozenset({"nav", "footer", "aside", "form", "script", "style", "select", "noscript"})
DIGIT = re.compile(r"\d|[٠-٩۰-۹]")
LONGEST = 160
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LAST_LINES = re.compile(r"publi|post|erstellt|veröffentlicht|geschrieben|written|created|entry|eintrag|am\b|on\b", re.I)


@dataclass(frozen=True, slots=True)
class Marked:
    """A date as it stands, its day, and how far it can be trusted, 0 to 10."""

    raw: str
    day: str
    trust: float


def published(root: etree._Element, found: Declared, language: str) -> str:
    """The words that give the day of publication; "" if none can be trusted."""
    marks = [*_declared(found), *_elements(root, language)]
    if not marks:
        return ""
    by_day: dict[str, float] = {}
    seen: set[tuple[str, float]] = set()
    for mark in marks:
        if (mark.day, mark.trust) not in seen:
            by_day[mark.day] = by_day.get(mark.day, 0) + mark.trust
            seen.add((mark.day, mark.trust))
    best = max(by_day, key=lambda day: by_day[day])
    return next(mark.raw for mark in sorted(marks, key=lambda m: -m.trust) if mark.day == best)


def _declared(found: Declared) -> Iterator[Marked]:
    for node, trust in ((found.article, 9.0), (found.page, 4.0)):
        for key, less in (("datePublished", 0.0), ("dateCreated", 3.0), ("uploadDate", 3.0)):
            if (raw := text_of(node.get(key))) and (day := _day(raw)):
                yield Marked(raw, day, trust - less)
                break
    for rank, name in enumerate(PUBLISHED):
        for raw in found.meta.get(name, [])[:1]:
            if day := _day(raw):
                yield Marked(raw, day, 8.0 if rank < 10 else 6.0 - rank / 50)
    if found.url and (match := dates.resolve((), captured=None, url=found.url)).value:
        yield Marked(found.url, match.value[:10], 5.5)


def _day(raw: str, language: str = "und") -> str:
    reading = dates.parse(raw, language=language)
    return reading.value[:10] if reading and reading.value else ""


def _elements(root: etree._Element, language: str) -> Iterator[Marked]:
    """Elements that are marked as date, and short lines with a date, around the heading."""
    seen: list[tuple[str, str, bool, int]] = []
    titles = 0
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        titles += node.tag == "h1"
        mark = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"
        prop = node.get("itemprop") or node.get("property") or ""
        exact = node.get("datetime") or (node.get("content") if "date" in prop else "") or ""
        if node.tag == "abbr" and "publish" in mark:
            exact = node.get("title") or ""
        if not (node.tag == "time" or exact or MARK.search(mark)) or node.tag == "meta":
            continue
        text = "" if len(node) > 12 else " ".join("".join(node.itertext()).split())
        raw, day = _reading(exact, text, language)
        if (
            not day
            or _is_aside(node)
            or CHANGED.search(mark)
            or (CHANGED.search(text) and not re.search("publi", text))
        ):
            continue
        if "datePublished" in prop or "datecreated" in prop.lower() or node.get("pubdate") is not None:
            yield Marked(raw, day, 7.0 if not seen or titles else 5.0)
        elif (raw, day) not in [(r, d) for r, d, _, _ in seen]:
            seen.append((raw, day, node.tag == "time" or bool(exact), titles))
    yield from _first(seen)


def _reading(exact: str, text: str, language: str) -> tuple[str, str]:
    if exact and (day := _day(exact)):
        return exact, day
    if not text or len(text) > LONGEST or not DIGIT.search(text):
        return "", ""
    for reading in dates.find_all(text, language=language):
        if reading.value and not reading.ago:
            return text[reading.start : reading.end], reading.value[:10]
    return "", ""


def _first(seen: list[tuple[str, str, bool, int]]) -> Iterator[Marked]:
    """The first date after the heading weighs most; many different ones are a list of articles."""
    after = [s for s in seen if s[3]] or seen
    many = len({day for _, day, _, _ in seen}) > 4
    for position, (raw, day, exact, _) in enumerate(after[:3]):
        yield Marked(raw, day, (3.0 if exact else 2.5) - position - (1.0 if many else 0.0))
    for raw, day, _, _ in seen[:1]:
        yield Marked(raw, day, 1.25)


def _is_aside(node: etree._Element) -> bool:
    around = (node, *node.iterancestors())
    for step in around:
        if step.tag in LOWER or (
            step.tag not in ("body", "html", "main", "article")
            and ASIDE.search(f"{step.get('class') or ''} {step.get('id') or ''}")
        ):
            return True
    return False
