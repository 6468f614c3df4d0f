"""How true are the facets? `python -m bench.quality DATA` runs the real pipeline on every labelled set in a folder.

python -m bench.quality DATA                          the table; kept in bench/QUALITY.md
python -m bench.quality DATA --only countries         one part, nothing kept
python -m bench.quality DATA --errors countries 20    the worst errors of a kind
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

from bench.rows import Errors, Row, table

PARTS = ("seeds", "layouts", "pages", "languages", "countries", "outlets", "actors", "listed", "copies", "evidence")
KEPT = Path(__file__).with_name("QUALITY.md")
HEAD = """# Quality

Printed by `make evaluate DATA=folder` on the public half of the labelled sets (`python -m bench.quality --help`).
A baseline is measured in the same run.

"""


def evaluate(data: Path, parts: tuple[str, ...]) -> tuple[list[Row], Errors]:
    """The rows and errors of these parts; a part whose data the folder does not hold gives none."""
    rows: list[Row] = []
    errors: Errors = {}
    for part in parts:
        began = time.perf_counter()
        found, missed = importlib.import_module(f"bench.quality_{part}").evaluate(data)
        rows += found
        for kind, lines in missed.items():
            errors.setdefault(kind, []).extend(lines)
        print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return rows, errors


def main() -> None:
    """Read the arguments, print the table or the errors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the labelled sets")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone")
    parser.add_argument("--errors", nargs=2, metavar=("KIND", "N"), help="list the worst N errors of a kind")
    given = parser.parse_args()
    if not given.data.is_dir():
        parser.error(f"no folder '{given.data}'")
    parts = tuple(given.only or ([given.errors[0]] if given.errors and given.errors[0] in PARTS else PARTS))
    rows, errors = evaluate(given.data, parts)
    print(table(rows))
    if given.errors:
        kind, limit = given.errors[0], int(given.errors[1])
        print(f"\n{kind}: {len(errors.get(kind, []))} errors, of the kinds {', '.join(sorted(errors))}")
        print("\n".join(errors.get(kind, [])[:limit]))
    if parts == PARTS:
        KEPT.write_text(HEAD + table(rows) + "\n")


if __name__ == "__main__":
    main()
