"""What of the markup in a record's text is its article? Not the captions, nor the lines with which its site closes it.

A site's programs end the texts of their feeds with who owns them, where they appeared first and whom to write to.
"""

from __future__ import annotations

import re
from typing import Final

from indexer.cutting.headers import header
from indexer.cutting.lines import folded
from indexer.cutting.paragraphs import lines
from indexer.readers.markup import plain

AROUND: Final = 100
"""Characters that may stand around a headline in a line that only says where it appeared."""
TELLING: Final = 15
"""A headline of fewer characters may be a part of any sentence."""
SIGNED: Final = 80
"""Characters of a line that gives a writer's address."""
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_CLOSING: Final = frozenset({"copyright", "end"})


def field_text(value: str, title: str) -> str:
    """The text of a field: without markup, and without closing lines if it was markup."""
    text = plain(value)
    if text == value:
        return text
    kept = text.split("\n\n")
    while len(kept) > 1 and _closes(kept[-1], title):
        kept.pop()
    return "\n\n".join(kept)


def _closes(line: str, title: str) -> bool:
    """Whether a last line says where the text appeared first, who owns it or whom to write to."""
    if len(title) >= TELLING and len(line) <= len(title) + AROUND and folded(title) in folded(line):
        return True
    if len(line) <= SIGNED and _ADDRESS.search(line):
        return True
    read = lines(line)
    said = header(read[0]) if len(read) == 1 else None
    return said is not None and said.kind in _CLOSING
