"""Which blocks of lines below a phrase of the site are the site's too?"""

from __future__ import annotations

import itertools
from typing import Final

from indexer.cutting.items import Item, is_counted, overlap

BLOCK_WORDS: Final = 40
"""A block of more words is text."""
LABEL_WORDS: Final = 8
"""A phrase of more words is no heading."""
APART: Final = 0.8
"""The share of paragraphs that a blank line must set apart, that blocks of lines say something."""
SHARED: Final = 0.25
"""The share of its words that a headline has at least in common with its text."""


def mark_blocks(items: list[Item]) -> None:
    """A few lines glued below a phrase of the site, a blank line above it, are the site's too: an advert, the pitch of
    a newsletter, headlines to read more. Only where blank lines stand between paragraphs do they say so."""
    pairs = [b.line.blanks > 0 for a, b in itertools.pairwise(items) if a.kind == b.kind == "prose"]
    if not pairs or sum(pairs) < APART * len(pairs):
        return
    first = next((i for i, item in enumerate(items) if item.kind == "prose"), len(items))
    for i, item in enumerate(items):
        if not (item.rule.startswith("site phrase") and item.line.blanks and _opens_block(item)):
            continue
        if item.side == "head" and i < first:  # a kicker above a headline
            continue
        stop = next((j for j in range(i + 1, len(items)) if items[j].line.blanks), len(items))
        block = [other for other in items[i + 1 : stop] if other.kind != "boiler"]
        if block and _is_furniture(block, items[stop : stop + 2]):
            for other in block:
                other.kind, other.side, other.rule = "boiler", item.side, "below a phrase of the site"
                other.header, other.found = None, []


def _opens_block(item: Item) -> bool:
    """Whether a phrase of the site is a heading or label, and no caption."""
    return item.kind == "boiler" and item.line.words <= LABEL_WORDS and not set(":：") & set(item.line.text[:-1])


def _is_furniture(block: list[Item], below: list[Item]) -> bool:
    """Whether lines glued below a phrase of the site are no header or text of an article: few words, no day or name,
    and no headline of what stands below."""
    if any(item.line.quoted for item in block):
        return False
    if any(item.kind not in ("short", "prose", "bullet") and not is_counted(item.line.text) for item in block):
        return False
    if sum(item.line.words for item in block) > BLOCK_WORDS or any(item.kind == "meta" for item in below[:1]):
        return False
    text = " ".join(item.line.text for item in below if item.kind == "prose")
    heads = [item for item in block if item.kind != "prose"]
    return not text or not heads or (len(heads) > 1 and all(overlap(item.text, text) < SHARED for item in heads))
