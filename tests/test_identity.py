"""Which bodies are one article, and which are two that differ in a sign?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.identity import article_id

TAIL = " as the council of the lower town was told on Monday evening"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dam held, officials said", "THE DAM  HELD ,\n\nofficials\u00a0said"),
        ("Le cafe\u0301 ferme à six heures", "Le café ferme à six heures"),
        ('"It held," he said of the dam\'s wall', "“It held,” he said of the dam’s wall"),
        ("„Es hielt“, sagte er", "»Es hielt«, sagte er"),
        ("It held -- for now -- he said", "It held — for now — he said"),
        ("It held-for now-he said", "It held – for now – he said"),
        ("It held\u2026 he said", "It held... he said"),
        ("It held. . . he said", "It held. he said"),
        ("It held!!! he said", "It held! he said"),
        ("It **held**, he _said_", "It held, he said"),
        ("# It held\n\n* he said\n* she said", "It held\n\n• he said\n• she said"),
        ("| It held | he said |", "It held he said"),
        ("It co\u00adop\u200ber\u2060ated, \u202ahe\u202c said\ufeff", "It cooperated, he said"),
        ("It held， he said：“５％”", "It held, he said: 5%"),
        ("大坝没有决堤，官员表示。", "大坝没有决堤,官员表示."),
        ("Minus \u22125 degrees", "Minus -5 degrees"),
        ("قال، نعم", "قال, نعم"),
        ("d\u02bcaccord", "d'accord"),
    ],
)
def test_how_a_body_is_set_does_not_change_its_id(one: str, other: str) -> None:
    assert article_id(one + TAIL) == article_id(other + TAIL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dam held", "The dam broke"),
        ("It held the rapist", "It held therapist"),
        ("Let us eat, grandma", "Let us eat grandma"),
        ("It rose, it is said today", "It rose it, is said today"),
        ("It fell by -5 degrees", "It fell by 5 degrees"),
        ("It fell by \u22125 degrees", "It fell by 5 degrees"),
        ("It costs $5 a day", "It costs 5 a day"),
        ("It costs $5 a day", "It costs €5 a day"),
        ("It costs £5 a day", "It costs €5 a day"),
        ("It costs 1.000 a day", "It costs 1,000 a day"),
        ("It rose 5% a day", "It rose 5 a day"),
        ("It held.", "It held?"),
        ("It held (for now)", "It held for now"),
        ("कि की के का क", "क क क क क"),
        ("水库大坝昨天没有决堤", "水库大坝昨天已经决堤"),
        ("官员表示，大坝没有决堤", "官员表示大坝没有决堤"),
    ],
)
def test_another_word_or_sign_gives_another_id(one: str, other: str) -> None:
    assert article_id(one + TAIL) != article_id(other + TAIL)


def test_an_id_is_sixteen_hex_digits_and_never_changes() -> None:
    body = "The river rose by two metres overnight and the lower town was cleared."
    assert article_id(body) == "9ae6baaa2985fe3f"
    assert article_id("Вода поднялась на “два” метра — и нижний город за ночь был очищен…") == "0812f8d2dac96c52"


def test_a_title_tells_flashes_apart_and_nothing_else() -> None:
    body = "Not a flash:" + TAIL
    assert article_id("More to follow.", "Bank raises rates") != article_id("More to follow.", "Port closes")
    assert article_id("More to follow.", "Profit of -5") != article_id("More to follow.", "Profit of 5")
    assert article_id("More to follow.", "Bank “raises” rates") == article_id("More to follow.", "BANK RAISES RATES")
    assert article_id(body, "Bank raises rates") == article_id(body, "Port closes")


@given(st.text(max_size=60))
def test_normal_form_space_and_quotation_marks_never_count(text: str) -> None:
    other = unicodedata.normalize("NFD", text).replace(" ", "\n\n").replace('"', "”").replace("'", "’")
    assert article_id(text) == article_id(f" {other} ")
