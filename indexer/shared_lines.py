"""Which lines do the pages of a corpus share that belong to none of its articles?

A line counts when it is under 120 characters and stands in at least 3 files and in more than 1 % of them. But papers
print each other's stories: a sentence is learnt only where the articles that it stands in are otherwise their own. To
see that, some of the pages are cut before.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from indexer.cutting.boilerplate import LEARNT_LENGTH, Boilerplate, line_key
from indexer.cutting.lines import BREAK
from indexer.dates import find, is_refused
from indexer.pages import articles

DATE_LENGTH: Final = 60
MIN_FILES: Final = 3
MIN_SHARE: Final = 0.01
PROSE: Final = 6
"""So many words may be a sentence."""
LOOKED_AT: Final = 3
"""In so many pages it is looked where a sentence stands ..."""
AT_MOST: Final = 300
"""... and so many pages are cut for it at most; a sentence that is in none of them is not learnt."""
BEGUN, NEARLY = 0.5, 0.75
"""The shared part of an article's prose from which it is a copy: if it begins with it, and if it begins otherwise."""


def learn(texts: Iterable[str]) -> Boilerplate:
    """The lines that the pages of a corpus share, from the whole text of each of its files.

    A date is not learnt, nor a line that stands above one in most of its files: the name of an outlet or a writer.
    """
    pages = list(texts)
    counts: Counter[str] = Counter()
    paragraphs: Counter[int] = Counter()
    above_dates: Counter[str] = Counter()
    for page in pages:
        lines = [(line, _is_dated(line)) for line in _lines(page)]
        counts.update({line_key(line) for line, dated in lines if _is_short(line) and not dated} - {""})
        paragraphs.update({hash(line) for line, _ in lines if not _is_short(line)})
        above_dates.update({line_key(line) for (line, _), (_, dated) in pairwise(lines) if dated})
    least = max(MIN_FILES, math.floor(len(pages) * MIN_SHARE) + 1)
    found = {line: n for line, n in counts.items() if n >= least and not line.isdigit() and 2 * above_dates[line] <= n}
    copies = Copies({*found}, {number for number, n in paragraphs.items() if n >= least})
    copies.look_for({line for line in found if _is_prose(line)}, pages)
    return Boilerplate({line: n for line, n in found.items() if line not in copies}, len(pages))


@dataclass(slots=True)
class Copies:
    """Where shared sentences stand: of the articles with them that were looked at, which are prints of one story?

    `lines` are folded lines that pages share, `paragraphs` the hashes of longer ones.
    """

    lines: set[str]
    paragraphs: set[int]
    judged: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    unseen: set[str] = field(default_factory=set)

    def __contains__(self, line: str) -> bool:
        return line in self.unseen or 2 * self.printed[line] > self.judged[line]

    def look_for(self, sentences: set[str], pages: Sequence[str]) -> None:
        """Look at a few pages for each of these sentences."""
        left = dict.fromkeys(sentences, LOOKED_AT)
        cut = 0
        for page in pages if left else ():
            here = left.keys() & {line_key(line) for line in _lines(page) if _is_short(line)}
            if here and cut < AT_MOST:
                cut += 1
                self._look_at(page)
                left.update((line, left[line] - 1) for line in here)
                left = {line: n for line, n in left.items() if n}
        self.unseen = {line for line, n in left.items() if n == LOOKED_AT}

    def _look_at(self, page: str) -> None:
        texts: dict[int, list[str]] = defaultdict(list)
        for item in articles(page):
            if item.role == "text":
                texts[item.article] += _lines(page[item.line.start : item.line.end])
        for text in texts.values():
            here = {line_key(line) for line in text if _is_short(line)} & self.lines
            self.judged.update(here)
            if self._is_print(text):
                self.printed.update(here)

    def _is_print(self, text: Sequence[str]) -> bool:
        """Whether so much of an article is shared that all of it is: it is the print of a story that others print."""
        prose = [
            (len(line), self._is_shared(line)) for line in text if not _is_short(line) or _is_prose(line_key(line))
        ]
        shared = sum(size for size, is_shared in prose if is_shared)
        return bool(shared) and shared >= (BEGUN if prose[0][1] else NEARLY) * sum(size for size, _ in prose)

    def _is_shared(self, line: str) -> bool:
        return line_key(line) in self.lines if _is_short(line) else hash(line) in self.paragraphs


def _lines(page: str) -> list[str]:
    return [line.strip() for line in BREAK.split(page) if line.strip()]


def _is_short(line: str) -> bool:
    return len(line) < LEARNT_LENGTH


def _is_prose(key: str) -> bool:
    """Whether a folded line may be a part of a text: more than a name or a button."""
    return key.count(" ") + 1 >= PROSE or len(key.encode()) >= 10 * PROSE  # scripts without spaces take more bytes


def _is_dated(line: str) -> bool:
    short = len(line) < DATE_LENGTH and any(c.isdigit() for c in line)
    return short and not is_refused(line) and find(line) is not None
