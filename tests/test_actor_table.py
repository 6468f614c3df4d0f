"""The tables of actors: ours hold together, the user's win."""

from pathlib import Path

import pytest

from indexer.actors import find
from indexer.matching import fold
from indexer.naming.actor_table import actor_table
from search.errors import UnusableInput


def test_our_tables_know_spellings_in_other_scripts() -> None:
    for text, language in (("قتل مسلح من داعش", "ar"), ("Боевики ИГИЛ отступили", "ru"), ("L'EI group et Daech", "fr")):
        assert "isis" in {actor.id for actor in find("", text, language)}


def test_offices_are_days_in_order() -> None:
    for actor in actor_table().actors.values():
        for office in actor.offices:
            assert not office.since or not office.until or office.since < office.until, actor.name
            assert office.title, actor.name


def test_a_leader_is_known_by_office_on_the_days_of_it_and_by_the_surname_alone_never() -> None:
    text = "The plan of President Karoui-Brandt and of President Kaboré was praised. Kaboré left."
    assert "roch-marc-christian-kabore" in {actor.id for actor in find("", text, "en", day="2017-05-01")}
    assert "roch-marc-christian-kabore" not in {actor.id for actor in find("", text, "en", day="2026-05-01")}
    assert "roch-marc-christian-kabore" not in {
        actor.id for actor in find("", "Kaboré said no.", "en", day="2017-05-01")
    }


def test_a_title_outlives_the_office_by_a_year() -> None:
    text = "A statue of President Chirac stands there."
    ids = {day: find("", text, "en", day=day)[0].id for day in ("1995-05-16", "2001-01-01", "2008-05-15", "2008-05-17")}
    assert ids == {
        "1995-05-16": "chirac", "2001-01-01": "jacques-chirac", "2008-05-15": "jacques-chirac", "2008-05-17": "chirac"
    }  # fmt: skip


def test_a_deputy_is_not_who_holds_the_office() -> None:
    for title in ("Vice President", "Vice-President", "Deputy President", "Shadow President"):
        found = find("", f"The plan of {title} Kaboré was praised.", "en", day="2017-05-01")
        assert "roch-marc-christian-kabore" not in {actor.id for actor in found}, title
    found = find("", "The plan of Burkina Faso's President Kaboré was praised.", "en", day="2017-05-01")
    assert "roch-marc-christian-kabore" in {actor.id for actor in found}


def test_no_two_persons_share_a_name() -> None:
    bearers: dict[str, set[str]] = {}
    for actor in actor_table().actors.values():
        for name in (actor.name, *actor.also) if actor.type == "person" else ():
            bearers.setdefault(fold(name).plain, set()).add(actor.id)
    assert not {name: ids for name, ids in bearers.items() if len(ids) > 1}


def test_no_leader_goes_by_one_word_that_begins_or_ends_the_name_of_another() -> None:
    persons = [actor for actor in actor_table().actors.values() if actor.type == "person"]
    ends: dict[str, set[str]] = {}
    for actor in persons:
        for name in (actor.name, *actor.also) if " " in actor.name else ():
            for word in {name.split()[0], name.split()[-1]}:
                ends.setdefault(fold(word).plain, set()).add(actor.id)
    told_apart = {"Stalin": "m-k-stalin"}  # by the full name in the article, see below
    for actor in persons:
        for name in (actor.name, *actor.also) if not actor.alone else ():
            assert " " in name or ends.get(fold(name).plain, set()) <= {actor.id, told_apart.get(name)}, name


def test_a_bare_surname_of_the_table_is_who_stands_with_the_full_name_in_the_article() -> None:
    found = find("", "Chief Minister M. K. Stalin opened a bridge in Madurai. Stalin said it was late.", "en")
    assert {actor.id for actor in found if actor.type == "person"} == {"m-k-stalin"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Activist "Nour Odeh" helped to plan the trip, she said.', "en"),  # not Nur Adde of Somalia
        ("Anthony Lake said that he would leave.", "en"),  # not Anthony Loke of Malaysia
        ("واحتج الجمهور على زيدان بعد المباراة", "ar"),  # "against Zidane", not Ali Zeidan of Libya
        ("Çevik bir hareketle topu aldı.", "tr"),  # "with a quick move", not the general
        ("Ruth Perry said that the school was full. Amina Mohamed taught there.", "en"),
    ],
)
def test_who_bears_nearly_the_name_of_a_leader_is_not_taken_for_one(text: str, language: str) -> None:
    ids = {actor.id for actor in find("", text, language)}
    table = actor_table().actors
    assert not {actor_id for actor_id in ids if actor_id in table and not table[actor_id].alone}


def test_every_country_is_a_code() -> None:
    codes = {actor.country for actor in actor_table().actors.values() if actor.country}
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_a_users_table_adds_actors_and_wins(tmp_path: Path) -> None:
    table = '[company]\n"Varnholm Works" = { also = ["Varnholm"], country = "NO" }\n"NATO" = { country = "BE" }\n'
    (tmp_path / "actors.toml").write_text(table, encoding="utf-8")
    found = {actor.id: actor for actor in find("", "Varnholm sold ships to NATO.", "en", tables=tmp_path)}
    assert found["varnholm-works"].country == "NO"
    assert found["nato"].type == "company"


@pytest.mark.parametrize(("table", "message"), [('[robot]\n"R" = {}\n', "robot"), ("[company\n", "no TOML")])
def test_a_users_table_that_cannot_be_read_is_named(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "actors.toml").write_text(table, encoding="utf-8")
    with pytest.raises(UnusableInput, match=message):
        find("", "x", "en", tables=tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Office of the High Representative, Coalition of the Willing",
        "IRENA WILLIAMS CITES OLAF IN CAPITALS AND MIGA IN ESMA",
        "He said a people's congress, a unity party and a victory alliance were talked of.",
    ],
)
def test_names_that_many_bear_are_no_body_of_the_tables(text: str) -> None:
    assert not {actor.id for actor in find("", text, "en")} & actor_table().actors.keys()


def test_the_beginning_of_a_longer_name_is_not_another_body() -> None:
    found = find("", "قالت منظمة التعاون الاقتصادي والتنمية إن النمو تباطأ.", "ar")
    assert [actor.id for actor in found] == ["oecd"]
