"""Lines whose date is what they are there for."""

from __future__ import annotations

import pytest

from indexer.dated_lines import dated


@pytest.mark.parametrize(
    "cells",
    [
        ("13/06/2025", "The Veldon Post", "Airstrip opens after ten years of waiting"),
        ("The Veldon Post", "Airstrip opens after ten years of waiting", "13 June 2025"),
        ("Airstrip opens after ten years of waiting", "The Veldon Post", "2025-06-13"),
    ],
)
def test_a_row_of_day_outlet_and_headline_is_a_head(cells: tuple[str, str, str]) -> None:
    line = "\t".join(cells)
    header = dated(line)
    assert header is not None
    found = {f.name: line[f.start : f.end] for f in header.found}
    assert set(found.values()) == set(cells)
    assert found["outlet"] == "The Veldon Post"
    assert found["title"].startswith("Airstrip")


@pytest.mark.parametrize("line", ["13/06/2025\t17.4\t18.2", "13/06/2025\tWheat\tclosed higher"])
def test_a_row_of_figures_has_no_headline(line: str) -> None:
    header = dated(line)
    assert header is None or all(f.name != "title" for f in header.found)
