"""Are the planted near-copies of an archive of the invented collection found? `python -m bench.copies FOLDER`.

One article in ten is printed again with a line more and under the same title (`bench.collection`), so that articles of
one title are the copies of one another. Pairs of articles of one title are compared with pairs of one story; how much
memory the finding took is the peak of the process that wrote the archive, which `bench.speed` notes in it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from search.archive import Archive


def main() -> None:
    """Print the precision and the recall of pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="an archive that `python -m bench.speed` made")
    with Archive.open(parser.parse_args().folder) as archive:
        found = [(a.title, a.story) for _, a in archive.changes(0, evidence=False) if a]
    planted, told = _pairs(title for title, _ in found), _pairs(story for _, story in found)
    right = _pairs(found)
    print(f"{len(found):,} articles, {planted:,} planted pairs, {told:,} pairs in stories")
    print(f"precision {right / max(told, 1):.4f}, recall {right / max(planted, 1):.4f}")


def _pairs(keys: Iterable[object]) -> int:
    """How many pairs have the same key."""
    return sum(count * (count - 1) // 2 for count in Counter(keys).values())


if __name__ == "__main__":
    main()
