"""What was left out around an article? Each stretch with its rule, and the bytes themselves while the file is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer import readers
from indexer.readers import Member
from indexer.readers.charset import decode_part
from indexer.unkept import Unkept, unkept
from search.archive import Archive
from search.article import Article, Source
from search.runs import Quarantined

NEAREST = 50
"""Stretches that are shown of an input; the others are counted."""
LINES = 10
"""Lines that are shown for each stretch that is."""
SHOWN = 2000
"""Bytes that are shown of one stretch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Bytes [start, end) of an input that are in no article. `text` is None where the file is gone or has changed."""

    path: str
    start: int
    end: int
    line: int | None
    fate: str
    rule: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What was left out of one input of an article; `left` stretches more, and why no text is shown.

    `lines` are those of the article's own bytes that are in neither its text nor its title, `lines_left` how many more.
    """

    source: Source
    dropped: tuple[Dropped, ...]
    lines: tuple[Unkept, ...] = ()
    left: int = 0
    lines_left: int = 0
    fault: str = ""


def around(archive: Archive, article: Article, *, most: int = NEAREST) -> Iterator[Around]:
    """What was left out at each place of the article, the nearest `most` stretches in the order of the input."""
    for source in (article.source, *(copy.source for copy in article.copies)):
        entries = archive.inputs_at(source.corpus, source.path, source.sha256)
        spans = [span for _, item in entries[:1] for span in item.spans]
        nearest = sorted(spans, key=lambda span: max(span[0] - source.end, source.start - span[1], 0))[:most]
        member, fault = _member(source)
        texts = _texts(member, [(start, end) for start, end, _, _ in sorted(nearest)]) if member else []
        dropped = tuple(
            Dropped(
                path=source.path, start=start, end=end, fate=fate, rule=rule,
                line=texts[n][0] if texts else None, text=texts[n][1] if texts else None,
            )
            for n, (start, end, fate, rule) in enumerate(sorted(nearest))
        )  # fmt: skip
        mapping = archive.run(entries[0][0]).details.get("mapping", {}) if entries else {}
        lines = unkept(member, source, article, mapping) if member else ()
        yield Around(
            source=source, dropped=dropped, lines=lines[: most * LINES], left=len(spans) - len(nearest), fault=fault,
            lines_left=len(lines[most * LINES :]),
        )  # fmt: skip


def text_at(item: Quarantined) -> tuple[str | None, str]:
    """The first bytes of a piece of the quarantine as text; None and the reason where they cannot be shown."""
    member, fault = _member(item)
    if member is None:
        return None, fault
    return _texts(member, [(item.start, item.end)])[0][1], ""


def _member(source: Source | Quarantined) -> tuple[Member | None, str]:
    """The input as it was read, or why there is none."""
    path = Path(source.path.split("!")[0])
    at = [m for m in readers.members([path]) if (m.path if isinstance(m, Member) else m.place.path) == source.path]
    for member in at:
        if isinstance(member, Member) and member.sha256 == source.sha256:
            return member, ""
    if path.exists() and not any(isinstance(m, Member) for m in at):
        return None, f"'{source.path}' is no text, so its bytes cannot be shown."
    what = "has changed since it was read" if at else "is not there any more"
    return None, f"'{source.path}' {what}, so its bytes cannot be shown. Bring back the file that was added."


def _texts(member: Member, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The line and the text of each of these stretches, which are in order."""
    found: list[tuple[int, str]] = []
    at, line = 0, 1
    with member.open() as stream:
        for start, end in spans:
            for piece in _pieces(stream.read, start - at):
                line += piece.count(b"\n")
            body = stream.read(end - start)
            found.append((line, _shown(member, body, start)))
            line, at = line + body.count(b"\n"), end
    return found


def _shown(member: Member, body: bytes, start: int) -> str:
    """The words of a stretch of bytes."""
    if member.format != "rtf":
        return decode_part(body[:SHOWN], member.charset)
    from indexer.readers.rtf import rtf_words

    return rtf_words(member.whole(), start, start + len(body))[:SHOWN]


def _pieces(read: object, size: int) -> Iterator[bytes]:
    assert callable(read)
    while size > 0 and (piece := read(min(size, 1 << 18))):
        size -= len(piece)
        yield piece
