"""The outlet is who published, never who carried or who was quoted."""

import pytest

from indexer.draft import Hint
from indexer.gazetteer import load
from indexer.outlets import find, known, named, slug


def hints(**values):
    return [Hint(name=name, value=value, start=0, end=len(value)) for name, value in values.items()]


@pytest.mark.parametrize(
    ("url", "name", "country"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC", "GB"),
        ("https://edition.cnn.com/2020/01/01/x.html", "CNN", "US"),
        ("https://arabic.cnn.com/x", "CNN Arabic", "AE"),
        ("http://m.guardian.co.uk/x", "The Guardian", "GB"),
        ("https://guardian.ng/news", "The Guardian (Nigeria)", "NG"),
        ("https://amp.dailycaller.com/1", "The Daily Caller", "US"),
        ("https://thecaucus.blogs.nytimes.com/1", "The New York Times", "US"),
        ("https://uk.reuters.com/article/1", "Reuters", "GB"),
        ("spiegel.de", "Der Spiegel", "DE"),
    ],
)
def test_a_url_gives_the_outlet_of_its_domain(url, name, country):
    outlet = find([], url=url)
    assert (outlet.name, outlet.country) == (name, country)


@pytest.mark.parametrize("url", ["https://news.google.com/a", "https://www.msn.com/en/x", "https://daily8.com/1", ""])
def test_a_carrier_is_no_outlet(url):
    assert find([], url=url) is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"outlet": "The National"}, "The National"),
        ({"outlet": "Logo of The National"}, "The National"),
        ({"outlet": "CNN (Web News)"}, "CNN"),
        ({"outlet": "رويترز"}, "رويترز"),
        ({"outlet": "Google News", "domain": "haaretz.com"}, "Haaretz"),
        ({"outlet": "The Harbour Lantern", "url": "https://harbourlantern.example/1"}, "The Harbour Lantern"),
        ({"outlet": "BBC News", "url": "https://feeds.bbci.example/1"}, "BBC"),
        ({"outlet": "CNN", "url": "https://arabic.cnn.com/1"}, "CNN Arabic"),
        ({"publisher": "© 2024 Khaleej Times. All Rights Reserved"}, "Khaleej Times"),
        ({"byline": "By Ann Example, Haaretz"}, "Haaretz"),
        ({"url": "https://news.lantern.co.uk/x"}, "lantern.co.uk"),
    ],
)
def test_the_strongest_hint_names_the_outlet(given, name):
    assert find(hints(**given)).name == name


def test_an_unknown_name_in_a_byline_or_copyright_line_is_no_outlet():
    assert find(hints(byline="By Ann Example", publisher="© 2024 Example Holdings")) is None


@pytest.mark.parametrize("words", ["07:15", "Kamis", "Thursday", "Société", "Deportes", "World", "News"])
def test_what_stands_where_outlets_stand_is_no_outlet(words):
    assert find(hints(outlet=words)) is None


def test_a_section_with_its_article_may_be_an_outlet():
    assert find(hints(outlet="The Local")).name.startswith("The Local")


def test_a_users_outlet_may_be_called_like_a_section(tmp_path):
    (tmp_path / "outlets.toml").write_text('outlet = [{ name = "World", country = "IS" }]', encoding="utf-8")
    assert find(hints(outlet="World"), tables=load(tmp_path)).country == "IS"


def test_the_place_behind_an_outlet_is_no_part_of_its_name():
    assert find(hints(outlet="Capital Dispatch; Veldon")).name == "Capital Dispatch"


def test_the_words_that_gave_the_outlet_are_kept():
    words = "The National"
    evidence = find([Hint(name="outlet", value=words, start=7, end=19)]).evidence[0]
    assert (evidence.zone, evidence.start, evidence.end, evidence.text) == ("metadata", 7, 19, words)


def test_different_names_in_another_script_have_different_slugs():
    assert slug("سحر") != slug("سحار")
    assert slug("新闻")
    assert slug("***")
    assert slug("Le Soir") == "le-soir"


def test_no_two_outlets_of_the_table_share_a_slug_a_name_or_a_domain():
    entries = load().outlets
    slugs = [named(entry["name"]).slug for entry in entries]
    domains = [domain for entry in entries for domain in entry.get("domains", "").split()]
    assert len(slugs) == len(set(slugs)) > 500
    assert sorted(domains) == sorted(set(domains))


def test_a_users_table_wins(tmp_path):
    (tmp_path / "outlets.toml").write_text(
        'outlet = [{ name = "Lantern", country = "IS", domains = "bbc.co.uk", aliases = "The Lamp" }]', encoding="utf-8"
    )
    tables = load(tmp_path)
    assert find([], url="https://bbc.co.uk/1", tables=tables).name == "Lantern"
    assert named("The Lamp", tables=tables).country == "IS"
    assert named("Reuters", tables=tables).country == "GB"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "FRONT PAGE",
            "Giriş",
            "Titelseite",
            "Final Edition",
            "URGENT",
            "Region",
            "07h12",
            "11:20 AM",
            "juin",
            "يونيو",
        ),
        *("Ada Kitson in Port Elara", "Von [11]Birte Hansen", "12 min", "66 mots", "Atualizado", "Published"),
    ],
)
def test_what_stands_where_outlets_stand_is_not_always_one(words):
    assert find(hints(outlet=words)) is None


@pytest.mark.parametrize("name", ["20 Minuten", "France 24", "Time", "The Sunday Post", "Sunday Herald"])
def test_a_name_of_numbers_or_days_is_an_outlet(name):
    assert find(hints(outlet=name)).name == name


@pytest.mark.parametrize(
    "word",
    [
        "فبراير",
        "لكم",
        "كود",
        "Mutations",
        "Matinal",
        "The Assembly",
        "Yen",
        "Current",
        "Tech",
        "The Clinic",
        "Río Negro",
        "Plan V",
    ],
)
def test_a_word_that_an_outlet_took_for_its_name_is_still_a_word(word):
    assert known(word) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BRENNICK GAZETTE", "Brennick Gazette"),
        ("REVIEW OF THE STRAIT", "Review of the Strait"),
        ("L'ÉCHO DES GRÈVES", "L'Écho des Grèves"),
        ("KNPX RADIO", "KNPX Radio"),
        ("NORPRESS", "NORPRESS"),
    ],
)
def test_a_name_in_capitals_is_written_as_elsewhere(printed, name):
    assert find(hints(outlet=printed)).name == name
