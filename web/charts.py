"""Where does each bar of a histogram stand? Geometry for a server-made SVG, in units of its view box."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

from search.results import Bar, Histogram

WIDTH, HEIGHT = 720, 72
_GAP = 0.18
_LEAST = 1.5
"""A bar that is not empty can be seen, however small its share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A bar as it is drawn: its rectangle, its days and its count."""

    x: float
    y: float
    width: float
    height: float
    slot: float
    slot_x: float
    start: Day
    end: Day
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A histogram as it is drawn, `width` by `height` units."""

    columns: tuple[Column, ...]
    highest: int
    interval: str
    step: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def tick(self) -> str:
        """What names the ticks: as the bars, but days of one year without the year."""
        if self.step != "day" or not self.columns or self.columns[0].start.year != self.columns[-1].end.year:
            return self.step
        return "day of the year"

    @property
    def ticks(self) -> tuple[Day, ...]:
        """The first days of up to five columns, evenly spread: what stands under the axis."""
        count = len(self.columns)
        places = sorted({round(i * (count - 1) / 4) for i in range(5)}) if count else []
        return tuple(self.columns[place].start for place in places)


def chart(histogram: Histogram) -> Chart:
    """The histogram of a query's results as it is drawn."""
    bars = histogram.bars
    highest = max((bar.count for bar in bars), default=0)
    slot = WIDTH / max(len(bars), 1)
    columns = tuple(_column(bar, place, slot, highest) for place, bar in enumerate(bars))
    return Chart(columns=columns, highest=highest, interval=histogram.interval, step=_step(bars))


def _step(bars: tuple[Bar, ...]) -> str:
    """What names a bar: its year, its month or its day, by how long it is; several years count as one."""
    if not bars:
        return "day"
    days = min((Day.fromisoformat(bar.end) - Day.fromisoformat(bar.start)).days + 1 for bar in bars)
    return "year" if days >= 365 else "month" if days >= 28 else "day"


def _column(bar: Bar, place: int, slot: float, highest: int) -> Column:
    start, end = Day.fromisoformat(bar.start), Day.fromisoformat(bar.end)
    height = max(_LEAST, HEIGHT * bar.count / highest) if bar.count else 0.0
    width = min(slot * (1 - _GAP), 40.0)
    return Column(
        x=round(place * slot + (slot - width) / 2, 2),
        y=round(HEIGHT - height, 2),
        width=round(width, 2),
        height=round(height, 2),
        slot=round(slot, 2),
        slot_x=round(place * slot, 2),
        start=start,
        end=end,
        count=bar.count,
    )
