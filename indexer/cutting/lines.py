"""Which lines and paragraphs does a page have, and where do they stand? Offsets are characters of the decoded page."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

BREAK: Final = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
_RARE_BREAKS: Final = "\r\f\v\u2028\u2029\x85"
INVISIBLE: Final = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
_EDGE: Final = INVISIBLE + " \t\u00a0\u2003\u2002\u2009\u3000"
_ODD: Final = {
    **dict.fromkeys(map(ord, INVISIBLE)),
    **dict.fromkeys(
        map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " "
    ),
}
"""Characters of no width, which go, and blanks that are no plain ones."""
_QUOTED: Final = re.compile(r"^(?:[>|]\s?)+")
_GLUED: Final = re.compile(
    r"(?<=[a-z.)\]])(?=(?:[A-Z][A-Z’'-]{2,}(?:[ -][A-Z][A-Z’'-]+){0,3})(?:, [A-Z][\w. ]{2,24})?(?: "
    r"?\([^)]{2,24}\))?\s?(?::|[-–—]) ?[A-Z“‘\"'])"
)
_SEAM: Final = re.compile(r"[a-z.)\]][A-Z][A-Z’'-]")
"""What `_GLUED` needs, found much faster."""
_ENTITY: Final = re.compile(r"&(?:[a-z]{2,8}|#x?[0-9a-f]{2,6});", re.IGNORECASE)
_CJK: Final = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDINGS: Final = tuple(".!?…。！？؟۔।:;")
_CLOSERS: Final = "\"'”’»›」』)]"
_SHORTENED: Final = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Rev|Hon|St|Mt|Ft|Jr|Sr|vs|No|Inc|Corp|Co|Ltd|Bros"
    "|Dept|Univ|Ave|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    "|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Sra|Srta|Dra|Gral|Mme|Mlle|Gén|bzw|Nr"
)
_FULL: Final = r"[.](?<!\.\.)(?<!\. \.)" + "".join(
    rf"(?<!\b{word}[.])" for word in ("[A-ZÀ-Þ]", *_SHORTENED.split("|"))
)
"""A full stop that ends a sentence: no initial ("U.S."), no short form ("Sen."), no dots ("..") before a turn.

The stop is sought first and what stands before it looked at then: the other way round every character is looked at."""
_STOP: Final = re.compile(rf"(?:{_FULL}|[…。۔।])[\"'”’»›」』)\]]*$|[,.][”\"’'»]\s?(?:\w+\s){{0,4}}\w+\.?$")
_SENTENCES: Final = re.compile(rf"(?:{_FULL}[\"'”’»)]?(?=\s+[^\s\da-zà-ÿ])|[。！？](?=.)|[؟۔।]\s)")
_TITLE_WORD: Final = re.compile(r"[^\W\d_]{4,}")
TITLE_CASE: Final = 0.8
"""The share of words of four letters and more that begin with a capital in a headline of that style."""
_LIST_ITEM: Final = re.compile(r"(?:[-•*·▪●◦■►–—‣○]\s+|\[?\d{1,2}[.)\]]\s)\S")
_WORDS: Final = re.compile(r"\w+")
_EDIT: Final = re.compile(
    r"(?<=\S)\s?\[(?:edit(?: source)?|bearbeiten(?: \| quelltext bearbeiten)?|modifier(?: \| modifier le code)?|editar"
    r"|править(?: \| править код)?|modifica|edytuj|bewerken|redigera|değiştir|تعديل|ویرایش|编辑|編集|편집)\]$",
    re.IGNORECASE,
)
"""The mark of a wiki behind its headings."""
_LINK: Final = re.compile(r"(?P<mark>[-*+]\s+)?\[(?P<text>[^\[\]]{3,200})\]\((?P<url>https?://[^\s()]+)\)")
_EMPHASIS: Final = re.compile(r"^([*_])(?=[^\W_])([^*_]{3,})\1$")
"""A whole line in italics or bold, as chats and notes mark it: "*Bakers end strike*", "_The Veldon Post, 3 June_"."""
_ORNAMENT: Final = re.compile(
    r"(?P<left>(?:[*=~_+•·◆★☆–—-]\s?){1,12})\s(?P<words>[“„«‘]?[^\W_].{6,180}?)\s(?P<right>(?:[*=~_+•·◆★☆–—-]\s?){1,12})"
)
"""Words between signs of one kind, as letters in plain text set their headlines: "* * * Bakers end strike * * *"."""
ADORNED: Final = 4
"""A line between signs of fewer words may be a section, or a paper whose articles stand below."""
_MARKUP: Final = re.compile(r"^#{1,6}\s+(?=\S)|^\*\*\s+(?=\S)|^\^(?=\w)|^\*\*(?=[^*]+\*\*$)|(?<=^..)\*\*$")


class Line(NamedTuple):
    """A line, or a paragraph whose lines were joined: characters [start, end) of the page, text without the edges.

    `blanks` counts the empty lines before it, `indent` the spaces; `quoted` says that it stood behind a ">",
    `running` that it is the head or foot of a printed page, `sheet` that a new page begins with it.
    """

    start: int
    end: int
    text: str
    blanks: int = 0
    indent: int = 0
    quoted: bool = False
    running: bool = False
    sheet: bool = False

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


def cut(page: str) -> Iterator[Line]:
    position = blanks = 0
    settled = _is_settled(page)
    for end, after in [*_breaks_of(page), (len(page), 0)]:
        raw = page[position:end]
        text = raw.strip(_EDGE)
        if not settled and not text.isascii():
            text = unicodedata.normalize("NFC", text.translate(_ODD))
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text).strip(_EDGE)
        quoted = bool(text) and text[0] in ">|" and (mark := _QUOTED.match(text)) is not None
        if quoted and mark:
            text = text[mark.end() :].strip(_EDGE)
        if text and text[0] in "#^*_":
            text = _EMPHASIS.sub(r"\2", _MARKUP.sub("", text))
        if text and text[-1] == "]":
            text = _EDIT.sub("", text)
        if text:
            indent = len(raw) - len(raw.lstrip(_EDGE)) if raw[0] in _EDGE else 0
            line = Line(position, end, text, blanks, indent, quoted)
            if text[-5:] == " NNNN":  # the end of a dispatch behind its stamp
                middle = position + raw.rindex("NNNN")
                yield line._replace(end=middle, text=text[:-5].strip(_EDGE))
                yield Line(middle, end, "NNNN", 0, indent, quoted)
            elif _SEAM.search(raw, 0, 300) or "](" in raw:
                yield from _unglued(line, raw)
            else:
                yield line
            blanks = 0
        else:
            blanks += 1
        position = after


def _is_settled(page: str) -> bool:
    """Whether a page is in NFC and has no odd blanks: then its lines need no look."""
    return page.isascii() or (unicodedata.is_normalized("NFC", page) and not any(chr(sign) in page for sign in _ODD))


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
        middle = line.start + raw.rindex("](") + 1
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


def unadorned(text: str) -> str:
    """A headline without the same signs before and behind it, any other line as it is."""
    match = _ORNAMENT.fullmatch(text) if text and text[0] == text[-1] else None
    signs = set(match["left"] + match["right"]) - {" "} if match else set[str]()
    return match["words"] if match and len(signs) == 1 and Line(0, 0, match["words"]).words >= ADORNED else text


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does, closing quotation marks and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_ENDINGS)


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
    if ends(line.text):
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
