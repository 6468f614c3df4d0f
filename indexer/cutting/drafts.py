"""How do the lines of an article become a draft: its title and text, what stands around them, its bytes?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer.cleaning import clean, clean_line
from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.cutting.openings import dateline_day
from indexer.cutting.page_days import PageDays, settled
from indexer.cutting.paragraphs import put_together
from indexer.draft import Draft, Fate, Hint, RawDocument, Span

REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|antw)\s?:\s*)+", re.IGNORECASE)
_ORNAMENT = re.compile(r"^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\s]+")
_DESK = re.compile(r"^(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|RECASTS?|REPEAT)\s?\d{0,2}\s?-\s?)+(?=\S)")
"""What a wire's desk writes before a headline that it sends again."""
_NOTE = re.compile(r"(?<=\S)\s*\[\d{1,3}\]$")
"""The number of a link behind a headline, as text browsers and mailers print it."""
Cut = tuple[int, Fate, int, str]
"""Where a new fate begins: the first character, the fate, the article or -1, the rule."""
BODY_FIELDS = ("title", "text")


class PageSays(NamedTuple):
    """What a page says of its articles together: the lines that name their paper, its days, the agencies of a wire."""

    lines: list[Item]
    days: PageDays
    filed: Mapping[int, tuple[str, Found]]


def spans_of(cuts: Sequence[Cut], at: Sequence[int], base: int) -> dict[int, list[Span]]:
    """The bytes of each article, by its number, and of what is in none: -1."""
    spans: dict[int, list[Span]] = {}
    for (_, fate, number, rule), (start, end) in zip(cuts, pairwise(at), strict=False):
        spans.setdefault(number, []).append(Span(start=base + start, end=base + end, fate=fate, rule=rule))
    return spans


def stretches(found: Sequence[Item], length: int) -> list[Cut]:
    """The stretches of a page that have one fate each. Blanks go with the line above."""
    cuts: list[Cut] = []
    for item in found:
        fate: Fate = "article" if item.article >= 0 else "repeat" if item.role == "repeat" else "boilerplate"
        rule = "" if item.article >= 0 else item.rule
        if not cuts or cuts[-1][1:] != (fate, item.article, rule):
            cuts.append((item.line.start, fate, item.article, rule))
    if not cuts:
        return [(0, "boilerplate", -1, "blank")] if length else []
    return [(0, *cuts[0][1:]), *cuts[1:]]


def by_article(found: Sequence[Item]) -> Mapping[int, list[Item]]:
    """The lines of each article, by its number."""
    mine: dict[int, list[Item]] = {}
    for item in found:
        mine.setdefault(item.article, []).append(item)
    return mine


def draft_of(
    raw: RawDocument,
    mine: Sequence[Item],
    number: int,
    spans: tuple[Span, ...],
    said: PageSays,
    given: tuple[str, list[Hint]],
) -> Draft:
    """The article of these lines, with the bytes in `spans` and what its page and its record (`given`) say of it."""
    title = next((item for item in mine if item.role == "title"), None)
    text = _body(mine)
    metadata, hints = _metadata([item for item in mine if item.role == "meta" or (title is item and _labelled(item))])
    if number in said.filed and not any(hint.name == "outlet" for hint in hints):
        dateline, agency = said.filed[number]
        metadata, hints = appended(metadata, hints, dateline, _hints(dateline, [agency], 0))
    if said.lines and not any(hint.name == "outlet" for hint in hints):
        above = [item for item in said.lines if item.line.start <= mine[0].line.start]
        metadata, hints = _with_footer(metadata, hints, above[-1] if above else said.lines[0])
    if not any(hint.name == "date" for hint in hints) and (day := dateline_day(text)):
        metadata, hints = appended(metadata, hints, day[0], _hints(day[0], [day[1]], 0))
    metadata, hints = settled(metadata, hints, said.days, number)
    if given[0]:
        metadata, hints = appended(metadata, hints, *given)
    place = replace(raw.place, start=spans[0].start, end=spans[-1].end)
    heading = _ORNAMENT.sub("", _title_text(title)) if title else ""
    heading = _NOTE.sub("", _DESK.sub("", heading)).replace("**", "")
    return Draft(
        title=clean_line(heading),
        text=clean(text),
        place=place,
        spans=spans,
        metadata=metadata,
        hints=tuple(hints),
        captured=raw.captured,
    )


def _body(mine: Sequence[Item]) -> str:
    """The paragraphs of an article, those whole again that the end of a printed page had torn."""
    paragraphs: list[str] = []
    for item in mine:
        if item.role == "text" and item.goes_on and paragraphs:
            paragraphs[-1] = put_together(paragraphs[-1], item.line.text)
        elif item.role == "text":
            paragraphs.append(item.line.text)
    return "\n\n".join(paragraphs)


def _labelled(item: Item) -> bool:
    return any(f.name == "title" for f in item.found)


def _title_text(item: Item) -> str:
    labelled = next((f for f in item.found if f.name == "title"), None)
    return REPLY.sub("", item.line.text[labelled.start : labelled.end]) if labelled else item.text


def _metadata(header: Sequence[Item]) -> tuple[str, list[Hint]]:
    """The header lines as they stood, and their hints with offsets in them.

    A day beside an outlet is that of the article, and comes before the day on which somebody posted or sent it.
    """
    metadata, first, rest = "", list[Hint](), list[Hint]()
    for item in header:
        metadata += "\n" if metadata else ""
        sourced = {"outlet", "date"} <= {f.name for f in item.found}
        for hint in _hints(item.line.text, item.found, len(metadata)):
            (first if sourced and hint.name == "date" else rest).append(hint)
        metadata += item.line.text
    return metadata, first + rest


def _hints(text: str, found: Iterable[Found], base: int) -> list[Hint]:
    return [
        Hint(name=f.name, value=text[f.start : f.end], start=base + f.start, end=base + f.end)
        for f in found
        if f.name != "title"
    ]


def _with_footer(metadata: str, hints: list[Hint], footer: Item) -> tuple[str, list[Hint]]:
    """The page's copyright line or printed head speaks for its articles that name no outlet."""
    base = len(metadata) + bool(metadata)
    return (f"{metadata}\n" if metadata else "") + footer.line.text, hints + _hints(
        footer.line.text, footer.found, base
    )


def appended(metadata: str, hints: list[Hint], more: str, fields: list[Hint]) -> tuple[str, list[Hint]]:
    """Metadata with more lines and their hints below it."""
    base = len(metadata) + 1 if metadata else 0
    moved = [replace(hint, start=hint.start + base, end=hint.end + base) for hint in fields]
    return (f"{metadata}\n{more}" if metadata else more), hints + moved


def record_metadata(fields: Mapping[str, str]) -> tuple[str, list[Hint]]:
    """One "name: value" line for each field that is neither title nor text."""
    written: list[str] = []
    hints: list[Hint] = []
    position = 0
    for name, value in fields.items():
        if name in BODY_FIELDS or not (stood := " ".join(value.split())):
            continue
        start = position + len(name) + 2
        position = start + len(stood) + 1
        hints.append(Hint(name=name, value=stood, start=start, end=position - 1, field=True))
        written.append(f"{name}: {stood}")
    return "\n".join(written), hints


def with_lines(drafts: tuple[Draft, ...], raw: RawDocument) -> tuple[Draft, ...]:
    """The drafts with the line of the member on which each begins."""
    numbered, at, line = [], 0, raw.place.line
    for draft in drafts:
        start = draft.place.start - raw.place.start
        line += raw.body.count(b"\n", at, start) if start >= at else -raw.body.count(b"\n", start, at)
        at = start
        numbered.append(replace(draft, place=replace(draft.place, line=line)))
    return tuple(numbered)
