"""How much does each sign say that an article is about a country? Makes indexer/gazetteer/about.toml.

A logistic regression with ridge (Newton's steps) on one half of the articles of Reuters-21578, told by a hash of the
id; the other half only checks. `python -m bench.about_weights FOLDER`, the folder being that of the labelled sets.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench.quality_countries import about_places
from indexer import gazetteer
from indexer.placing.aboutness import counted, features

RIDGE = 2.0
STEPS = 25
HEAD = """\
# How much each sign says that an article is about a country; aboutness.py says what the signs are. Fitted by
# `python -m bench.about_weights` on one half of Reuters-21578 (labels free for research use; thanks to Reuters and the
# Carnegie Group): micro-F1 {fitted:.3f} there and {checked:.3f} on the other half. 0.5 is the score that tells best.
[weights]
"""
Floats = npt.NDArray[np.float64]


class Sample(NamedTuple):
    """The pairs of article and country: their signs, whether the label has them; and how many pairs the labels have."""

    rows: Floats
    right: Floats
    labelled: int


def main(data: Path) -> None:
    """Fits, prints how well it does on both halves, and writes the table."""
    names, (fitted, checked) = _samples(data)
    found = fit(fitted)
    threshold = max((f1(fitted, found, t), t) for t in np.arange(-1.0, 1.0, 0.02))[1]
    found[names.index("always")] -= threshold
    results = {"fitted": f1(fitted, found), "checked": f1(checked, found)}
    print(results)
    lines = (f'"{name}" = {weight:.2f}\n' for name, weight in zip(names, found, strict=True))
    path = Path(gazetteer.__file__).parent / "about.toml"
    path.write_text(HEAD.format(**results) + "".join(lines), encoding="utf-8")


def _samples(data: Path) -> tuple[list[str], tuple[Sample, Sample]]:
    halves: tuple[list[tuple[Mapping[str, float], bool]], ...] = ([], [])
    labelled = [0, 0]
    for id, found, right in _pairs(data):
        half = sha256(id.encode()).digest()[0] % 2
        labelled[half] += len(right)
        halves[half].extend((signs, code in right) for code, signs in found.items())
    names = list(dict.fromkeys(name for half in halves for signs, _ in half for name in signs))
    one, other = (_sample(half, names, n) for half, n in zip(halves, labelled, strict=True))
    return names, (one, other)


def _pairs(data: Path) -> Iterator[tuple[str, dict[str, dict[str, float]], frozenset[str]]]:
    for id, spotted, filed, head, right in about_places(data):
        yield id, features(counted(spotted, filed, head)), right


def _sample(half: Sequence[tuple[Mapping[str, float], bool]], names: Sequence[str], labelled: int) -> Sample:
    rows = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in half])
    return Sample(rows, np.array([right for _, right in half], dtype=np.float64), labelled)


def fit(sample: Sample) -> Floats:
    """The weights of the columns: the maximum of the likelihood less the ridge."""
    found = np.zeros(sample.rows.shape[1])
    ridge = np.eye(len(found)) * RIDGE
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-sample.rows @ found))
        slope = sample.rows.T @ (likely - sample.right) + ridge @ found
        found -= np.linalg.solve((sample.rows.T * (likely * (1 - likely))) @ sample.rows + ridge, slope)
    return found


def f1(sample: Sample, found: Floats, threshold: float = 0.0) -> float:
    """Micro-F1 of what reaches the threshold (a logarithm of odds)."""
    about = sample.rows @ found >= threshold
    return float(2 * sample.right[about].sum() / (about.sum() + sample.labelled)) if len(about) else math.nan


if __name__ == "__main__":
    main(Path(sys.argv[1]))
