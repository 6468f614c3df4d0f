"""Which article does each line of a page belong to, and as what? Header, title, text, or nothing of the article."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from indexer.boundaries import Gap, boundaries, counted_lines
from indexer.found import Found
from indexer.headers import same
from indexer.items import Item, begins_with_dateline, content, is_name, overlap, repeated_keys
from indexer.seams import common_marks, mark_key

OUTLET_WORDS = 6
ADVERT_WORDS = 40
BLOCK = 5
"""So many lines may stand glued above a headline and belong to its header."""
TOPIC_WORDS = 3
"""A "Subject:" of so few words may be a topic, where a longer headline follows."""
_IN_BRACKETS = re.compile(r"[(\[]\s*([^\W\d_][^()\[\]]{2,40}?)\s*[)\]]")
AUTHOR_IS = ("is ", "est", "ist", "es ", "was", "cov", "wri", "rep")
"""What follows a name in a note about the author: "is a staff writer", "covers labour"."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the gaps of a page are judged by: its items, headlines that stand twice, whether headers follow bodies, and
    the lines that stand in many gaps and so are no headlines."""

    items: list[Item]
    repeated: frozenset[str]
    footers: bool
    marks: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()


def assign(items: list[Item]) -> int:
    """Give each item its role and article; the number of articles."""
    prose = [i for i, item in enumerate(items) if item.kind == "prose"]
    if not prose:
        return _assign_short(items)
    gaps = boundaries(items)
    gaps = [Gap(0, prose[0]), *gaps]
    marks = common_marks([items[gap.start : gap.end] for gap in gaps])
    page = Page(items, repeated_keys(items), _has_footers(items, gaps, prose), marks, counted_lines(items))
    for number, gap in enumerate(gaps):
        stop = gaps[number + 1].start if number + 1 < len(gaps) else prose[-1] + 1
        for item in items[gap.end : stop]:
            _assign_body(item, number)
    heads = [_head_start(page, gap, number) for number, gap in enumerate(gaps)]
    heads[0] = _without_masthead(items, heads)
    for number, (gap, head) in enumerate(zip(gaps, heads, strict=True)):
        _assign_tail(page, gap.start, head.start, number - 1, head.title is not None)
        _assign_head(page, head, gap.end, number)
    _assign_tail(page, prose[-1] + 1, len(items), len(gaps) - 1, has_title=False)
    _above_body_marks(items)
    _cut_adverts(items, len(gaps))
    _cut_author_notes(items)
    return len(gaps)


def _above_body_marks(items: list[Item]) -> None:
    """What stands between a headline and the line that says "Full text:" is said about the article, not by it."""
    for mark, item in enumerate(items):
        if item.kind != "body mark" or item.header is None or not item.header.sure:
            continue
        number = next((other.article for other in items[mark + 1 :] if other.role == "text"), -1)
        for other in items[:mark]:
            if other.article == number >= 0 and other.role == "text":
                other.put("meta", number)


def _cut_adverts(items: list[Item], count: int) -> None:
    """A sentence or two below the site's own phrases, at the end of an article, belong to the site."""
    for number in range(count):
        text = [i for i, item in enumerate(items) if item.article == number and item.role == "text"]
        words = 0.0
        for left, right in zip(reversed(text[:-1]), reversed(text[1:]), strict=False):
            words += items[right].line.words
            between = items[left + 1 : right]
            if words > ADVERT_WORDS:
                break
            if any(
                i.side == "tail"
                or (i.kind == "rule" and (len(i.line.text) > 2 or i.line.text in ("--", "—", "–")))
                or i.kind == "copyright"
                for i in between
            ):
                for item in items[left + 1 : text[-1] + 1]:
                    if item.article == number:
                        item.put("boilerplate", rule="below the article")


def _cut_author_notes(items: list[Item]) -> None:
    """The last paragraph of an article that says who its author is belongs to the page."""
    for left, item in enumerate(items):
        for found in item.found:
            name = item.line.text[found.start : found.end]
            if found.name != "author" or item.article < 0 or len(name) < 5:
                continue
            text = [other for other in items[left:] if other.article == item.article and other.role == "text"]
            note = text[-1].line.text if len(text) > 2 else ""
            if note.startswith(name) and len(note) < 300 and note[len(name) :].lstrip(", ")[:3] in AUTHOR_IS:
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


def _has_footers(items: list[Item], gaps: list[Gap], prose: list[int]) -> bool:
    """Whether outlet and date stand below the bodies: none above the first, some below the last or above the rules."""
    plain = [
        item for item in items[: prose[0]] if not (item.header and item.header.kind == "label" and not item.is_date)
    ]
    if len(gaps) < 2 or any(item.is_date for item in plain[-3:]):
        return False
    below = [item for item in items[prose[-1] + 1 :] if item.kind != "copyright"][:3]
    sides = [_dated_side(items[gap.start : gap.end]) for gap in gaps[1:]]
    return any(item.is_date for item in below) or sides.count("above") > max(1, sides.count("below"))


def _dated_side(gap: list[Item]) -> str:
    """On which side of the rule in a gap its date stands: "above", "below", or "" without rule or date."""
    rule = next((i for i, item in enumerate(gap) if item.kind in ("rule", "end")), None)
    dated = [i for i, item in enumerate(gap) if item.is_date]
    if rule is None or not dated:
        return ""
    return "above" if dated[-1] < rule else "below"


@dataclass(frozen=True, slots=True)
class Head:
    """Where in a gap the next article's header begins, and which item is its title."""

    start: int
    title: int | None


def _head_start(page: Page, gap: Gap, number: int) -> Head:
    items = page.items
    floor = _floor(page, gap)
    title = _title(page, gap, floor, number)
    if title is None:
        start = gap.end
        while start > floor and items[start - 1].kind == "meta" and not _belongs_above(page, gap, start - 1):
            start -= 1
        return Head(start, None)
    start = title
    while start > floor and _leads(page, gap, start - 1, title):
        start -= 1
    counted = next((i for i in range(floor, title) if i in page.numbers), start)
    return Head(min(counted, _block_start(page, gap, floor, start)), title)


def _block_start(page: Page, gap: Gap, floor: int, start: int) -> int:
    """Where the lines begin that stand glued above a header, if one of them gives a date or an outlet."""
    items, top = page.items, start
    while (
        top > floor and start - top < BLOCK and items[top].line.blanks == 0 and items[top - 1].kind in ("meta", "short")
    ):
        top -= 1
    said = any(f.name in ("date", "outlet") for item in items[top:start] for f in item.found)
    above = any(_belongs_above(page, gap, i) for i in range(top, start))
    return top if said and not above and items[top].line.blanks > 0 else start


def _without_masthead(items: list[Item], heads: list[Head]) -> Head:
    """The first header of a page without what only the page says above it: its name, its day.

    The headers of the other articles show how many lines stand above a headline; a header that gives its outlet below
    the headline, a blank line above it, has none there.
    """
    first = heads[0]
    if first.title is None:
        return first
    leads = [head.title - head.start for head in heads[1:] if head.title is not None]
    if not any(item.is_date or any(f.name == "outlet" for f in item.found) for item in items[first.title + 1 :]):
        return first
    below = items[first.title + 1 : first.title + 4]
    named = any(f.name == "outlet" for item in below if item.kind == "meta" for f in item.found)
    if not leads and not (named and items[first.title].line.blanks > 0):
        return first
    return Head(max(first.start, first.title - max(leads, default=0)), first.title)


def _floor(page: Page, gap: Gap) -> int:
    """The last end mark, rule or site phrase of a gap with something behind it; a header stands below it."""
    floor = gap.start
    for i in range(gap.start, gap.end):
        item = page.items[i]
        rest = page.items[i + 1 : gap.end]
        hard = (
            item.kind == "end" or item.side == "tail" or (item.kind == "rule" and any(_may_be_title(r) for r in rest))
        )
        closing = item.kind == "copyright" and not any(r.header and r.header.kind == "label" for r in rest)
        if hard or (closing and any(_may_be_title(r) for r in rest)):
            floor = i + 1
    if any(_may_be_title(r) or r.is_date for r in page.items[floor : gap.end]) or begins_with_dateline(
        page.items[gap.end]
    ):
        return floor
    return gap.start


def _may_be_title(item: Item) -> bool:
    return item.kind == "short" and (len(content(item.text)) >= 2 or item.line.words >= 3)


def _title(page: Page, gap: Gap, floor: int, number: int) -> int | None:
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
    if labelled and not (best and best[1] > labelled[-1] and _is_better(items, labelled[-1], best[1], after)):
        return labelled[-1]
    return best[1] if best else None


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


def _title_score(page: Page, gap: Gap, i: int, before: str, after: str) -> float:
    items, item = page.items, page.items[i]
    if _is_outlet_line(page, gap, i) or (item.line.words < 2 and item.line.weight < 14):
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
    longer = any(
        o.kind == "short" and o.line.words >= 2 * words + 1 and overlap(o.text, after) >= 0.25
        for o in items[i + 1 : gap.end]
    )
    score -= 1.5 * (words <= 3 and longer) + 4.0 * (mark_key(item) in page.marks)
    near = [other for other in items[max(gap.start, i - 1) : min(gap.end, i + 2)] if other is not item]
    score += 1.0 * any(other.kind == "meta" for other in near)
    score -= (
        0.25
        * sum(1 for other in items[i + 1 : gap.end] if other.kind == "short" and other.key != item.key)
        * (behind > 0.3)
    )
    return score


def _is_outlet_line(page: Page, gap: Gap, i: int) -> bool:
    """Whether a short line names the outlet: a bullet repeats it, or a date stands beside it and a title elsewhere."""
    items, item = page.items, page.items[i]
    if item.kind != "short" or len(item.line.text.split()) > OUTLET_WORDS or item.line.text[-1:] in ".?!:":
        return False
    near = items[i + 1 : min(gap.end, i + 4)]
    if any(other.kind == "bullet" and same(other.text, item.line.text) for other in near):
        return True
    dated = [
        other for other in (*items[max(gap.start, i - 1) : i], *items[i + 1 : min(i + 2, gap.end)]) if other.is_date
    ]
    if not dated or any(f.name == "outlet" for other in dated for f in other.found):
        return False
    others = [o for o in items[gap.start : gap.end] if o is not item and _may_be_title(o) and o.line.words >= 3]
    return is_name(item.line.text) and bool(others) and max(o.line.words for o in others) > item.line.words


def _leads(page: Page, gap: Gap, i: int, title: int) -> bool:
    """Whether the item before a header's first line belongs to the header too."""
    item, items = page.items[i], page.items
    if item.kind == "meta":
        return not _belongs_above(page, gap, i)
    if item.kind == "bullet":
        return any(same(item.text, other.line.text) for other in items[max(gap.start, i - 3) : i])
    if item.kind == "short":
        kicker = item.line.words <= 2 and item.line.text.isupper() and items[i + 1].line.blanks == 0
        return item.key == items[title].key or _is_outlet_line(page, gap, i) or kicker
    return item.side == "head" and i > gap.start and _leads(page, gap, i - 1, title)


def _belongs_above(page: Page, gap: Gap, i: int) -> bool:
    """Whether a header line closes the article above rather than opening the one below."""
    item, items = page.items[i], page.items
    if gap.start == 0:
        return False
    if item.header and (item.header.kind == "credit" or (item.header.kind == "byline" and item.line.text[0] in "-—")):
        return True
    if page.footers and item.header and item.header.kind in ("date", "byline", "url"):
        return True
    if (
        page.footers
        and item.header
        and item.header.kind == "label"
        and any(f.name in ("outlet", "date") for f in item.found)
    ):
        return True
    if item.header and (item.header.kind == "url" or (item.header.kind in ("label", "date") and i == gap.start)):
        after = items[i + 1] if i + 1 < len(items) else None
        return after is not None and item.line.blanks < after.line.blanks
    return False


def _assign_head(page: Page, head: Head, stop: int, number: int) -> None:
    items = page.items
    gap = Gap(head.start, stop)
    verses = _verses(items, head, stop)
    dated_below = head.title is not None and any(item.is_date for item in items[head.title : stop])
    for i in range(head.start, stop):
        item = items[i]
        if i == head.title:
            item.put("title", number)
        elif dated_below and head.title is not None and i < head.title and item.is_date and _names_other_day(item):
            item.put("boilerplate", rule="date of the page")
        elif item.kind == "short" and head.title is not None and item.key == items[head.title].key:
            item.put("echo", number)
        elif i >= verses:
            item.put("text", number)
        elif item.kind == "short" and _is_outlet_line(page, gap, i):
            item.found = [Found("outlet", 0, len(item.line.text))]
            item.put("meta", number)
        elif item.kind == "short" and i - 1 == head.title and (name := _IN_BRACKETS.fullmatch(item.line.text)):
            item.found = [Found("outlet", *name.span(1))] if is_name(name[1]) else []
            item.put("meta", number)
        elif item.kind in ("meta", "copyright", "short"):
            item.put("meta", number)
        elif item.kind == "bullet":
            _outlet_echo(items, i, head.start)
            item.put("meta", number)
        else:
            item.put("boilerplate", rule=item.rule or item.kind)
    _outlet_after_date(items, head, stop)


def _verses(items: list[Item], head: Head, stop: int) -> int:
    """Where short lines begin that run into the body without a gap, a blank line above them: verses, a torn column."""
    start = stop
    floor = head.title + 1 if head.title is not None else head.start
    while start > floor and items[start - 1].kind == "short" and items[start].line.blanks == 0:
        start -= 1
    torn = any(item.line.text[:1].islower() for item in items[start + 1 : stop + 1])
    return start if stop - start >= 2 and torn and items[start].line.blanks > 0 else stop


def _names_other_day(item: Item) -> bool:
    """Whether a dated line above a title that is dated below itself speaks for the page and not for the article."""
    return item.header is not None and item.header.kind in ("date", "label")


def _outlet_echo(items: list[Item], i: int, start: int) -> None:
    """A bullet that repeats a short line of the header says that this line is the outlet."""
    for other in items[start:i]:
        if same(other.line.text, items[i].text) and other.kind == "short" and other.role == "meta":
            other.found = [Found("outlet", 0, len(other.line.text))]


def _outlet_after_date(items: list[Item], head: Head, stop: int) -> None:
    """A short name beside the date, between title and text, is the outlet when no other line gives one."""
    header = [item for item in items[head.start : stop] if item.role == "meta"]
    if any(f.name == "outlet" for item in header for f in item.found):
        return
    for item, other in (*itertools.pairwise(header), *zip(header[1:], header, strict=False)):
        words = item.line.text.split()
        if (
            item.kind == "short"
            and other.is_date
            and len(words) <= 5
            and all(w[0].isupper() or len(w) < 4 or not w[0].islower() for w in words)
        ):
            item.found = [Found("outlet", 0, len(item.line.text))]
            return


def _assign_tail(page: Page, start: int, stop: int, number: int, has_title: bool) -> None:
    """What stands between a body and the next header: the body's own end, its late title, or nothing of an article."""
    tail = page.items[start:stop]
    for item in tail:
        item.put("boilerplate", rule=item.rule or ("end mark" if item.kind == "end" else item.kind))
    if number < 0:
        for item in tail:
            item.rule = item.rule if item.kind != "short" else "before the first article"
        return
    _late_title(page, tail, number)
    for i, item in enumerate(tail):
        if item.role != "boilerplate" or item.article >= 0:
            continue
        direct = all(
            other.article == number or other.kind in ("rule", "end", "copyright") or other.side == "inline"
            for other in tail[:i]
        )
        labelled = item.header is not None and item.header.kind == "label"
        if (item.header and item.header.kind == "credit" and item.kind == "meta") or (
            item.kind == "meta"
            and (
                (direct and (page.footers or labelled or not item.is_date or _dates_the_page(page, stop, number)))
                or (stop == len(page.items) and number == 0 and item.header is not None and item.header.kind == "url")
            )
        ):
            item.put("meta", number)
        elif direct and item.kind in ("short", "bullet") and (_closes(item, tail, i) or _runs_on(tail, i)):
            item.put("text", number)
        elif item.kind in ("short", "bullet"):
            item.rule = "between articles"


def _dates_the_page(page: Page, stop: int, number: int) -> bool:
    """Whether a date below the only article of a page, which has none above, is its own."""
    return number == 0 and stop == len(page.items) and not any(i.is_date for i in page.items if i.article == number)


def _runs_on(tail: list[Item], i: int) -> bool:
    """Whether a short line is one of several that go on from a body without a gap, in the middle of its sentences."""
    run = list(itertools.takewhile(lambda o: o.kind == "short" and o.line.blanks == 0, tail))
    return i < len(run) and len(run) >= 2 and any(other.line.text[:1].islower() for other in run)


def _closes(item: Item, tail: list[Item], i: int) -> bool:
    """Whether a short line right below a body is its last line: a sentence, or a list that goes on from the text."""
    if item.line.text.rstrip("\"'”’»)").endswith((".", "!", "?", "؟", "。")) and item.line.words >= 2:
        return True
    return item.kind == "bullet" and item.line.blanks <= 1 and len(tail) - i <= 8 and item.line.words >= 5


def _late_title(page: Page, tail: list[Item], number: int) -> None:
    """A headline below the body that has none above, with its bullets: it shares words with that body."""
    if any(item.role == "title" and item.article == number for item in page.items):
        return
    body = " ".join(item.line.text for item in page.items if item.article == number and item.role == "text")[:6000]
    for i, item in enumerate(tail):
        if item.kind != "short" or not _may_be_title(item) or overlap(item.text, body) < 0.5 or item.line.words < 3:
            continue
        item.put("title", number)
        for other in tail[i + 1 :]:
            if other.key == item.key:
                other.put("echo", number)
            elif other.kind == "bullet":
                other.put("meta", number)
            else:
                break
        return
