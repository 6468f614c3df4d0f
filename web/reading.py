"""How is an article's text shown: which stretch matched, and which stretch gave which facet value?

The text is cut at every border of a match or a piece of evidence. What comes out are paragraphs of `Stretch`, plain
text throughout; nothing here is markup, and joined together the stretches are the text again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.article import Article, Evidence, Zone
from search.results import Passage, Piece

PARAGRAPH = "\n\n"
_ANCHORS: dict[Zone, str] = {"title": "h", "text": "t", "dateline": "t", "metadata": "x"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A facet value of an article with the words that gave it. `key` names it on the page ("w3")."""

    key: str
    facet: str
    value: str
    label: str
    kind: str = ""
    strength: float | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of text that is the same throughout: in a match or not, evidence of these reasons.

    `anchor` is where a link to evidence that begins here goes, "" elsewhere. `match` counts the matches from 1; a match
    that is cut has the number on its first stretch only, and `marked` on all of them.
    """

    text: str
    marked: bool = False
    match: int = 0
    anchor: str = ""
    reasons: tuple[str, ...] = ()


Paragraph = tuple[Stretch, ...]


def anchor(evidence: Evidence) -> str:
    """The name of the place in the page where this evidence begins."""
    return f"{_ANCHORS[evidence.zone]}{evidence.start}"


def reasons(article: Article) -> tuple[Reason, ...]:
    """Every facet value of the article that can say where it comes from, in the order of the page."""
    found: list[tuple[str, str, str, str, float | None, tuple[Evidence, ...]]] = []
    if article.outlet:
        found.append(("outlet", article.outlet.slug, article.outlet.name, "", None, article.outlet.evidence))
    if article.date.evidence:
        found.append(("date", article.date.value or "", article.date.raw or "", "", None, article.date.evidence))
    for about in (True, False):
        facet = "about" if about else "country"
        found += [(facet, c.code, c.name, "", c.score, c.evidence) for c in article.countries if c.about == about]
    found += [("actor", a.id, a.name, a.type, None, a.evidence) for a in article.actors]
    return tuple(
        Reason(key=f"w{i}", facet=facet, value=value, label=label, kind=kind, strength=strength, evidence=evidence)
        for i, (facet, value, label, kind, strength, evidence) in enumerate(found)
    )


def stretches(zone: Zone, passage: Passage, why: Iterable[Reason], first_match: int = 1) -> Paragraph:
    """A zone's text as stretches; `passage` is the text in pieces, marked where the query matched."""
    spans = [(e.start, e.end, reason.key) for reason in why for e in reason.evidence if _stands_in(e, zone)]
    starts = {start for start, _, _ in spans}
    length = sum(len(piece.text) for piece in passage)
    cuts = sorted({c for start, end, _ in spans for c in (start, end) if 0 < c < length})
    out: list[Stretch] = []
    here, match = 0, first_match - 1
    for piece in passage:
        match += piece.match
        borders = [here, *(c for c in cuts if here < c < here + len(piece.text)), here + len(piece.text)]
        for start, end in itertools.pairwise(borders):
            keys = tuple(dict.fromkeys(key for s, e, key in spans if s <= start < e))
            out.append(
                Stretch(
                    text=piece.text[start - here : end - here],
                    marked=piece.match,
                    match=match if piece.match and start == here else 0,
                    anchor=f"{_ANCHORS[zone]}{start}" if start in starts else "",
                    reasons=keys,
                )
            )
        here += len(piece.text)
    return tuple(s for s in out if s.text)


def paragraphs(run: Sequence[Stretch]) -> tuple[Paragraph, ...]:
    """The run cut at blank lines; the blank lines themselves are left out."""
    done: list[Paragraph] = []
    current: list[Stretch] = []
    for stretch in run:
        first, *others = stretch.text.split(PARAGRAPH)
        current += _part(stretch, first, is_first=True)
        for other in others:
            done.append(tuple(current))
            current = _part(stretch, other, is_first=False)
    return tuple(paragraph for paragraph in (*done, tuple(current)) if paragraph)


def plain(text: str) -> Passage:
    """The text as one piece that matched nothing."""
    return (Piece(text),) if text else ()


def matches(run: Iterable[Stretch]) -> int:
    """How many matches stand in the run."""
    return sum(1 for stretch in run if stretch.match)


def _stands_in(evidence: Evidence, zone: Zone) -> bool:
    return _ANCHORS[evidence.zone] == _ANCHORS[zone]


def _part(stretch: Stretch, text: str, *, is_first: bool) -> list[Stretch]:
    if not text:
        return []
    if is_first:
        return [Stretch(text=text, marked=stretch.marked, match=stretch.match, anchor=stretch.anchor,
                        reasons=stretch.reasons)]  # fmt: skip
    return [Stretch(text=text, marked=stretch.marked, reasons=stretch.reasons)]
