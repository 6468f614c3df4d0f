"""Postings in memory: whatever the runs, a hash is found with all its articles, and all are written in order."""

from __future__ import annotations

import random

import numpy as np

from search.postings import Waiting, joined, postings


def test_waiting_postings_are_found_and_written_as_those_of_a_plain_table() -> None:
    chance = random.Random(1)
    waiting, table = Waiting(), dict[int, list[int]]()
    for number in range(300):
        hashes = sorted({chance.randrange(400) for _ in range(chance.randrange(40))})
        waiting.add(postings(hashes, [number] * len(hashes)))
        for value in hashes:
            table.setdefault(value, []).append(number)
    wanted = np.arange(0, 500, 3)
    found = waiting.having(wanted)
    expected = [(value, number) for value in wanted.tolist() for number in table.get(value, [])]
    assert list(zip(found.hashes.tolist(), found.numbers.tolist(), strict=True)) == expected
    written = [row for rows in waiting.rows() for row in rows]
    assert written == [(value, number) for value in sorted(table) for number in table[value]]
    assert len(waiting) == len(written)


def test_postings_of_one_hash_stay_in_the_order_given() -> None:
    both = joined(postings([5, 5, 9], [8, 9, 1]), postings([5, 7], [2, 3]))
    assert both.numbers.tolist() == [8, 9, 2, 3, 1]
