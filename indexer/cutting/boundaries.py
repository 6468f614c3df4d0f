"""Where does one article end and the next begin? Evidence is added up; when unsure, nothing is cut."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

from indexer.cutting.items import (
    AGENCY_DATELINE,
    FURTHER,
    RUNNING,
    Item,
    begins_with_dateline,
    content,
    overlap,
    repeated_keys,
)
from indexer.cutting.papers import is_paper
from indexer.cutting.seams import seams

ENOUGH = 3.0
_HEADED = frozenset({"label", "date", "byline", "number"})
"""The kinds of header lines that an article may begin with."""
HEADLINE_WORDS = 5
PAPER_WORDS = 6
_COUNT = re.compile(r"\d+")
_COUNTS = re.compile(r"[^\W\d_]{3}|\d\s?(?:of|/|de|von|من)\s?\d", re.IGNORECASE)
_PICTURE = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]")
SIGNED = 3
NAKED = 3
"""So many paragraphs must stand above a dateline that follows without any headline, to be an article of their own."""
WORDS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two paragraphs of running text: items [start, end); `score` is the evidence for a cut."""

    start: int
    end: int
    score: float = 0.0
    shape: str = ""


def boundaries(items: list[Item]) -> list[Gap]:
    """The gaps in which a new article begins, without those before the first and after the last paragraph."""
    prose = [i for i, item in enumerate(items) if item.kind == "prose"]
    usual = _usual_blanks(items, prose)
    repeated = repeated_keys(items)
    diary = prose[0] > 0 and items[prose[0] - 1].is_date and not any(i.kind == "short" for i in items[: prose[0]])
    series, numbers = _counted(items) | _column(items, prose) | _pictured(items), counted_lines(items)
    opening = _naming(items[: prose[0]])
    paper = any(i.rule == RUNNING and {"date", "outlet"} <= {f.name for f in i.found} for i in items)
    gaps = []
    for left, right in itertools.pairwise(prose):
        if right > left + 1 or items[right].line.blanks > usual or begins_with_dateline(items[right]):
            gap = items[left + 1 : right]
            if (not gap and _is_lead(items, prose, left)) or any(item.rule == FURTHER for item in gap):
                continue
            before = " ".join(i.line.text[-1500:] for i in items[max(0, left - 3) : left + 1])
            after = " ".join(i.line.text[:600] for i in items[right : right + 2])
            score = evidence(gap, items[right], before, after, repeated, usual)
            score += ENOUGH * any(item.kind == "short" and item.key in series for item in gap)
            score += ENOUGH * any(i in numbers for i in range(left + 1, right))
            score += 1.5 * (paper and _is_headed(gap, before, after))
            score += ENOUGH * (_is_beside_title(gap) and not opening.isdisjoint(_naming(gap)))
            score += 2.0 * (diary and bool(gap) and gap[-1].is_date and gap[-1].line.blanks > 0)
            gaps.append(Gap(left + 1, right, score, _shape(gap)))
    gaps = _with_seams(items, _with_signed(_with_stacks(items, gaps)))
    shapes = Counter(gap.shape for gap in gaps if gap.score >= ENOUGH)
    alike = Counter(gap.shape for gap in gaps if gap.score >= ENOUGH - 1)
    alike["-"] = shapes["-"] = 0  # a transcript's speakers look like datelines
    cuts = [
        gap
        for gap in gaps
        if gap.score >= ENOUGH or (gap.score >= ENOUGH - 1 and (shapes[gap.shape] >= 1 or alike[gap.shape] >= 3))
    ]
    return _begun_alike(items, prose, cuts)


def _naming(gap: list[Item]) -> frozenset[tuple[str, ...]]:
    """How the lines are made that name an outlet above a headline."""
    return frozenset(
        (item.header.kind, *sorted({f.name for f in item.found}))
        for item in gap
        if item.kind == "meta" and item.header and any(f.name == "outlet" for f in item.found)
    )


def _is_beside_title(gap: list[Item]) -> bool:
    """Whether a line that names an outlet is glued to a headline, above or below it, a blank line above both."""
    return any(
        first.line.blanks > 0 == second.line.blanks
        and any(f.name == "outlet" for f in named.found)
        and title.kind == "short"
        and title.line.words >= HEADLINE_WORDS
        for first, second in itertools.pairwise(gap)
        for named, title in ((first, second), (second, first))
    )


def _is_headed(gap: list[Item], before: str, after: str) -> bool:
    """Whether a headline stands in a gap of a newspaper's page, whose articles have no header of their own."""
    return any(
        item.kind == "short"
        and item.line.words >= HEADLINE_WORDS
        and item.line.blanks > 0
        and _title_evidence(item, before, after, frozenset()) >= 1
        for item in gap
    )


def _begun_alike(items: list[Item], prose: list[int], cuts: list[Gap]) -> list[Gap]:
    """The cuts without those that show nothing of what all others show, where all articles begin in one way: they are
    the subheadings, quoted posts and links of a long article."""
    signs = [_signs(items[gap.start : gap.end]) for gap in cuts]
    headed = [found for found in signs if found & _HEADED]
    shared = frozenset.intersection(*headed) if len(headed) >= 2 else frozenset()
    if len(shared) < 2 or not shared & _HEADED & _signs(items[: prose[0]]):
        return cuts
    return [gap for gap, found in zip(cuts, signs, strict=True) if found & shared]


def _signs(gap: list[Item]) -> frozenset[str]:
    """What in a gap marks an article's beginning or end."""
    found = {item.kind for item in gap if item.kind in ("rule", "end", "copyright")}
    return frozenset(found | ({item.header.kind for item in gap if item.header} & _HEADED))


def _with_stacks(items: list[Item], gaps: list[Gap]) -> list[Gap]:
    """The gaps, with more for stacks of short lines that come again: section, headline, outlet; a subheading is one."""
    stacked = [gap for gap in gaps if _is_stack(items[gap.start : gap.end])]
    return [replace(gap, score=gap.score + 1.5) if len(stacked) >= 2 and gap in stacked else gap for gap in gaps]


def _with_signed(gaps: list[Gap]) -> list[Gap]:
    """The gaps, with more for those of one shape that come again with a phrase of the site, a writer and a headline."""
    shapes = Counter(gap.shape for gap in gaps if "boiler" in gap.shape and "byline short" in gap.shape)
    return [replace(gap, score=gap.score + 1.5) if shapes[gap.shape] >= SIGNED else gap for gap in gaps]


def _with_seams(items: list[Item], gaps: list[Gap]) -> list[Gap]:
    """The gaps, with what the marks that the page repeats between its articles say about each."""
    between = [items[gap.start : gap.end] for gap in gaps]
    said = seams(between, [items[gap.end] for gap in gaps], [gap.score >= ENOUGH for gap in gaps])
    return [replace(gap, score=gap.score + more) for gap, more in zip(gaps, said, strict=True)]


def _is_stack(gap: list[Item]) -> bool:
    last = list(itertools.takewhile(lambda item: item.kind == "short", reversed(gap)))
    glued = all(item.line.blanks == 0 for item in last[:-1])
    named = any(len(content(item.text)) >= 3 and item.line.words >= 4 for item in last)
    return 2 <= len(last) <= 4 and glued and named and len({item.key for item in last}) == len(last)


def _is_lead(items: list[Item], prose: list[int], left: int) -> bool:
    """Whether what stands above a dateline is no article but a summary or a caption of the one that begins there."""
    end = bisect_right(prose, left)
    run = prose[max(0, end - NAKED) : end]
    closed = any(items[i].kind not in ("prose", "short") for i in range(run[0], left))
    return (len(run) < NAKED or closed) and not any(begins_with_dateline(items[i]) for i in run)


def _is_list(items: list[Item], first: int, count: int) -> bool:
    """Whether headlines that count on are the points of one article: "5 things to watch", an introduction above."""
    above = items[:first]
    title = next((item.text for item in above if item.kind == "short"), "")
    said = {int(n) for n in re.findall(r"\b\d{1,2}\b", title)} | {WORDS.get(w, 0) for w in title.lower().split()}
    return any(abs(n - count) <= 1 for n in said if n > 2) or sum(1 for item in above if item.kind == "prose") >= 2


def _counted(items: list[Item]) -> frozenset[str]:
    """The headlines that count on, "1. ...", "2. ...", each above a text of its own."""
    found: list[tuple[int, Item]] = []
    first = next((i for i, item in enumerate(items) if item.is_numbered), 0)
    style = _style(items[first])
    for i, item in enumerate(items):
        if item.is_numbered and item.line.words >= 3 and _style(item) == style:
            below = next((o for o in items[i + 1 : i + 6] if o.kind in ("prose", "short")), None)
            if below and below.kind == "prose" and (number := re.search(r"\d+", item.line.text)):
                found.append((int(number[0]), item))
    pairs = [(a, b) for (n, a), (m, b) in itertools.pairwise(found) if m == n + 1]
    series = {id(item): item for pair in pairs for item in pair}.values()
    short = sum(1 for item in series if item.line.words < HEADLINE_WORDS)
    if not pairs or 3 * short > len(series) or _is_list(items, first, len(pairs) + 1):
        return frozenset()
    return frozenset(b.key for _, b in pairs)


def _pictured(items: list[Item]) -> frozenset[str]:
    """The headlines of a letter that each begin with a picture of their own, "🐝 Beekeepers blame lamps"."""
    found = [
        item
        for item, below in itertools.pairwise(items)
        if item.kind == "short"
        and below.kind == "prose"
        and item.line.words >= HEADLINE_WORDS
        and _PICTURE.match(item.line.text)
    ]
    return frozenset(item.key for item in found) if len(found) >= 3 else frozenset()


def _style(item: Item) -> str:
    """How a headline is numbered: "(0)", "0."; the points of one article are often numbered in another way."""
    return _COUNT.sub("0", item.line.text[: len(item.line.text) - len(item.text)])


def counted_lines(items: list[Item]) -> frozenset[int]:
    """The lines that number the articles of a page, "Article 2", "3 of 7", where they count on from one to the next.

    The first number counts where it stands above all bodies: below that it may be that of a page.
    """
    found = [
        (int(m[0]), i)
        for i, item in enumerate(items)
        if item.header
        and item.header.kind == "number"
        and (m := _COUNT.search(item.line.text))
        and _COUNTS.search(item.line.text)
    ]
    pairs = [(a, b) for a, b in itertools.pairwise(found) if b[0] == a[0] + 1]
    top = next((i for i, item in enumerate(items) if item.kind == "prose"), 0)
    return frozenset(i for _, (_, i) in pairs) | frozenset(i for (_, i), _ in pairs[:1] if i < top)


def _column(items: list[Item], prose: list[int]) -> frozenset[str]:
    """The headlines of a column of briefs: all stand alone, glued to their text, and so does the first of the page."""
    heads = [i - 1 for i in prose if i and items[i - 1].kind == "short" and items[i].line.blanks == 0]
    if len(heads) < 3 or heads[0] + 1 != prose[0] or any(items[h].line.blanks == 0 for h in heads[1:]):
        return frozenset()
    inner = sum(1 for item in items[prose[0] : prose[-1]] if item.kind in ("short", "bullet"))
    words = sorted(items[h].line.words for h in heads)
    alone = inner == len(heads) - 1 and len(prose) <= 3 * len(heads)
    if not alone or words[0] < 4 or median(words) < 5 or any(_ends(items[h].line.text) for h in heads):
        return frozenset()
    return frozenset(items[h].key for h in heads[1:])


def _ends(text: str) -> bool:
    return text.endswith((".", ":", "…"))


def _usual_blanks(items: list[Item], prose: list[int]) -> int:
    blanks = [items[b].line.blanks for a, b in itertools.pairwise(prose) if b == a + 1]
    return int(median(blanks)) if blanks else 1


def _shape(gap: list[Item]) -> str:
    kinds = [item.kind + (item.side or "") + (item.header.kind if item.header else "") for item in gap]
    return " ".join(kind for kind, before in zip(kinds, [*[""], *kinds], strict=False) if kind != before) or "-"


def evidence(
    gap: list[Item], after: Item, text_before: str, text_after: str, repeated: frozenset[str], usual: int
) -> float:
    """How strongly a gap speaks for a new article; ENOUGH cuts."""
    kinds = Counter(item.kind for item in gap)
    titles = [item for item in gap if item.kind == "short" and len(content(item.text)) >= 2]
    wire = begins_with_dateline(after)
    score = 3.0 * bool(kinds["end"]) * bool(titles or wire or any(i.kind == "meta" for i in gap) or len(gap) == 1)
    score += (3.0 if wire and AGENCY_DATELINE.match(after.line.text[:120]) else 2.0) * wire
    score += 1.0 * (max((item.line.blanks for item in (*gap, after)), default=0) > usual)
    score += _header_evidence(gap, titles)
    if titles or wire:
        score += 2.0 * bool(kinds["rule"] and any(len(i.line.text) > 2 for i in gap if i.kind == "rule"))
        score += 1.0 * bool(kinds["rule"]) + 2.0 * any(i.side == "tail" for i in gap) + 2.0 * bool(kinds["copyright"])
        score += 0.5 * any(i.side == "inline" for i in gap)
        score += 1.5 * (any(i.rule == RUNNING for i in gap) and any(t.line.words >= HEADLINE_WORDS for t in titles))
    score += (3.0 if gap else 2.0) * _other_script(text_before, text_after)
    return score + max((_title_evidence(t, text_before, text_after, repeated) for t in titles), default=0.0)


def _header_evidence(gap: list[Item], titles: list[Item]) -> float:
    dated = [item for item in gap if item.is_date]
    labels = sum(1 for item in gap if item.header and item.header.kind == "label")
    named = any(f.name == "outlet" for item in dated for f in item.found)
    score = 0.0
    if dated:
        sure = any(item.header and item.header.sure for item in dated)
        score += (3.0 if sure else 1.5) if titles or named else 1.0
    if any({"author", "date"} <= {f.name for f in item.found} for item in dated):
        score += 3.0
    if labels >= 2 or any(f.name == "title" for item in gap for f in item.found):
        score += 3.0
    score += 1.5 * any(item.header is not None and item.header.kind == "byline" for item in gap) * bool(titles)
    paper = any(item.kind == "short" and item.line.words <= PAPER_WORDS and is_paper(item.text) for item in gap)
    score += 1.5 * (paper and bool(titles))
    sourced = gap[0].header is not None and any(f.name == "outlet" for f in gap[0].found) if gap else False
    score += 3.0 * (sourced and bool(titles) and gap[0].line.blanks < titles[0].line.blanks)
    score += 1.5 * any(item.header is not None and item.header.kind == "slug" and item.header.sure for item in gap)
    score += 1.0 * any(item.header is not None and item.header.kind in ("url", "credit") for item in gap) * bool(titles)
    return score + 1.0 * any(item.header is not None and item.header.kind == "number" for item in gap)


def _title_evidence(title: Item, before: str, after: str, repeated: frozenset[str]) -> float:
    score = 0.0
    if title.key in repeated:
        score += 3.0
    if title.is_numbered:
        score += 1.5
    words = len(content(title.text))
    ahead, behind = overlap(title.text, after), overlap(title.text, before)
    if words >= 5 and ahead >= 0.5 and behind <= 0.25:
        score += 2.0
    elif words >= 4 and ahead >= 0.35 and ahead - behind >= 0.2:
        score += 1.0
    letters = [c for c in title.text if c.isalpha()]
    return score + 1.0 * (words >= 4 and sum(c.isupper() for c in letters) > 0.8 * len(letters))


def _other_script(before: str, after: str) -> bool:
    return _script(before) != _script(after) and min(len(before), len(after)) > 40


def _script(text: str) -> str:
    if text[-60:].isascii():
        return "latin"
    counts = Counter(_block(ord(c)) for c in text[-60:] if c.isalpha())
    return counts.most_common(1)[0][0] if counts else "latin"


def _block(code: int) -> str:
    if code < 0x250:
        return "latin"
    for last, name in (
        (0x3FF, "greek"),
        (0x52F, "cyrillic"),
        (0x5FF, "hebrew"),
        (0x6FF, "arabic"),
        (0x97F, "devanagari"),
    ):
        if code <= last:
            return name
    return "east asian" if code >= 0x3000 else "other"
