"""What does a quality benchmark say? Rows of one table, and its worst errors by kind."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure of one set: ours, a baseline of the same run where there is one, and the aim."""

    set: str
    measure: str
    ours: float
    baseline: float | None = None
    baseline_name: str = ""
    target: float | None = None
    lower_is_better: bool = False
    n: int = 0

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None without one. An aim "above the baseline" is the baseline itself."""
        if self.target is None:
            return None
        return self.ours <= self.target if self.lower_is_better else self.ours >= self.target


Errors = dict[str, list[str]]
Evaluate = Callable[[Path], tuple[list[Row], Errors]]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def f1(right: float, found: float, wanted: float) -> float:
    """The harmonic mean of right/found and right/wanted."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def overlap(ours: Iterable[Any], gold: Iterable[Any]) -> tuple[int, int, int]:
    """How many items of two bags are shared, and the size of each."""
    a, b = Counter(ours), Counter(gold)
    return sum((a & b).values()), sum(a.values()), sum(b.values())


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| set | measure | ours | baseline | aim | n | |", "|---|---|---:|---:|---:|---:|---|"]
    for row in rows:
        sign = "≤" if row.lower_is_better else "≥"
        base = f"{row.baseline:.3f} {row.baseline_name}".strip() if row.baseline is not None else ""
        aim = f"{sign} {row.target:.3f}" if row.target is not None else ""
        mark = {True: "reached", False: "missed", None: ""}[row.reached]
        lines.append(f"| {row.set} | {row.measure} | {row.ours:.3f} | {base} | {aim} | {row.n} | {mark} |")
    return "\n".join(lines)
