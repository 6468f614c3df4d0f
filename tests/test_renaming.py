"""Does an archive of an older recipe of ids become what it would be today, and do its addresses still lead?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from store import add, dated, dump, execute, make, newsroom, prose

from search.archive import Archive
from search.article import Article
from search.catchup import bring_up, sync
from search.engine import Request, open_engine
from search.errors import NoSuchArticle
from search.identity import article_id
from search.runs import REEXTRACT
from web import create_app

BODY = f"The well gave -5 litres, they said, and {prose(500, 60)}"
OTHER_COMMA, OTHER_SIGN = BODY.replace(",", "", 1), BODY.replace("-5", "5")
SOFT = f"The reser\u00advoir is full again and {prose(501, 60)}"
QUOTED = BODY.replace("The well", "“The”  WELL")
AT_FIRST = f"It rose; {prose(502, 60)}"


def words_alone(text: str, title: str = "") -> str:
    """The id of a body by recipe 1: by its words, and a flash by those of its title too."""
    found = re.findall(r"\w+", text.casefold())
    body = " ".join([*re.findall(r"\w+", title.casefold()), "\n", *found] if len(found) < 10 else found)
    return hashlib.sha256(f"1\n{body}".encode()).hexdigest()[:16]


def batches() -> list[list[Article]]:
    """What three runs add: bodies that one sign parts, that a soft hyphen parts, new versions, a flash."""
    room = newsroom()
    return [
        [
            *room[:30], make(BODY, "b.txt"), make(SOFT, "b.txt", 900), make(AT_FIRST, "c.txt"),
            make("Up 5.", "b.txt", 2000),
        ],
        [
            make(OTHER_COMMA, "d.txt"), replace(make(QUOTED, "d.txt", 900), date=dated("2024-02-03")),
            make(SOFT.replace("\u00ad", ""), "e.txt"), make(AT_FIRST.replace(";", ","), "c.txt", sha="cd" * 32),
            make("Up -5.", "d.txt", 2000),
        ],
        [*room[30:], replace(make(OTHER_SIGN, "f.txt"), date=dated("2024-01-02")), make(OTHER_COMMA, "g.txt")],
    ]  # fmt: skip


def fill(folder: Path, id_of: Callable[[str, str], str]) -> None:
    """Add all batches under ids of this recipe, and read some places again by other rules."""
    with Archive.open(folder, create=True, write=True) as archive:
        for batch in batches():
            add(archive, *(replace(article, id=id_of(article.text, article.title)) for article in batch))
        run = archive.begin_run(REEXTRACT, "")
        seen = [article for places in archive.seen_places() for article, _ in places]
        again = [replace(article, language="sw") for article in seen if article.source.path in ("d.txt", "e.txt")]
        archive.add(run, sorted(again, key=lambda article: article.source.start))
        archive.finish_run(run, {})


def fill_old(folder: Path) -> list[Article]:
    """An archive of format 3 in this folder, and its articles."""
    fill(folder, words_alone)
    with Archive.open(folder, write=True) as archive:
        found = [article for _, article in archive.changes(0) if article]
        with closing(open_engine("tantivy", archive.index_folder, write=True)) as engine:
            sync(archive, engine)
    execute(folder, "DROP TABLE former")
    execute(folder, "UPDATE meta SET value = '3' WHERE key = 'format'")
    return found


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, list[Article]]:
    return tmp_path / "old", fill_old(tmp_path / "old")


@pytest.fixture
def archive(old: tuple[Path, list[Article]]) -> Iterator[Archive]:
    with Archive.open(old[0], write=True) as opened:
        yield opened


def same(one: Archive, other: Archive) -> bool:
    left, right = dump(one), dump(other)
    return {**left, "articles": sorted(left["articles"].items())} == {
        **right,
        "articles": sorted(right["articles"].items()),
    }


def test_an_upgraded_archive_is_what_the_same_adds_would_make_today(archive: Archive, tmp_path: Path) -> None:
    fill(tmp_path / "new", article_id)
    with Archive.open(tmp_path / "new", write=True) as fresh:
        assert same(archive, fresh)
        told = archive.story(archive.article(article_id(BODY)).story)
        assert {article.id for article in told} == set(map(article_id, (BODY, OTHER_COMMA, OTHER_SIGN)))
        for run in (4, 2, 1, 3):
            archive.undo(run)
            fresh.undo(run)
            assert same(archive, fresh)
        assert archive.count() == 0


def test_old_addresses_lead_to_the_article_that_has_the_same_text(
    old: tuple[Path, list[Article]], archive: Archive
) -> None:
    found = archive.articles([article.id for article in old[1]])
    assert [found[article.id].id for article in old[1]] == [article_id(a.text, a.title) for a in old[1]]
    for article in old[1]:
        assert found[article.id].id in [other.id for other in archive.story(article.story)]


def test_an_old_address_leads_nowhere_when_its_article_is_undone(
    old: tuple[Path, list[Article]], archive: Archive
) -> None:
    for run in (4, 3, 2, 1):
        archive.undo(run)
    with pytest.raises(NoSuchArticle):
        archive.article(old[1][0].id)
    assert archive.story(old[1][0].story) == []


def test_a_text_that_is_added_again_from_another_file_doubles_no_article(archive: Archive) -> None:
    before = archive.count()
    texts = [(article.text, article.title) for batch in batches() for article in batch]
    places = [make(text, "again.txt", 600 * n) for n, (text, _) in enumerate(texts)]
    again = [replace(place, title=title, id=article_id(text, title))
             for place, (text, title) in zip(places, texts, strict=True)]  # fmt: skip
    run = archive.begin_run("add", "dumps")
    assert set(archive.add(run, again).fates) == {"copy"}
    assert archive.count() == before


def test_the_index_is_made_anew_with_the_ids_of_today(old: tuple[Path, list[Article]]) -> None:
    told: list[int] = []
    assert bring_up(old[0], told.append)
    assert told
    with Archive.open(old[0]) as archive, closing(open_engine("tantivy", archive.index_folder)) as engine:
        assert sorted(engine.ids(Request())) == sorted(id for id, article in archive.changes(0) if article)


def test_where_the_index_cannot_go_the_archive_stays_as_it_was(
    old: tuple[Path, list[Article]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(folder)

    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", refuse)
        with pytest.raises(PermissionError):
            Archive.open(old[0], write=True)
    with Archive.open(old[0]) as archive:
        assert len(archive.articles([article.id for article in old[1]])) == len(old[1])


def test_the_page_leads_an_old_address_to_the_present_one(old: tuple[Path, list[Article]]) -> None:
    bring_up(old[0], lambda _: None)
    article = next(article for article in old[1] if article.text == OTHER_SIGN)
    with Archive.open(old[0]) as archive, closing(open_engine("tantivy", archive.index_folder)) as engine:
        client = create_app(archive, engine).test_client()
        answer = client.get(f"/a/{article.id}/{article.slug}?q=well")
        assert answer.status_code == 301
        assert answer.location == f"/a/{article_id(OTHER_SIGN)}/{article.slug}?q=well"
        assert client.get(f"/api/v1/articles/{article.id}").json["id"] == article_id(OTHER_SIGN)
        for address in (f"/story/{article.story}", f"/a/{article.id}/against/{article_id(BODY)}"):
            assert client.get(address).status_code == 200
