"""Datelines and agencies stand before the first sentence, or nowhere."""

import pytest

from indexer.placing.datelines import find


@pytest.mark.parametrize(
    ("text", "place", "country", "agency"),
    [
        ("QAIM, Iraq: The gates opened at dawn.", "QAIM", "IQ", None),
        ("CAIRO: The river rose again.", "CAIRO", "EG", None),
        ("LONDON (Reuters) - Shares rose.", "LONDON", "GB", "Reuters"),
        ("WASHINGTON, March 3 (AP) — The vote is near.", "WASHINGTON", "US", "AP"),
        ("STAMFORD, Conn., March 3 - A mill burnt down.", "STAMFORD", "US", None),
        ("SALVADOR, Feb 26 - Showers came.", "SALVADOR", "BR", None),
        ("Paris (AFP) – Le gouvernement hésite.", "Paris", "FR", "AFP"),
        ("Berlin (dpa) - Der Zug steht.", "Berlin", "DE", "dpa"),
        ("Madrid, 3 mar (EFE).- El tren se paró.", "Madrid", "ES", "EFE"),
        ("ANKARA (AA) - Kar bekleniyor.", "ANKARA", "TR", "Anadolu"),
        ("(ANSA) - ROMA, 03 MAR - Neve in arrivo.", "ROMA", "IT", "ANSA"),
        ("LONDON/PARIS (Reuters) - Both waited.", "LONDON/PARIS", "GB", "Reuters"),
        ("NEW DELHI: The monsoon is late.", "NEW DELHI", "IN", None),
        ("Jerusalem — The market closed early.", "Jerusalem", "IL", None),
        ("UNITED NATIONS, March 3 - They met.", "UNITED NATIONS", None, None),
    ],
)
def test_a_dateline_is_read_with_its_country_and_agency(text, place, country, agency):
    head = find(text, "en")
    assert (head.dateline.place, head.dateline.country, head.agency) == (place, country, agency)
    assert place in text[: head.end]


@pytest.mark.parametrize(
    ("text", "language", "country", "agency"),
    [
        ("القاهرة - رويترز: فاض النهر", "ar", "EG", "Reuters"),
        ("МОСКВА, 5 марта. /ТАСС/. Снег пошел утром", "ru", "RU", "TASS"),
        ("МОСКВА, 3 мар — РИА Новости. Снег пошел утром", "ru", "RU", "RIA Novosti"),
        ("Moskau (dpa) - Es schneit.", "de", "RU", "dpa"),
    ],
)
def test_a_dateline_is_read_in_its_own_language(text, language, country, agency):
    head = find(text, language)
    assert (head.dateline.country, head.agency) == (country, agency)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: Iran answers.",
        "Iran: the long story",
        "Iran — which borders Iraq — waits.",
        "Analysts say: wait.",
        "The report — which nobody read — is out.",
        "He told The Associated Press: we go.",
        "(CNN) The President spoke.",
        "UPDATE 1-Iran answers",
        "",
    ],
)
def test_other_first_words_are_no_dateline(text):
    assert find(text, "en") == (None, None, 0, ())


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("AP - Oil rose.", "AP"),
        ("Reuters - Shares fell.", "Reuters"),
        ("They left the hall. — Reuters", "Reuters"),
        ("They left the hall.\n\n(AFP)", "AFP"),
        ("A witness told Reuters.", None),
        ("The photographer works for AP.", None),
    ],
)
def test_an_agency_is_credited_at_head_or_end_and_never_inside_a_sentence(text, agency):
    assert find(text, "en").agency == agency


def test_a_dateline_from_the_metadata_is_read_like_one_in_the_text():
    head = find("The plant will close.", "en", "ROCHESTER, N.Y., April 7 -")
    assert (head.dateline.place, head.dateline.country, head.end) == ("ROCHESTER", "US", 0)


def test_a_bare_place_in_the_metadata_is_the_dateline():
    assert find("The plant will close.", "en", "Oslo").dateline.country == "NO"
