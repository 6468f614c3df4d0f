"""Texts are repaired, and nothing else is done to them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning import CLEANERS, clean, clean_line

BROKEN = "&amp; &amp;lt; & amp; #8217; #x80; lt; Ã© â€™ Ø§Ù„ é e\u0301 می \u0301 a ."
ODD = "\u00a0 \n\r\t\u200c\u200d\u00ad\ufeff\u2028\u2029\x00\x85\u202e"
PIECES = st.sampled_from([*BROKEN.split(" "), *ODD])


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "He said “no”, she said 'yes' – and left…",
        "Zürich, Łódź, Ōsaka, Ñuñoa",
        "الرئيس قال إن القمة تأجلت.",
        "می‌خواهم به خانه‌ام بروم",
        "北京市政府星期一宣布。",
        "AT&T and R&D cost £5 & more",
        "First paragraph.\n\nSecond paragraph,\nits second line.",
        "👩‍👩‍👧 waved",
        "Ãlhavo",
    ],
)
def test_clean_text_passes_unchanged(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("Smith &amp;amp; Sons", "Smith & Sons"),
        ("It&#8217;s", "It’s"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("cafe\u0301", "café"),
        ("Ã©tÃ© Ã  Paris", "été à Paris"),
        ("It’s a â€œtestâ€\x9d", "It’s a “test”"),
        ("Ø§Ù„Ø¹Ø±Ø§Ù‚", "العراق"),
        ("co\u00adoperation", "cooperation"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eright\u202c", "right"),
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("one\u2029two", "one\n\ntwo"),
        ("a\u00a0 \tb", "a b"),
        ("  a  \n\n\n\n  b  ", "a\n\nb"),
        ("\ud800x", "x"),
    ],
)
def test_damage_is_repaired(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_line_is_one_line() -> None:
    assert clean_line("  A title\n over  lines &amp; more ") == "A title over lines & more"


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("cleaner", CLEANERS, ids=lambda cleaner: cleaner.__name__)
@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_each_cleaner_is_idempotent(cleaner, text: str) -> None:
    once = cleaner(text)
    assert cleaner(once) == once


@pytest.mark.parametrize("piece", [" ", "\n", "&amp;", "a ", "Ã", "\u200d", "&", "\t\n "])
def test_a_megabyte_of_one_piece_is_cleaned(piece: str) -> None:
    assert len(clean(piece * (1_000_000 // len(piece)))) <= 1_000_000
