"""What stands on the page for the parts of a result."""

from __future__ import annotations

import pytest
from newsroom import make

from search.results import Hit, Passage, Piece
from web.wording import passages

WHOLE: Passage = (Piece("A <b> & "), Piece("pump", True), Piece("."))
CUT: Passage = (Piece("… "), Piece("so on"), Piece(" …"))
MARKED = "A &lt;b&gt; &amp; <mark>pump</mark>."


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ((WHOLE,), MARKED),
        ((CUT,), "… so on …"),
        ((WHOLE, WHOLE), f"{MARKED} … {MARKED}"),
        ((CUT, CUT), "… so on … so on …"),
        ((WHOLE, CUT, WHOLE), f"{MARKED} … so on … {MARKED}"),
        ((), ""),
    ],
)
def test_between_two_passages_dots_stand_once(found: tuple[Passage, ...], shown: str) -> None:
    article = make("A title", "A text.")
    assert passages(Hit(article=article, score=1.0, title=(), snippets=found)) == shown
