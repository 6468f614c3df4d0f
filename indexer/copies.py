"""When are two articles copies? Exact ones have one id; near ones share half their shingles (`search.stories`)."""

from __future__ import annotations

import hashlib

from search.stories import folded

RECIPE = "1"
"""The version of the recipe of ids; another one gives other ids, so permalinks break when it changes."""
FLASH = 10
"""A body of fewer words is told by its title too."""


def article_id(text: str, title: str = "") -> str:
    """The id of a body: 16 hex digits of the sha256 over its case-folded words.

    Neither title, outlet nor date count, so that better metadata keeps the permalink; nor do punctuation, case and
    white space, so that the same body set differently is the same article. The title counts where there is next to no
    body: a flash is its headline, and thousands of them may share a line like "More to follow."
    """
    body = folded(text)
    if body.count(b" ") + bool(body) < FLASH:
        body = b" ".join(filter(None, (folded(title), b"\n", body)))
    return hashlib.sha256(f"{RECIPE}\n".encode() + body).hexdigest()[:16]
