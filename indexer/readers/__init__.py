"""How do bytes become raw documents?

`members` finds what can be read under some paths, `documents` cuts a member into raw documents without interpreting
them, and `prepare` does the costly part of that in a worker. Every byte of a member is in a RawDocument, an Unreadable
or a Span.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from indexer.draft import RawDocument, Unreadable
from indexer.readers.member import Member, Piece
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
    "mail": "mail",
    "sgml": "sgml",
    "docx": "docx",
    "pdf": "pdf",
}
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
        for piece in reader(member, mapping or {}):
            if isinstance(piece, RawDocument) and member.captured and not piece.captured:
                piece = dataclasses.replace(piece, captured=member.captured)
            yield _with_names(piece, mapping or {})


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


def record_fields(raw: RawDocument) -> Mapping[str, str]:
    """The fields of a record, parsed from its bytes if they still wait there. Raises records.BrokenRecord."""
    from indexer.readers.feed import item_fields
    from indexer.readers.records import json_fields, together

    fields = dict(raw.fields)
    if raw.body.lstrip()[:1] == b"<":
        fields |= item_fields(raw.body, raw.charset)
    elif raw.body:
        fields |= json_fields(raw.body, raw.charset)
    return together(named(fields))


def prepare(raw: RawDocument) -> RawDocument | Unreadable:
    """The document as `indexer.pages` takes it: shape "text" with `body`, or shape "record" with `fields`.

    Parses JSON and feed items and extracts web pages; what cannot be parsed comes back as Unreadable.
    """
    from indexer.readers.html import PageTooHard, html_fields
    from indexer.readers.records import BrokenRecord

    try:
        if raw.shape == "html":
            fields = dict(raw.fields) | html_fields(raw.body, raw.charset)
        elif raw.shape == "record":
            fields = dict(record_fields(raw))
        else:
            return raw
    except BrokenRecord as error:
        return Unreadable(place=raw.place, kind=error.kind, reason=f"Line {raw.place.line}: {error}")
    except PageTooHard as error:
        return Unreadable(
            place=raw.place, kind="too large", reason=f"The page was not read: {error}. Cut it and add it again."
        )
    return dataclasses.replace(raw, shape="record", body=b"", fields=fields)
