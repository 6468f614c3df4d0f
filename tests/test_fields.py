"""Fields are found by what they mean."""

import pytest

from indexer.fields import MEANINGS, fold, map_fields


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("headline", "body", "pubDate", "source"), {"title": "headline", "text": "body", "date": "pubDate"}),
        (("hed", "articleBody", "published_at", "byline"), {"title": "hed", "text": "articleBody", "author": "byline"}),
        (("HD", "LP", "TD", "PD", "SN"), {"title": "HD", "text": "TD", "summary": "LP", "outlet": "SN"}),
        (("Title", "Full Text", "Publication Date"), {"text": "Full Text", "date": "Publication Date"}),
        (("titel", "inhalt", "datum", "quelle"), {"title": "titel", "text": "inhalt", "outlet": "quelle"}),
        (("publisher.name", "publisher.url"), {"outlet": "publisher.name", "domain": "publisher.url"}),
        (("authors[].name", "authors[].id"), {"author": "authors[].name"}),
        (("data.headline", "data.text"), {"title": "data.headline", "text": "data.text"}),
        (("dc:creator", "content:encoded"), {"author": "dc:creator", "text": "content:encoded"}),
        (("feed.title", "title"), {"title": "title", "outlet": "feed.title"}),
        (("scraped_at", "date"), {"captured": "scraped_at", "date": "date"}),
        (("dateModified", "datePublished"), {"modified": "dateModified", "date": "datePublished"}),
    ],
)
def test_names_are_mapped_by_meaning(names: tuple[str, ...], expected: dict[str, str]) -> None:
    mapped = map_fields(names)
    assert {canonical: mapped.get(canonical) for canonical in expected} == expected


@pytest.mark.parametrize(
    ("title", "outlet", "date", "text"),
    [
        ("Titre", "Média", "Date de publication", "Texte"),
        ("Überschrift", "Quelle", "Erscheinungsdatum", "Volltext"),
        ("Titular", "Medio", "Fecha de publicación", "Cuerpo"),
        ("Título", "Veículo", "Data de Publicação", "Texto"),
        ("Titolo", "Testata", "Data", "Testo"),
        ("Başlık", "Gazete", "Yayın Tarihi", "Metin"),
        ("Заголовок", "Издание", "Дата публикации", "Текст"),
        ("العنوان", "المصدر", "التاريخ", "النص"),
        ("تیتر", "منبع", "تاریخ انتشار", "متن"),
        ("标题", "来源", "日期", "正文"),
        ("見出し", "掲載紙", "掲載日", "本文"),
        ("제목", "언론사", "날짜", "본문"),
    ],
)
def test_names_of_other_languages_are_known(title: str, outlet: str, date: str, text: str) -> None:
    expected = {"title": title, "outlet": outlet, "date": date, "text": text}
    assert map_fields(["N", *expected.values()]) == expected


def test_a_description_is_the_text_only_if_nothing_else_is() -> None:
    assert map_fields(["title", "description"])["text"] == "description"
    assert map_fields(["title", "description", "content"]) == {
        "title": "title",
        "summary": "description",
        "text": "content",
    }


def test_what_the_user_says_holds_against_everything() -> None:
    assert map_fields(["title", "foo"], {"title": "foo"})["title"] == "foo"


def test_an_override_that_names_no_field_is_left_out() -> None:
    assert map_fields(["title"], {"title": "headline"}) == {"title": "title"}


def test_unknown_names_mean_nothing() -> None:
    assert map_fields(["tokens", "tags", "x1", ""]) == {}


def test_labels_that_say_nothing_sure_as_names_of_fields_mean_nothing() -> None:
    assert map_fields(["re", "received", "organization", "src"]) == {}


def test_a_field_is_used_once() -> None:
    mapped = map_fields(name for names in MEANINGS.values() for name in names.split())
    assert len(set(mapped.values())) == len(mapped) == len(MEANINGS)


def test_every_name_of_the_table_is_folded_and_finds_its_meaning() -> None:
    for canonical, names in MEANINGS.items():
        for name in names.split():
            assert fold(fold(name)) == fold(name)
            assert map_fields([name])
            assert canonical in map_fields([name, "title", "text", "date"]) or name == "description"


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("pub_ts", "date"),
        ("publishedAtMs", "date"),
        ("dateTimePub", "date"),
        ("Date (UTC)", "date"),
        ("last_update_ts", "modified"),
        ("crawl.date", "captured"),
        ("media_outlet_name", "outlet"),
        ("publication.url", "domain"),
        ("credits.by[].name", "author"),
        ("Auteur(s)", "author"),
        ("Tresc artykulu", "text"),
        ("detectedLanguage", "language"),
        ("article_id", "id"),
    ],
)
def test_names_are_read_by_their_words(name: str, meaning: str) -> None:
    assert map_fields([name]) == {meaning: name}


@pytest.mark.parametrize(
    "name",
    [
        *("image_url", "source_type", "author.url", "tags[].name", "related[].title", "media[].title", "thumbnail.url"),
        *("published_by_bot", "content_type", "read_time", "comments[].text", "author.description", "display_name"),
    ],
)
def test_names_of_other_things_mean_nothing(name: str) -> None:
    assert map_fields([name]) == {}


def test_what_stands_in_a_field_has_a_say() -> None:
    assert map_fields({"author": "17", "writer": "Nadia Holm"}) == {"author": "writer"}
    assert map_fields({"lp": "1", "teaser": "A goat sails"}) == {"summary": "teaser"}
    assert map_fields({"source": "https://strait.example/ferry"}) == {"url": "source"}
    assert map_fields({"source": "https://strait.example/"}) == {"domain": "source"}
    assert map_fields({"source": "https://strait.example/", "url": "https://strait.example/1"})["domain"] == "source"
    assert map_fields({"published": "true", "published_on": "2025-06-24"}) == {"date": "published_on"}
    assert map_fields({"link": "Read more about it", "href": "https://strait.example/1"}) == {"url": "href"}


@pytest.mark.parametrize("nothing", ["N/A", "None", "null", "nan", "unknown", "-", "not available", "Unbekannt"])
def test_what_stands_for_nothing_names_nobody(nothing: str) -> None:
    assert map_fields({"outlet": nothing, "publisher": "Strait Observer"}) == {"outlet": "publisher"}
    assert map_fields({"author": nothing}) == {}


@pytest.mark.parametrize("nothing", ["0", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "null"])
def test_the_first_second_of_all_clocks_is_no_day(nothing: str) -> None:
    assert map_fields({"date": nothing, "published_at": "2025-06-24"}) == {"date": "published_at"}
