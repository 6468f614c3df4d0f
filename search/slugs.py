"""What is a name in small plain letters with hyphens? "Volker Türk" is "volker-turk", "Иван" is "ivan"."""

from __future__ import annotations

import re
from typing import Any

from slugify import slugify

# The backend is named because "auto" looks for another package on the disk at every call (0.5 ms).
_MAKE: Any = slugify
BACKEND = "text-unidecode"
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SPECIAL = frozenset("&,")
"""Entities and the commas of numbers, of which slugify knows more."""


def slugged(text: str, *, max_length: int = 0) -> str:
    """The slug of a text, at most `max_length` characters cut between words; 0 for the whole. "" without letters."""
    if text.isascii() and _SPECIAL.isdisjoint(text):
        plain = _NO_SLUG.sub("-", text.lower()).strip("-")
        if not max_length or len(plain) <= max_length:
            return plain
    made: str = _MAKE(text, max_length=max_length, word_boundary=max_length > 0, backend=BACKEND)
    return made
