"""How is something said that other languages say too? In English, with a %(name)s for each value that stands in it.

What the reader should know about a query is said here in English; `web` says the same text in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping


def said(text: str, values: Mapping[str, object]) -> str:
    """The English words: "%(count)s terms" with 1204 is "1,204 terms". A text without values stands as it is."""
    spelled = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return text % spelled if values else text
