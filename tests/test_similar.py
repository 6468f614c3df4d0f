"""Other articles about the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import fill
from newsroom import make

from search.archive import Archive
from search.article import Article
from search.engine import Searcher
from search.similar import similar

STORY = (
    "The ferry Aurora sank off the cape on Monday and divers searched the wreck for the captain."
    " The owners of the ferry said that the engine of the Aurora had been repaired in spring, and that a pilot was"
    " aboard when the vessel struck the reef below the lighthouse of the cape."
)
OTHER = "Farmers in the valley sold their {0} at the market, and the price of {0} rose for the {1}th week in a row."


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Searcher, dict[str, Article]]]:
    folder: Path = tmp_path_factory.mktemp("similar")
    articles = {
        "ferry": make("Ferry sinks off the cape", STORY),
        "copy": make("Ferry sinks off the cape at night", STORY + " It was night."),
        "later": make(
            "Inquiry opens",
            "An inquiry into the wreck of the ferry Aurora heard divers, the pilot and the keeper of the lighthouse.",
        ),
        "reef": make("Reef is mapped", "Divers mapped the reef near the lighthouse where a vessel sank."),
    }
    fillers = [
        make(f"Market {n}", OTHER.format(crop, n)) for n, crop in enumerate(["grain", "figs", "rice", "tea"] * 12)
    ]
    archive, searcher = fill(folder, [*articles.values(), *fillers])
    yield archive, searcher, archive.articles([article.id for article in articles.values()])
    searcher.close()
    archive.close()


def test_articles_that_share_the_rare_words_are_similar_the_closest_first(
    press: tuple[Archive, Searcher, dict[str, Article]],
) -> None:
    archive, searcher, known = press
    ferry = next(article for article in known.values() if article.title == "Ferry sinks off the cape")
    assert [article.title for article in similar(ferry, archive, searcher)] == ["Inquiry opens", "Reef is mapped"]


def test_an_article_is_not_similar_to_its_own_story(press: tuple[Archive, Searcher, dict[str, Article]]) -> None:
    archive, searcher, known = press
    for article in known.values():
        found = similar(article, archive, searcher)
        assert article.story not in {other.story for other in found}
        assert len({other.story for other in found}) == len(found)


def test_an_article_of_common_words_only_has_nothing_similar(
    press: tuple[Archive, Searcher, dict[str, Article]],
) -> None:
    archive, searcher, _ = press
    assert similar(make("The", "The the of and."), archive, searcher) == ()
