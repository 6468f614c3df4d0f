"""How true are the names of persons and bodies? Measured on labelled sets, by name, leniently.

A name found is right when it overlaps a labelled name of its kind (person, or any organisation); a labelled name is
found when a name of its kind overlaps it. Countries and demonyms that a set labels as organisations are left out, and
so are re3d's pronouns and noun phrases without a capital.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.rows import Errors, Row, f1
from indexer import actors
from indexer.naming.lexicon import lexicon

TARGETS = {"re3d": (0.85, 0.75), "GMB": (0.85, 0.75), "ANERcorp": (0.65, 0.55), "factRuEval": (0.65, 0.55)}
SETS = {"re3d": "ner_en_re3d", "GMB": "ner_en_gmb", "ANERcorp": "ner_ar_anercorp", "factRuEval": "ner_ru_factrueval"}
SHOWN = 200
"""Errors that are listed of each kind and set."""
_PERSON = {"per", "PERS", "Person", "PER", "PERSON"}
_BODY = {"org", "ORG", "Organisation", "Org", "ORGANIZATION"}
_PRONOUNS = frozenset(
    ["I", "We", "They", "He", "She", "It", "You", "Our", "Their", "His", "Her", "My", "Your", "Us", "Them", "Me", "Who"]
)
_GLUED = frozenset(["'s", "'", ",", ".", ";", ":", "?", "!", ")", "%", "،", "؛", "؟"])


class Name(NamedTuple):
    """A name at text[start:end]; `kind` is "person" or "organisation"."""

    start: int
    end: int
    kind: str


class Document(NamedTuple):
    """A labelled text."""

    text: str
    language: str
    gold: tuple[Name, ...]


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """F1 of persons and organisations on each labelled set that is there, and the wrong and missed names."""
    rows = []
    lines: list[str] = []
    for name, documents in _sets(data):
        for kind, target in zip(("person", "organisation"), TARGETS[name], strict=True):
            right, found, hit, wanted = _counts(documents, kind)
            precision, recall = right / max(found, 1), hit / max(wanted, 1)
            measure = f"{kind}s, F1 (P {precision:.3f}, R {recall:.3f})"
            score = f1(precision * recall, precision, recall)
            rows.append(Row(set=name, measure=measure, ours=score, target=target, n=wanted))
        for label, wrong in (("wrong", True), ("missed", False)):
            lines += list(_errors(documents, f"{name} {label}", wrong, SHOWN))
    return rows, {"actors": lines}


def _counts(documents: list[Document], kind: str) -> tuple[int, int, int, int]:
    """Names found that are right, names found, labelled names that were found, labelled names."""
    counts = [0, 0, 0, 0]
    for document in documents:
        gold = [g for g in document.gold if g.kind == kind]
        ours = [f for f in predicted(document) if f.kind == kind]
        counts[0] += sum(any(_overlap(f, g) for g in gold) for f in ours)
        counts[1] += len(ours)
        counts[2] += sum(any(_overlap(g, f) for f in ours) for g in gold)
        counts[3] += len(gold)
    return counts[0], counts[1], counts[2], counts[3]


def predicted(document: Document) -> tuple[Name, ...]:
    """The names that we find in a labelled text."""
    found = actors.names("", document.text, document.language)
    return tuple(Name(c.start, c.end, "person" if c.type == "person" else "organisation") for c in found)


def _errors(documents: list[Document], label: str, wrong: bool, n: int) -> Iterator[str]:
    shown = 0
    for document in documents:
        ours = predicted(document)
        these, those = (ours, document.gold) if wrong else (document.gold, ours)
        for name in these:
            if not any(_overlap(name, other) and name.kind == other.kind for other in those):
                context = document.text[max(0, name.start - 40) : name.end + 30].replace("\n", " ")
                yield f"{label} {name.kind}: {document.text[name.start : name.end]!r} in {context!r}"
                shown += 1
                if shown >= n:
                    return


def _overlap(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


def _sets(data: Path) -> Iterator[tuple[str, list[Document]]]:
    for name, stem in SETS.items():
        path = data / f"{stem}.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield name, [_document(json.loads(line), name) for line in lines]


def _document(record: dict[str, Any], name: str) -> Document:
    language = {"ANERcorp": "ar", "factRuEval": "ru"}.get(name, "en")
    if "tokens" in record:
        text, gold = _from_tokens(record["tokens"], record["tags"])
    else:
        text = record["text"]
        gold = [(e["start"], e["end"], e["type"]) for e in record["entities"]]
    kinds = {**dict.fromkeys(_PERSON, "person"), **dict.fromkeys(_BODY, "organisation")}
    names = [Name(s, e, kinds[k]) for s, e, k in gold if k in kinds and _is_name(text[s:e], kinds[k], name)]
    return Document(text, language, tuple(names))


def _from_tokens(tokens: list[str], tags: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text that the tokens were, and the names with their offsets in it."""
    text = ""
    gold: list[tuple[int, int, str]] = []
    open_name: list[Any] | None = None
    for token, tag in zip(tokens, tags, strict=True):
        token = '"' if token == '""""' else token
        text += token if token in _GLUED or not text or text.endswith("(") else f" {token}"
        start = len(text) - len(token)
        if open_name and (not tag.startswith("I") or tag[2:] != open_name[2]):
            gold.append((open_name[0], open_name[1], open_name[2]))
            open_name = None
        if tag != "O":
            if open_name:
                open_name[1] = len(text)
            else:
                open_name = [start, len(text), tag[2:]]
    if open_name:
        gold.append((open_name[0], open_name[1], open_name[2]))
    return text, gold


def _is_name(surface: str, kind: str, name: str) -> bool:
    """Whether a labelled piece is a name, and not a pronoun, a noun phrase, a country or a demonym."""
    if name == "ANERcorp":
        return True
    words = [w.strip(".,'\"’“”") for w in surface.split() if w.lower() not in ("the", "a", "an")]
    capital = [w for w in words if w[:1].isupper()]
    if not capital or (len(words) == 1 and words[0] in _PRONOUNS):
        return False
    if kind == "person" and (
        surface[:1].islower() or not words[-1][:1].isupper() or surface.startswith(("The ", "A "))
    ):
        return False
    lex = lexicon()
    if kind == "organisation" and all(w in lex.demonyms for w in capital):
        return False
    return not (
        kind == "organisation" and (" ".join(words).lower() in lex.places or surface in ("U.S.", "United States"))
    )
