"""Which terms a text gives, language by language."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import Chunks, tokens
from search.article import ActorMention, Article, ArticleDate, CountryMention, Outlet, Source
from search.documents import document
from search.forms import forms, word_forms

SOURCE = Source(corpus="demo", path="a.txt", sha256="0", start=0, end=1, line=1)


def words(text: str, language: str = "en") -> list[str]:
    return [token.word for token in tokens(text, language)]


def stems(text: str, language: str = "en") -> list[str]:
    return [token.stem for token in tokens(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Türk IŞIK Straße Łódź Đukić", ["turk", "isik", "strasse", "lodz", "dukic"]),
        ("Æsir smørrebrød ı İstanbul œuvre Þór", ["aesir", "smorrebrod", "i", "istanbul", "oeuvre", "thor"]),
        ("the U.S. and U.N.-backed e.g.", ["the", "us", "and", "un", "backed", "eg"]),
        ("c++ and C# but C", ["c++", "and", "c#", "but", "c"]),
        ("a-b don't Sana'a Baghdad’s", ["a", "b", "dont", "sanaa", "baghdad"]),
        ("3.5 1,000 1,250,000.75 14.06.2025 10:30", ["3.5", "1000", "1250000.75", "14", "06", "2025", "10", "30"]),
        ("jo@example.com #tag @user_name", ["jo", "example", "com", "tag", "user", "name"]),
        ("https://example.com/news?id=7", ["https", "example", "com", "news", "id", "7"]),
        ("l'Irak d’Ivoire O'Brien", ["l", "irak", "d", "ivoire", "obrien"]),
        ("ＡＢＣ １２ ٣٤ ५", ["abc", "12", "34", "5"]),
        ("in\u00adter", ["inter"]),
        ("… — ☃ 🙂", []),
    ],
)
def test_words_are_cut_and_folded_alike_in_every_language(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert words(text, "und") == expected


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("en", ["minister", "ministers", "Minister's"]),
        ("de", ["Müller", "Mueller", "Muller", "MÜLLER"]),
        ("de", ["Häuser", "Haeuser", "Haus"]),
        ("de", ["Straße", "Strasse", "STRASSE"]),
        ("fr", ["président", "présidents", "PRÉSIDENT"]),
        ("es", ["elección", "elecciones"]),
        ("tr", ["ışık", "IŞIK", "ışıklar"]),
        ("tr", ["Ankara", "Ankara'da", "ANKARA’NIN"]),
        ("ru", ["ёлка", "елка", "елки"]),
        ("ar", ["العراق", "والعراق", "عراق", "العِراق", "للعراق", "بالعراق", "العـراق"]),
        ("ar", ["وزراء", "الوزراء", "والوزراء"]),
        ("ar", ["المدرسة", "المدرسه", "مدرسة"]),
        ("ar", ["أحمد", "احمد", "إحمد"]),
        ("fa", ["کتاب", "کتاب‌ها", "كتاب"]),
        ("hi", ["किताब", "किताबें"]),
        ("el", ["άνθρωπος", "ανθρωπος"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, same: list[str]) -> None:
    assert len({tuple(stems(word, language)) for word in same}) == 1


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("he", ["שָׁלוֹם", "שלום"]),
        ("he", ['צה"ל', "צה״ל", "צהל"]),
        ("hi", ["क़लम", "कलम"]),
        ("fa", ["ایران", "ايران"]),
        ("ar", ["مُدَرِّسٌ", "مدرس"]),
        ("uk", ["Україна", "УКРАЇНА"]),
        ("ko", ["한국", unicodedata.normalize("NFD", "한국")]),
        ("vi", ["Việt", unicodedata.normalize("NFD", "Việt"), "Viet"]),
    ],
)
def test_marks_do_not_make_another_word(language: str, same: list[str]) -> None:
    assert len({tuple(words(word, language)) for word in same}) == 1


def test_russian_short_i_stays_a_letter() -> None:
    assert words("мой мои", "ru") == ["мой", "мои"]


@pytest.mark.parametrize(
    ("text", "language"), [("北京大学", "zh"), ("東京タワー", "ja"), ("한국의", "ko"), ("ภาษาไทย", "th")]
)
def test_each_character_of_an_unspaced_script_is_a_word(text: str, language: str) -> None:
    assert "".join(words(text, language)) == text
    assert all(len(word) <= 2 for word in words(text, language))


def test_devanagari_words_are_not_cut_at_the_virama() -> None:
    assert words("हिन्दी भाषा", "hi") == ["हिन्दी", "भाषा"]


def test_sentences_do_not_end_at_abbreviations_and_initials() -> None:
    text = 'Mr. J. Smith of the U.S. Army spoke. "Yes!" he said. Why?\n\nA new day.'
    found = tokens(text, "en")
    assert {token.word: token.sentence for token in found if token.word in ("smith", "army", "spoke")} == {
        "smith": 0, "army": 0, "spoke": 0,
    }  # fmt: skip
    assert [(t.word, t.sentence, t.paragraph) for t in found if t.word in ("yes", "said", "why", "day")] == [
        ("yes", 1, 0), ("said", 1, 0), ("why", 2, 0), ("day", 3, 1),
    ]  # fmt: skip


def test_terms_are_cut_at_a_hundred_characters() -> None:
    assert {len(word) for word in words("x" * 500 + " " + "é" * 500)} == {100}


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aBé ı.\n ,\"”“()!?’'-ـ北한ก٣5ﷺ\u3000\u00a0\u200c"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["en", "ar", "de", "tr", "fa", "und"]))
def test_tokens_of_any_text_stand_in_order_and_hold_no_white_space(text: str, language: str) -> None:
    found = tokens(text, language)
    assert all(token.start < token.end for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for token in found:
        assert token.stem == "".join(token.stem.split()) != ""
        assert token.word == "".join(token.word.split()) != ""
        assert len(token.stem) <= 100 >= len(token.word)


PLAIN = st.sampled_from([
    "I", "is", "Mueller", "generically", "ISIS", "U.", "Gen.", "ended.", "Then,", "who?", "(he)", '"said"', "Müller",
    "said.\n\nAgain", "don't", "3.5", "a-b", "then\nshe", "", "\n\n", "y" * 120,
])  # fmt: skip
PROSE = st.lists(PLAIN, max_size=30).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(st.one_of(TEXTS, PROSE), st.sampled_from(["en", "de", "fr", "tr", "az", "ar", "fa", "ru", "und"]))
def test_a_document_has_the_terms_and_breaks_of_the_tokens(text: str, language: str) -> None:
    article = Article(id="1", title=text, text=text, language=language, source=SOURCE)
    found = tokens(text, language)
    made = document(article)
    assert made.text == made.title == tuple(token.stem for token in found)
    assert made.text_x == made.title_x == tuple(token.word for token in found)
    numbers = [-1, *(token.sentence for token in found)]
    assert made.sentences == tuple(at for at, token in enumerate(found) if token.sentence != numbers[at])
    numbers = [-1, *(token.paragraph for token in found)]
    assert made.paragraphs == tuple(at for at, token in enumerate(found) if token.paragraph != numbers[at])


def test_a_document_holds_the_values_that_the_article_has() -> None:
    made = document(
        Article(
            id="1",
            title="Talks resume",
            text="Words.",
            language="en",
            source=SOURCE,
            outlet=Outlet(name="The Harbour Post", slug="the-harbour-post"),
            date=ArticleDate(value="2025-06-14T10:00:00Z"),
            agency="Northern Wire",
            countries=(
                CountryMention(code="SD", name="Sudan", about=True, score=1.0),
                CountryMention(code="TD", name="Chad", about=False, score=0.1),
            ),
            actors=(ActorMention(id="un", name="United Nations", type="igo"),),
        )
    )
    assert made.facets == {
        "outlet": ("the-harbour-post",),
        "country": ("SD", "TD"),
        "about": ("SD",),
        "actor": ("un",),
        "agency": ("northern-wire",),
        "language": ("en",),
        "corpus": ("demo",),
    }
    assert str(made.day) == "2025-06-14"
    assert made.story == "1"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Müller", ("muller", "mueller")),
        ("Mueller", ("mueller",)),
        ("Muller", ("muller",)),
        ("Sørensen", ("sorensen", "soerensen")),
    ],
)
def test_an_umlaut_is_looked_for_in_both_spellings(typed: str, words: tuple[str, ...]) -> None:
    assert forms(typed, {"en"})[0].words == words


@pytest.mark.parametrize("typed", ["Müller", "Mueller", "Muller"])
@pytest.mark.parametrize("written", ["Müller", "Mueller", "Muller"])
def test_every_spelling_of_a_german_name_finds_every_other(typed: str, written: str) -> None:
    assert stems(written, "de")[0] in forms(typed, {"de", "en"})[0].stems


@pytest.mark.parametrize(("typed", "written"), [("isiklar", "ışıklar"), ("gunler", "günler"), ("Isiklar", "IŞIKLAR")])
def test_turkish_typed_without_its_letters_finds_the_word(typed: str, written: str) -> None:
    assert stems(written, "tr")[0] in forms(typed, {"tr", "en"})[0].stems


def test_a_word_has_its_stems_in_all_languages_of_the_archive() -> None:
    assert set(forms("ministers", {"en", "und"})[0].stems) == {"minist", "ministers"}


def test_a_hyphened_word_is_looked_for_in_one_piece_too() -> None:
    parts, whole = word_forms("cease-fire", {"en"})
    assert [form.words for form in parts] == [("cease",), ("fire",)]
    assert whole is not None
    assert whole.words == ("ceasefire",)


def test_plain_words_have_the_stems_that_chunks_have() -> None:
    for language in ("en", "de", "sw"):
        chunks = Chunks(language)
        words = ["ministers", "ferries", "ferries", "ferry"]
        assert chunks.stem(words) == [chunks[word][0][0] for word in words]
