"""Which line between two bodies is the headline of the one below?"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cutting.boundaries import Gap
from indexer.cutting.found import Found
from indexer.cutting.gaps import Page, is_outlet_line
from indexer.cutting.items import Item, overlap
from indexer.cutting.seams import mark_key

DECKED = 0.5
"""A line that shares so many of its words with the text is the headline though a deck stands below it."""
NAME_WORDS = 4
"""A line of so few words between a deck and a day may be the writer's name."""
TITLE_WORDS, FITS = 4, 0.3
LONG_DECK, SHORTER = 90, 0.7
"""A line so long below one that is so much shorter is its deck."""
TOPIC_WORDS = 3
"""A "Subject:" of so few words may be a topic, where a longer headline follows."""


def title_of(page: Page, gap: Gap, floor: int, number: int) -> int | None:
    """The item of a gap that is the next article's title: the best by repetition, words shared with the text, place."""
    items = page.items
    labelled = [i for i in range(floor, gap.end) if any(f.name == "title" for f in items[i].found)]
    after = " ".join(item.line.text for item in items[gap.end : gap.end + 3])[:1800]
    before = " ".join(
        item.line.text for item in items[max(0, gap.start - 40) : gap.start] if item.article == number - 1
    )
    best: tuple[float, int] | None = None
    for i in range(floor, gap.end):
        if items[i].kind == "short" and (score := _title_score(page, gap, i, before, after)) > 0:
            best = max(best or (score, i), (score, i), key=lambda pair: (pair[0], -pair[1]))
    topics = [i for i in labelled if sum(1 for item in items if item.key == items[i].key) > 1]
    if best and len(topics) == len(labelled):  # the subject of a thread, which its posts share
        return best[1]
    if labelled and not (best and best[1] > labelled[-1] and _is_better(items, labelled[-1], best[1], after)):
        return labelled[-1]
    return best[1] if best else _behind_unknown_label(items[floor : gap.end], floor, after)


def _behind_unknown_label(header: Sequence[Item], floor: int, text: str) -> int | None:
    """The line of a header whose label nobody knows, where what it says is what the text speaks of: "Назва: ..."."""
    for i, item in enumerate(header, floor):
        value = item.line.text.replace("：", ":").partition(":")[2].strip()
        unknown = item.kind == "meta" and item.header and item.header.kind == "label" and not item.found
        if unknown and len(value.split()) >= TITLE_WORDS and overlap(value, text) >= FITS:
            item.found = [Found("title", len(item.line.text) - len(value), len(item.line.text))]
            return i
    return None


def _is_better(items: list[Item], labelled: int, other: int, text: str) -> bool:
    """Whether a headline with its own date fits a text better than the subject of the mail that it came in."""
    subject = next(items[labelled].line.text[f.start : f.end] for f in items[labelled].found if f.name == "title")
    near = (*items[max(0, other - 1) : other], *items[other + 1 : other + 2])
    dated = any(item.is_date and item.header and item.header.kind == "date" for item in near)
    mine, said = overlap(items[other].text, text), overlap(subject, text)
    header = items[labelled].header
    if header is not None and header.kind == "date":  # a message of a chat
        return dated and mine > 0.3
    if len(subject.split()) <= TOPIC_WORDS < items[other].line.words and mine > 0.3:
        return True
    return mine > max(0.3, said) and (dated or said < 0.2)


def _is_deck(page: Page, gap: Gap, i: int) -> bool:
    """Whether a short line is the deck of the headline right above it."""
    items = page.items
    if i <= gap.start or items[i].line.blanks or items[i].kind != "short":
        return False
    above = items[i - 1]
    return (
        above.kind == "short"
        and above.line.words >= 5
        and (above.line.blanks > 0 or i - 1 == 0)
        and not above.line.text.isupper()
        and above.key != items[i].key
    )


def _stands_below_headline(page: Page, gap: Gap, i: int, after: str) -> bool:
    """Whether a line is a deck by what it stands between: a headline that the text speaks of, and byline or day."""
    items = page.items
    if i <= gap.start or i + 1 >= gap.end or items[i + 1].kind != "meta":
        return False
    above = items[i - 1]
    headline = above.kind == "short" and above.line.words >= TITLE_WORDS and above.line.blanks > 0
    told = overlap(above.text, after)
    long = items[i].line.weight >= LONG_DECK and above.line.weight < SHORTER * items[i].line.weight and told > 0
    return headline and above.key != items[i].key and (told >= DECKED or long)


def _is_apart_above(page: Page, gap: Gap, i: int, after: str) -> bool:
    """Whether a headline of a page's first article has a deck below it that blank lines set apart: above it, and above
    the name or day that follows."""
    items = page.items
    block = items[i : i + 4]
    if gap.start or i + 3 >= gap.end or not all(item.kind == "short" and item.line.blanks for item in block[:2]):
        return False
    title, deck, below, more = block
    name = below.kind == "short" and below.line.words <= NAME_WORDS and more.kind == "meta" and not more.line.blanks
    long = min(title.line.words, deck.line.words) >= TITLE_WORDS and title.key != deck.key
    return long and below.line.blanks > 0 and (name or below.kind == "meta") and overlap(title.text, after) >= FITS


def _title_score(page: Page, gap: Gap, i: int, before: str, after: str) -> float:
    items, item = page.items, page.items[i]
    if is_outlet_line(page, gap, i) or (item.line.words < 2 and item.line.weight < 14):
        return 0.0
    ahead, behind = overlap(item.text, after), overlap(item.text, before)
    twins = sum(1 for other in items[gap.start : gap.end] if other.kind == "short" and other.key == item.key)
    score = 1.0 + 3 * ahead - 2 * max(0.0, behind - ahead) + 1.5 * (twins > 1) + 0.5 * (item.key in page.repeated)
    words = item.line.words
    score += (
        1.0 * (words >= 5)
        - 1.0 * (words <= 2)
        - 3.0 * _is_deck(page, gap, i)
        - 1.0 * (words <= 3 and ahead == 0 and twins == 1)
        + 0.5 * item.is_numbered
    )
    score -= 1.0 * _stands_below_headline(page, gap, i, after)
    longer = any(
        o.kind == "short" and o.line.words >= 2 * words + 1 and overlap(o.text, after) >= 0.25
        for o in items[i + 1 : gap.end]
    )
    score -= 1.5 * (words <= 3 and longer) + 4.0 * (mark_key(item) in page.marks)
    near = [other for other in items[max(gap.start, i - 1) : min(gap.end, i + 2)] if other is not item]
    below = [
        o.kind if o.line.words > NAME_WORDS or o.kind != "short" else "name" for o in items[i + 1 : min(gap.end, i + 4)]
    ]
    decked = ahead >= max(DECKED, behind + 0.2) and (
        below[:2] == ["short", "meta"] or below == ["short", "name", "meta"]
    )
    apart = _is_apart_above(page, gap, i, after)
    score += 1.0 * (decked or apart or any(other.kind == "meta" for other in near))
    score -= 1.0 * (i > gap.start and _is_apart_above(page, gap, i - 1, after))
    score -= (
        0.25
        * sum(1 for other in items[i + 1 : gap.end] if other.kind == "short" and other.key != item.key)
        * (behind > 0.3)
    )
    return score
