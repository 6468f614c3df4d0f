"""How well are pages of many layouts cut? All layouts of `tests/layouts` together, and what each round gave at first
sight: those figures were taken before a line of code was changed for it, and only a new round can give new ones."""

from __future__ import annotations

from pathlib import Path

from bench.layouts import Sums, layout, layouts, measure
from bench.rows import Errors, Row

FIRST_SIGHT = {
    "r1": (55, 0.759, 0.848, 0.000, 0.095),
    "r2": (37, 0.838, 0.894, 0.027, 0.094),
    "r3": (37, 0.730, 0.806, 0.000, 0.137),
    "r4": (35, 0.629, 0.718, 0.000, 0.179),
    "r5": (21, 0.857, 0.876, 0.048, 0.107),
    "r6": (14, 0.929, 0.974, 0.000, 0.036),
}
"""Round -> articles, articles found, body F1, wrong dates, leaked words, on layouts written before looking."""
AIMS = (0.95, 0.95, 0.02, 0.02)
MEASURES = ("articles found", "body, 4-gram F1", "a wrong date", "boilerplate leaked")


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """The rows of all layouts and of the last round at first sight; `data` is not needed. Errors: layouts that miss."""
    total, errors = Sums(), Errors()
    for path in layouts():
        sums = measure(*layout(path))
        total += sums
        if not sums.expected == sums.drafts == sums.found or sums.wrong_dates or sums.leaked > 0.1 * sums.words:
            errors.setdefault("layouts", []).append(f"{path.stem}: {sums.row}")
    articles = max(total.expected, 1)
    shares = (
        total.found / max(articles, total.drafts),
        total.f1 / articles,
        total.wrong_dates / articles,
        total.leaked / max(total.words, 1),
    )
    last = max(FIRST_SIGHT)
    n, *seen = FIRST_SIGHT[last]
    rows = _rows("layouts, seen", shares, total.expected)
    return rows + _rows(f"layouts, first sight ({last})", tuple(seen), n), errors


def _rows(name: str, shares: tuple[float, ...], n: int) -> list[Row]:
    return [
        Row(set=name, measure=measure_, ours=share, target=aim, lower_is_better=aim < 0.5, n=n)
        for measure_, share, aim in zip(MEASURES, shares, AIMS, strict=True)
    ]
