"""Do the outlets and days of a page stand below its texts? All articles of a page say theirs in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import Final

from indexer.cutting.boundaries import Gap
from indexer.cutting.gaps import may_be_title
from indexer.cutting.items import Item
from indexer.cutting.lines import folded

BELOW: Final = 3
"""So many lines below the last text may be its source lines."""
SAYING: Final = ("date", "byline", "url", "label")


def footers(items: list[Item], gaps: Sequence[Gap], prose: list[int]) -> frozenset[str]:
    """The shapes of the header lines that stand below their texts; none where the headers stand above.

    `gaps` are those before each text, `prose` the numbers of the items that are running text.
    """
    if len(gaps) < 2:
        return frozenset()
    above, below = items[: prose[0]], items[prose[-1] + 1 :]
    last = [item for item in below if item.kind != "copyright"][:BELOW]
    opening = {shape(item) for item in above if _says(item)}
    if _only_below(items, gaps, above, last):
        sourced = {name for name in opening if name.endswith("date outlet")}
        return frozenset(shape(item) for item in items if _says(item)) - sourced
    between = Counter(shape for gap in gaps[1:] for shape in _shapes_above(items[gap.start : gap.end]))
    shared = {name for name in _shapes_above(last) if 2 * between[name] >= len(gaps) - 1}
    if any(item.is_date for item in above):
        apart = Counter(_detached(items[gap.start : gap.end]) for gap in gaps[1:])
        shared |= {name for name, count in apart.items() if name and 2 * count >= len(gaps) - 1}
    return frozenset((shared | _closing(items)) - opening)


def _detached(gap: list[Item]) -> str:
    """The shape of the label of a source that stands by itself right below a text, above the dated head of the next."""
    if len(gap) < 2 or not gap[0].header or gap[0].header.kind != "label" or not gap[1].line.blanks:
        return ""
    sourced = any(f.name == "outlet" for f in gap[0].found) and not gap[0].is_date
    return shape(gap[0]) if sourced and any(item.is_date for item in gap[1:]) else ""


def _closing(items: list[Item]) -> set[str]:
    """The shapes of lines that all stand right below a text, and now and then above what is no head of an article.

    Outlet and day in brackets need no more than their place: "(Strait Observer, June 24, 2025)".
    """
    bracketed: set[str] = set()
    lines: dict[str, list[bool]] = {}
    others: set[str] = set()
    often = Counter(item.key for item in items if item.kind in ("short", "boiler"))
    for above, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if not _says(item) or not {"date", "outlet"} & {f.name for f in item.found}:
            continue
        if above is None or above.kind not in ("prose", "bullet"):
            others.add(shape(item))
        if item.line.text[0] in "([（【" and {"date", "outlet"} <= {f.name for f in item.found}:
            bracketed.add(shape(item))
        closed = after is None or after.kind in ("rule", "end", "copyright", "boiler") or often[after.key] > 1
        lines.setdefault(shape(item), []).append(closed or (after is not None and after.is_numbered))
    below = {name for name, closed in lines.items() if len(closed) > 1 and (any(closed) or name in bracketed)}
    return below - others


def shape(item: Item) -> str:
    """How a header line is made: the label before its colon, or its kind, the sign before it, and what it says."""
    if item.header is None:
        return ""
    if item.header.kind == "label":
        return f"label {folded(item.line.text.replace('：', ':').partition(':')[0])}"
    sign = "" if item.line.text[0].isalnum() else item.line.text[0]
    return f"{item.header.kind} {sign} {' '.join(sorted({f.name for f in item.found}))}"


def signs(items: Sequence[Item], i: int, shapes: Set[str]) -> bool:
    """Whether a line gives the day of the text above, on a page whose header lines of these shapes stand below their
    texts: no line is glued to it from below, but for a rule."""
    closed = i + 1 == len(items) or items[i + 1].line.blanks > 0 or items[i + 1].kind in ("rule", "end")
    return closed and items[i].is_date and shape(items[i]) in shapes


def _says(item: Item) -> bool:
    """Whether a line says where or when an article was published, or who wrote it."""
    if item.kind != "meta" or item.header is None or item.header.kind not in SAYING:
        return False
    return item.header.kind != "label" or any(f.name in ("outlet", "date") for f in item.found)


def _shapes_above(gap: list[Item]) -> set[str]:
    """The shapes of the header lines that follow a text at once, before anything that may be a headline."""
    found: set[str] = set()
    for item in gap:
        if may_be_title(item):
            break
        if _says(item):
            found.add(shape(item))
    return found


def _only_below(items: list[Item], gaps: Sequence[Gap], above: list[Item], last: list[Item]) -> bool:
    """Whether no day stands above the first text, and one below the last or, mostly, above the rules between; the day
    of the page may stand above the first, where one closes each of the others and no rule sets it off as a heading."""
    plain = [item for item in above if not (item.header and item.header.kind == "label" and not item.is_date)]
    sides = [_dated_side(items[gap.start : gap.end]) for gap in gaps[1:]]
    closed = any(item.is_date for item in last)
    if any(item.is_date for item in plain[-3:]):
        return closed and sides.count("above") == len(sides) and _dated_side(above) != "above"
    return closed or sides.count("above") > max(1, sides.count("below"))


def _dated_side(gap: list[Item]) -> str:
    """On which side of a gap's seam its date stands: "above" a rule with a headline below, "below" it, "" without."""
    dated = [i for i, item in enumerate(gap) if item.is_date]
    rules = [i for i, item in enumerate(gap) if item.kind in ("rule", "end")]
    if not rules or not dated:
        return ""
    titled = any(may_be_title(item) for item in gap[max(rules) + 1 :])
    return "above" if dated[-1] < max(rules) and titled else "below"
