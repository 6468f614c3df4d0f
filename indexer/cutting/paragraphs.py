"""Which lines of a page are one paragraph? Hard-wrapped ones and headlines in two lines are put together."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Final

from indexer.cutting.lines import Line, cut, ends, starts_item
from indexer.cutting.sheets import running
from indexer.dating import clocks

_CASELESS: Final = re.compile(r"\W*[\u0590-\u074f\u0900-\u0eff]")
_BOXED: Final = re.compile(r"\[[^\W\d_a-z][^\W\d_]{1,12}(?: [^\W\d_]{1,12})?\]\s+\S")
"""A label in brackets with its value: "[Source] Delta Monitor"."""
_LABELLED: Final = re.compile(r"[^\W\d_a-z][\w-]{1,18}(?:(?: [\w-]{1,12})?\.{2,}|\s*):\s+\S|:[A-Z][A-Z_-]+:")
_BARRED: Final = re.compile(r"\s[|•·]\s")
_BARS: Final = "|•·"
_NUMERALS: Final = frozenset("0123456789ivxlIVXL")
_LEADER: Final = re.compile(r"(?:(?:[.·…_]\s?){4,}|\S\s{3,}|\S\t)\s*(?:\d{1,3}|[ivxl]{1,6})$")
"""The end of a row of contents."""
_SIGNS: Final = frozenset(("---", "===", "***", "___", "###", "~~~"))
_OPENING: Final = re.compile(
    r"[\^<]\S|<?https?://|\((?:Reporting|Editing|Writing|Additional|Compiled|Translated|Edited|Written)\b"
    r"|[A-ZÀ-Þ][^.!?]{2,44}, (?:[^.!?,]|(?<=\d)\.){0,16}\b(?:19|20)\d{2}$"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+(?:[,/] ?[^()]{2,30})?\s?\([^()]{2,30}\)\s?[-–—]"
)
_SIGNED: Final = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|بقلم)\s+[^\W\d_a-z]")
_DAY: Final = re.compile(
    r"\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b(?:19|20)\d{2}[-/]\d{2}[-/]\d{2}\b|\b(?:19|20)\d\d\b"
    r"|\bago\b|[०-९]{4}|[٠-٩]{4}"
)
_HEADED: Final = re.compile(r"[^\W\d_a-z][^!?]{2,50}[,|·–—-] ?[^,!?]{0,20}\b(?:19|20)\d{2}[)\]]?")
"""Outlet and day above a headline."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NO_HEADLINE: Final = re.compile(
    r"(?:by|via|from|von|par|por|source)\s+[^\W\d_a-z]|in [A-Z][^,]*, |https?:|www\.|\S+@|[a-z]{2,4}/[a-z]{2,4}$",
    re.ASCII,
)
HEADLINE: Final = 80
LEADING: Final = (
    " a an the of on in at to for and or by with from as le la les un une de du des en et à der die das den dem ein"
    " eine im am auf mit von und für el los las del y para con por il lo di e o da do em "
)
"""Words that never end a headline."""
NAME_WORDS: Final = 5
AGE: Final = 20
"""How long an age is at most, in characters."""
NARROWEST: Final = 30
DOUBLED: Final = 3
"""So many empty lines are what doubled line ends make of one; an empty line is then between all lines."""
WRAP_WIDTH: Final = 100
COLUMN: Final = 4
EVEN: Final = 0.8
"""So many lines must break off inside a sentence, and so large a share of them be full, that a stretch of a page may be
set in a width of its own."""
SLACK: Final = 0.2
"""How much shorter than the width, as a share of it, a line may be where the next word would still have had room: the
types of a printed page are not all of one width. On a page set in one width nothing is allowed."""


def lines(page: str) -> list[Line]:
    """The lines that are not empty, glued ones cut apart, hard-wrapped ones joined into paragraphs."""
    found = _printed(page, _single_spaced(list(cut(page))))
    return _headlines(_unwrapped(found))


def _single_spaced(found: list[Line]) -> list[Line]:
    """The lines with the empty ones that stood between them before each line end was doubled."""
    gaps = [line.blanks for line in found[1:]]
    if not gaps or min(gaps) == 0 or max(gaps) < DOUBLED:
        return found
    return [line._replace(blanks=line.blanks // 2) for line in found]


def _printed(page: str, found: list[Line]) -> list[Line]:
    """The lines, with those marked that stand at the heads and feet of printed pages."""
    pairs = enumerate(itertools.pairwise(found), 1) if "\f" in page else ()
    starts = frozenset(i for i, (above, line) in pairs if "\f" in page[above.end : line.start])
    heads = running([line.text for line in found], starts)
    for i in heads | starts:
        found[i] = found[i]._replace(running=i in heads, sheet=i in starts)
    return found


def _unwrapped(found: list[Line]) -> list[Line]:
    """The lines, hard-wrapped ones joined: of the whole page, or where it has no one width of each of its stretches."""
    whole = _joined(found)
    if whole or not any(len(line.text) > WRAP_WIDTH for line in found):
        return whole or found
    runs = itertools.groupby(found, key=lambda line: line.running or len(line.text) > WRAP_WIDTH)
    stretches = [list(run) for _, run in runs]
    return [line for run in stretches for line in (_joined(run) if _is_column(run) else None) or run]


def _is_column(found: list[Line]) -> bool:
    """Whether nearly all lines of a stretch that break off inside a sentence are full, as those of verses are not."""
    widest = max(len(line.text) for line in found)
    torn = [_reach(a, b) for a, b in itertools.pairwise(found) if b.blanks == 0 and _runs_on(a, b)]
    return len(torn) >= COLUMN and sum(1 for reach in torn if reach >= (1 - SLACK) * widest) >= EVEN * len(torn)


def _runs_on(line: Line, below: Line) -> bool:
    return below.text[0].islower() and not ends(line.text)


def _is_caseless(line: Line, below: Line) -> bool:
    """Whether two lines are of a script in which no small letter shows that the second goes on from the first."""
    return _CASELESS.match(line.text) is not None and _CASELESS.match(below.text) is not None


def _headlines(found: list[Line]) -> list[Line]:
    """Headlines in two lines put together: a block of two short lines of which the first ends inside a phrase."""
    joined: list[Line] = []
    for line, below in zip(found, [*found[1:], None], strict=False):
        above = joined[-1] if joined else None
        alone = below is None or below.blanks > 0
        if (
            above
            and alone
            and line.blanks == 0
            and (above.blanks or len(joined) == 1)
            and _is_torn_headline(above, line)
        ):
            joined[-1] = _paragraph([above, line])
        else:
            joined.append(line)
    return joined


def _is_torn_headline(line: Line, below: Line) -> bool:
    if max(len(line.text), len(below.text)) > HEADLINE or ends(line.text) or ends(below.text):
        return False
    if starts_item(line.text) or starts_item(below.text) or _breaks(line.text) or _breaks(below.text):
        return False
    if _NO_HEADLINE.match(below.text) or _is_age(below.text) or _credits(below.text):
        return False
    return below.text[0].islower() or f" {line.text.rsplit(maxsplit=1)[-1]} " in LEADING


def _is_age(text: str) -> bool:
    """Whether a line says how long ago, and nothing more: "yesterday", "3 hours ago"."""
    return len(text) < AGE and (age := clocks.age(text)) is not None and age[1] - age[0] == len(text)


def _wrap_width(found: list[Line]) -> int:
    """The width at which the page was wrapped, or 0: most lines are then of one length and end inside a sentence."""
    lengths = sorted(len(line.text) for line in found)
    if len(found) < 4 or lengths[-1] > 4 * WRAP_WIDTH:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    if not NARROWEST <= width <= WRAP_WIDTH:
        return 0
    pairs = [(a, b) for a, b in itertools.pairwise(found) if b.blanks == 0]
    full = [(a, b) for a, b in pairs if len(a.text) > 0.7 * width]
    running = sum(1 for a, b in full if _runs_on(a, b))
    if running > 0.25 * len(pairs) or (running >= 4 and running > 0.35 * len(full)):
        return width
    if lengths[-1] <= WRAP_WIDTH and _is_torn(pairs, lengths[-1]):
        return lengths[-1]
    caseless = [(a, b) for a, b in full if _is_caseless(a, b)]
    wrapped = sum(1 for a, b in caseless if not ends(a.text) and _reach(a, b) >= 0.9 * width)
    return width if wrapped >= 3 and wrapped > 0.5 * len(caseless) else 0


def _is_torn(pairs: list[tuple[Line, Line]], longest: int) -> bool:
    """Whether every line that breaks off inside a sentence does so for want of room."""
    torn = [_reach(a, b) for a, b in pairs if _runs_on(a, b)]
    return bool(torn) and min(torn) >= longest - 2


def _room(found: list[Line], width: int) -> int:
    """How long a line must at least be, with the first word of the next one, to have been broken for want of room."""
    running = [_reach(a, b) for a, b in itertools.pairwise(found) if b.blanks == 0 and _runs_on(a, b)]
    widest = max(len(line.text) for line in found)
    typed = sum(1 for reach in running if reach > min(width, widest) - 2)
    return width - 2 if running and typed > 0.95 * len(running) else int(width * (1 - SLACK))


def _widest(found: list[Line], width: int) -> int:
    """How long a line may be that was broken for want of room; a longer one stands as it was written."""
    pairs = [(a, b) for a, b in itertools.pairwise(found) if b.blanks == 0]
    running = [len(a.text) for a, b in pairs if _runs_on(a, b) or (_is_caseless(a, b) and not ends(a.text))]
    return int(max(running) * 1.1) if len(running) >= 3 else max([width, *running])


def _reach(line: Line, below: Line) -> int:
    """How long a line would be with the first word of the next one on it."""
    return len(line.text) + 1 + len(below.text.split(None, 1)[0])


def _joined(found: list[Line]) -> list[Line] | None:
    """Lines set in one width as paragraphs, None if they are not."""
    printed = [line for line in found if not line.running]
    width = _wrap_width(printed)
    if not width:
        return None
    room, widest = _room(printed, width), _widest(printed, width)
    joined: list[Line] = []
    run = [found[0]]
    opens = found[0].running or _breaks(found[0].text)
    counts = Counter(line.text for line in found if len(line.text) < room)
    for line, below in zip(found[1:], [*found[2:], None], strict=False):
        breaks = line.running or _breaks(line.text)
        last = below is None or below.blanks > 0 or _reach(line, below) < room
        credit = last and (_credits(line.text) or (len(run) == 1 and _is_name_below(run[0], line, counts)))
        full = _reach(run[-1], line) >= room and len(run[-1].text) <= widest
        if not opens and not breaks and not credit and full and _goes_on(run, line):
            run.append(line)
        else:
            joined.append(_paragraph(run))
            run, opens = [line], breaks
    return [*joined, _paragraph(run)]


def _goes_on(run: list[Line], line: Line) -> bool:
    """Whether a line goes on where the lines above end, by its place and its beginning."""
    if line.blanks or line.quoted != run[0].quoted or line.text == run[-1].text:
        return False
    if line.indent > 1 and 1 < line.indent - min(above.indent for above in run) < 12:
        return False
    if len(run) == 1 and _HEADED.fullmatch(run[0].text) and not line.text[0].islower():
        return False
    return not starts_item(line.text) and not _OPENING.match(line.text)


def _paragraph(run: list[Line]) -> Line:
    """Lines as one, words that were divided at their ends whole again."""
    first = run[0]
    if len(run) == 1:
        return first
    text = first.text
    for line in run[1:]:
        text = put_together(text, line.text)
    return first._replace(end=run[-1].end, text=text, indent=min(line.indent for line in run))


def put_together(text: str, more: str) -> str:
    """A text and what goes on from it, with the word whole that was divided between them."""
    divided = text[-1] == "-" and more[0].islower() and text[-2:-1].isalpha()
    return text[:-1] + more if divided else f"{text} {more}"


def _credits(text: str) -> bool:
    """Whether the last line of a block is the byline or date of a headline: no sentence's end, but a name or a day."""
    if ends(text):
        return False
    if _SIGNED.match(text) or _is_age(text):
        return True
    return not text[0].islower() and (any(c.isdigit() for c in text) and _DAY.search(text) is not None)


def _is_name_below(line: Line, below: Line, counts: Counter[str]) -> bool:
    """Whether the line below a headline is a name, its outlet or author, and not the rest of the headline."""
    if ends(line.text) or ends(below.text) or len(below.text.split()) > NAME_WORDS:
        return False
    if f" {line.text.rsplit(maxsplit=1)[-1].lower()} " in LEADING or not all(
        w[0].isupper() for w in below.text.split()
    ):
        return False
    small = sum(1 for word in _LETTERS.findall(line.text) if word[0].islower() and len(word) > 3)
    named = small > 1 and 2 <= len(below.text.split()) <= 4 and below.text[-1].isalpha()
    return counts[below.text] > 1 or named or (line.text.isupper() and not below.text.isupper())


def _breaks(text: str) -> bool:
    """Whether a line is never part of a paragraph: a rule of signs, a label with its value, pieces between bars,
    a row of contents, a source with its day in brackets."""
    if (
        text[:3] in _SIGNS
        or (text[0] == "[" and text[-1] == "]")
        or (not text[0].isalnum() and len(text) < 80 and not any(map(str.isalnum, text)))
        or (text[-1] in _NUMERALS and _LEADER.search(text) is not None)
        or (text[0] == "(" and text[-1] == ")" and _DAY.search(text) is not None)
    ):
        return True
    if text[0] == "[" and _BOXED.match(text):
        return True
    if ":" in text and _LABELLED.match(text):
        return True
    return any(bar in text for bar in _BARS) and _BARRED.search(text) is not None and not ends(text)
