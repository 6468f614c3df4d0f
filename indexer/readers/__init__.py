"""How do bytes become raw documents?

`members` finds what can be read under some paths, `documents` cuts a member into raw documents without interpreting
them, and `prepare` does the costly part of that in a worker. Every byte of a member is in a RawDocument, an Unreadable
or a Span.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from importlib import import_module

from indexer.addresses import NOWHERE, Origin
from indexer.draft import RawDocument, Span, Unreadable
from indexer.fields import MEANINGS, is_weak, map_fields, unnamed_text
from indexer.readers import wide
from indexer.readers.markup import is_markup, plain
from indexer.readers.member import Member, Piece
from indexer.readers.records import BrokenRecord, flattened, json_fields, together
from indexer.readers.walk import members

__all__ = ["FORMATS", "Member", "Piece", "documents", "members", "prepare", "record_fields"]

Reader = Callable[[Member, Mapping[str, str]], Iterator[Piece]]
# format -> the module that reads it
FORMATS = {
    "text": "text",
    "html": "html",
    "jsonl": "jsonl",
    "json": "json",
    "csv": "csv",
    "feed": "feed",
    "warc": "warc",
    "webarchive": "webarchive",
    "mail": "mail",
    "sgml": "sgml",
    "bibtex": "bibtex",
    "xml": "xml",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "pdf": "pdf",
}
LEFT_OUT = re.compile(r"\s*…?\s*\[\+\d+ chars\]$")  # how much an interface left out of a text
LISTED = re.compile(rb'"[^"]*"\s*:\s*\[')  # a field that holds a list
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FRAME = "page around its articles"
PROGRAMS = frozenset(["docx", "odt", "rtf", "pdf", "mail"])  # what stands for a charset where a program's format waits
XML = "xml "  # before the charset of a record of XML
MAPPED = "\0map."  # what the user said about a field's name, on its way to a worker
# formats that hold no article -> the rule under which their bytes are accounted for
SET_ASIDE = {"hidden": "not a document", "side-car": "side-car"}


def documents(member: Member, mapping: Mapping[str, str] | None = None) -> Iterator[Piece]:
    """The pieces of a member in their order: raw documents, spans of its container, and what cannot be read.

    `mapping` is the user's own names of fields (canonical -> name). Cheap: parsing waits for `prepare`.
    """
    if member.format in SET_ASIDE:
        yield member.frame(0, member.size, SET_ASIDE[member.format])
    elif member.format not in FORMATS:
        reason = (
            f'"{member.path}" has the format "{member.format}", which cannot be read. Save it as text and add that.'
        )
        yield member.unreadable("unknown format", reason)
    else:
        reader: Reader = import_module(f"indexer.readers.{FORMATS[member.format]}").read
        for piece in _read(reader, member, mapping or {}):
            if isinstance(piece, RawDocument) and member.captured and not piece.captured:
                piece = dataclasses.replace(piece, captured=member.captured)
            yield _with_names(piece, mapping or {})


def _read(reader: Reader, member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """What the reader gives; of records in a wide charset what it gives of their twin."""
    if not wide.is_wide(member):
        return reader(member, mapping)
    other = wide.twin(member)
    return wide.placed(reader(other, mapping), member, other)


def _with_names(piece: Piece, mapping: Mapping[str, str]) -> Piece:
    """A record that takes the user's names of fields along to `prepare`."""
    if not mapping or not isinstance(piece, RawDocument) or piece.shape != "record":
        return piece
    names = {MAPPED + canonical: name for canonical, name in mapping.items()}
    return dataclasses.replace(piece, fields=names | dict(piece.fields))


def named(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields under the names that the user gave them; one that has such a name already steps aside ("title#2")."""
    mapping = {key.removeprefix(MAPPED): name for key, name in fields.items() if key.startswith(MAPPED)}
    plain = {key: value for key, value in fields.items() if not key.startswith(MAPPED)}
    wanted = {canonical: plain.pop(name) for canonical, name in mapping.items() if name in plain}
    return wanted | {f"{key}#2" if key in wanted else key: value for key, value in plain.items()}


def record_fields(raw: RawDocument) -> dict[str, str]:
    """The fields of a record under the names that they have in the dump, parsed if they still wait in its bytes.

    Raises records.BrokenRecord.
    """
    return together(named({**raw.fields, **_parsed(raw)}))


def _parsed(raw: RawDocument) -> dict[str, str]:
    """What waits in a record's bytes, by the parser that knows their form; each is imported when it is asked."""
    if raw.charset in PROGRAMS:
        parser = import_module(f"indexer.readers.{raw.charset}")
        fields: dict[str, str] = getattr(parser, f"{raw.charset}_fields")(raw.body)
        return fields
    if raw.charset and raw.charset.startswith(XML):
        from indexer.readers.elements import xml_fields

        return xml_fields(raw.body, raw.charset.removeprefix(XML))
    if raw.body[:8].upper() == b"<REUTERS":
        from indexer.readers.sgml import sgml_fields

        return sgml_fields(raw.body, raw.charset)
    if raw.body.startswith(b"<"):
        from indexer.readers.feed import item_fields

        return item_fields(raw.body, raw.charset)
    if raw.body.startswith(b"@"):
        from indexer.readers.bibtex import bibtex_fields

        return bibtex_fields(raw.body, raw.charset)
    return json_fields(raw.body, raw.charset) if raw.body else {}


def _kept(fields: Mapping[str, str], given: Container[str]) -> dict[str, str] | None:
    return {name: name for name in fields if name in given} if given else None


def canonical(fields: Mapping[str, str], given: Container[str] = ()) -> dict[str, str]:
    """The fields under the names of `indexer.fields`; title, text and summary without markup, others as they are.

    `given`: the names that the user gave. One that only looks like a name of ours steps aside ("author#2": "17").
    """
    meant = {name: meaning for meaning, name in map_fields(fields, _kept(fields, given)).items()}
    if "text" not in meant.values() and (name := unnamed_text(fields, [n for n in meant if meant[n] != "summary"])):
        meant[name] = "text"
    if "text" not in meant.values():
        meant = {name: meaning for name, meaning in meant.items() if meaning != "title" or not is_weak(name)}
    found = {meant.get(name) or (f"{name}#2" if name in MEANINGS else name): value for name, value in fields.items()}
    found |= {name: plain(found[name]) for name in ("title", "summary") if name in found}
    if is_markup(text := found.get("text", "")):
        from indexer.readers.fieldtext import field_text

        found["text"] = field_text(text, found.get("title", ""))
    if text.endswith("chars]"):
        found["text"] = LEFT_OUT.sub("", found["text"])
    return found


def prepare(raw: RawDocument) -> Sequence[Piece]:
    """The document as `indexer.pages` takes it: shape "text" with `body`, or shape "record" with `fields`.

    Parses records and extracts web pages. The fields come under canonical names (see `indexer.fields`); what cannot
    be parsed comes back as Unreadable. A page that holds several articles gives each, and the frame between them.
    """
    if raw.shape == "text":
        return [raw]
    if raw.shape == "html":
        return _page(raw)
    if raw.charset == "mail" and (inside := _inside(raw)):
        return inside
    read = _fields_or_fault(raw)
    if isinstance(read, Unreadable):
        return [read]
    if _is_other(raw, read):
        return [Span(start=raw.place.start, end=raw.place.end, fate="boilerplate", rule="no post")]
    return _unfolded(raw, read) or [_record(raw, read), *_break(raw)]


def _is_other(raw: RawDocument, read: Mapping[str, str]) -> bool:
    if raw.body[:1] != b"<" or raw.charset in PROGRAMS:
        return False
    from indexer.readers.feed import is_other

    return is_other(read)


def _unfolded(raw: RawDocument, read: Mapping[str, str]) -> Sequence[Piece]:
    """The records of a JSON object that is a table or a list of them, and no record itself."""
    if raw.body[:1] != b"{" or raw.charset in PROGRAMS:
        return []
    if raw.place.start and (b"[" not in raw.body or not any("[]." in name for name in read)):  # a table is a file
        return []
    mapped = map_fields(read)
    title, text = mapped.get("title", ""), mapped.get("text", "")
    if "[]." in text and ("[]." in title or is_weak(title)):
        from indexer.readers.unfolded import listed as found
    elif not raw.place.start and (not title or not text or "." in title + text or _is_list(raw.body, title)):
        from indexer.readers.unfolded import unfolded as found
    else:
        return []
    records = [_record(raw, together(named({**raw.fields, **flattened(r.items())}))) for r in found(raw.body)]
    return [dataclasses.replace(each, shared=i > 0) for i, each in enumerate(records)]


def _is_list(body: bytes, name: str) -> bool:
    return LISTED.match(body, body.find(f'"{name}"'.encode())) is not None


def _break(raw: RawDocument) -> Iterator[Unreadable]:
    """Where a document breaks whose words up to there could be read."""
    if raw.charset != "rtf":
        return
    from indexer.readers.rtf import open_groups

    if count := open_groups(raw.body):
        reason = f"The RTF breaks after {len(raw.body)} bytes: {count} of its groups stay open. Get a whole copy."
        yield Unreadable(place=dataclasses.replace(raw.place, start=raw.place.end), kind="cut off", reason=reason)


def _inside(raw: RawDocument) -> Sequence[Piece]:
    """The articles of a message that is a saved page, or that carries several in its HTML part."""
    from indexer.readers.mail import mail_articles, saved_page

    if page := saved_page(raw.body):
        return _page(dataclasses.replace(raw, body=page.markup, charset=page.charset), page.kept)
    records = [_record(raw, fields, fields) for fields in mail_articles(raw.body)]
    return [dataclasses.replace(record, shared=i > 0) for i, record in enumerate(records)]


def _record(raw: RawDocument, read: Mapping[str, str], ours: Container[str] = ()) -> RawDocument:
    """The record of some fields, of which `ours` have their names from us."""
    given = [name.removeprefix(MAPPED) for name in raw.fields if name.startswith(MAPPED)]
    fields = canonical(read, ours or given)
    captured = fields["captured"] if ISO_DAY.match(fields.get("captured", "")) else raw.captured  # its own goes first
    return dataclasses.replace(raw, shape="record", fields=fields, captured=captured)


def _fields_or_fault(raw: RawDocument) -> dict[str, str] | Unreadable:
    try:
        return record_fields(raw)
    except BrokenRecord as error:
        return Unreadable(place=raw.place, kind=error.kind, reason=f"Line {raw.place.line}: {error}")


def _page(raw: RawDocument, kept: Origin = NOWHERE) -> Sequence[Piece]:
    """The articles of a web page, their fields over those of its container, and what stands between them.

    `kept` is what the container says of where and when the page was saved.
    """
    from indexer.readers.html import PageTooHard, html_articles

    try:
        found = html_articles(raw.body, raw.charset, kept)
    except PageTooHard as error:
        reason = f"The page was not read: {error}. Cut it and add it again."
        return [Unreadable(place=raw.place, kind="too large", reason=reason)]
    page = dataclasses.replace(raw, charset="html")
    records = [_record(page, {**raw.fields, **article.fields}, article.fields) for article in found]
    places = [article.place for article in found if article.place]
    if raw.recoded or len(places) < len(found) or len(raw.body) != raw.place.end - raw.place.start:
        return [dataclasses.replace(record, shared=i > 0) for i, record in enumerate(records)]
    return _between(raw, records, places)


def _between(raw: RawDocument, records: Sequence[RawDocument], places: Sequence[tuple[int, int]]) -> Sequence[Piece]:
    """Records at their places in a page, and spans for the rest of its bytes."""
    pieces: list[Piece] = []
    base = at = raw.place.start
    for record, (start, end) in zip(records, places, strict=True):
        if at < base + start:
            pieces.append(Span(start=at, end=base + start, fate="boilerplate", rule=FRAME))
        line = raw.place.line + raw.body.count(b"\n", 0, start)
        at = base + end
        place = dataclasses.replace(raw.place, start=base + start, end=at, line=line)
        pieces.append(dataclasses.replace(record, place=place))
    return (
        [*pieces, Span(start=at, end=raw.place.end, fate="boilerplate", rule=FRAME)] if at < raw.place.end else pieces
    )
