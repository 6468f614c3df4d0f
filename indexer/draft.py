"""What passes between the stages: a raw document from a reader, drafts cut from it, the account of its bytes.

readers:   member  -> RawDocument | Unreadable    in the parent process, as a stream
pages:     RawDocument -> Split (drafts, spans)   in a worker; its Fates go to the parent
extractors: Draft -> mentions with evidence       in a worker
pipeline:  Draft + mentions -> Article            in a worker; written by the parent
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Fate = Literal["article", "repeat", "boilerplate", "quarantined"]
Shape = Literal["text", "html", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Bytes [start, end) of a (decompressed) member; `line` from 1 is that of `start`."""

    path: str
    sha256: str
    start: int
    end: int
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A document as a reader cut it from its member; nothing is interpreted yet but the container.

    `shape` says what stands in it: "text" (`body`: the bytes of a plain text page), "html" (`body`: the bytes of a web
    page) or "record" (`fields`: names and values as they stood in JSON, CSV, a feed item, a mail). `fields` may stand
    beside a body too (a WARC record's URL and date). `captured` is the time that the container gives, ISO 8601.
    `shared` says that it stands in the bytes of the document before it, which accounts for them; `recoded` that `body`
    has other bytes than its place, so that nothing can be told of where in it something stands.
    """

    place: Place
    shape: Shape
    body: bytes = b""
    fields: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None
    captured: str | None = None
    shared: bool = False
    recoded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Bytes that could not be read as a document: quarantined, with a reason that a person can act on.

    `kind` is a short name to count by ("broken json", "binary", "too large", "encrypted").
    """

    place: Place
    kind: str
    reason: str


class Span(NamedTuple):
    """What became of some bytes of a member. `rule` names the rule for anything but an article."""

    start: int
    end: int
    fate: Fate
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A piece of metadata that stood around a body, as it stood: `Draft.metadata[start:end] == value`.

    Names: outlet (a header line or field that is the outlet), publisher (a © owner, weak), byline, author, date,
    modified, url, domain, language, id, agency, dateline, corpus, country; page date, live page, day first, month first
    (what a page says of all its dates; the last three by their name alone); "author, surname first" (of a catalogue).
    `field` says that it is a field of a record (or of a page's own metadata), not a line that was printed.
    """

    name: str
    value: str
    start: int
    end: int
    field: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as it was cut out: clean title and text, and the metadata around them.

    `metadata` is the header lines as they stood, or one "name: value" line for each field of a record that is neither
    title nor text. `place` is the hull of its bytes; `spans` are all of them.
    """

    title: str
    text: str
    place: Place
    spans: tuple[Span, ...]
    metadata: str = ""
    hints: tuple[Hint, ...] = ()
    captured: str | None = None

    def hint(self, name: str) -> Hint | None:
        """The first hint of this name."""
        for hint in self.hints:
            if hint.name == name:
                return hint
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The articles of one raw document, and the fate of the bytes that are in none of them.

    The spans of the drafts and `spans` together cover the document's place without gap or overlap.
    """

    drafts: tuple[Draft, ...]
    spans: tuple[Span, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def fates(self) -> Fates:
        """What became of the bytes."""
        return Fates(tuple([draft.spans for draft in self.drafts]), self.spans, self.unreadable)


class Fates(NamedTuple):
    """What became of the bytes of one raw document: the spans of each of its articles in turn, the spans that are in
    none, and what could not be read."""

    articles: tuple[tuple[Span, ...], ...]
    spans: tuple[Span, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
