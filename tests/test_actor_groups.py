"""The table of armed groups: what news call them is known, and what others are called too is not taken for them."""

import pytest

from indexer.actors import find
from indexer.matching import fold
from indexer.naming.actor_table import actor_table

GROUPS = frozenset(actor.id for actor in actor_table().actors.values() if actor.type == "armed_group")


def groups(text: str, language: str = "en") -> set[str]:
    return {actor.id for actor in find("", text, language)} & GROUPS


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Fighters of Jaish al-Izza and the Levant Front left Idlib.", "en", {"jaysh-al-izza", "levant-front"}),
        ("وقالت ألوية الناصر صلاح الدين إنها قصفت الموقع.", "ar", {"al-nasser-salah-al-deen-brigades"}),
        ("The MILF and the Moro National Liberation Front signed the pact.", "en",
         {"moro-islamic-liberation-front", "moro-national-liberation-front"}),
        ("Боевики ушли; «Ночные волки» выехали.", "ru", {"night-wolves"}),
        ("Milicianos de Los Tiguerones y del Cártel de Santa Rosa de Lima huyeron.", "es",
         {"los-tiguerones", "santa-rosa-de-lima-cartel"}),
        ("The Oromo Liberation Front, or OLF, denied it.", "en", {"olf"}),
    ],
)  # fmt: skip
def test_what_news_call_a_group_is_known(text: str, language: str, expected: set[str]) -> None:
    assert groups(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "FACT CHECK: The claim is false. FACT: It never was so.",
        "The Islamic Front of the town met in the hall.",
        "TRUMP VOWS TO MEND TIES. He said ETA: 10 minutes, an ETA of noon. They gave their ETA.",
        "REPORT CITES OLD LAW. Los Lobos played in the hall; La Linea and the Bloods of youth were sung.",
        "The White Eagles won; Memorial Hall heard a lecture on National Action and Revolutionary Struggle.",
        "Le CNRD, la junte de Guinée, a promis des élections.",
        "The Hirak brought thousands into the streets of Algiers.",
    ],
)
def test_words_that_others_bear_are_no_group(text: str) -> None:
    assert groups(text) == set()


def test_no_two_groups_share_a_name() -> None:
    bearers: dict[str, set[str]] = {}
    for actor in actor_table().actors.values():
        for name in (actor.name, *actor.also):
            bearers.setdefault(fold(name).plain, set()).add(actor.id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1 and ids & GROUPS}
    assert shared == {}


def test_a_short_form_of_a_group_is_no_word_of_other_things() -> None:
    names = {
        name for actor in actor_table().actors.values() if actor.id in GROUPS for name in (actor.name, *actor.also)
    }
    assert names.isdisjoint({"AIS", "BRA", "MIR", "ERP", "FACT", "FARE", "PAC", "PAK", "FAR", "FAN", "AIM", "JAM"})


def test_a_turkish_acronym_is_not_that_of_others() -> None:
    assert [actor.id for actor in find("", "Researchers at MIT built it.", "en")] == ["mit"]
    assert "mit" not in {actor.id for actor in find("", "MİT Başkanı Ankara'da konuştu, MİT operasyon yaptı.", "tr")}


def test_capitals_before_a_noun_are_the_group() -> None:
    assert groups("An ETA bomber struck; an IRA man and their PKK allies fled. ETA said so.") == {
        "eta", "irish-republican-army", "pkk"
    }  # fmt: skip
