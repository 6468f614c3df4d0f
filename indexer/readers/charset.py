"""Which characters do these bytes stand for?

The order is byte order mark, strict UTF-8, what the document declares, detection. UTF-8 is tried before the
declaration because bytes of another charset that pass as UTF-8 hardly exist, while wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re

import cchardet

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNITS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""The wide charsets, with the bytes of a unit."""
# Browsers read these labels as the Windows superset (WHATWG Encoding Standard, "names and labels").
SUPERSETS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
SAMPLE = 1 << 16
LEAD = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
MOST_STRAYS = 20  # characters of UTF-8 for each byte that is not
WRITTEN = 0.98  # of the characters of a text
BLANKS = 4  # signs and Latin letters for each blank in the text of another script
LEAST = 256  # bytes
HIGH = re.compile(rb"[\x80-\xff]")


def known_charset(label: str | None) -> str | None:
    """The codec that a label names, widened to the superset that browsers use, or None."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return SUPERSETS.get(name, name)


def bom_charset(body: bytes) -> str | None:
    """The charset that a byte order mark names."""
    return next((charset for bom, charset in BOMS if body.startswith(bom)), None)


def wide_charset(head: bytes) -> str | None:
    """UTF-16 without a mark, told by NUL in every other byte of Latin text, of blanks and signs in another script."""
    sample = head[:2048]
    nuls_even, nuls_odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 8 or nuls_even + nuls_odd < len(sample) // 20:
        return None
    found = "utf-16-le" if nuls_odd > 20 * nuls_even else "utf-16-be" if nuls_even > 20 * nuls_odd else None
    return found if found and (nuls_even + nuls_odd >= len(sample) // 5 or _reads(sample, found)) else None


def _reads(sample: bytes, charset: str) -> bool:
    """Whether bytes are a text of words: many other bytes are no characters, or have no blanks among them."""
    if len(sample) < LEAST or not decodes(sample, charset):
        return False
    text = sample.decode(charset, "ignore")
    written = sum(map(str.isprintable, text)) + sum(map(text.count, "\r\n\t\ufeff"))
    return written >= WRITTEN * len(text) and BLANKS * text.count(" ") >= sum(char <= "\xff" for char in text)


def detect_charset(sample: bytes) -> str:
    """What bytes that are not UTF-8 look like.

    English and other Latin text with a few curly quotes or accents is cp1252: detectors take it for cp852 or MacRoman.
    """
    sample = sample[:SAMPLE]
    high = len(HIGH.findall(sample))
    if high < max(3, len(sample) // 50) or high == sum(1 for b in sample if 0x91 <= b <= 0x97 or b == 0x85):
        return "cp1252" if decodes(sample, "cp1252") else "latin-1"
    found = cchardet.detect(sample)
    guess = known_charset(found["encoding"])
    if guess is None or not decodes(sample, guess) or guess in ("cp852", "mac_roman", "cp1252", "utf-8"):
        return "cp1252" if decodes(sample, "cp1252") else "latin-1"
    return guess


def decodes(body: bytes, charset: str) -> bool:
    """True if these bytes are this charset; a last character that is cut off is forgiven."""
    try:
        codecs.getincrementaldecoder(charset)().decode(body)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def decode(body: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the codec that gave it: `text[:n].encode(charset)` is as long as the bytes before character n.

    Not so where a few bytes of a UTF-8 text are no UTF-8: then decoding again with "replace" gives the same offsets.
    A byte order mark stays in the text as U+FEFF where the codec keeps it. Never raises: bytes that fit no charset are
    read as Latin-1.
    """
    if body.startswith(codecs.BOM_UTF8):
        declared = "utf-8"
    elif marked := bom_charset(body) or wide_charset(body):
        return decode_wide(body, marked)
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if (mended := with_strays(body)) is not None:
        return mended, "utf-8"
    charset = known_charset(declared)
    if charset is None or charset.startswith("utf") or not decodes(body, charset):
        charset = detect_charset(failing_lines(body))
    try:
        return body.decode(charset), charset
    except UnicodeDecodeError:
        return body.decode("latin-1"), "latin-1"


def with_strays(body: bytes) -> str | None:
    """UTF-8 with a few bytes that are not, such as one line in another charset or an end that is cut off; else None.

    A stray byte is read as cp1252, a broken sequence as U+FFFD. Each becomes one character, as with the error handler
    "replace", so that offsets can be found again with it.
    """
    strays = 0

    def read_stray(error: UnicodeError) -> tuple[str, int]:
        nonlocal strays
        assert isinstance(error, UnicodeDecodeError)
        strays += 1
        found = error.object[error.start : error.end]
        return (found.decode("cp1252", "replace") if len(found) == 1 else "\ufffd"), error.end

    codecs.register_error("broadsheet.stray", read_stray)
    text = body.decode("utf-8", "broadsheet.stray")
    sequences = len(LEAD.findall(body))
    return text if strays * MOST_STRAYS <= sequences - strays else None


def decode_part(body: bytes, charset: str) -> str:
    """Some bytes of a file of this charset, which may begin and end inside a character."""
    return body.decode(charset, "replace") if charset in UNITS else decode(body, charset)[0]


def decode_wide(body: bytes, charset: str) -> tuple[str, str]:
    """Text of UTF-16 or UTF-32; the codecs write no mark of their own."""
    try:
        return body.decode(charset), charset
    except UnicodeDecodeError:
        return body.decode("latin-1"), "latin-1"


def failing_lines(body: bytes) -> bytes:
    """The lines that are not UTF-8, as many as detection needs."""
    found, size = [], 0
    for line in body.splitlines(keepends=True):
        if not line.isascii() and not decodes(line, "utf-8"):
            found.append(line)
            size += len(line)
            if size > SAMPLE:
                break
    return b"".join(found)
