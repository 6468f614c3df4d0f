"""Where does the query match in an article?"""

from __future__ import annotations

from search.article import Article
from search.find import loosened
from search.highlight import matcher
from search.query import Query
from search.results import Passage
from search.tree import Node
from web.room import room

Marked = tuple[Passage, Passage]


def marked(article: Article, query: Query) -> Marked:
    """The title and the text of the article in pieces, marked where the words of the query match.

    Where not all of the words match, those that do are marked, as `search.find` looks for them.
    """
    tree = room().tree(query)
    found = _marked(article, tree)
    if any(piece.match for passage in found for piece in passage):
        return found
    looser = loosened(tree)
    return _marked(article, looser) if looser else found


def _marked(article: Article, tree: Node) -> Marked:
    marks = matcher(tree)
    return marks.title(article), marks.text(article)
