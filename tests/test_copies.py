from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.copies import article_id
from search import stories
from search.stories import Sketch, fingerprint, group, near, sketch, words, worth_looking

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dam held, officials said on Monday in Qarun.", "THE DAM HELD officials said\n\non Monday — in Qarun"),
        (
            "Le cafe\u0301 de la gare ferme ce soir, dit le maire, hier",
            "Le café de la gare ferme ce soir dit le maire hier",
        ),
    ],
)
def test_setting_does_not_change_the_id(one: str, other: str) -> None:
    assert article_id(one) == article_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The dam held, officials said on Monday in the valley.",
            "The dam broke, officials said on Monday in the valley.",
        ),
        ("कि की के का क कि की के का क", "क क क क क क क क क क"),
        ("水库大坝昨天没有决堤官员表示", "水库大坝昨天已经决堤官员表示"),
    ],
)
def test_other_words_give_another_id(one: str, other: str) -> None:
    assert article_id(one) != article_id(other)


def test_an_id_is_sixteen_hex_digits_and_never_changes() -> None:
    body = "The river rose by two metres overnight and the lower town was cleared."
    assert article_id(body) == "318b9664ac514b96"


def test_a_title_tells_flashes_apart_and_nothing_else() -> None:
    body = " ".join(prose(1, 40))
    assert article_id("More to follow.", "Bank raises rates") != article_id("More to follow.", "Port closes")
    assert article_id(body, "Bank raises rates") == article_id(body, "Port closes")


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert words("大坝 held") == ["大", "坝", "held"]


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


@given(st.text(alphabet=st.one_of(st.characters(max_codepoint=0x2FF), st.sampled_from("“”’–…İŉ½²")), max_size=80))
def test_the_quick_pattern_finds_the_words_of_the_full_one(text: str) -> None:
    assert stories.words(text) == stories._word().findall(unicodedata.normalize("NFC", text).casefold())
