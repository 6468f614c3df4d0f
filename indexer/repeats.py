"""What does a page say twice? Paragraphs, whole articles, and what readers write below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer import dates
from indexer.draft import Fate
from indexer.items import Item, overlap

WELCOME_WORDS = 25
"""So few words above the first of several articles, under a headline that they do not speak of, welcome the reader."""
COMMENT_WORDS = 40
"""A text without title shorter than this, on a page of several articles, is a comment and no article."""


def drop_repeats(items: list[Item]) -> None:
    """Paragraphs that an article has already said become repeats, with the short lines among them."""
    said: dict[int, set[str]] = {}
    for item in items:
        if item.role in ("title", "text"):
            key = item.key or item.line.text
            seen = said.setdefault(item.article, set())
            if item.line.quoted and any(key in other for other in said.values()):
                item.rule = "again"
            if key in seen and item.role == "text" and item.line.weight >= 60:
                item.rule = "again"
            seen.add(key)
    for above, item, below in zip([None, *items], items, [*items[1:], None], strict=False):
        near = (above is not None and above.rule == AGAIN) or (below is not None and below.rule == "again")
        if item.role == "text" and (item.rule == "again" or (near and _said_before(items, item))):
            item.put("repeat", rule=AGAIN)


AGAIN = "paragraph printed before"


def _said_before(items: list[Item], item: Item) -> bool:
    for other in items:
        if other is item:
            return False
        if other.article == item.article and other.key == item.key and other.role in ("title", "text"):
            return True
    return False


def drop_copies(found: list[Item]) -> None:
    """Articles that only repeat another of the page, and comments, are no articles."""
    numbers = sorted({item.article for item in found if item.article >= 0})
    texts = {n: [i for i in found if i.article == n and i.role == "text"] for n in numbers}
    titles = {n: next((i.key for i in found if i.article == n and i.role == "title"), "") for n in numbers}
    for n in numbers:
        words = sum(item.line.words for item in texts[n])
        others = [o for o in numbers if o != n and titles[o] == titles[n] and titles[n]]
        keys = {item.key or item.line.text for item in texts[n]}
        whole = {o: {item.key or item.line.text for item in texts[o]} for o in others}
        named = any(f.name == "outlet" for i in found if i.article == n for f in i.found)
        if any(keys <= whole[o] and (o < n or keys != whole[o]) and not named for o in others):
            _release(found, n, "repeat", "article printed before")
            texts[n] = []
        elif n and words < COMMENT_WORDS and (not titles[n] or _is_reply([i for i in found if i.article == n])):
            _release(found, n, "boilerplate", "comment")
        elif n == 0 and len(numbers) > 2 and len(texts[n]) == 1 and words < WELCOME_WORDS:
            title = next((i.text for i in found if i.article == n and i.role == "title"), "")
            if overlap(title, texts[n][0].line.text) == 0:
                _release(found, n, "boilerplate", "before the first article")


def _is_reply(article: Sequence[Item]) -> bool:
    """Whether a reader signs, with an age: "vellum_fan · 2 days ago"."""
    for item in article:
        names = {f.name for f in item.found}
        if item.role == "meta" and "author" in names and "outlet" not in names and dates.find_all(item.line.text):
            return any(reading.ago for reading in dates.find_all(item.line.text))
    return False


def _release(found: Iterable[Item], number: int, role: Fate, rule: str) -> None:
    for item in found:
        if item.article == number:
            item.put("repeat" if role == "repeat" else "boilerplate", rule=rule)
