"""Which articles stand in a document, and what becomes of the rest of its bytes?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
from indexer.cutting.drafts import (
    PageSays,
    appended,
    by_article,
    draft_of,
    record_metadata,
    spans_of,
    stretches,
    with_lines,
)
from indexer.cutting.exports import is_export, records
from indexer.cutting.items import Item, items
from indexer.cutting.labelled import is_labelled, may_be_labelled
from indexer.cutting.layouts import assign
from indexer.cutting.lines import Line, folded
from indexer.cutting.mastheads import said_by_page, tell_writers
from indexer.cutting.openings import opened
from indexer.cutting.page_days import page_days
from indexer.cutting.paragraphs import lines
from indexer.cutting.placed import decoded_offsets, written_offsets
from indexer.cutting.publishers import name_publishers
from indexer.cutting.repeats import drop_copies, drop_repeats
from indexer.cutting.wires import filed_by, name_agency
from indexer.draft import Draft, Fate, Place, RawDocument, Span, Split
from indexer.readers.charset import decode

SINGLE_LINES = 2
MOST_OF_PAGE = 0.6
"""The share of a web page's prose that one of its articles may have: what is slight beside an article is a teaser."""
WRITTEN = frozenset({"docx", "odt", "rtf"})
"""The formats in which a news database writes its articles, or a person puts them together."""
PACKED = frozenset({"docx", "odt"})
"""Those whose words have no place in their bytes, so that what is left out cannot be told from an article."""
FILES = WRITTEN | {"pdf"}


def split(raw: RawDocument, boilerplate: Boilerplate = NO_BOILERPLATE) -> Split:
    """The articles of a raw document; all spans together cover `raw.place` without gap or overlap."""
    return _split_text(raw, boilerplate) if raw.shape == "text" else _split_record(raw, boilerplate)


def _split_text(raw: RawDocument, boilerplate: Boilerplate) -> Split:
    page, charset = decode(raw.body, raw.charset)
    found = articles(page, boilerplate)
    given = record_metadata(raw.fields)
    cuts = stretches(found, len(page))
    at = decoded_offsets(page, raw.body, charset, [start for start, _, _, _ in cuts])
    spans = spans_of(cuts, [*at, len(raw.body)], raw.place.start)
    numbers = sorted(n for n in spans if n >= 0)
    said = PageSays(said_by_page(found), page_days(found), filed_by(found))
    mine = by_article(found)
    drafts = tuple(draft_of(raw, mine[number], number, tuple(spans[number]), said, given) for number in numbers)
    return Split(drafts=with_lines(drafts, raw), spans=tuple(spans.get(-1, ())))


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
    name_agency(found)
    drop_learnt(found, boilerplate)
    return found


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
    metadata, hints = record_metadata(raw.fields)
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
    mine = by_article(found)
    cut = [draft_of(raw, mine[n], n, tuple(spans[n]) if spans else whole, said, ("", [])) for n in numbers]
    if raw.charset == "mail" and not raw.captured and (day := raw.fields.get("date")):
        sent = dates.parse(day)
        cut = [replace(draft, captured=sent.value if sent else None) for draft in cut]
    if raw.charset not in FILES:  # what a file says of itself is true of the file only
        cut = [_lent(draft, raw.fields, i == 0, cut) for i, draft in enumerate(cut)]
    if spans:
        return Split(drafts=with_lines(tuple(cut), raw), spans=tuple(spans.get(-1, ())))
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
    metadata, hints = appended(draft.metadata, list(draft.hints), *record_metadata(said))
    title = draft.title or clean_line(raw.fields.get("title", ""))
    return replace(split, drafts=(replace(draft, title=title, metadata=metadata, hints=tuple(hints)),))


def _in_record(raw: RawDocument, found: Sequence[Item]) -> dict[int, list[Span]]:
    """The bytes of a record that are each article's, and those around its text; {} where that cannot be told."""
    text = raw.fields["text"]
    cuts = stretches(found, len(text))
    if raw.shared or raw.recoded or len(raw.body) != raw.place.end - raw.place.start:
        return {}
    if not (at := _written(raw, text, [start for start, _, _, _ in cuts])):
        return {}
    first = min(item.article for item in found if item.article >= 0)
    titled = any(item.role == "title" and item.article == first for item in found)
    own = not titled and raw.charset not in FILES  # its title is a field
    frame: tuple[Fate, int, str] = ("boilerplate", -1, "record around its articles")
    lead: tuple[Fate, int, str] = ("article", first, "") if own else frame
    return spans_of([(0, *lead), *cuts, (0, *frame)], [0, *at, len(raw.body)], raw.place.start)


def _written(raw: RawDocument, text: str, cuts: Sequence[int]) -> list[int]:
    if raw.charset != "rtf":
        return written_offsets(raw.body, text, cuts)
    from indexer.readers.rtf import rtf_offsets

    return rtf_offsets(raw.body, cuts)


def _lent(draft: Draft, fields: Mapping[str, str], first: bool, cut: Sequence[Draft]) -> Draft:
    """A piece of a record with what the record's fields say of it; the others stand in its metadata as words only."""
    title = draft.title or (clean_line(fields.get("title", "")) if first else "")
    own = first and not draft.title and not draft.hint("date") and not draft.hint("outlet")
    metadata, hints = record_metadata(fields)
    kept = hints if own else of_pieces(hints, any(piece.hint("outlet") for piece in cut))
    metadata, hints = appended(draft.metadata, list(draft.hints), metadata, kept)
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
