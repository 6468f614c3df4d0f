"""A model of the user's: opened by name, and taken beside our own names."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.actors import find
from indexer.cli import run
from indexer.naming.recognisers import Found, open_recogniser
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


STORY = "They saw quillfeather at the quay. A boat of sundial manch sank near Tarvik, said the harbour office.\n" * 3


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """A spaCy pipeline on disk that knows two names by a list, made without any download."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed; it is the user's own choice")
    model = spacy.blank("en")
    ruler = model.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "quillfeather"},
            {"label": "ORG", "pattern": "sundial manch"},
            {"label": "GPE", "pattern": "Tarvik"},
        ]
    )
    model.to_disk(tmp_path / "model")
    return f"spacy:{tmp_path / 'model'}"


def test_a_spacy_pipeline_gives_persons_and_bodies_and_no_places(pipeline: str) -> None:
    found = open_recogniser(pipeline).extract("", STORY, "en")
    assert {(STORY[f.start : f.end], f.type) for f in found} == {
        ("quillfeather", "person"),
        ("sundial manch", "organisation"),
    }


def test_the_command_line_takes_a_spacy_pipeline(
    pipeline: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    dump = tmp_path / "quay.txt"
    dump.write_text(f"Boat lost at the quay\n\n{STORY}", encoding="utf-8")
    assert run(["extract", str(dump), "--ner", pipeline, "--workers", "1"]) == 0
    article = json.loads(capfdbinary.readouterr().out)
    names = {actor["name"]: (actor["type"], actor["evidence"][0]["rule"]) for actor in article["actors"]}
    assert names == {"quillfeather": ("person", "model"), "sundial manch": ("organisation", "model")}


def test_a_model_that_cannot_be_opened_ends_the_command_before_anything_is_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert run(["--archive", str(tmp_path / "archive"), "add", str(tmp_path / "a.txt"), "--ner", "gliner:none"]) == 1
    assert "pip install gliner" in capfd.readouterr().err
    assert not (tmp_path / "archive").exists()
