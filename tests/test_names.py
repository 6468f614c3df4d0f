"""What a capitalised sequence is by its own words."""

import pytest

from indexer.naming.names import read
from indexer.naming.sequences import sequences


def _read(surface: str) -> list[tuple[str, str]]:
    return [(surface[part.start : part.end], part.sort) for part in read(surface)]


@pytest.mark.parametrize(
    ("surface", "person"),
    [
        ("Interior Minister Maj. Gen. Karim Haddad", "Karim Haddad"),
        ("UN High Commissioner for Human Rights Volker Brandt", "Volker Brandt"),
        ("Secretary of State Helen Marsh", "Helen Marsh"),
        ("Syrian President Bashar Qaddour", "Bashar Qaddour"),
        ("George W. Marlow", "George W. Marlow"),
        ("Mohamed bin Yasser Al Sayegh", "Mohamed bin Yasser Al Sayegh"),
        ("Mr. Okonkwo", "Okonkwo"),
    ],
)
def test_the_role_is_stripped_from_a_person(surface: str, person: str) -> None:
    assert (person, "person") in _read(surface)


@pytest.mark.parametrize(
    ("surface", "body", "kind"),
    [
        ("Norwegian Seafarers Council", "Norwegian Seafarers Council", "organisation"),
        ("Ministry of Foreign Affairs and Trade", "Ministry of Foreign Affairs and Trade", "government"),
        ("Society for Trade and Research in Chad", "Society for Trade and Research in Chad", "organisation"),
        ("Jabhat al-Sahel", "Jabhat al-Sahel", "armed_group"),
        ("Varnholm AG", "Varnholm AG", "company"),
        ("Harbour News Agency", "Harbour News Agency", "media"),
        ("Peasants and Fishers Party", "Fishers Party", "party"),
    ],
)  # fmt: skip
def test_an_organisation_noun_makes_a_body_of_its_type(surface: str, body: str, kind: str) -> None:
    found = [(surface[p.start : p.end], p.type) for p in read(surface) if p.sort == "organisation"]
    assert found == [(body, kind)]


def test_two_persons_joined_by_and_are_two() -> None:
    assert _read("Anna Lindqvist and Omar Haddad") == [("Anna Lindqvist", "person"), ("Omar Haddad", "person")]


def test_two_titled_persons_joined_by_and_are_two() -> None:
    surface = "Prime Minister Ehud Sela and President Mahmoud Darwazeh"
    assert _read(surface) == [("Ehud Sela", "person"), ("Mahmoud Darwazeh", "person")]


@pytest.mark.parametrize(
    "surface",
    [
        "Lake Berrow",
        "South Korea",
        "Sri Lankan",
        "United Arab Emirates",
        "Deir Ezzor",
        "Monday",
        "The",
        "Treaty of Oslo",
    ],
)
def test_places_days_and_treaties_are_no_actors(surface: str) -> None:
    assert not [part for part in read(surface) if part.sort in ("person", "organisation")]


def test_a_demonym_before_a_person_is_dropped_and_kept_in_a_body() -> None:
    assert _read("Kenyan David Mutua") == [("David Mutua", "person")]
    assert _read("Kenyan Coast Guard") == [("Kenyan Coast Guard", "organisation")]


def test_a_full_stop_ends_a_sequence_but_after_an_initial_or_a_title() -> None:
    text = "They met J.K. Rowan in Paris. Mr. Smith left on X. Renad Hall stayed."
    assert [text[a:b] for a, b in sequences(text)] == ["They", "J.K. Rowan in Paris", "Mr. Smith", "X", "Renad Hall"]


def test_a_possessive_ends_a_sequence() -> None:
    text = "Nadia Farouk's Harbour Trust and Ana’s Club"
    assert [text[a:b] for a, b in sequences(text)] == ["Nadia Farouk", "Harbour Trust and Ana", "Club"]


@pytest.mark.parametrize(
    ("surface", "person"),
    [
        ("Democrat Elena Busk", "Elena Busk"),
        ("Senator Henry Marlow Henry James Marlow", "Henry Marlow"),
        ("ABC Administrator John Fennick", "John Fennick"),
    ],
)
def test_a_person_ends_where_the_name_begins_again(surface: str, person: str) -> None:
    assert (person, "person") in _read(surface)


def test_words_that_lost_their_blank_are_no_name() -> None:
    assert _read("Donald MarlowOvernight Energy") == []


def test_the_endings_of_turkish_names_are_left_out() -> None:
    text = "Ahmet Yılmaz'ın evi, Demir'den mektup"
    assert [text[a:b] for a, b in sequences(text, "tr")] == ["Ahmet Yılmaz", "Demir"]


@pytest.mark.parametrize(
    ("surface", "sorts"),
    [
        ("Gerfried Vellmann", ["person"]),
        ("Ilkka Vellmanen", ["person"]),
        ("Gerfried Bridge", []),
        ("Gerfried", ["single"]),
    ],
)
def test_a_first_name_of_the_wider_table_needs_a_surname_behind_it(surface: str, sorts: list[str]) -> None:
    assert [sort for _, sort in _read(surface)] == sorts


@pytest.mark.parametrize(
    ("surface", "body"),
    [
        ("Harbour Pilots Union", "Harbour Pilots Union"),
        ("King Tarvald University", "King Tarvald University"),
        ("Duke University", "Duke University"),
    ],
)
def test_a_union_is_a_body_and_a_king_may_give_one_his_name(surface: str, body: str) -> None:
    assert _read(surface) == [(body, "organisation")]


@pytest.mark.parametrize("surface", ["Union Station", "Embassy Hotel"])
def test_a_place_that_begins_with_a_body_is_a_place(surface: str) -> None:
    assert _read(surface) == []


@pytest.mark.parametrize(
    ("surface", "known", "expected"),
    [
        ("Harbour Manhattan Bank", (0, 17), [("Harbour Manhattan Bank", "organisation")]),
        ("Okonkwo Administration", (0, 7), [("Okonkwo", "alias")]),
        ("White House Press Secretary Anna Holt", (0, 11), [("White House", "alias"), ("Anna Holt", "person")]),
    ],
)
def test_a_noun_behind_a_known_name(surface: str, known: tuple[int, int], expected: list[tuple[str, str]]) -> None:
    assert [(surface[part.start : part.end], part.sort) for part in read(surface, (known,))] == expected


def test_a_surname_that_is_a_matter_is_one_behind_a_given_name() -> None:
    assert _read("Anna Miles") == [("Anna Miles", "person")]


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Anna Holt Jr", [("Anna Holt Jr", "person")]),
        ("Sen. Anna Holt III", [("Anna Holt III", "person")]),
        ("Anna M. Dean", [("Anna M. Dean", "person")]),
        ("World War II", []),
        ("Kaiser Family Foundation", [("Kaiser Family Foundation", "organisation")]),
        ("Pacific Justice Institute", [("Pacific Justice Institute", "organisation")]),
        ("Premier Tarvald Corp", [("Premier Tarvald Corp", "organisation")]),
        ("Crown Tarvald Inc", [("Crown Tarvald Inc", "organisation")]),
        ("Communist Soviet Union", []),
        ("Record April", [("Record April", "unknown")]),
        ("R-South Carolina", []),
    ],
)
def test_generations_and_titles_that_are_a_part_of_a_name(surface: str, expected: list[tuple[str, str]]) -> None:
    assert _read(surface) == expected
