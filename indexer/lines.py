"""Which lines and paragraphs does a page have, and where do they stand? Offsets are characters of the decoded page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

BREAK: Final = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
INVISIBLE: Final = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
_EDGE: Final = INVISIBLE + " \t\u00a0\u2003\u2002\u2009\u3000"
_QUOTED: Final = re.compile(r"^(?:[>|]\s?)+")
_GLUED: Final = re.compile(
    r"(?<=[a-z.)\]])(?=(?:[A-Z][A-Z’'-]{2,}(?:[ -][A-Z][A-Z’'-]+){0,3})(?:, [A-Z][\w. ]{2,24})?(?: "
    r"?\([^)]{2,24}\))?\s?(?::|[-–—]) ?[A-Z“‘\"'])"
)
_SEAM: Final = re.compile(r"[a-z.)\]][A-Z][A-Z’'-]")
"""What `_GLUED` needs, found much faster."""
_CJK: Final = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDINGS: Final = tuple(".!?…。！？؟۔।:;")
_CLOSERS: Final = "\"'”’»›」』)]"
_STOP: Final = re.compile(r"[.…。۔।][\"'”’»›」』)\]]*$|[,.][”\"’'»]\s?(?:\w+\s){0,4}\w+\.?$")
_SENTENCES: Final = re.compile(r"[.!?。！？؟۔।][\"'”’»)]?(?:\s+(?=[^\s\da-zà-ÿ])|(?<=[。！？])(?=.))")
_LABELLED: Final = re.compile(r"[A-Z][A-Za-z-]{1,14}: \S")
_LIST_ITEM: Final = re.compile(r"(?:[-•*·▪●◦■►–—‣○]\s+|\[?\d{1,2}[.)\]]\s)\S")
_WORDS: Final = re.compile(r"\w+")
_MARKUP: Final = re.compile(r"^#{1,6}\s+(?=\S)|^\^(?=\w)|^\*\*(?=[^*]+\*\*$)|(?<=^..)\*\*$")
_OPENING: Final = re.compile(
    r"[\^<]\S|\((?:Reporting|Editing|Writing|Additional|Compiled|Translated|Edited|Written)\b"
    r"|[A-ZÀ-Þ][^.!?]{2,44}, [^.!?,]{0,12}\b(?:19|20)\d{2}$"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+(?:[,/] ?[^()]{2,30})?\s?\([^()]{2,30}\)\s?[-–—]"
)
NARROWEST: Final = 30
WRAP_WIDTH: Final = 100


class Line(NamedTuple):
    """A line, or a paragraph whose lines were joined: characters [start, end) of the page, text without the edges.

    `blanks` counts the empty lines before it, `indent` the spaces; `quoted` says that it stood behind a ">".
    """

    start: int
    end: int
    text: str
    blanks: int = 0
    indent: int = 0
    quoted: bool = False

    @property
    def weight(self) -> float:
        """The length, in characters of a script with spaces."""
        if self.text.isascii() or not _CJK.search(self.text, 0, 200):
            return len(self.text)
        dense = len(_CJK.findall(self.text[:200]))
        return len(self.text) * (2.5 if dense * 3 > min(len(self.text), 200) else 1)

    @property
    def words(self) -> float:
        """The number of words, estimated for scripts without spaces."""
        return max(self.text.count(" ") + 1, self.weight / 8 if self.weight > len(self.text) else 0)

    def tail(self, at: int) -> Line:
        """The same line without the first `at` characters of its text; the offsets stay those of the whole line."""
        return self._replace(text=self.text[at:].strip(_EDGE))


def lines(page: str) -> list[Line]:
    """The lines that are not empty, glued ones cut apart, hard-wrapped ones joined into paragraphs."""
    found = list(_cut(page))
    width = _wrap_width(found)
    return _joined(found, width) if width else found


def _cut(page: str) -> Iterator[Line]:
    position = blanks = 0
    for match in (*BREAK.finditer(page), None):
        end, after = match.span() if match else (len(page), 0)
        raw = page[position:end]
        text = raw.strip(_EDGE)
        quoted = bool(text) and text[0] in ">|" and (mark := _QUOTED.match(text)) is not None
        if quoted and mark:
            text = text[mark.end() :].strip(_EDGE)
        if text and text[0] in "#^*":
            text = _MARKUP.sub("", text)
        if text:
            indent = len(raw) - len(raw.lstrip(_EDGE)) if raw[0] in _EDGE else 0
            line = Line(position, end, text, blanks, indent, quoted)
            if _SEAM.search(raw, 0, 300):
                yield from _unglued(line, raw)
            else:
                yield line
            blanks = 0
        else:
            blanks += 1
        position = after


def _unglued(line: Line, raw: str) -> Iterator[Line]:
    """Boilerplate that runs into the next article's dateline ("play-storeQAIM, Iraq: ...") is cut off before it."""
    cut = _GLUED.search(raw, 1, 300)
    if cut is None or len(raw) - cut.start() < 60 or not raw[: cut.start()].strip(_EDGE):
        yield line
        return
    middle = line.start + cut.start()
    yield Line(line.start, middle, raw[: cut.start()].strip(_EDGE), line.blanks, line.indent, line.quoted)
    yield Line(middle, line.end, raw[cut.start() :].strip(_EDGE), 0, 0, line.quoted)


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
    running = sum(1 for a, b in full if b.text[0].islower() and not _ends(a.text))
    if running > 0.25 * len(pairs) or (running >= 4 and running > 0.35 * len(full)):
        return width
    caseless = not any(c.islower() for line in found[:20] for c in line.text[:80])
    return width if caseless and len(pairs) > 3 and len(full) > 0.6 * len(pairs) else 0


def _ends(text: str) -> bool:
    """Whether a line ends as a sentence does, closing quotation marks and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_ENDINGS)


def _joined(found: list[Line], width: int) -> list[Line]:
    joined: list[Line] = []
    run = [found[0]]
    opens = _breaks(found[0].text)
    for line in found[1:]:
        breaks = _breaks(line.text)
        if not opens and not breaks and len(run[-1].text) >= 0.62 * width and _goes_on(run, line):
            run.append(line)
        else:
            joined.append(_paragraph(run))
            run, opens = [line], breaks
    return [*joined, _paragraph(run)]


def _goes_on(run: list[Line], line: Line) -> bool:
    """Whether a line goes on where the lines above end, by its place and its beginning."""
    if line.blanks or line.quoted != run[0].quoted:
        return False
    if line.indent > 1 and 1 < line.indent - min(above.indent for above in run) < 12:
        return False
    return not starts_item(line.text) and not _OPENING.match(line.text)


def _paragraph(run: list[Line]) -> Line:
    """Lines as one, words that were divided at their ends whole again."""
    first = run[0]
    if len(run) == 1:
        return first
    text = first.text
    for line in run[1:]:
        divided = text[-1] == "-" and line.text[0].islower() and text[-2:-1].isalpha()
        text = text[:-1] + line.text if divided else f"{text} {line.text}"
    indent = min(line.indent for line in run)
    return Line(first.start, run[-1].end, text, first.blanks, indent, first.quoted)


def _breaks(text: str) -> bool:
    """Whether a line is never part of a paragraph: a rule of signs, a label with its value."""
    return text[:3] in ("---", "===", "***", "___", "###", "~~~") or bool(_LABELLED.match(text))


def starts_item(text: str) -> bool:
    """Whether a line is an item of a list: a bullet or a number."""
    return _LIST_ITEM.match(text) is not None


def is_prose(line: Line) -> bool:
    """Whether a line reads like running text rather than like a headline, a label or a button."""
    if line.weight >= 200:
        return True
    if line.words >= 6 and _STOP.search(line.text):
        return True
    if line.words >= 9 and _SENTENCES.search(line.text):
        return True
    if _ends(line.text):
        return line.words >= 22 or (line.text[-1] in ":;" and line.words >= 9)
    return line.weight >= 130


def folded(text: str) -> str:
    """A text for comparing: case, punctuation and spaces do not count."""
    return " ".join(_WORDS.findall(text.casefold()))
