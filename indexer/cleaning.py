"""What is repaired in a text before anything is read from it?

`CLEANERS` is the whole list, in order. Each step is total, small and idempotent, and costs no more than a search when
there is nothing to do. The author's words, quotes and spelling stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

# Entities that were escaped once too often, so that they stand in the text ("&amp;", "&#8217;").
ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
# What UTF-8 looks like when it was read as a single-byte charset: a lead byte, then a trail byte.
MOJIBAKE = re.compile(
    "[\u00c2-\u00c5\u00ce-\u00d1\u00d0-\u00df\u00e0-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
LINE_ENDS = re.compile("[\r\u2028\u0085]")
PARAGRAPH_ENDS = re.compile("[\u2029\f]")
# Controls but tab and line feed; deprecated and interlinear format characters; noncharacters; lone surrogates.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Zero-width space, word joiner, byte order mark, bidi marks and isolates, soft hyphen. The joiners U+200C and U+200D
# stay: Persian and Indic words, and emoji, are written with them.
INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\u00ad]")
JOINERS = re.compile("[\u200c\u200d]+")
ODD_SPACE = re.compile("[\t\x0b\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|  ")
SPACES = re.compile("[ \t\x0b\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
AROUND_LINE_END = re.compile(" ?\n ?")
PARAGRAPHS = re.compile(r"\n\n\n+")


def unescape(text: str) -> str:
    """Entities become their characters, however often they were escaped."""
    while "&" in text and (again := ENTITY.sub(lambda match: html.unescape("&" + match[1]), text)) != text:
        text = again
    return text


def repair_mojibake(text: str) -> str:
    """UTF-8 that was read as another charset becomes what it was."""
    while MOJIBAKE.search(text):
        from ftfy import fix_encoding  # slow to import, and seldom needed

        if (again := fix_encoding(text)) == text:
            break
        text = again
    return text


def unify_line_ends(text: str) -> str:
    """Every line end becomes a line feed, a page or paragraph separator a blank line."""
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    return PARAGRAPH_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))


def drop_controls(text: str) -> str:
    """Control characters, noncharacters and halves of surrogate pairs go."""
    return CONTROLS.sub("", text)


def drop_invisible(text: str) -> str:
    """Characters of no width go, but not the joiners inside words."""
    text = INVISIBLE.sub("", text)
    return JOINERS.sub(_joining, text) if "\u200c" in text or "\u200d" in text else text


def _joining(found: re.Match[str]) -> str:
    """The joiners themselves between two letters of a script that has them, else nothing."""
    around = found.string[found.start() - 1 : found.start()] + found.string[found.end() : found.end() + 1]
    return found[0] if len(around) == 2 and not any(c.isspace() or c.isascii() for c in around) else ""


def compose(text: str) -> str:
    """NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def squeeze_blanks(text: str) -> str:
    """One space between words, none at the ends of lines, at most one blank line."""
    if ODD_SPACE.search(text):
        text = SPACES.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = AROUND_LINE_END.sub("\n", text)
    return PARAGRAPHS.sub("\n\n", text).strip(" \n")


SIGNS = "’‘“”–—…"  # clean by themselves; beside them most texts are ASCII
ASCII_SUSPECT = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
# Every character that a cleaner takes away or replaces, in one class.
SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

CLEANERS: tuple[Callable[[str], str], ...] = (
    unescape,
    repair_mojibake,
    unify_line_ends,
    drop_controls,
    drop_invisible,
    compose,
    squeeze_blanks,
)


def clean(text: str) -> str:
    """The text after all cleaners; paragraphs are kept, separated by one blank line, and lines inside them too.

    A repair can lay bare another fault (an entity that a control character had cut), so the list runs until it changes
    nothing more.
    """
    while not _is_clean(text) and (again := _once(text)) != text:
        text = again
    return text


def _is_clean(text: str) -> bool:
    """True for most clean texts, at the price of one search; False only means that the cleaners must look."""
    if text[:1].isspace() or text[-1:].isspace() or "&" in text or "  " in text:
        return False
    if " \n" in text or "\n " in text or "\n\n\n" in text:
        return False
    plain = text
    for sign in SIGNS if not text.isascii() else "":
        plain = plain.replace(sign, "")
    if plain.isascii():
        return not ASCII_SUSPECT.search(plain)
    if SUSPECT.search(text) or MOJIBAKE.search(text) or not unicodedata.is_normalized("NFC", text):
        return False
    return ("\u200c" not in text and "\u200d" not in text) or drop_invisible(text) == text


def _once(text: str) -> str:
    for cleaner in CLEANERS:
        text = cleaner(text)
    return text


def clean_line(text: str) -> str:
    """The text on one line, as for titles and names."""
    return " ".join(clean(text).split())
