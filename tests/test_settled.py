"""Which words does a text have, however it is set?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import settled
from search.settled import is_odd, words


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert words("大坝 held") == ["大", "坝", "held"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co\u00adope\u200brate\ufeff \u202bnow\u202c", "cooperate now"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("ｶﾞｽ", "ガ ス"),
        ("e\ufb03cient", "efficient"),
        ("العـــراق", "العراق"),
        ("\ufefb", "لا"),
        ("п\u02bcять", "п ять"),
        ("می\u200cخواهم", "می خواهم"),
        ("cafe\u0301", "café"),
    ],
)
def test_how_a_word_is_set_does_not_change_it(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_a_text_is_odd_where_its_words_are_set_in_other_forms() -> None:
    assert not any(map(is_odd, ("plain", "“words” – naïve", "العراق", "می\u200cخواهم")))
    assert is_odd("co\u00adoperate")


@given(st.text(alphabet=st.one_of(st.characters(max_codepoint=0x2FF), st.sampled_from("“”’–…İŉ½²")), max_size=80))
def test_the_quick_way_finds_the_words_of_the_full_pattern(text: str) -> None:
    plain = "".join(settled._plain(sign) if settled._odd().match(sign) else sign for sign in text)
    assert words(text) == settled._word().findall(unicodedata.normalize("NFC", plain).casefold())
