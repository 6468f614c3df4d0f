"""The tables hold what they promise."""

import pytest

from indexer.gazetteer import load, ours
from indexer.gazetteer.inflection import forms
from indexer.placing.places import country_of
from search.errors import UnusableInput


def test_every_country_has_a_name_and_every_code_a_label():
    tables = load()
    coded = {name.code for names in tables.names.values() for name in names}
    assert coded <= tables.labels.keys()
    assert len(coded) > 245


def test_every_region_and_city_is_of_a_known_country():
    tables = load()
    cities = {pair.split(":")[0] for countries in tables.cities.values() for pair in countries.split(" ")}
    assert cities | {code for code, _, _ in tables.regions} <= tables.labels.keys()


@pytest.mark.parametrize(
    ("place", "code"), [("Frankfurt", "DE"), ("TRIPOLI", "LY"), ("Bombay", "IN"), ("Quebec", "CA"), ("Nowhere", None)]
)
def test_a_place_by_itself_is_in_the_likeliest_country(place, code):
    assert country_of(load(), place) == code


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("fr", "irakien", "irakiennes"),
        ("de", "irakisch", "irakischen"),
        ("es", "alemán", "alemanes"),
        ("pt", "francês", "francesa"),
        ("it", "russo", "russe"),
        ("ru", "сирийский", "сирийских"),
        ("ar", "سوري", "سوريون"),
        ("tr", "Suriyeli", "Suriyeliler"),
        ("xx", "word", "word"),
    ],
)
def test_a_demonym_is_found_in_its_other_forms(language, word, form):
    assert form in forms(word, "demonym", language)


def test_a_broken_user_table_is_named_with_its_line(tmp_path):
    (tmp_path / "countries.toml").write_text("[names.en\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"countries\.toml.*line 1"):
        load(tmp_path)


def test_tables_are_read_once():
    assert load() is load(None)
    assert ours("regions.toml") is ours("regions.toml")
