"""A model of the user's: opened by name, and taken beside our own names."""

from collections.abc import Sequence

import pytest

from indexer.actors import find
from indexer.recognisers import Found, open_recogniser
from search.errors import EngineUnavailable


class Marked:
    """A recogniser that finds what it was told."""

    def __init__(self, *found: Found) -> None:
        self.found = found

    def extract(self, title: str, text: str, language: str) -> Sequence[Found]:
        return self.found


@pytest.mark.parametrize("name", ["spacy", "spacy:", "stanza:en", ""])
def test_a_name_that_is_no_recogniser_is_refused_with_the_two_that_are(name: str) -> None:
    with pytest.raises(EngineUnavailable, match=r"spacy:PATH or gliner:PATH"):
        open_recogniser(name)


def test_a_library_that_is_missing_says_how_to_get_it() -> None:
    with pytest.raises(EngineUnavailable, match="pip install gliner"):
        open_recogniser("gliner:models/none")


def test_names_of_a_model_come_on_top_with_their_rule() -> None:
    text = "the works of zeljana opened."
    (actor,) = find("", text, "en", recogniser=Marked(Found("text", 13, 20, "company")))
    assert (actor.name, actor.type, actor.evidence[0].rule) == ("zeljana", "company", "model")


def test_a_model_that_finds_a_name_of_the_tables_changes_nothing() -> None:
    text = "NATO met."
    (actor,) = find("", text, "en", recogniser=Marked(Found("text", 0, 4, "company")))
    assert (actor.id, actor.type, len(actor.evidence)) == ("nato", "igo", 1)
