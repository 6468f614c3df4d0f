"""How does a model that the user has find names? An adapter for spaCy and GLiNER, taken by `--ner spacy:PATH`.

Neither library is a dependency: it is imported when a recogniser is opened. What it finds takes the same steps as our
own names (tables, surnames, acronyms).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from search.article import ActorType, Zone
from search.errors import EngineUnavailable

_TYPES: dict[str, ActorType] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "ORGANISATION": "organisation",
    "COMPANY": "company",
    "NORP": "organisation",
}
_GLINER_LABELS = ("person", "organization", "company", "political party", "armed group", "media outlet")
_GLINER_TYPES: dict[str, ActorType] = {
    "person": "person",
    "organization": "organisation",
    "company": "company",
    "political party": "party",
    "armed group": "armed_group",
    "media outlet": "media",
}


class Found(NamedTuple):
    """A name that a model found: zone[start:end], in characters."""

    zone: Zone
    start: int
    end: int
    type: ActorType


class Recogniser(Protocol):
    """Finds names in an article."""

    def extract(self, title: str, text: str, language: str) -> Sequence[Found]:
        """The names of title and text."""


class SpacyRecogniser:
    """A spaCy pipeline with an entity recogniser, from a folder or an installed package."""

    def __init__(self, path: str) -> None:
        try:
            spacy: Any = import_module("spacy")
        except ImportError as fault:
            raise EngineUnavailable('spaCy is not installed. Run: pip install "spacy>=3".') from fault
        try:
            self._pipeline: Any = spacy.load(path)
        except OSError as fault:
            raise EngineUnavailable(f'No spaCy model at "{path}". Give the folder of a trained pipeline.') from fault

    def extract(self, title: str, text: str, language: str) -> Sequence[Found]:
        """The PERSON and ORG entities of title and text."""
        return [found for zone, body in _zones(title, text) for found in self._of(zone, body)]

    def _of(self, zone: Zone, body: str) -> Iterable[Found]:
        for entity in self._pipeline(body).ents:
            if entity.label_ in _TYPES:
                yield Found(zone, entity.start_char, entity.end_char, _TYPES[entity.label_])


class GlinerRecogniser:
    """A GLiNER model from a folder."""

    def __init__(self, path: str) -> None:
        try:
            gliner: Any = import_module("gliner")
        except ImportError as fault:
            raise EngineUnavailable("GLiNER is not installed. Run: pip install gliner.") from fault
        try:
            self._model: Any = gliner.GLiNER.from_pretrained(path, local_files_only=True)
        except OSError as fault:
            raise EngineUnavailable(f'No GLiNER model at "{path}". Give the folder of a model.') from fault

    def extract(self, title: str, text: str, language: str) -> Sequence[Found]:
        """The persons and bodies of title and text."""
        found = []
        for zone, body in _zones(title, text):
            for entity in self._model.predict_entities(body, list(_GLINER_LABELS)):
                found.append(Found(zone, entity["start"], entity["end"], _GLINER_TYPES[entity["label"]]))
        return found


@lru_cache(maxsize=1)
def open_recogniser(name: str) -> Recogniser:
    """The recogniser that `--ner` names: "spacy:PATH" or "gliner:PATH"; opened once in each process.

    Raises EngineUnavailable for another name, a library that is missing, or a path without a model.
    """
    kind, _, path = name.partition(":")
    match kind:
        case "spacy" if path:
            return SpacyRecogniser(path)
        case "gliner" if path:
            return GlinerRecogniser(path)
    raise EngineUnavailable(f'"{name}" names no recogniser. Use spacy:PATH or gliner:PATH.')


def _zones(title: str, text: str) -> tuple[tuple[Zone, str], tuple[Zone, str]]:
    return ("title", title), ("text", text)
