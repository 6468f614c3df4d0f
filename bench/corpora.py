"""How well are pages cut that lie in a folder with others like them? `python -m bench.corpora DATA [PAGES] [--all]`.

What the pages of a corpus share is learnt as boilerplate, and here they share all but their articles: each layout is
printed several times, with real articles of its language where the data has any, and with the same ones where not,
as copies. The second row of sums is that of the same pages alone.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from bench.layouts import Sums, layout, layouts, measure
from bench.real_layouts import Pools, pools_of, prints_whole_texts, real_stock
from indexer import pages
from indexer.cutting.boilerplate import NO_BOILERPLATE, Boilerplate
from indexer.draft import Draft, Place, RawDocument
from indexer.shared_lines import learn


def cut(page: str, learnt: Boilerplate) -> tuple[Draft, ...]:
    """The articles that are cut from a page of a corpus."""
    body = page.encode()
    place = Place(path="page.txt", sha256="", start=0, end=len(body))
    return pages.split(RawDocument(place=place, shape="text", body=body), learnt).drafts


def sums_of(path: Path, pools: Pools, copies: int) -> tuple[Sums, Sums, Boilerplate]:
    """What came out of a layout that is printed so often: as a corpus, and each page alone; what was learnt."""
    printed = [layout(path, real_stock(pools, random.Random(f"{n} {path.stem}"))) for n in range(copies)]
    learnt = learn(page for page, _ in printed)
    together, alone = Sums(), Sums()
    for page, expected in printed:
        together += measure(page, expected, cut(page, learnt))
        alone += measure(page, expected, cut(page, NO_BOILERPLATE))
    return together, alone, learnt


def main() -> None:
    """Print a row for each layout that is worse in company, and those of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("pages", type=int, nargs="?", default=4, help="how often each layout is printed")
    parser.add_argument("--all", action="store_true", help="print every layout")
    parser.add_argument("--show", metavar="LAYOUT", help="print what is learnt of one layout instead")
    given = parser.parse_args()
    pools = pools_of(given.data)
    total, single = Sums(), Sums()
    for path in filter(prints_whole_texts, layouts()):
        if given.show and given.show != path.stem:
            continue
        together, alone, learnt = sums_of(path, pools, given.pages)
        if given.show:
            print(learnt.to_toml())
        total, single = total + together, single + alone
        if given.all or together.worse_than(alone):
            print(f"{path.stem:28} {together.expected:3} {together.drafts:3}  {together.row}\n{'':37}{alone.row}")
    for name, sums in (("together", total), ("alone", single)):
        print(f"{name:28} {sums.expected:3} {sums.drafts:3}  {sums.row}")


if __name__ == "__main__":
    main()
