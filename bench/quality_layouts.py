"""How well are pages of many layouts cut? All layouts of `tests/layouts` together, and what each round gave at first
sight: those figures were taken before a line of code was changed for it, and only a new round can give new ones.

At first sight, each round written before it was run, the figures were lower, and that is what new pages will meet:

    round (articles)   found   body F1   wrong dates   leaked
    1 (55)             0.759   0.848     0.000         0.095
    2 (37)             0.838   0.894     0.027         0.094
    3 (37)             0.730   0.806     0.000         0.137
    4 (35)             0.629   0.718     0.000         0.179
    5 (21)             0.857   0.876     0.048         0.107
    6 (14)             0.929   0.974     0.000         0.036
    7 (40)             0.907   0.983     0.000         0.024
    8 (36)             0.897   0.992     0.056         0.033
    9 (37)             0.838   0.876     0.000         0.076    (with pasted CSV, which a reader of its own takes: 0.94)
    10 (39)            0.897   0.951     0.051         0.036
    11 (44)            0.898   0.996     0.000         0.018
    12 (41)            0.884   0.987     0.000         0.028
    13 (45)            0.830   0.929     0.067         0.061
    14 (44)            0.913   0.966     0.000         0.031
    15 (39)            0.850   0.906     0.077         0.073
    16 (37)            0.974   0.994     0.054         0.026
    17 (32)            0.750   0.829     0.094         0.124
    18 (46)            0.939   0.993     0.022         0.032
    19 (36)            0.769   0.945     0.000         0.111    (live blog, monitor, OCR, wiki, chats, browsers)
    20 (42)            0.889   0.961     0.071         0.056
    21 (39)            0.846   0.900     0.000         0.076    (with pasted CSV; a reader of its own takes it: 0.925)
    22 (51)            1.000   0.993     0.000         0.013    (the kinds that are met most)
    23 (59)            0.903   0.986     0.068         0.023    (26 languages; outlets wrong or missing: 0.254)
    25 (53)            0.925   0.952     0.094         0.042    (18 languages; three of the five wrong days on one page)
    26 (38)            0.974   0.972     0.079         0.003    (12 languages; all three wrong days on one page)

Files that hold several articles, most of them (`tests/layouts/files`): two rounds of web pages, one of pages, records
and mails, one of pages, one of all kinds (`r24-`); the first records and mails came with their rules and are in none:

    1 (48)             0.542   0.598     0.021         0.234
    2 (32)             0.406   0.618     0.031         0.219
    3 (31)             0.871   0.888     0.000         0.052
    4 (14)             1.000   0.995     0.000         0.014
    5 (63)             0.841   0.897     0.048         0.054    (exports, feeds, mails, tables; outlets wrong: 0.302)

"found" is the share of articles found among all that were expected or cut, whichever are more: an advert that is taken
for an article counts against it. `python -m bench.random_layouts` cuts pages of layouts drawn at random, and
`python -m bench.real_layouts DATA` prints real articles in all layouts, with `--wire` wrapped as wires set them;
`python -m bench.corpora DATA` cuts the layouts in a folder with others of their kind, where lines are learnt.
"""

from __future__ import annotations

from pathlib import Path

from bench.layouts import FOLDER, Sums, layouts, measured
from bench.rows import Errors, Row

AIMS = (0.95, 0.95, 0.02, 0.02)
MEASURES = ("articles found", "body, 4-gram F1", "a wrong date", "boilerplate leaked")


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """The rows of all layouts, which the rules have seen by now; `data` is not needed. Errors: layouts that miss."""
    rows, errors = list[Row](), Errors()
    for name, folder in (("layouts, seen", FOLDER), ("files, seen", FOLDER / "files")):
        total = Sums()
        for path in layouts(folder):
            sums = measured(path)
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
        rows += _rows(name, shares, total.expected)
    return rows, errors


def _rows(name: str, shares: tuple[float, ...], n: int) -> list[Row]:
    return [
        Row(set=name, measure=measure_, ours=share, target=aim, lower_is_better=aim < 0.5, n=n)
        for measure_, share, aim in zip(MEASURES, shares, AIMS, strict=True)
    ]
