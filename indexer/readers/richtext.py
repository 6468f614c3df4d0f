"""Which paragraphs stand in rich text (RTF 1.9.1), and in which bytes does each begin?

Own code: striprtf 0.0.35, the one kept library, shows hidden and deleted words, loses what follows binary data and one
of two links on a line, refuses a file for one wrong byte, does not say that a file is cut off, and knows no styles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from indexer.readers.charset import decodes, known_charset
from indexer.readers.office import Paragraph
from indexer.readers.records import BrokenRecord

DEEPEST: Final = 2000
TABLE_CAP: Final = 1 << 20  # bytes of a table of fonts or styles
PROPERTY_CAP: Final = 1000  # characters
_TOKEN: Final = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_HEX, _SYMBOL, _BRACE, _TEXT = 3, 4, 5, 6
"""The groups of a token after those of a control word and its number."""
_INSIDE: Final = re.compile(rb"[\\{}](?:(?<=\\)(?:bin([0-9]{1,10}) ?|.))?", re.DOTALL)
_FONT: Final = re.compile(rb"\\(fcharset|cpg|f)([0-9]{1,5})")
_LATIN: Final = re.compile(rb"\\f([0-9]{1,5})(?![0-9])[^;]{0,200}?\\fcharset0(?![0-9])")
_STYLE: Final = re.compile(rb"\\s([0-9]{1,5})(?![0-9])([^;]{0,500});")
_CODES: Final = re.compile(rb"\\[A-Za-z]+-?[0-9]* ?|\\'..|[{}\r\n]")
_HALVES: Final = re.compile("[\ud800-\udfff]")
_STRAY: Final = dict.fromkeys(code for code in range(32) if code not in (9, 10))

_UNSEEN: Final = (
    "aftncn aftnsep aftnsepc annotation atnauthor atndate atnid atnref bkmkend bkmkstart colortbl datafield filetbl "
    "fldinst footer footerf footerl footerr footnote ftncn ftnsep ftnsepc header headerf headerl headerr listtext "
    "nextfile nonesttables objdata pict pntext private revtbl rxe shprslt sp tc tcn template txe xe"
)
UNSEEN: Final = frozenset(_UNSEEN.split())
"""Groups whose words are not those of the page: tables, running heads, notes, instructions, pictures, indexes, the
numbers of lists. All that are marked with an asterisk are such too, but for these:"""
SEEN: Final = frozenset(["shpinst", "shptxt"])
PROPERTIES: Final = {"title": "title", "subject": "subject", "author": "creator", "keywords": "keywords"}
TABLES: Final = frozenset(["fonttbl", "stylesheet"])
ENDS: Final = frozenset(["par", "sect", "page", "column", "cell", "nestcell", "row", "nestrow"])
CHARACTERS: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
SYMBOLS: Final = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
CODE_PAGES: Final = {"0": "cp1252", "10000": "mac_roman", "20866": "koi8-r", "21866": "koi8-u", "65001": "utf-8"}
PLATFORMS: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CHARSETS: Final = {
    "77": "mac_roman", "128": "cp932", "129": "cp949", "130": "johab", "134": "gb18030", "136": "cp950",
    "161": "cp1253", "162": "cp1254", "163": "cp1258", "177": "cp1255", "178": "cp1256", "186": "cp1257",
    "204": "cp1251", "222": "cp874", "238": "cp1250", "254": "cp437", "255": "cp850",
}  # fmt: skip
"""The charsets of fonts, by their numbers in Windows."""

CHANGES: Final = frozenset(["f", "v", "deleted", "plain", "s", "pard", "uc", "deff", "ansicpg"]) | frozenset(PLATFORMS)
MEANT: Final = frozenset(word.encode() for word in {"u", "bin", *ENDS, *CHARACTERS, *CHANGES})
"""The words that do something where they stand; those that make a group what it is come first in it."""


class RichText(NamedTuple):
    """The paragraphs, the byte in which each of their lines begins, what the document says of itself, and how many
    groups stay open at its end."""

    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    about: Mapping[str, str]
    open: int


def rich_text(body: bytes) -> RichText:
    """What stands in these bytes. Raises BrokenRecord for groups in groups without end."""
    return _Reading(body).done()


class _Reading:
    """One pass over the bytes; what a group changes is given back when it closes."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.raw_charset = "" if body.isascii() else "utf-8" if decodes(body, "utf-8") else ""
        self.codec, self.default_font = "cp1252", ""
        self.fonts: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.paragraphs: list[Paragraph] = []
        self.starts: list[int] = []
        self.held, self.held_codec, self.line = bytearray(), "", list[str]()
        self.start, self.breaks, self.line_style = 0, list[int](), ""
        self.first = self.marked = False  # whether this is the first word of a group, an asterisk before it
        self.skip = 0  # characters that stand for the last one where its number is not known
        self.font = self.style = self.into = ""  # `into`: the property that is told, "" on the page
        self.hidden, self.fallback = False, 1
        self.stack: list[tuple[str, str, str, bool, int]] = []

    def done(self) -> RichText:
        """All that the bytes hold."""
        at = 0
        while token := _TOKEN.search(self.body, at):
            at = token.end()
            kind = token.lastindex
            if kind == _TEXT:
                self._bytes(token[_TEXT], self.raw_charset, token.start())
            elif kind == _HEX:
                self._bytes(bytes.fromhex(token[_HEX].decode()), "", token.start())
            elif kind == _BRACE:
                self._brace(token[_BRACE] == b"{", at)
            elif kind == _SYMBOL:
                self._symbol(token[_SYMBOL].decode("latin-1"), at)
            elif self.first or self.skip or token[1] in MEANT:
                at = self._word(token[1].decode(), (token[2] or b"").decode(), at)
        self._end(at)
        about = {name: " ".join(said.split()) for name, said in self.about.items()}
        return RichText(tuple(self.paragraphs), tuple(self.starts), about, len(self.stack))

    def _brace(self, opens: bool, at: int) -> None:
        self.skip, self.first, self.marked = 0, opens, False
        if opens:
            if not self.stack:  # another document behind the first
                self._end(at - 1)
            if len(self.stack) >= DEEPEST:
                raise BrokenRecord("too deep", f"It has more than {DEEPEST} groups in each other. Save it as text.")
            self.stack.append((self.font, self.style, self.into, self.hidden, self.fallback))
        elif self.stack:
            if self.into:  # a property is told
                self._flush()
            self.font, self.style, self.into, self.hidden, self.fallback = self.stack.pop()

    def _symbol(self, symbol: str, at: int) -> None:
        self.marked = symbol == "*"
        self.first = self.first and self.marked
        if self.marked:
            return
        if symbol in "\r\n":
            self._end(at)
        elif self.skip:
            self.skip -= 1
        elif symbol in SYMBOLS:
            self._put(SYMBOLS[symbol], at)

    def _word(self, word: str, number: str, at: int) -> int:
        """What a control word does; the byte at which reading goes on."""
        first, marked, self.first, self.marked = self.first, self.marked, False, False
        if word == "bin":
            return at + max(0, int(number or 0))
        if first and (word in UNSEEN if not marked else word not in SEEN):
            return self._group_end(at)
        if first and word in TABLES:
            end = self._group_end(at)
            self._table(word, self.body[at : min(end, at + TABLE_CAP)])
            return end
        if first and (word in ("info", "shptxt") or self.into == "info"):
            self._end(at)
            self.into = "" if word == "shptxt" else word
        elif self.skip:
            self.skip -= 1
        elif word in ENDS:
            self._end(at)
        elif word in CHARACTERS:
            self._put(CHARACTERS[word], at)
        elif word == "u" and number:
            self._put(chr(int(number) & 0xFFFF), at)
            self.skip = self.fallback
        else:
            self._set(word, number)
        return at

    def _set(self, word: str, number: str) -> None:
        """Words that change how the next ones are read."""
        if word == "f":
            self.font = number
        elif word in ("v", "deleted"):
            self.hidden = number != "0"
        elif word == "plain":
            self.font, self.hidden = self.default_font, False
        elif word in ("s", "pard"):
            self.style = number
        elif word == "uc":
            self.fallback = max(0, int(number or 1))
        elif word == "deff":
            self.font = self.default_font = number
        elif word == "ansicpg":
            self.codec = CODE_PAGES.get(number) or known_charset(f"cp{number}") or self.codec
        elif word in PLATFORMS:
            self.codec = PLATFORMS[word]

    def _group_end(self, at: int) -> int:
        """Where the brace stands that closes the group around this byte; the end of all bytes if there is none."""
        depth = 1
        while found := _INSIDE.search(self.body, at):
            at = found.end()
            if found[1]:
                at += int(found[1])
            elif found[0] == b"{":
                depth += 1
            elif found[0] == b"}":
                depth -= 1
                if not depth:
                    return found.start()
        return len(self.body)

    def _table(self, name: str, table: bytes) -> None:
        """The charsets of the fonts, or the names of the styles, by their numbers."""
        if name == "stylesheet":
            for number, words in _STYLE.findall(table):
                name = _CODES.sub(b"", words).decode("latin-1")
                self.styles[number.decode()] = "".join(name.split()).lower()
            return
        font = ""
        for word, number in _FONT.findall(table):
            if word == b"f":
                font = number.decode()
            else:
                known = CHARSETS.get(number.decode()) if word == b"fcharset" else known_charset(f"cp{number.decode()}")
                self.fonts[font] = known or self.fonts.get(font, "")
        if any(self.fonts.values()):  # else the program that wrote it does not tell fonts by their charsets
            latin = [number.decode() for number in _LATIN.findall(table)]
            self.fonts.update(dict.fromkeys(latin, "cp1252"))

    def _bytes(self, found: bytes, charset: str, at: int) -> None:
        """Characters by their codes; those of two bytes may be written partly as they are and partly by number."""
        self.first = self.first and found == b" "
        if self.skip:
            skipped = min(self.skip, len(found))
            self.skip -= skipped
            found = found[skipped:]
        codec = charset if charset and not found.isascii() else self.fonts.get(self.font) or self.codec
        if codec != self.held_codec:
            self._flush()
            self.held_codec = codec
        if found and not self.hidden and self.stack:
            if not self.held and not self.line:
                self._begin(at)
            self.held += found

    def _put(self, text: str, at: int) -> None:
        if self.hidden or not self.stack:
            return
        self._flush()
        if not self.line:
            self._begin(at)
        if text == "\n":
            self.breaks.append(at)
        self.line.append(text)

    def _begin(self, at: int) -> None:
        """The first paragraph begins with its first character, each other one where the one before has ended."""
        self.line_style = self.style
        if not self.paragraphs:
            self.start = at

    def _flush(self) -> None:
        if self.held:
            self.line.append(self.held.decode(self.held_codec, "replace"))
            self.held.clear()
        if self.into:
            name = PROPERTIES.get(self.into, "")
            if name and len(before := self.about.get(name, "")) < PROPERTY_CAP:
                self.about[name] = before + _whole(self.line)
            self.line.clear()

    def _end(self, at: int) -> None:
        """The end of a paragraph; one without words is none."""
        self._flush()
        text = _whole(self.line)
        if stripped := text.strip():
            above = text[: len(text) - len(text.lstrip())].count("\n")
            self.paragraphs.append(Paragraph(self.styles.get(self.line_style, ""), stripped))
            self.starts += [self.start, *self.breaks[above : above + stripped.count("\n")]]
            self.start = at
        self.line.clear()
        self.breaks.clear()


def _whole(pieces: list[str]) -> str:
    """The pieces as one text; two halves of a character become one, and what no text holds goes."""
    text = "".join(pieces)
    if _HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_STRAY)
