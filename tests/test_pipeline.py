"""Does the sample corpus come out as it was written? Exact expectations, input by input."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import pipeline, readers
from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.ledger import RunReport
from indexer.readers import Member
from indexer.workers import chunks, work
from search.archive import Archive
from search.article import Article
from search.runs import Input

CORPUS = Path(__file__).parent.parent / "corpus"
OPTIONS = Options(corpus="sample")

# path -> (title, outlet, day) of its articles, in their order
GOLD: dict[str, list[tuple[str, str | None, str | None]]] = {
    "aggregator/newsloom-ferry.txt": [
        ("Ferry line between Jeddah and Suakin reopens after two years", "The Meridian Post", "2025-06-14"),
        ("Lebanon’s depositors get first instalment from frozen accounts", "Corniche Daily", "2025-06-14"),
        ("Djibouti and Ethiopia settle five-year quarrel over port fees", "Harbour Times", "2025-06-14"),
        ("Storm damages mud-brick towers in Yemen’s Shibam", "The Meridian Post", "2025-06-13"),
    ],
    "aggregator/newsloom-grain.txt": [
        ("Black Sea grain convoys to resume under new insurance scheme", "Harbour Times", "2025-06-03"),
        ("Finland and Estonia investigate damage to Baltic data cable", "The Meridian Post", "2025-06-05"),
        ("WHO sends oral vaccines as cholera spreads along Lake Malawi", "Lakeside Tribune", "2025-06-02"),
    ],
    "aggregator/newsloom-dam.txt": [
        ("Nile states meet in Entebbe over rules for filling dams in dry years", "Lakeside Tribune", "2025-06-09"),
        ("Students in Nairobi launch satellite to watch locust swarms", "Harbour Times", "2025-06-09"),
        ("Muscat talks on Yemen prisoner exchange end with list of 900 names", "Corniche Daily", "2025-06-08"),
    ],
    "pages/two-in-one.txt": [
        ("Cyclone Amara cuts off coastal towns in northern Mozambique", None, None),
        ("Herders cross into Ethiopia as wells fail in northern Somalia", None, None),
    ],
    "newsletters/sunday-sheet-118.txt": [
        ("Leiden museum returns 31 bronze bells to Indonesia", "The Meridian Post", "2025-06-16"),
        ("Slovenia pays farmers to leave field edges wild for bees", "Alpine Observer", "2025-06-17"),
        ("Court in The Hague hears Gambia’s sand-mining case", "The Meridian Post", "2025-06-18"),
        ("First night train from Tashkent to Almaty leaves on time", "Steppe Courier", "2025-06-19"),
        ("Late header sends Morocco’s women to Cup of Nations final", "Atlas Sport", "2025-06-20"),
        ("Hungary auctions mobile spectrum with village clause", "Danube Business", "2025-06-20"),
    ],
    "wires/pelican-queue.txt": [
        ("Kenya’s central bank cuts rate as food prices ease", "Pelican News", "2025-06-11"),
        ("Two reporters freed in Mali after four months", "Pelican News", "2025-06-09"),
        ("Ecuador moves 400 prisoners after riot in Guayaquil", "Pelican News", "2025-06-09"),
        ("Dockers’ strike in Valparaíso enters second week", "Pelican News", "2025-06-16"),
    ],
    "database/export.txt": [
        ("Observers praise calm vote in São Tomé, note late ballots", "Atlantic Ledger", "2025-06-09"),
        ("Ghana and Ivory Coast agree on closed season for small boats", "Harbour Times", "2025-05-27"),
        ("Chile and Bolivia study shared railway for lithium from the salt flats", "Andes Monitor", "2025-05-29"),
    ],
    "exports/desk.jsonl": [
        ("Chile y Bolivia estudian un tren compartido para el litio", "El Faro Austral", "2025-05-29"),
        ("Un pueblo de México recupera su laguna con piedras y paciencia", "El Faro Austral", "2025-05-11"),
        ("Ecuador traslada a 400 presos tras un motín en Guayaquil", "El Faro Austral", "2025-06-09"),
        ("Perú y Brasil vigilan juntos la pesca ilegal en el Amazonas", "El Faro Austral", "2025-06-17"),
        ("Red Sea ferry sails again", "Corniche Daily", "2025-06-14"),
        ("Cyclone Amara cuts off coastal towns in northern Mozambique", "Harbour Times", "2025-03-16"),
        ("Baltic cable cut: ship asked to anchor off Porkkala", "Danube Business", "2025-06-04"),
        ("Greece calls for European help as fire nears Kalamata", "Alpine Observer", "2025-06-28"),
        ("Two reporters freed in Mali after four months", "The Meridian Post", "2025-06-10"),
        ("Ghana and Ivory Coast agree on closed season for small boats", "Lakeside Tribune", "2025-05-27"),
    ],
    "exports/library.csv": [
        ("Pegel des Rheins fällt: Frachter fahren nur noch halb beladen", "Rheinische Warte", "2025-06-18"),
        ("Polnische Stadt tauscht Schulden gegen Solardächer", "Rheinische Warte", "2025-06-12"),
        ("Au Sénégal, une école de menuiserie sauve les pirogues", "Le Courrier du Large", "2025-04-24"),
        ("Canicule : la France ferme deux réacteurs au bord du Rhône", "Le Courrier du Large", "2025-07-03"),
        ("España abre la primera autopista para ciclistas entre Valencia y Castellón", "La Ribera", "2025-06-07"),
        ("Djibouti and Ethiopia settle five-year quarrel over port fees", "Harbour Times", "2025-05-28"),
        ("Storm damages mud-brick towers in Yemen’s Shibam", "The Meridian Post", "2025-04-13"),
        ("Slovenia pays farmers to leave field edges wild for bees", "Alpine Observer", "2025-06-20"),
    ],
    "exports/arabic.jsonl.gz": [
        ("محادثات مسقط حول تبادل الأسرى في اليمن تنتهي بقائمة من 900 اسم", "المرصد الجديد", "2025-06-06"),
        ("مصر والسودان وإثيوبيا تبحث قواعد ملء السدود في سنوات الجفاف", "المرصد الجديد", "2025-06-09"),
        ("المودعون في لبنان يسحبون أول دفعة من حساباتهم المجمدة", "صدى الساحل", "2025-06-13"),
        ("المغرب إلى نهائي كأس أمم أفريقيا للسيدات برأسية متأخرة", "أطلس الرياضة", "2025-06-21"),
        ("تونس تطلق حافلات كهربائية بين العاصمة وبنزرت", "صدى الساحل", "2025-05-28"),
        ("الأردن والعراق يمدّان خطًا جديدًا للكهرباء عبر الرطبة", "صدى الساحل", None),
    ],
    "exports/broken.jsonl": [
        ("Students in Nairobi launch satellite to watch locust swarms", "Harbour Times", "2025-06-10"),
        ("Dockers’ strike in Valparaíso enters second week", "Andes Monitor", "2025-06-16"),
    ],
    "feeds/rheinische-warte.xml": [
        ("Österreich und Slowenien öffnen gemeinsamen Nachtzug nach Split", "Rheinische Warte", "2025-06-20"),
        ("Museum in Leiden gibt 31 Glocken an Indonesien zurück", "Rheinische Warte", "2025-06-17"),
        ("Fähre vor Rügen auf Grund gelaufen, niemand verletzt", "Rheinische Warte", "2025-06-22"),
    ],
    "web/meridianpost-museum.html": [
        ("Leiden museum returns 31 bronze bells to Indonesia", "The Meridian Post", "2025-06-17")
    ],
    "web/courrier-ferry.html": [
        ("La ligne de ferry entre Djeddah et Souakin rouvre après deux ans", "Le Courrier du Large", "2025-06-14")
    ],
    "web/courrier-tambours.html": [
        ("La Belgique rend deux tambours sacrés au Congo", "Le Courrier du Large", "2025-05-20")
    ],
    "web/marsad-ferry.html": [("إعادة فتح خط العبّارات بين جدة وسواكن بعد عامين", "المرصد الجديد", "2025-06-14")],
    "archives/stringers.zip!../outside.txt": [
        ("Late header sends Morocco’s women to Cup of Nations final", "Atlas Sport", "2025-06-20")
    ],
    "archives/stringers.zip!courrier/haiti.txt": [
        ("Haïti : un marché rouvre à Port-au-Prince sous escorte", "Le Courrier du Large", "2025-05-12")
    ],
    "archives/stringers.zip!vestnik/ru1.txt": [
        ("Первый ночной поезд из Ташкента в Алматы отправился по расписанию", "Степной вестник", "2025-06-20")
    ],
    "archives/stringers.zip!vestnik/ru2.txt": [
        ("На Байкале закрыли лов омуля до осени", "Степной вестник", "2025-06-18")
    ],
    "archives/stringers.zip!vestnik/ru3.txt": [
        ("Грузия и Армения откроют новый горный перевал для грузовиков", "Степной вестник", "2025-06-02")
    ],
    "archives/stringers.zip!vestnik/ru4.txt": [
        ("Финляндия и Эстония расследуют повреждение кабеля на Балтике", "Степной вестник", "2025-06-04")
    ],
    "single/collapsed.txt": [("", None, None)],
    "single/vote.txt": [("Observers praise calm vote in São Tomé, note late ballots", None, None)],
    "single/ribera-ciclistas.txt": [
        ("España abre la primera autopista para ciclistas entre Valencia y Castellón", "La Ribera", "2025-06-07")
    ],
}


@pytest.fixture(scope="module")
def extracted() -> dict[str, list[Article]]:
    found: dict[str, list[Article]] = {}
    for articles, account in extract([CORPUS], OPTIONS):
        found[account.path.split("corpus/", 1)[1]] = list(articles)
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, RunReport, list[Input]]]:
    with Archive.open(tmp_path_factory.mktemp("pipeline"), create=True, write=True) as archive:
        yield archive, *pipeline.add(archive, [CORPUS], OPTIONS)


@pytest.mark.parametrize("path", GOLD)
def test_the_articles_of_an_input_are_found_whole(path: str, extracted: dict[str, list[Article]]) -> None:
    found = [
        (a.title, a.outlet.name if a.outlet else None, str(a.date.day) if a.date.day else None) for a in extracted[path]
    ]
    assert found == GOLD[path]


def test_no_other_article_is_found(extracted: dict[str, list[Article]]) -> None:
    assert {path for path, articles in extracted.items() if articles} == set(GOLD)


def test_every_evidence_stands_where_it_says(extracted: dict[str, list[Article]]) -> None:
    for article in (a for articles in extracted.values() for a in articles):
        mentions = (article.outlet, article.date, *article.countries, *article.actors)
        for evidence in (e for m in mentions if m for e in m.evidence):
            assert article.zone(evidence.zone)[evidence.start : evidence.end] == evidence.text, (article.id, evidence)


def test_copies_lend_each_other_what_they_lack(extracted: dict[str, list[Article]]) -> None:
    lent = extracted["exports/desk.jsonl"][9]
    assert (lent.date.basis, str(lent.date.day)) == ("copy", "2025-05-27")
    assert {copy.source.path.rsplit("/", 1)[1] for copy in lent.copies} == {"export.txt"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("aggregator/newsloom-grain.txt", 0), ("single/collapsed.txt", 0)),
        (("aggregator/newsloom-ferry.txt", 0), ("exports/desk.jsonl", 4)),
        (("aggregator/newsloom-grain.txt", 1), ("exports/desk.jsonl", 6)),
        (("database/export.txt", 0), ("single/vote.txt", 0)),
    ],
)
def test_reprints_share_a_story_and_keep_their_ids(
    one: tuple[str, int], other: tuple[str, int], extracted: dict[str, list[Article]]
) -> None:
    a, b = (extracted[path][number] for path, number in (one, other))
    assert a.story == b.story
    assert a.id != b.id


def test_no_boilerplate_is_left_in_a_body(extracted: dict[str, list[Article]]) -> None:
    stray = ("Newsloom", "app-store", "Unsubscribe", "ENDS", "All rights reserved", "Most read", "Mentions légales",
             "Read online", "Tags", "Comments", "جميع الحقوق")  # fmt: skip
    for articles in extracted.values():
        for article in articles:
            assert not [s for s in stray if s.casefold() in article.text.casefold()], article.title


def test_the_totals_of_the_run_reconcile(archive: tuple[Archive, RunReport, list[Input]]) -> None:
    held, report, inputs = archive
    counts = report.counts()
    cut = sum(len(articles) for articles in GOLD.values())
    assert counts["bytes"] == sum(i.bytes for i in inputs) == sum(sum(i.fates.values()) for i in inputs)
    assert counts["accepted"] + counts["copies"] == cut
    assert counts["accepted"] == held.count()
    assert counts["quarantined"] == 1
    assert held.runs()[-1].counts == counts


def test_the_number_of_workers_changes_nothing(archive: tuple[Archive, RunReport, list[Input]], tmp_path: Path) -> None:
    held, report, _ = archive
    with Archive.open(tmp_path / "alone", create=True, write=True) as other:
        alone, _ = pipeline.add(other, [CORPUS], OPTIONS, workers=1)
        assert alone == report
        assert dict(other.changes(0)) == dict(held.changes(0))


def test_a_second_run_knows_every_input(archive: tuple[Archive, RunReport, list[Input]]) -> None:
    held, _, inputs = archive
    again, known = pipeline.add(held, [CORPUS], OPTIONS)
    assert again.counts()["accepted"] == again.counts()["copies"] == 0
    assert Counter(i.outcome for i in known) == {"known": len(inputs)}


def test_what_another_process_gives_arrives_as_it_was_made() -> None:
    members = [item for item in readers.members([CORPUS]) if isinstance(item, Member)]
    options = Options(corpus="sample", captured="2025-06-28T12:00:00Z")
    given = chunks((number, readers.documents(member)) for number, member in enumerate(members))
    made = [work(options, NO_BOILERPLATE, chunk) for chunk in given]
    assert sum(len(result.articles) for result in made) > 20
    for result in made:
        there = pickle.loads(pickle.dumps(result))
        assert tuple(there.whole()) == tuple(result.whole()) == result.articles
        assert replace(there, articles=result.articles) == result
        assert not any(article.evidence for article in there.articles)
