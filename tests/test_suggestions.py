"""Ways to go on typing, each with what it finds."""

from __future__ import annotations

import pytest

from search.archive import Archive
from search.engine import Searcher
from search.find import find
from search.query import Query
from search.suggestions import suggest

Newsroom = tuple[Archive, Searcher]


@pytest.mark.parametrize("text", ["pu", "river gu", "harb", "ir", "the un", "united na", "w", "pump re"])
def test_each_count_is_what_is_found_after_the_click(newsroom: Newsroom, text: str) -> None:
    for found in suggest(text, *newsroom):
        if found.kind == "term":
            assert found.count == find(Query(text=found.text), *newsroom).total > 0
        elif found.kind == "title":
            assert newsroom[0].article(found.value).title == found.text
        else:
            query = Query(selected={found.kind: frozenset({found.value})})
            assert found.count == find(query, *newsroom).total > 0


def test_every_kind_has_its_place(newsroom: Newsroom) -> None:
    kinds = {found.kind for text in ("pu", "harb", "ira", "river") for found in suggest(text, *newsroom)}
    assert kinds == {"term", "outlet", "country", "actor", "title"}


def test_titles_are_offered_where_few_go_on_so(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(found.kind == "title" for found in suggest("river", *newsroom))
    monkeypatch.setattr("search.suggestions._MOST_TITLES", 0)
    assert not any(found.kind == "title" for found in suggest("river", *newsroom))


def test_the_last_word_is_completed_and_the_words_before_it_stay(newsroom: Newsroom) -> None:
    terms = [found.text for found in suggest("great pu", *newsroom) if found.kind == "term"]
    assert "great pump" in terms
    assert all(text.startswith("great pu") for text in terms)


def test_words_that_stand_in_titles_only_are_known(newsroom: Newsroom) -> None:
    archive, searcher = newsroom
    assert not searcher.frequency("text_x", "convoys")
    assert [(one.text, one.count) for one in find(Query(text="covnoys"), archive, searcher).suggestions] == [
        ("convoys", 1)
    ]
    assert "convoys" in [found.text for found in suggest("convo", archive, searcher) if found.kind == "term"]


def test_a_name_of_several_words_is_recognised_at_the_end_of_the_text(newsroom: Newsroom) -> None:
    actors = [found for found in suggest("pump river gu", *newsroom) if found.kind == "actor"]
    assert [(found.text, found.before) for found in actors] == [("River Guard", "pump")]


@pytest.mark.parametrize("text", ["", "p", "pump ", '"pump"', "pump*", "("])
def test_nothing_is_suggested_where_no_word_is_being_typed(newsroom: Newsroom, text: str) -> None:
    assert suggest(text, *newsroom) == ()


def test_there_are_never_more_than_asked_for(newsroom: Newsroom) -> None:
    assert len(suggest("th", *newsroom)) <= 8
    assert len(suggest("th", *newsroom, limit=3)) <= 3
