"""Which lines and paragraphs does a page have, and where do they stand? Offsets are characters of the decoded page."""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from indexer import clocks

BREAK: Final = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
_RARE_BREAKS: Final = "\r\f\v\u2028\u2029\x85"
INVISIBLE: Final = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
_EDGE: Final = INVISIBLE + " \t\u00a0\u2003\u2002\u2009\u3000"
_QUOTED: Final = re.compile(r"^(?:[>|]\s?)+")
_GLUED: Final = re.compile(
    r"(?<=[a-z.)\]])(?=(?:[A-Z][A-Z’'-]{2,}(?:[ -][A-Z][A-Z’'-]+){0,3})(?:, [A-Z][\w. ]{2,24})?(?: "
    r"?\([^)]{2,24}\))?\s?(?::|[-–—]) ?[A-Z“‘\"'])"
)
_SEAM: Final = re.compile(r"[a-z.)\]][A-Z][A-Z’'-]")
"""What `_GLUED` needs, found much faster."""
_ENTITY: Final = re.compile(r"&(?:[a-z]{2,8}|#x?[0-9a-f]{2,6});", re.IGNORECASE)
_CJK: Final = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CASELESS: Final = re.compile(r"\W*[\u0590-\u074f\u0900-\u0eff]")
_ENDINGS: Final = tuple(".!?…。！？؟۔।:;")
_CLOSERS: Final = "\"'”’»›」』)]"
_SHORTENED: Final = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Rev|Hon|St|Mt|Ft|Jr|Sr|vs|No|Inc|Corp|Co|Ltd|Bros"
    "|Dept|Univ|Ave|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    "|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Sra|Srta|Dra|Gral|Mme|Mlle|Gén|bzw|Nr"
)
_FULL: Final = "".join(rf"(?<!\b{word})" for word in ("[A-ZÀ-Þ]", *_SHORTENED.split("|"))) + r"(?<!\.)(?<!\. )[.]"
"""A full stop that ends a sentence: no initial ("U.S."), no short form ("Sen."), no dots ("..") before a turn."""
_STOP: Final = re.compile(rf"(?:{_FULL}|[…。۔।])[\"'”’»›」』)\]]*$|[,.][”\"’'»]\s?(?:\w+\s){{0,4}}\w+\.?$")
_SENTENCES: Final = re.compile(rf"(?:{_FULL}[\"'”’»)]?(?=\s+[^\s\da-zà-ÿ])|[。！？](?=.)|[؟۔।]\s)")
_TITLE_WORD: Final = re.compile(r"[^\W\d_]{4,}")
TITLE_CASE: Final = 0.8
"""The share of words of four letters and more that begin with a capital in a headline of that style."""
_LABELLED: Final = re.compile(r"[^\W\d_a-z][\w-]{1,18}(?:(?: [\w-]{1,12})?\.{2,}|\s*):\s+\S|:[A-Z][A-Z_-]+:")
_BARRED: Final = re.compile(r"\s[|•·]\s")
_SIGNS: Final = frozenset(("---", "===", "***", "___", "###", "~~~"))
_LIST_ITEM: Final = re.compile(r"(?:[-•*·▪●◦■►–—‣○]\s+|\[?\d{1,2}[.)\]]\s)\S")
_WORDS: Final = re.compile(r"\w+")
_LINK: Final = re.compile(r"(?P<mark>[-*+]\s+)?\[(?P<text>[^\[\]]{3,200})\]\((?P<url>https?://[^\s()]+)\)")
_MARKUP: Final = re.compile(r"^#{1,6}\s+(?=\S)|^\*\*\s+(?=\S)|^\^(?=\w)|^\*\*(?=[^*]+\*\*$)|(?<=^..)\*\*$")
_OPENING: Final = re.compile(
    r"[\^<]\S|<?https?://|\((?:Reporting|Editing|Writing|Additional|Compiled|Translated|Edited|Written)\b"
    r"|[A-ZÀ-Þ][^.!?]{2,44}, [^.!?,]{0,12}\b(?:19|20)\d{2}$"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+(?:[,/] ?[^()]{2,30})?\s?\([^()]{2,30}\)\s?[-–—]"
)
_SIGNED: Final = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|بقلم)\s+[^\W\d_a-z]")
_DAY: Final = re.compile(
    r"\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b(?:19|20)\d{2}[-/]\d{2}[-/]\d{2}\b|\b(?:19|20)\d\d\b"
    r"|\bago\b|[०-९]{4}|[٠-٩]{4}"
)
_NO_HEADLINE: Final = re.compile(
    r"(?:by|via|from|von|par|por|source)\s+[^\W\d_a-z]|in [A-Z][^,]*, |https?:|www\.|\S+@", re.ASCII
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
WRAP_WIDTH: Final = 100
SLACK: Final = 0.2
"""How much shorter than the width, as a share of it, a line may be where the next word would still have had room: the
types of a printed page are not all of one width. On a page set in one width nothing is allowed."""


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
    return _headlines(_joined(found, _room(found, width), _widest(found, width)) if width else found)


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
    if max(len(line.text), len(below.text)) > HEADLINE or _ends(line.text) or _ends(below.text):
        return False
    if starts_item(line.text) or starts_item(below.text) or _breaks(line.text) or _breaks(below.text):
        return False
    if _NO_HEADLINE.match(below.text) or _is_age(below.text):
        return False
    return below.text[0].islower() or f" {line.text.rsplit(maxsplit=1)[-1]} " in LEADING


def _is_age(text: str) -> bool:
    """Whether a line says how long ago, and nothing more: "yesterday", "3 hours ago"."""
    return len(text) < AGE and (age := clocks.age(text)) is not None and age[1] - age[0] == len(text)


def _cut(page: str) -> Iterator[Line]:
    position = blanks = 0
    for end, after in [*_breaks_of(page), (len(page), 0)]:
        raw = page[position:end]
        text = raw.strip(_EDGE)
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text).strip(_EDGE)
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


def _breaks_of(page: str) -> Iterator[tuple[int, int]]:
    """Where lines end and where the next ones begin; most pages have line feeds alone, which are found much faster."""
    if any(mark in page for mark in _RARE_BREAKS):
        yield from (match.span() for match in BREAK.finditer(page))
        return
    end = page.find("\n")
    while end >= 0:
        yield end, end + 1
        end = page.find("\n", end + 1)


def _unglued(line: Line, raw: str) -> Iterator[Line]:
    """Boilerplate that runs into the next article's dateline ("play-storeQAIM, Iraq: ...") is cut off before it; a line
    that is one link of Markdown becomes its text and its address."""
    if line.text[-1] == ")" and (link := _LINK.fullmatch(line.text)):
        middle = line.start + raw.index("](", raw.index(link["text"])) + 1
        yield line._replace(end=middle, text=(link["mark"] or "") + link["text"])
        yield Line(middle, line.end, link["url"], 0, line.indent, line.quoted)
        return
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
    if lengths[-1] <= WRAP_WIDTH and _is_torn(pairs, lengths[-1]):
        return lengths[-1]
    caseless = [(a, b) for a, b in pairs if _CASELESS.match(a.text) and _CASELESS.match(b.text)]
    wrapped = sum(1 for a, b in caseless if not _ends(a.text) and _reach(a, b) >= 0.9 * width)
    return width if len(caseless) > 3 and wrapped > 0.5 * len(caseless) else 0


def _ends(text: str) -> bool:
    """Whether a line ends as a sentence does, closing quotation marks and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_ENDINGS)


def _is_torn(pairs: list[tuple[Line, Line]], longest: int) -> bool:
    """Whether every line that breaks off inside a sentence does so for want of room."""
    torn = [_reach(a, b) for a, b in pairs if b.text[:1].islower() and not _ends(a.text)]
    return bool(torn) and min(torn) >= longest - 2


def _room(found: list[Line], width: int) -> int:
    """How long a line must at least be, with the first word of the next one, to have been broken for want of room."""
    running = [
        _reach(a, b)
        for a, b in itertools.pairwise(found)
        if b.blanks == 0 and b.text[:1].islower() and not _ends(a.text)
    ]
    widest = max(len(line.text) for line in found)
    typed = sum(1 for reach in running if reach > min(width, widest) - 2)
    return width - 2 if running and typed > 0.95 * len(running) else int(width * (1 - SLACK))


def _widest(found: list[Line], width: int) -> int:
    """How long a line may be that was broken for want of room; a longer one stands as it was written."""
    running = [
        len(a.text)
        for a, b in itertools.pairwise(found)
        if b.blanks == 0 and b.text[:1].islower() and not _ends(a.text)
    ]
    return int(max(running) * 1.1) if len(running) >= 3 else max([width, *running])


def _reach(line: Line, below: Line) -> int:
    """How long a line would be with the first word of the next one on it."""
    return len(line.text) + 1 + len(below.text.split(None, 1)[0])


def _joined(found: list[Line], room: int, widest: int) -> list[Line]:
    joined: list[Line] = []
    run = [found[0]]
    opens = _breaks(found[0].text)
    counts = Counter(line.text for line in found if len(line.text) < room)
    for line, below in zip(found[1:], [*found[2:], None], strict=False):
        breaks = _breaks(line.text)
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


def _credits(text: str) -> bool:
    """Whether the last line of a block is the byline or date of a headline: no sentence's end, but a name or a day."""
    if _ends(text):
        return False
    if _SIGNED.match(text) or _is_age(text):
        return True
    return not text[0].islower() and (any(c.isdigit() for c in text) and _DAY.search(text) is not None)


def _is_name_below(line: Line, below: Line, counts: Counter[str]) -> bool:
    """Whether the line below a headline is a name, its outlet or author, and not the rest of the headline."""
    if _ends(line.text) or _ends(below.text) or len(below.text.split()) > NAME_WORDS:
        return False
    if f" {line.text.rsplit(maxsplit=1)[-1].lower()} " in LEADING or not all(
        w[0].isupper() for w in below.text.split()
    ):
        return False
    return counts[below.text] > 1 or (line.text.isupper() and not below.text.isupper())


def _breaks(text: str) -> bool:
    """Whether a line is never part of a paragraph: a rule of signs, a label with its value, pieces between bars."""
    if (
        text[:3] in _SIGNS
        or (text[0] == "[" and text[-1] == "]")
        or (len(text) < 80 and not any(map(str.isalnum, text)))
    ):
        return True
    return (":" in text and _LABELLED.match(text) is not None) or (_BARRED.search(text) is not None and not _ends(text))


def starts_item(text: str) -> bool:
    """Whether a line is an item of a list: a bullet or a number."""
    return _LIST_ITEM.match(text) is not None


def is_prose(line: Line) -> bool:
    """Whether a line reads like running text rather than like a headline, a label or a button."""
    if line.weight >= 200:
        return True
    if is_title_case(line.text):
        return False
    if line.words >= 6 and _STOP.search(line.text):
        return True
    if line.words >= 9 and _SENTENCES.search(line.text):
        return True
    if _ends(line.text):
        return line.words >= 22 or (line.text[-1] in ":;" and line.words >= 9)
    return line.weight >= 130


def is_title_case(text: str) -> bool:
    """Whether a line is set as American headlines are: Nearly All of Its Longer Words Begin with a Capital."""
    words = _TITLE_WORD.findall(text)
    capitals = sum(1 for word in words if word[0].isupper() and not word.isupper())
    return len(words) >= 4 and capitals >= TITLE_CASE * len(words)


def folded(text: str) -> str:
    """A text for comparing: case, punctuation and spaces do not count."""
    return " ".join(_WORDS.findall(text.casefold()))
