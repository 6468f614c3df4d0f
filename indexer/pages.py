"""Which articles stand in a document, and what becomes of the rest of its bytes?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer import dates
from indexer.cleaning import clean, clean_line
from indexer.cutting import furniture
from indexer.cutting.boilerplate import NO_BOILERPLATE, Boilerplate
from indexer.cutting.closing import (
    drop_below_closings,
    drop_below_signatures,
    drop_closings,
    drop_learnt,
    drop_said_again,
)
from indexer.cutting.digests import is_digest, may_be_digest, of_pieces
from indexer.cutting.exports import is_export, records
from indexer.cutting.found import Found
from indexer.cutting.items import Item, items
from indexer.cutting.labelled import is_labelled, may_be_labelled
from indexer.cutting.layouts import assign
from indexer.cutting.lines import Line, folded
from indexer.cutting.mastheads import said_by_page, tell_writers
from indexer.cutting.openings import dateline_day, opened
from indexer.cutting.page_days import PageDays, page_days, settled
from indexer.cutting.paragraphs import lines, put_together
from indexer.cutting.placed import decoded_offsets, written_offsets
from indexer.cutting.publishers import name_publishers
from indexer.cutting.repeats import drop_copies, drop_repeats
from indexer.cutting.wires import filed_by
from indexer.draft import Draft, Fate, Hint, Place, RawDocument, Span, Split
from indexer.readers.charset import decode

REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|antw)\s?:\s*)+", re.IGNORECASE)
_ORNAMENT = re.compile(r"^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\s]+")
_DESK = re.compile(r"^(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|RECASTS?|REPEAT)\s?\d{0,2}\s?-\s?)+(?=\S)")
"""What a wire's desk writes before a headline that it sends again."""
_NOTE = re.compile(r"(?<=\S)\s*\[\d{1,3}\]$")
"""The number of a link behind a headline, as text browsers and mailers print it."""
_Cut = tuple[int, Fate, int, str]
SINGLE_LINES = 2
BODY_FIELDS = ("title", "text")
MOST_OF_PAGE = 0.6
"""The share of a web page's prose that one of its articles may have: what is slight beside an article is a teaser."""
WRITTEN = frozenset({"docx", "odt", "rtf"})
"""The formats in which a news database writes its articles, or a person puts them together."""
PACKED = frozenset({"docx", "odt"})
"""Those whose words have no place in their bytes, so that what is left out cannot be told from an article."""
FILES = WRITTEN | {"pdf"}


class PageSays(NamedTuple):
    """What a page says of its articles together: the lines that name their paper, its days, the agencies of a wire."""

    lines: list[Item]
    days: PageDays
    filed: Mapping[int, tuple[str, Found]]


def split(raw: RawDocument, boilerplate: Boilerplate = NO_BOILERPLATE) -> Split:
    """The articles of a raw document; all spans together cover `raw.place` without gap or overlap."""
    return _split_text(raw, boilerplate) if raw.shape == "text" else _split_record(raw, boilerplate)


def _split_text(raw: RawDocument, boilerplate: Boilerplate) -> Split:
    page, charset = decode(raw.body, raw.charset)
    found = articles(page, boilerplate)
    given = _record_metadata(raw.fields)
    cuts = _stretches(found, len(page))
    at = decoded_offsets(page, raw.body, charset, [start for start, _, _, _ in cuts])
    spans = _spans(cuts, [*at, len(raw.body)], raw.place.start)
    numbers = sorted(n for n in spans if n >= 0)
    said = PageSays(said_by_page(found), page_days(found), filed_by(found))
    mine = _by_article(found)
    drafts = tuple(_draft(raw, mine[number], number, tuple(spans[number]), said, given) for number in numbers)
    return Split(drafts=_with_lines(drafts, raw), spans=tuple(spans.get(-1, ())))


def _spans(cuts: Sequence[_Cut], at: Sequence[int], base: int) -> dict[int, list[Span]]:
    """The bytes of each article, by its number, and of what is in none: -1."""
    spans: dict[int, list[Span]] = {}
    for (_, fate, number, rule), (start, end) in zip(cuts, pairwise(at), strict=False):
        spans.setdefault(number, []).append(Span(start=base + start, end=base + end, fate=fate, rule=rule))
    return spans


def articles(page: str, boilerplate: Boilerplate = NO_BOILERPLATE) -> list[Item]:
    """The lines of a page with their roles; `article` counts from 0, in the order of the page."""
    page_lines = lines(page)
    if 0 < len(page_lines) <= SINGLE_LINES:
        page_lines = [*opened(page_lines[0], page), *page_lines[1:]]
    if is_export(page_lines):
        return records(page_lines)
    found = items(page_lines)
    furniture.mark(found)
    assign(found)
    drop_below_signatures(found)
    drop_below_closings(found)
    drop_closings(found)
    drop_said_again(found)
    drop_repeats(found)
    drop_copies(found)
    tell_writers(found)
    name_publishers(found)
    drop_learnt(found, boilerplate)
    return found


def _stretches(found: Sequence[Item], length: int) -> list[_Cut]:
    """Where a new fate begins: (first character, fate, article or -1, rule). Blanks go with the line above."""
    cuts: list[_Cut] = []
    for item in found:
        fate: Fate = "article" if item.article >= 0 else "repeat" if item.role == "repeat" else "boilerplate"
        rule = "" if item.article >= 0 else item.rule
        if not cuts or cuts[-1][1:] != (fate, item.article, rule):
            cuts.append((item.line.start, fate, item.article, rule))
    if not cuts:
        return [(0, "boilerplate", -1, "blank")] if length else []
    return [(0, *cuts[0][1:]), *cuts[1:]]


def _by_article(found: Sequence[Item]) -> Mapping[int, list[Item]]:
    """The lines of each article, by its number."""
    mine: dict[int, list[Item]] = {}
    for item in found:
        mine.setdefault(item.article, []).append(item)
    return mine


def _draft(
    raw: RawDocument,
    mine: Sequence[Item],
    number: int,
    spans: tuple[Span, ...],
    said: PageSays,
    given: tuple[str, list[Hint]],
) -> Draft:
    title = next((item for item in mine if item.role == "title"), None)
    text = _body(mine)
    metadata, hints = _metadata([item for item in mine if item.role == "meta" or (title is item and _labelled(item))])
    if number in said.filed and not any(hint.name == "outlet" for hint in hints):
        dateline, agency = said.filed[number]
        metadata, hints = _append(metadata, hints, dateline, _hints(dateline, [agency], 0))
    if said.lines and not any(hint.name == "outlet" for hint in hints):
        above = [item for item in said.lines if item.line.start <= mine[0].line.start]
        metadata, hints = _with_footer(metadata, hints, above[-1] if above else said.lines[0])
    if not any(hint.name == "date" for hint in hints) and (day := dateline_day(text)):
        metadata, hints = _append(metadata, hints, day[0], _hints(day[0], [day[1]], 0))
    metadata, hints = settled(metadata, hints, said.days, number)
    if given[0]:
        metadata, hints = _append(metadata, hints, *given)
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


def _append(metadata: str, hints: list[Hint], more: str, fields: list[Hint]) -> tuple[str, list[Hint]]:
    base = len(metadata) + 1 if metadata else 0
    moved = [replace(hint, start=hint.start + base, end=hint.end + base) for hint in fields]
    return (f"{metadata}\n{more}" if metadata else more), hints + moved


def _record_metadata(fields: Mapping[str, str]) -> tuple[str, list[Hint]]:
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


def _with_lines(drafts: tuple[Draft, ...], raw: RawDocument) -> tuple[Draft, ...]:
    """The drafts with the line of the member on which each begins."""
    numbered, at, line = [], 0, raw.place.line
    for draft in drafts:
        start = draft.place.start - raw.place.start
        line += raw.body.count(b"\n", at, start) if start >= at else -raw.body.count(b"\n", start, at)
        at = start
        numbered.append(replace(draft, place=replace(draft.place, line=line)))
    return tuple(numbered)


def _split_record(raw: RawDocument, boilerplate: Boilerplate) -> Split:
    page_lines = lines(raw.fields.get("text", ""))
    if raw.charset in FILES or may_be_digest(page_lines):
        found = articles(raw.fields["text"], boilerplate) if page_lines else []
        numbers = {item.article for item in found if item.article >= 0}
        most = MOST_OF_PAGE if raw.charset == "html" else 1.0
        if len(numbers) > 1 and (raw.charset in FILES or is_digest(found, most)):
            return _pieces(raw, found)
        if len(numbers) == 1 and raw.charset in WRITTEN and (only := _only(raw, found, is_export(page_lines))):
            return only
    if raw.charset == "mail" and may_be_labelled(page_lines):
        found = articles(raw.fields["text"], boilerplate)
        if {item.article for item in found} - {-1} == {0} and is_labelled(found):
            return _pieces(raw, found)
    title = clean_line(raw.fields.get("title", ""))
    metadata, hints = _record_metadata(raw.fields)
    whole = Span(start=raw.place.start, end=raw.place.end, fate="article")
    draft = Draft(
        title=title,
        text=_paragraphs(page_lines, title, boilerplate),
        place=raw.place,
        spans=() if raw.shared else (whole,),
        metadata=metadata,
        hints=tuple(hints),
        captured=raw.captured,
    )
    if not draft.text and not draft.title:
        return Split(
            drafts=(), spans=() if raw.shared else (whole._replace(fate="boilerplate", rule="record without text"),)
        )
    return Split(drafts=(draft,))


def _pieces(raw: RawDocument, found: Sequence[Item]) -> Split:
    """The articles that stand in the text of one record, or of one file that a person put together.

    Each has its own bytes where the text can be found in those of the record; else the whole record is its place.
    """
    said = PageSays(said_by_page(found), page_days(found), filed_by(found))
    numbers = sorted({item.article for item in found if item.article >= 0})
    whole = (Span(start=raw.place.start, end=raw.place.end, fate="article"),)
    spans = _in_record(raw, found)
    mine = _by_article(found)
    cut = [_draft(raw, mine[n], n, tuple(spans[n]) if spans else whole, said, ("", [])) for n in numbers]
    if raw.charset == "mail" and not raw.captured and (day := raw.fields.get("date")):
        sent = dates.parse(day)
        cut = [replace(draft, captured=sent.value if sent else None) for draft in cut]
    if raw.charset not in FILES:  # what a file says of itself is true of the file only
        cut = [_lent(draft, raw.fields, i == 0, cut) for i, draft in enumerate(cut)]
    if spans:
        return Split(drafts=_with_lines(tuple(cut), raw), spans=tuple(spans.get(-1, ())))
    return Split(drafts=tuple(replace(d, spans=() if i or raw.shared else whole) for i, d in enumerate(cut)))


def _only(raw: RawDocument, found: Sequence[Item], exported: bool) -> Split | None:
    """The one article of a file, if lines above or below its text say when or where it was printed.

    What the file says of itself is then true of its article too, but for the names of those who are said to have
    written it: in an export that is the database. Of a file whose bytes are packed no paragraph is left out.
    """
    if raw.charset in PACKED:
        for item in found:
            if item.kind == "prose" and item.role == "boilerplate":
                item.put("text", max(other.article for other in found))
    split = _pieces(raw, found)
    (draft,) = split.drafts
    names = {hint.name for hint in draft.hints}
    if not names & {"date", "outlet"}:
        return None
    signed = exported or names & {"author", "byline"}
    said = {name: value for name, value in raw.fields.items() if not signed or name != "author"}
    metadata, hints = _append(draft.metadata, list(draft.hints), *_record_metadata(said))
    title = draft.title or clean_line(raw.fields.get("title", ""))
    return replace(split, drafts=(replace(draft, title=title, metadata=metadata, hints=tuple(hints)),))


def _in_record(raw: RawDocument, found: Sequence[Item]) -> dict[int, list[Span]]:
    """The bytes of a record that are each article's, and those around its text; {} where that cannot be told."""
    text = raw.fields["text"]
    cuts = _stretches(found, len(text))
    if raw.shared or raw.recoded or len(raw.body) != raw.place.end - raw.place.start:
        return {}
    if not (at := _written(raw, text, [start for start, _, _, _ in cuts])):
        return {}
    first = min(item.article for item in found if item.article >= 0)
    titled = any(item.role == "title" and item.article == first for item in found)
    own = not titled and raw.charset not in FILES  # its title is a field
    frame: tuple[Fate, int, str] = ("boilerplate", -1, "record around its articles")
    lead: tuple[Fate, int, str] = ("article", first, "") if own else frame
    return _spans([(0, *lead), *cuts, (0, *frame)], [0, *at, len(raw.body)], raw.place.start)


def _written(raw: RawDocument, text: str, cuts: Sequence[int]) -> list[int]:
    if raw.charset != "rtf":
        return written_offsets(raw.body, text, cuts)
    from indexer.readers.rtf import rtf_offsets

    return rtf_offsets(raw.body, cuts)


def _lent(draft: Draft, fields: Mapping[str, str], first: bool, cut: Sequence[Draft]) -> Draft:
    """A piece of a record with what the record's fields say of it; the others stand in its metadata as words only."""
    title = draft.title or (clean_line(fields.get("title", "")) if first else "")
    own = first and not draft.title and not draft.hint("date") and not draft.hint("outlet")
    metadata, hints = _record_metadata(fields)
    kept = hints if own else of_pieces(hints, any(piece.hint("outlet") for piece in cut))
    metadata, hints = _append(draft.metadata, list(draft.hints), metadata, kept)
    return replace(draft, title=title, metadata=metadata, hints=tuple(hints))


def _paragraphs(page_lines: Sequence[Line], title: str, boilerplate: Boilerplate) -> str:
    """A record's text with its paragraphs apart; a first line that is the title goes, and so do lines of the corpus if
    there are others."""
    kept = [line.text for line in page_lines]
    if boilerplate.lines:
        kept = [line for line in kept if line not in boilerplate] or kept
    if len(kept) > 1 and title and folded(kept[0]) == folded(title):
        kept = kept[1:]
    return clean("\n\n".join(kept))


__all__ = ["NO_BOILERPLATE", "Boilerplate", "Place", "articles", "split"]
