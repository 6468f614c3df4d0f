from __future__ import annotations

import random

import pytest

from search.stories import Sketch, fingerprint, group, near, sketch, worth_looking

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka"]


def prose(seed: int, count: int = 300) -> list[str]:
    """So many invented words, the same for the same seed."""
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count)]


def edited(tokens: list[str], share: float) -> list[str]:
    """The words, with this share of them replaced, evenly spread."""
    step = round(1 / share)
    return [token if i % step else f"other{i}" for i, token in enumerate(tokens)]


def are_near(left: list[str], right: list[str]) -> bool:
    return near(fingerprint(" ".join(left)), fingerprint(" ".join(right)))


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
def test_an_edited_reprint_is_near(share: float) -> None:
    assert are_near(prose(1), edited(prose(1), share))


@pytest.mark.parametrize("kept", [0.3, 0.5, 0.9])
def test_a_shortened_copy_is_near(kept: float) -> None:
    assert are_near(prose(1), prose(1)[: int(300 * kept)])


def test_a_body_inside_a_page_of_six_is_near() -> None:
    assert are_near(prose(3), [token for seed in range(6) for token in prose(seed)])


def test_texts_that_share_a_third_are_not_near() -> None:
    assert not are_near(prose(1)[:100] + prose(2, 200), prose(1)[:100] + prose(3, 200))


def test_short_texts_must_be_nearly_equal() -> None:
    assert not are_near(prose(1, 30), prose(1, 18) + prose(2, 12))
    assert are_near(prose(1, 30), [*prose(1, 29), "changed"])


def test_a_form_filled_in_with_other_numbers_is_not_near() -> None:
    def report(numbers: list[int]) -> list[str]:
        return [token for i, n in enumerate(numbers) for token in (*prose(i, 11), str(n))]

    assert not are_near(report(list(range(100, 112))), report(list(range(200, 212))))
    assert are_near(report(list(range(100, 112))), report([*range(100, 111), 999]))


def test_a_chinese_reprint_is_near_though_it_has_no_spaces() -> None:
    chance = random.Random(1)
    text = "".join(chr(0x4E00 + chance.randrange(2000)) for _ in range(300))
    assert near(fingerprint(text), fingerprint(text[:200]))
    assert not near(fingerprint(text), fingerprint(text[::-1]))


def test_a_sketch_finds_every_near_pair_worth_looking_at() -> None:
    missed = []
    for seed in range(200):
        tokens = prose(seed, 60 + 3 * seed)
        mine, theirs = sketch(" ".join(tokens)), sketch(" ".join(edited(tokens[: len(tokens) // 2], 0.02)))
        if not worth_looking(mine, theirs.words, set(mine.hashes) & set(theirs.hashes)):
            missed.append(seed)
    assert len(missed) <= 2


def test_texts_of_four_words_have_an_empty_sketch_and_no_neighbours() -> None:
    assert sketch("one two three four") == Sketch(words=4, rate=1, hashes=())
    assert not are_near(["one", "two"], ["one", "two"])


def test_pairs_make_stories_and_an_embedded_part_joins_its_whole() -> None:
    assert sorted(map(sorted, group("abcd", [("a", "b", False), ("c", "b", True)]))) == [["a", "b", "c"], ["d"]]


def test_a_digest_of_two_stories_joins_neither() -> None:
    pairs = [("a", "digest", True), ("b", "digest", True), ("a", "a2", False)]
    found = group(["a", "a2", "b", "digest"], pairs)
    assert sorted(map(sorted, found)) == [["a", "a2"], ["b"], ["digest"]]


def test_stories_do_not_depend_on_the_order_of_pairs() -> None:
    chance = random.Random(5)
    pairs = [(chance.randrange(40), chance.randrange(40), chance.random() < 0.5) for _ in range(40)]
    expected = sorted(map(sorted, group(range(40), pairs)))
    for _ in range(20):
        chance.shuffle(pairs)
        members = chance.sample(range(40), 40)
        assert sorted(map(sorted, group(members, pairs))) == expected
