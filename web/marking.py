"""Where does the query match in an article?"""

from __future__ import annotations

from search.article import Article
from search.query import Query
from search.results import Passage
from web.reading import plain


def marked(article: Article, query: Query) -> tuple[Passage, Passage]:
    """The title and the text of the article in pieces, marked where the words of the query match."""
    return plain(article.title), plain(article.text)
