"""What did the reader ask for? A typed text becomes a tree, the query as it was understood, and remarks.

Bad syntax is no error: what cannot stand is left out, the words are searched, and a remark says where the fault is.
Only a query over a limit is refused, before any work is done on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token
from lark.exceptions import LarkError

from search.errors import QueryTooLarge
from search.leaves import Called, Expand, Resolve
from search.meaning import Meaning
from search.mending import OPERANDS, mend, remark
from search.results import Remark
from search.tree import Everything, Node

MOST_CHARACTERS = 1_000
MOST_TERMS = 64
MOST_DEPTH = 16
ENGLISH = frozenset({"en"})
_QUOTES = "“”„‟«»‹›＂「」『』"
_SPACES = "،؛、，；\u3000"
_SAME_SIGN = {
    "（": "(", "）": ")", "！": "!", "：": ":", "＝": "=", "＊": "*", "？": "?", "～": "~", "＋": "+",
    "－": "-", "｜": "|", "＆": "&", "［": "[", "］": "]", "／": "/", "–": "-", "−": "-",
    "‐": "-", "‑": "-", "’": "'", "‘": "'",
}  # fmt: skip
_SIGNS = str.maketrans({**dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_SPACES, " "), **_SAME_SIGN})
_HEBREW_QUOTE = re.compile(r'(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A query as it was understood.

    `parts` are its terms as shown, each with a node of its own, so that the articles that hold it can be counted.
    """

    tree: Node
    understood: str
    remarks: tuple[Remark, ...] = ()
    parts: tuple[tuple[str, Node], ...] = ()


def parse(
    text: str,
    languages: frozenset[str] = ENGLISH,
    resolve: Resolve | None = None,
    expand: Expand | None = None,
    called: Called | None = None,
) -> Parsed:
    """The tree of a typed text; "" is everything.

    `languages` are those of the archive. `resolve(facet, typed)` gives the facet values that a typed name, code or slug
    means; without it the text is made a slug. `expand(pattern)` gives the words of the index that a prefix, wildcard or
    fuzzy node fits, for patterns inside phrases and proximity. `called(facet, values)` gives the names under which
    facet values are shown; without it they show themselves. Raises QueryTooLarge over a limit, which it names.
    """
    if len(text) > MOST_CHARACTERS:
        raise QueryTooLarge(
            "The query has %(count)s characters; at most %(most)s can be searched.",
            count=len(text), most=MOST_CHARACTERS,
        )  # fmt: skip
    lexed = _lexed(_signs(text))
    _check_limits(lexed)
    tokens, remarks = mend(lexed)
    tokens = _without_question_mark(tokens, remarks)
    remarks += _hints(tokens)
    meaning = Meaning(languages, resolve or slug_value, expand, called or _themselves)
    try:
        reading = meaning.read(_tree(tokens)) if tokens else None
    except LarkError:
        remarks.append(Remark(text="The query could not be read; its words were searched."))
        reading = meaning.read_words(tokens)
    if reading is None and text.strip() and not remarks:
        remarks.append(Remark(text="There is no word in the query, so every article is shown.", start=0, end=len(text)))
    return Parsed(
        tree=reading.node if reading else Everything(),
        understood=reading.shown if reading else "",
        remarks=tuple(remarks + meaning.remarks),
        parts=tuple(meaning.parts),
    )


def conjuncts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the parts stand that an article must all satisfy; one of them if the text is joined otherwise."""
    tokens, _ = mend(_lexed(_signs(text)))
    if not tokens:
        return ()
    try:
        parsed: Any = _tree(tokens)
    except LarkError:
        return ()
    root = parsed.children[0]
    found = []
    for part in root.children if root.data == "both" else [root]:
        leaves = list(part.scan_values(lambda value: isinstance(value, Token)))
        found.append((min(t.start_pos for t in leaves), max(t.end_pos for t in leaves)))
    return tuple(found)


def _signs(text: str) -> str:
    """The text with one kind of each sign, character by character."""
    return _HEBREW_QUOTE.sub("״", text.translate(_SIGNS))


def slug_value(facet: str, typed: str) -> tuple[str, ...]:
    """The facet value that a typed text is by its form alone: a code or a slug."""
    from search.documents import value_slug

    if facet in ("country", "about"):
        return (typed.upper(),)
    return (typed.lower(),) if facet in ("language", "corpus", "id") else (value_slug(typed),)


def _themselves(facet: str, values: Sequence[str]) -> Sequence[str]:
    return values


@cache
def _grammar() -> Lark:
    return Lark(Path(__file__).with_name("query.lark").read_text("utf-8"), parser="lalr", lexer="basic")


def _lexed(text: str) -> list[Token]:
    """The tokens; `Lark.lex` would build a lexer for each text."""
    reading = _grammar().parse_interactive(text)
    return list(reading.lexer_thread.lex(reading.parser_state))  # type: ignore[no-untyped-call]  # lark types all but this


def _tree(tokens: list[Token]) -> object:
    parser = _grammar().parse_interactive("")
    for token in tokens:
        parser.feed_token(token)
    return parser.feed_eof(tokens[-1])  # type: ignore[no-untyped-call]  # lark types all but this


def _check_limits(tokens: list[Token]) -> None:
    terms = sum(token.type in ("WORD", "PHRASE", "RANGE") for token in tokens)
    if terms > MOST_TERMS:
        raise QueryTooLarge(
            "The query has %(count)s terms; at most %(most)s can be searched. A phrase is one term.",
            count=terms, most=MOST_TERMS,
        )  # fmt: skip
    depth = deepest = signs = 0
    for token in tokens:
        depth += (token.type == "LPAR") - (token.type == "RPAR" and depth > 0)
        signs = signs + 1 if token.type in ("NOT", "PLUS", "FIELD", "ATLEAST") else 0
        deepest = max(deepest, depth + signs)
    if deepest > MOST_DEPTH:
        raise QueryTooLarge(
            "The query is nested %(count)s deep; at most %(most)s brackets or signs can be nested.",
            count=deepest, most=MOST_DEPTH,
        )  # fmt: skip


def _without_question_mark(tokens: list[Token], remarks: list[Remark]) -> list[Token]:
    """A ? at the end of a question is punctuation, not a wildcard: `who is the president of iraq?`."""
    if len(tokens) < 3 or any(token.type != "WORD" for token in tokens) or not tokens[-1].endswith("?"):
        return tokens
    if any(sign in token.rstrip("?") for token in tokens for sign in "*?"):
        return tokens
    last = tokens[-1]
    remarks.append(remark("The question mark at the end was read as punctuation, not as a wildcard.", last))
    return tokens[:-1] + ([last.update(value=last.rstrip("?"))] if last.rstrip("?") else [])


def _hints(tokens: list[Token]) -> list[Remark]:
    return [
        remark('"or" was searched as a word. Write OR in capitals to find either.', token)
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if token == "or" and token.type == "WORD" and _ends(before) and after.type in OPERANDS
    ]


def _ends(token: Token) -> bool:
    return token.type in ("WORD", "PHRASE", "RPAR", "SLOP")
