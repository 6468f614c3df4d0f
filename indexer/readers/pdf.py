"""What does a PDF say? The text of its pages, where it has any: scanned pages are pictures and say nothing."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping

from indexer.draft import RawDocument
from indexer.readers.html import PageTooHard, deadline
from indexer.readers.member import Member, Piece
from indexer.readers.records import BrokenRecord

PAGES_CAP = 2000
TEXT_CAP = 16 << 20
DEADLINE = 60.0
HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
SENTENCE_END = re.compile(r"[.!?:;\"'”’)»。！？؟]$")


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record"; a worker opens it."""
    yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset="pdf")


def pdf_fields(body: bytes) -> dict[str, str]:
    """The text of all pages, with the title and author in the properties. Raises BrokenRecord."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about harmless faults would fill the screen
    try:
        with deadline(DEADLINE):
            reader = PdfReader(io.BytesIO(body))
            if reader.is_encrypted and not reader.decrypt(""):
                raise BrokenRecord("encrypted", "The PDF is encrypted. Save it without a password.")
            pages = list(_pages(reader))
            about = reader.metadata
    except PageTooHard as error:
        raise BrokenRecord("too large", f"The PDF was not read: {error}. Split it.") from error
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise BrokenRecord(
            "damaged", f"The PDF cannot be read: {error}. Get a whole copy, or save it as text."
        ) from error
    text = "\n\n".join(paragraphs(page) for page in pages if page.strip())
    if not text:
        raise BrokenRecord("no text", "The PDF has no text: its pages are pictures. Run a text recognition on it.")
    fields = {
        "text": text,
        "title": str(about.title or "") if about else "",
        "author": str(about.author or "") if about else "",
    }
    return {name: value for name, value in fields.items() if value.strip()}


def _pages(reader: object) -> Iterator[str]:
    size = 0
    for number, page in enumerate(getattr(reader, "pages", ())):
        text = page.extract_text()
        size += len(text)
        if number >= PAGES_CAP or size > TEXT_CAP:
            raise PageTooHard(f"it has more than {PAGES_CAP} pages or {TEXT_CAP >> 20} MB of text")
        yield text


def paragraphs(page: str) -> str:
    """A page's lines joined to paragraphs: one ends at a blank line, or at a short line that ends a sentence."""
    lines = [line.strip() for line in page.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    out = ""
    for line in lines:
        ends = not line or (len(line) < 0.8 * longest and bool(SENTENCE_END.search(line)))
        out += line + ("\n\n" if ends else "\n")
    whole = re.sub(r"(?<!\n)\n(?!\n)", " ", HYPHEN.sub("", out))
    return re.sub(r" ?\n\n+", "\n\n", whole).strip()
