"""What is repaired in a text before anything is read from it?

`CLEANERS` is the whole list, in order. Each step is total, small and idempotent, and costs no more than a search when
there is nothing to do. The author's words, quotes and spelling stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from ftfy import fix_encoding

# Entities that were escaped once too often, so that they stand in the text ("&amp;", "&#8217;").
ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What UTF-8 looks like when it was read as a single-byte charset: a lead byte, then a trail byte.
MOJIBAKE = re.compile(
    "[\u00c2-\u00c5\u00ce-\u00d1\u00d0-\u00df\u00e0-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00ef\u00bf\u00bd"
)
LINE_ENDS = re.compile("\r\n?|[\u2028\u0085]")
PARAGRAPH_ENDS = re.compile("[\u2029\f]")
# Controls but tab and line feed; deprecated and interlinear format characters; noncharacters; lone surrogates.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Zero-width space, word joiner, byte order mark, bidi marks and isolates, soft hyphen. The joiners U+200C and U+200D
# stay: Persian and Indic words, and emoji, are written with them.
INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\u00ad]")
STRAY_JOINERS = re.compile("(?:(?<=[\\s\x00-\x7f])|^)[\u200c\u200d]+|[\u200c\u200d]+(?=[\\s\x00-\x7f]|$)")
SPACES = re.compile("[\t\x0b\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
BLANKS = re.compile(r"  +| +\n|\n +|\A\s+|\s+\Z")
PARAGRAPHS = re.compile(r"\n\n\n+")


def unescape(text: str) -> str:
    """Entities become their characters, however often they were escaped."""
    while ENTITY.search(text):
        again = ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if again == text:
            break
        text = again
    return text


def repair_mojibake(text: str) -> str:
    """UTF-8 that was read as another charset becomes what it was."""
    while MOJIBAKE.search(text) and (again := fix_encoding(text)) != text:
        text = again
    return text


def unify_line_ends(text: str) -> str:
    """Every line end becomes a line feed, a page or paragraph separator a blank line."""
    return PARAGRAPH_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))


def drop_controls(text: str) -> str:
    """Control characters, noncharacters and halves of surrogate pairs go."""
    return CONTROLS.sub("", text)


def drop_invisible(text: str) -> str:
    """Characters of no width go, but not the joiners inside words."""
    return STRAY_JOINERS.sub("", INVISIBLE.sub("", text))


def compose(text: str) -> str:
    """NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def squeeze_blanks(text: str) -> str:
    """One space between words, none at the ends of lines, at most one blank line."""
    return PARAGRAPHS.sub("\n\n", BLANKS.sub(_squeezed, SPACES.sub(" ", text)))


def _squeezed(match: re.Match[str]) -> str:
    found = match[0]
    if match.start() == 0 and found[:1].isspace() and not match.string[: match.end()].strip():
        return ""
    return "" if match.end() == len(match.string) else "\n" if "\n" in found else " "


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
    """The text after all cleaners; paragraphs are kept, separated by one blank line, and lines inside them too."""
    for cleaner in CLEANERS:
        text = cleaner(text)
    return text


def clean_line(text: str) -> str:
    """The text on one line, as for titles and names."""
    return " ".join(clean(text).split())
