"""Which article does each line of a page belong to, and as what? Header, title, text, or nothing of the article."""

from __future__ import annotations

from indexer.cutting.boundaries import Gap, boundaries, counted_lines
from indexer.cutting.footers import footers
from indexer.cutting.found import Found
from indexer.cutting.gaps import Page, may_be_title
from indexer.cutting.header_lines import assign_head
from indexer.cutting.heads import head_start, without_masthead
from indexer.cutting.items import Item, by_article, overlap, repeated_keys
from indexer.cutting.labels import measured
from indexer.cutting.named_lines import name_alike, name_outlets, with_names_above
from indexer.cutting.papers import is_writer
from indexer.cutting.pieces import is_name
from indexer.cutting.posts import mark_posts
from indexer.cutting.seams import common_marks, is_advert
from indexer.cutting.tails import assign_tail

ADVERT_WORDS = 40
NOTE_WORDS = 25
MOSTLY = 0.5
FITS = 0.3
"""The share of its words that a headline has at least in common with its text."""
DECK_WORDS = 40
NAME_WORDS, SHARES = 4, 0.2
"""So many words has a name that stands in a headline's place, below a headline that shares so much with the text."""
DECKED = 3
"""So many paragraphs must an article have, that the first may be a deck."""


AUTHOR_IS = ("is ", "est", "ist", "es ", "was", "cov", "wri", "rep")
"""What follows a name in a note about the author: "is a staff writer", "covers labour"."""


def assign(items: list[Item]) -> int:
    """Give each item its role and article; the number of articles."""
    prose = [i for i, item in enumerate(items) if item.kind == "prose"]
    if not prose:
        return _assign_short(items)
    gaps = boundaries(items)
    gaps = [Gap(0, prose[0]), *gaps]
    marks = common_marks([items[gap.start : gap.end] for gap in gaps])
    page = Page(items, repeated_keys(items), footers(items, gaps, prose), marks, counted_lines(items))
    mark_posts(page, gaps)
    for number, gap in enumerate(gaps):
        stop = gaps[number + 1].start if number + 1 < len(gaps) else prose[-1] + 1
        for item in items[gap.end : stop]:
            _assign_body(item, number)
    heads = [head_start(page, gap, number) for number, gap in enumerate(gaps)]
    heads = with_names_above(items, heads)
    heads[0] = without_masthead(items, heads, bool(page.numbers))
    for number, (gap, head) in enumerate(zip(gaps, heads, strict=True)):
        assign_tail(page, gap.start, head.start, number - 1, head.title is not None)
        assign_head(page, head, gap.end, number)
    stops = [gap.end for gap in gaps]
    name_outlets(items, heads, stops)
    name_alike(items, heads, stops)
    assign_tail(page, prose[-1] + 1, len(items), len(gaps) - 1, has_title=False)
    _above_body_marks(items)
    _below_decks(items, len(gaps))
    _join_heads(items, len(gaps))
    _above_headlines(items, len(gaps))
    _cut_adverts(items, len(gaps))
    _cut_author_notes(items)
    return len(gaps)


def _above_body_marks(items: list[Item]) -> None:
    """What stands between a headline and the line that says "Full text:" is said about the article, not by it."""
    above: dict[int, list[Item]] = {}
    marks: list[Item] = []
    for item in items:
        if item.kind == "body mark" and item.header is not None and item.header.sure:
            marks.append(item)
        elif item.role == "text" and marks:
            for other in above.pop(item.article, []):
                other.put("meta", item.article)
            marks = []
        if item.role == "text" and not marks:
            above.setdefault(item.article, []).append(item)


def _above_headlines(items: list[Item], count: int) -> None:
    """A few words that stand between two articles of a page of headlines, above the headline of the second, are of
    neither: the weather, a riddle."""
    titled = {item.article for item in items if item.role == "title"}
    if len(titled) < 2 or len(titled) < MOSTLY * count:
        return
    articles = by_article(items)
    for number in set(range(count)) - titled:
        text = [item for item in articles[number] if item.role == "text"]
        if (
            len(text) < DECKED
            or text[0].line.words > NOTE_WORDS
            or not may_be_title(text[1])
            or not text[1].line.blanks
        ):
            continue
        below = " ".join(item.line.text for item in text[2:4])
        if overlap(text[1].text, below) >= FITS > overlap(text[0].line.text, below):
            text[0].put("boilerplate", rule="between articles")
            text[1].put("title", number)


def _below_decks(items: list[Item], count: int) -> None:
    """Byline and day, or byline and reading time, below the first paragraph of an article that has none above it, make
    this paragraph a deck."""
    articles = by_article(items)
    for number in range(count):
        mine = [item for item in articles[number] if item.role != "echo"]
        text = [i for i, item in enumerate(mine) if item.role == "text" and item.kind == "prose"]
        if len(text) < DECKED or not any(item.role == "title" for item in mine[: text[0]]):
            continue
        between = mine[text[0] + 1 : text[1]]
        dated = [item for item in between if item.is_date]
        timed = [item for item in between if item.header and item.header.kind == "label" and measured(item.line.text)]
        names = [item for item in between if _is_writers(item, mine[text[-1]])]
        signed = names or any(item.header and item.header.kind == "byline" for item in between)
        if not signed or mine[text[0]].line.words > DECK_WORDS or any(i.is_date for i in mine[: text[0]]):
            continue
        for item in (mine[text[0]], *dated, *timed, *names) if dated or timed else ():
            item.put("meta", number)
        for item in names if dated or timed else ():
            item.found = [Found("author", 0, len(item.line.text))]


def _is_writers(item: Item, last: Item) -> bool:
    """Whether a line is a name that a person has, or that the last paragraph begins with: "Ada Kitson is a writer"."""
    text = item.line.text
    named = is_writer(text) or (last.line.text.startswith(f"{text} ") and is_name(text) and len(text.split()) > 1)
    return item.kind == "short" and item.line.words <= NAME_WORDS and named


def _join_heads(items: list[Item], count: int) -> None:
    """A headline with a deck and a caption, and nothing else, is the head of the text below it that has a day but no
    headline."""
    articles = by_article(items)
    places = {id(item): i for i, item in enumerate(items)}
    for number in range(1, count):
        head, mine = articles[number - 1], articles[number]
        deck = [item for item in head if item.role == "text"]
        if not deck or len(deck) >= DECKED or max(item.line.words for item in deck) > DECK_WORDS:
            continue
        start, end = places[id(head[0])], places[id(mine[0])] if mine else 0
        apart = any(item.kind in ("rule", "end", "copyright") or item.side == "tail" for item in items[start:end])
        named = any(f.name in ("date", "outlet") for item in head for f in item.found)
        dated = any(item.is_date and item.role == "meta" for item in mine)
        title = next((item for item in head if item.role == "title"), None)
        if title and dated and not apart and not named and _has_no_headline(mine, title):
            for item in (*head, *(item for item in mine if item.role == "title")):
                item.put("title" if item is title else "meta", number)
            articles[number] = sorted((*head, *mine), key=lambda item: places[id(item)])


def _has_no_headline(article: list[Item], above: Item) -> bool:
    """Whether an article has none, or a name in its place, where a headline above fits its text."""
    own = next((item for item in article if item.role == "title"), None)
    text = " ".join(item.line.text for item in article if item.role == "text")
    return own is None or (own.line.words <= NAME_WORDS and overlap(above.line.text, text) >= SHARES)


def _cut_adverts(items: list[Item], count: int) -> None:
    """A sentence or two below the site's own phrases, at the end of an article, belong to the site; below the label of
    an advert, which stands in the middle of texts too, one alone."""
    texts: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        if item.role == "text":
            texts.setdefault(item.article, []).append(i)
    for number in range(count):
        text = texts.get(number, [])
        words = 0.0
        for below, (left, right) in enumerate(zip(reversed(text[:-1]), reversed(text[1:]), strict=False), 1):
            words += items[right].line.words
            cut = next((i for i in range(left + 1, right) if _ends_text(items[i], below)), None)
            if words > ADVERT_WORDS:
                break
            if cut is not None:
                for item in items[left + 1 : text[-1] + 1]:
                    sourced = item.line.start < items[cut].line.start and item.role == "meta"
                    if item.article == number and not sourced:
                        item.put("boilerplate", rule="below the article")
                if items[left].kind == "meta":  # the source of a text that ends there
                    items[left].put("meta", number)


def _ends_text(item: Item, below: int) -> bool:
    """Whether a line ends a text, with so many paragraphs below it: a phrase of the site, a rule, a copyright line."""
    if item.kind == "rule":
        return len(item.line.text) > 2 or item.line.text in ("--", "—", "–")
    return item.kind == "copyright" or (item.side == "tail" and (below == 1 or not is_advert(item)))


def _cut_author_notes(items: list[Item]) -> None:
    """The last paragraph of an article that says who its author is belongs to the page."""
    places = {id(item): i for i, item in enumerate(items)}
    articles = by_article(items)
    for left, item in enumerate(items):
        for found in item.found:
            name = item.line.text[found.start : found.end]
            if found.name != "author" or item.article < 0 or len(name) < 5:
                continue
            text = [other for other in articles[item.article] if other.role == "text" and places[id(other)] >= left]
            note = text[-1].line.text if len(text) > 2 else ""
            known = len(note) < 300 and note[len(name) :].lstrip(", ")[:3] in AUTHOR_IS
            if note.startswith((f"{name} ", f"{name},")) and (
                known or (" " in name and text[-1].line.words <= NOTE_WORDS)
            ):
                text[-1].put("boilerplate", rule="about the author")


def _assign_short(items: list[Item]) -> int:
    """A page without running text: its lines are one article if there is more than a headline in them."""
    lines = [item for item in items if item.kind in ("short", "bullet")]
    if len(lines) < 2 or sum(item.line.words for item in lines) < 12:
        return 0
    for item in items:
        _assign_body(item, 0)
    lines[0].put("title", 0)
    return 1


def _assign_body(item: Item, number: int) -> None:
    if item.kind in ("prose", "short", "bullet"):
        item.put("text", number)
    elif item.kind == "meta" and item.header and (item.header.kind != "date" or item.line.words > 8):
        item.put("meta", number) if item.header.kind in ("byline", "credit", "url") else item.put("text", number)
    elif item.kind == "meta":
        item.put("text", number)
    else:
        item.put("boilerplate", rule=item.rule or item.kind)
