"""Who is named in an article, and which words say so?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.actors import find, names
from search.article import ActorMention, CountryMention, Evidence


def _by_id(text: str, *, title: str = "", language: str = "en", day: str | None = None) -> dict[str, ActorMention]:
    return {actor.id: actor for actor in find(title, text, language, day=day)}


def _words(actor: ActorMention) -> list[str]:
    return [evidence.text for evidence in actor.evidence]


STORY = (
    "Harbour workers ended their strike on Monday, said Lena Okafor, head of the Dockers Union of Tarvik. "
    "“We won,” Okafor told reporters. Mr Okafor's deputy, Piotr Zielonka, agreed. The Coastal Rescue Service "
    "(CRS) sent boats; CRS crews found nobody."
)


def test_a_surname_alone_is_the_person_of_that_name_in_the_article() -> None:
    okafor = _by_id(STORY)["lena-okafor"]
    assert _words(okafor) == ["Lena Okafor", "Okafor", "Okafor"]
    assert [evidence.rule for evidence in okafor.evidence] == ["given name", "surname", "surname"]


def test_an_acronym_that_the_article_explains_is_that_body() -> None:
    service = _by_id(STORY)["coastal-rescue-service"]
    assert _words(service) == ["Coastal Rescue Service", "CRS", "CRS"]


def test_the_articles_own_expansion_beats_the_table() -> None:
    text = "Regional Swimming Federation (RSF) officials met. The RSF said pools will open."
    assert "rapid-support-forces" not in _by_id(text)
    assert _words(_by_id(text)["regional-swimming-federation"]) == ["Regional Swimming Federation", "RSF", "RSF"]


def test_the_table_knows_an_acronym_that_nobody_explains() -> None:
    assert _by_id("Fighters of the RSF left the town.")["rapid-support-forces"].type == "armed_group"


def test_all_spellings_of_a_group_are_one_actor() -> None:
    assert _words(_by_id("Daesh, ISIL and the Islamic State fled.")["isis"]) == ["Daesh", "ISIL", "Islamic State"]


def test_small_letters_are_not_a_name_of_the_table() -> None:
    assert "isis" not in _by_id("They want an Islamic state and more.")


@pytest.mark.parametrize(("day", "who"), [("1990-05-01", "george-h-w-bush"), ("2003-05-01", "george-w-bush")])
def test_a_title_with_a_surname_is_who_held_the_office_that_day(day: str, who: str) -> None:
    assert who in _by_id("The plan of President Bush was praised.", day=day)


def test_two_persons_of_one_surname_are_not_guessed() -> None:
    text = "Lena Okafor said yes. Victor Okafor said no. Okafor left."
    assert _words(_by_id(text)["lena-okafor"]) == ["Lena Okafor"]
    assert _words(_by_id(text)["victor-okafor"]) == ["Victor Okafor"]


def test_a_longer_body_is_not_cut_at_the_name_that_it_begins_with() -> None:
    found = _by_id("The head of the UN Commission of Inquiry on Fisheries spoke.")
    assert "un-commission-of-inquiry-on-fisheries" in found
    assert "united-nations" not in found


def test_the_article_before_a_surname_is_part_of_it() -> None:
    found = _by_id("Bashar Al Assad fled. Mr Al Assad is abroad.")
    assert _words(found["bashar-al-assad"]) == ["Bashar Al Assad", "Al Assad"]
    assert list(found) == ["bashar-al-assad"]


def test_a_headline_in_capital_words_names_only_who_is_known() -> None:
    found = find("Angry Farmers Block Main Bridge As Merkel Visits", "Nothing else.", "en")
    assert [actor.id for actor in found] == ["angela-merkel"]


def test_a_first_name_alone_is_the_person_of_that_name_in_the_article() -> None:
    found = _by_id("Karim Wahbi plays the cello. Then Karim went home.")
    assert [_words(actor) for actor in found.values()] == [["Karim Wahbi", "Karim"]]


def test_german_nouns_are_no_persons() -> None:
    text = "Der Bürgermeister lobte Neue Wege. Die Angela Huber aus Linz sah das Große Haus."
    assert [actor.name for actor in find("", text, "de")] == ["Angela Huber"]


def test_a_russian_person_in_any_case_is_one_actor() -> None:
    text = "Елена Громова приехала. Встреча с Громовой прошла спокойно."
    (actor,) = find("", text, "ru")
    assert _words(actor) == ["Елена Громова", "Громовой"]


def test_what_a_country_mention_covers_is_no_actor() -> None:
    text = "Crowds met Marta Solano in Marta Nova."
    evidence = Evidence(zone="text", start=11, end=23, text="Marta Solano", rule="city")
    country = CountryMention(code="CO", name="Colombia", about=False, score=0.5, evidence=(evidence,))
    assert [a.name for a in find("", text, "en", countries=[country])] != [a.name for a in find("", text, "en")]


def test_a_body_that_speaks_for_a_country_stays_an_actor() -> None:
    text = "The Toronto Stock Exchange closed early."
    evidence = (Evidence(zone="text", start=4, end=26, text=text[4:26], rule="institution"),)
    countries = (CountryMention(code="CA", name="Canada", score=0.5, about=False, evidence=evidence),)
    assert [a.id for a in find("", text, "en", countries=countries)] == ["toronto-stock-exchange"]


def test_names_holds_more_than_the_facet_shows() -> None:
    text = "In it, Zawahiri appeared with a flag."
    assert [c.name for c in names("", text, "en")] == ["Zawahiri"]
    assert not find("", text, "en")


_PIECES = st.sampled_from(
    ["Mr Al Assad", "President", "Bush", "said", "of", "and", "Bank", "UN", "the", "RSF", "(RSF)", ".", ",", "\n\n",
     "“", "’s", "Lena Okafor", "King", "van", "der", "St.", "J.", "ООН", "Путина", "محمد", "الرئيس", "İzmir", "ß",
     "ﬁ", "Straße", "-led", "&"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25), st.sampled_from(["en", "de", "ru", "ar", "fa", "tr", "und"]))
def test_evidence_holds_the_words_of_its_zone(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    title = " ".join(pieces[:4])
    for actor in find(title, text, language):
        for evidence in actor.evidence:
            assert {"title": title, "text": text}[evidence.zone][evidence.start : evidence.end] == evidence.text
            assert evidence.text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Melania Trump smiled. The Trump Organization paid.", {"melania-trump", "trump-organization"}),
        ("Daniil Medvedev won in Turin. Medvedev was tired.", {"daniil-medvedev"}),
        ("Michelle Obama spoke. President Obama listened, Obama said.", {"michelle-obama", "barack-obama"}),
        ("Officials say Obama will veto it.", {"barack-obama"}),
    ],
)
def test_a_known_surname_is_not_taken_from_another_of_that_name(text: str, ids: set[str]) -> None:
    assert set(_by_id(text)) == ids


def test_a_headline_that_goes_on_behind_a_name_is_cut_to_the_person_of_the_text() -> None:
    found = find("Rosa Brandt Storms Ahead In Polls", "Rosa Brandt leads, analysts said.", "en")
    assert [[e.text for e in a.evidence] for a in found if a.id == "rosa-brandt"] == [["Rosa Brandt", "Rosa Brandt"]]


def test_an_acronym_that_nothing_marks_as_a_body_is_not_shown() -> None:
    assert "lqx" not in _by_id("Flights to LQX were late. At LQX people slept.")
    assert "lqx" in _by_id("Flights of the LQX were late. At LQX people slept.")


def test_a_programme_that_is_named_once_is_not_shown() -> None:
    assert "iraq-initiative" not in _by_id("She leads the Iraq Initiative in London.")


def test_a_unit_keeps_its_number() -> None:
    found = _by_id("He led the 42nd Armoured Brigade there.")
    assert [_words(a) for a in found.values()] == [["42nd Armoured Brigade"]]


def test_a_surname_with_its_article_is_the_person_of_another_spelling() -> None:
    found = _by_id("Ahmad Al Shara came. President Al Shara spoke.")
    assert _words(found["ahmed-al-sharaa"]) == ["Ahmad Al Shara", "Al Shara"]


@pytest.mark.parametrize(
    "text",
    [
        "He led King County. She was Miss Universe. They sang of Mother Russia.",
        "Hide Caption of the first photo. Hide Caption of the next.",
        "They praised Sundial Manch, a trade union in the hills.",
        "Trends in College Pricing rose. The Cruise Ship was late. The Flag Amendment Act (FAA) passed.",
        "U.S. Heightens Travel Warnings, said the sign.",
    ],
)
def test_what_only_looks_like_a_name_is_not_shown(text: str) -> None:
    assert _by_id(text) == {}


def test_a_word_that_begins_a_sentence_is_no_first_name() -> None:
    assert set(_by_id("Trump spoke. Fuming Trump voters left. JUST IN Trump won.")) == {"donald-trump"}


def test_an_unknown_name_is_a_person_where_its_last_word_stands_alone_too() -> None:
    assert _words(_by_id("A song for Zorvik Tamulane was sung. Tamulane slept.")["zorvik-tamulane"]) == [
        "Zorvik Tamulane",
        "Tamulane",
    ]


def test_an_age_says_that_a_person_follows() -> None:
    assert "zorvik-tamulane" in _by_id("They found 32-year-old Zorvik Tamulane at home.")


def test_a_surname_that_acts_at_the_beginning_of_a_sentence_is_a_person() -> None:
    (name,) = names("", "Tamulane was taken to court.", "en")
    assert (name.name, name.type, name.rule) == ("Tamulane", "person", "verb")
    assert names("", "Manpower was replaced.", "en") == ()


def test_a_name_goes_across_the_line_break_of_a_wrapped_paragraph() -> None:
    text = "the talks were led by Dana\nOstrowski, who said that\nthe board of the union was\nready to go on with them"
    (actor,) = find("", text, "en")
    assert (actor.name, _words(actor)) == ("Dana Ostrowski", ["Dana\nOstrowski"])


def test_lines_of_a_list_are_not_joined() -> None:
    assert {a.name for a in find("", "Present:\nMaria Lindholm\nDana Ostrowski\nOmar Haddad", "en")} == {
        "Maria Lindholm",
        "Dana Ostrowski",
        "Omar Haddad",
    }


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("It was in the newspaper Morgentau first.", "en", "Morgentau", "media"),
        ("Рабочие компании «Норд-Фрахт» ждут.", "ru", "Норд-Фрахт", "company"),
        ("Le quotidien Soirvif a publié la liste.", "fr", "Soirvif", "media"),
    ],
)
def test_a_small_word_before_a_name_says_which_body_it_is(text: str, language: str, name: str, kind: str) -> None:
    (actor,) = find("", text, language)
    assert (actor.name, actor.type, actor.evidence[0].rule) == (name, kind, "announced")


def test_an_acronym_is_the_only_body_of_the_article_with_those_capitals() -> None:
    text = "The Harbour Pilots Guild met. The HPG will vote. The HPG is small."
    assert _words(_by_id(text)["harbour-pilots-guild"]) == ["Harbour Pilots Guild", "HPG", "HPG"]


def test_a_law_and_a_contest_are_no_bodies() -> None:
    assert (
        _by_id("The Essential Services Act passed. She won the Champions League. They signed the Pacto de Toledo.")
        == {}
    )


def test_a_german_title_is_known_by_its_ending() -> None:
    (actor,) = find("", "Verhandlungsführerin Wiebke Harmsen sagte ab.", "de")
    assert (actor.name, actor.type) == ("Wiebke Harmsen", "person")


@pytest.mark.parametrize(
    ("text", "language", "persons"),
    [
        ("Chile y Bolivia firmaron. Faro y Tavira esperan.", "es", set()),
        ("Le bac de Djeddah à Souakin est parti. Mathilde Perrin à Lyon attend.", "fr", {"Mathilde Perrin"}),
        ("Reeder Jürgen Hollstein klagt.", "de", {"Jürgen Hollstein"}),
        ("Olympiasiegerin Anna Tamulane fehlt. Er nutzt das Ergebnis den Weg zu finden.", "de", {"Anna Tamulane"}),
        ("Der Geschäftsführer von Nordkai schweigt.", "de", set()),
        ("« Non », explique M. Tamulane.", "fr", {"Tamulane"}),
        ("قال المتحدث باسم الحكومة إن الجسر مغلق", "ar", set()),
    ],
)
def test_small_words_between_places_make_no_person(text: str, language: str, persons: set[str]) -> None:
    assert {a.name for a in find("", text, language) if a.type == "person"} == persons


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Dhavan Korvat, an Iraqi cameraman, was there.", "Dhavan Korvat"),
        ("Police had no news of Korvatli's detention.", "Korvatli"),
        ("Two years ago, Korvat-Hardane won this cup.", "Korvat-Hardane"),
        ("The court heard that Korvatli was sentenced in May.", "Korvatli"),
        ("Dhavan Korvat was wounded in May.", "Dhavan Korvat"),
    ],
)
def test_what_only_persons_have_and_do_makes_a_person(text: str, person: str) -> None:
    assert [(c.name, c.type) for c in names("", text, "en")] == [(person, "person")]


@pytest.mark.parametrize(
    "text", ["The bank said that Korvatli would open a branch.", "Dhavan Korvat, an Iraqi newspaper, was sold."]
)
def test_what_bodies_do_too_makes_no_person(text: str) -> None:
    assert not any(c.type == "person" for c in names("", text, "en"))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("A group called Korvatli sent boats.", "Korvatli"),
        ("They stood before the Tarvik Special Tribunal on June 13.", "Tarvik Special Tribunal"),
        ("Parliament convened in May.", "Parliament"),
        ("The official Xinhua news agency reported it.", "Xinhua news agency"),
    ],
)
def test_a_body_is_named_whole_and_no_further(text: str, body: str) -> None:
    assert [c.name for c in names("", text, "en") if c.type != "person"] == [body]


@pytest.mark.parametrize("text", ["ANSWERED: They are there.", "They flew to Tarvik Military Airfield."])
def test_a_label_and_a_place_are_no_bodies(text: str) -> None:
    assert names("", text, "en") == ()


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Об этом сообщил министр ФРГ Штеффен Тарвальд.", ["Штеффен Тарвальд"]),
        ("Представители КНДР приехали.", []),
        ("Компанию купила «Тарва Медиа» за миллион.", []),
        ("Он купил Tarva Media за миллион.", []),
    ],
)
def test_in_russian_capitals_and_latin_letters_are_no_part_of_a_person(text: str, persons: list[str]) -> None:
    assert [c.name for c in names("", text, "ru") if c.type == "person"] == persons


def test_a_surname_stands_before_the_generation() -> None:
    found = names("", "Anna Holt Jr. agreed. Holt left.", "en")
    assert [(c.name, c.id) for c in found] == [("Anna Holt Jr", "anna-holt-jr"), ("Holt", "anna-holt-jr")]


@pytest.mark.parametrize(
    ("text", "language", "persons"),
    [
        ("Habló ayer Tarvino Meldano en la plaza.", "es", ["Tarvino Meldano"]),
        ("Cruzaron el Vado Meldano por la noche.", "es", []),
        ("Elle traverse la Tour Tarvale.", "fr", []),
        ("O barco saiu da Torre Tarvale.", "pt", []),
        ("Zij kwam van de Tarver Toren.", "nl", []),
    ],
)
def test_no_person_by_capitals_stands_behind_an_article(text: str, language: str, persons: list[str]) -> None:
    assert [c.name for c in names("", text, language) if c.type == "person"] == persons


def test_a_body_of_spain_begins_with_its_noun() -> None:
    assert [c.name for c in names("", "Lo dijo la Consejería de Fomento ayer.", "es")] == ["Consejería de Fomento"]
