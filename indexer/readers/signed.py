"""Who signed the article of a web page, where only its lines say it? What stands at its headline or above its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from indexer import authors, dates
from indexer.cutting.bylines import byline
from indexer.cutting.dated_lines import CASELESS
from indexer.cutting.papers import is_outlet, is_writer
from indexer.dating.readings import Reading
from indexer.dating.weekdays import WEEKDAY
from indexer.naming.lexicon import lexicon
from indexer.readers import maintext
from indexer.readers.beside import outside, weight
from indexer.readers.blocks import Line
from indexer.readers.facts import apart
from indexer.readers.roles import FACTS, WORD

LONGEST: Final = 140  # characters of a by-line
PROSE: Final = 90  # characters of a line of prose; a by-line with its day and place may have a stop too
BELOW: Final = 6  # lines under the headline, the deck among them
BEHIND_DECK: Final = 2  # of them from the first line of prose on
ABOVE: Final = 2
REACH: Final = 20  # lines of all parts
TELLS: Final = FACTS | {"date", "dates", "datetime", "time", "author", "authors", "source", "header"}
"""What a part of a page is called that tells of its article."""
_PIECE: Final = re.compile(r"\s*[|•·⋅∙●/]\s*|\s[-–—~]+\s|\s[Ii]n\s(?=[^\W\d_a-z])")
_BEFORE_DAY: Final = re.compile(
    rf"[\s,|•·–—-]*(?:\s(?:on|le|am|el|em|il|vom|den|at|um|posted|published|updated)\b)?[\s,:]*(?:{WEEKDAY.pattern})?[\s,:]*$",
    re.I,
)
_COUNT: Final = re.compile(r"\s+\d+$")
"""The number of the comments."""
_WORDS: Final = range(2, 5)


def signed(lines: Sequence[Line], body: Sequence[Line], title: str) -> str:
    """The names of those who signed the article of this title, joined by "; "; "" if no line says it.

    `body` are its lines among those of the page.
    """
    for line in _near(lines, body, title):
        if (names := _names(line)) and (_tells(line) or line.parts not in outside(lines)):
            return "; ".join(names)
    return ""


def _near(lines: Sequence[Line], body: Sequence[Line], title: str) -> Iterator[Line]:
    """The lines below the headline, with those below a deck, then those above it; else those above the prose."""
    first = next((line for line in body if weight(line, PROSE)), None)
    at = lines.index(first) if first is not None else len(lines)
    heads = [i for i, line in enumerate(lines[:at]) if line.text and maintext.is_title(line, title)]
    top = next((i for i in reversed(heads) if lines[i].is_heading), heads[-1] if heads else at)
    if heads:
        deck = sum(1 for _ in _first(lines[top + 1 : at], BELOW)) + BEHIND_DECK
        yield from _first(lines[top + 1 :], min(BELOW, deck))
    yield from _first(lines[:top][::-1], ABOVE)


def _first(lines: Iterable[Line], most: int) -> Iterator[Line]:
    """The first lines that say something, not counting those of parts that are called something else."""
    for line in islice(filter(_has_text, lines), REACH):
        yield line
        most -= _tells(line)
        if not most:
            return


def _has_text(line: Line) -> bool:
    return bool(line.text)


def _tells(line: Line) -> bool:
    """Whether the parts around a line are called what tells of an article; a part without a name does not."""
    return all(
        TELLS.intersection(word.lower() for word in WORD.findall(f"{part.get('class') or ''} {part.get('id') or ''}"))
        for part, _ in line.parts
    )


def _names(line: Line) -> tuple[str, ...]:
    """The names in a line that is a by-line, or has a name beside a day."""
    text = apart(line)
    if len(text) > LONGEST:
        return ()
    readings = dates.find_all(text)
    pieces = list(_pieces(text, readings))
    if signatures := next(filter(None, map(_signatures, pieces)), ()):
        return signatures
    return tuple([piece for piece in pieces if _is_bare(piece)][:1]) if readings else ()


def _signatures(piece: str) -> tuple[str, ...]:
    """Whom a by-line names, if all of them may be persons: no outlet, no account with one word."""
    said = byline(piece)
    own = [piece[f.start : f.end] for f in said.found if f.name == "author"] if said else []
    found = authors.names([piece] if own and piece not in authors.names([piece]) else own)
    return found if all(map(_may_be_person, found)) else ()


def _is_bare(piece: str) -> bool:
    """Whether a name that stands beside a day without "by" is a person's."""
    return is_writer(piece) and "," not in piece and _may_be_person(piece)


def _may_be_person(name: str) -> bool:
    words, particles = name.split(), lexicon().particles
    is_name = all(word[:1].isupper() or word in particles for word in words) and len(words) in _WORDS
    return (is_name or CASELESS.search(name) is not None) and not is_outlet(name)


def _pieces(text: str, readings: Sequence[Reading]) -> Iterator[str]:
    """What stands between the days, bars and dashes of a line."""
    at = 0
    for reading in (*readings, None):
        part = _BEFORE_DAY.sub("", text[at : reading.start]) if reading else text[at:]
        for piece in _PIECE.split(part):
            if name := _COUNT.sub("", piece.strip(" ,")):
                yield name
        at = max(at, reading.end) if reading else at
