"""Who else tells it, and in other words? The articles of a story, what one changed of another, and what is like it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from search.differences import difference
from search.similar import similar
from web.room import asked, room
from web.tongues import tr

stories = Blueprint("stories", __name__)
MOST = 20_000
"""Characters of each text that are compared."""


@stories.get("/story/<story_id>")
def story(story_id: str) -> str:
    """The articles of a story, the earliest first."""
    found = room().archive.story(story_id)
    if not found:
        abort(404, tr('There is no story "%(name)s".', name=story_id))
    return render_template("story.html", story=found, query=asked().query)


@stories.get("/a/<article_id>/similar")
def like(article_id: str) -> str:
    """Articles about the same, of other stories."""
    article = room().archive.article(article_id)
    found = similar(article, room().archive, room().searcher)
    return render_template("similar.html", article=article, found=found, query=asked().query)


@stories.get("/a/<article_id>/against/<other_id>")
def against(article_id: str, other_id: str) -> str:
    """What the other article changed of this one, its text in one piece."""
    first, second = room().archive.article(article_id), room().archive.article(other_id)
    return render_template(
        "against.html",
        first=first,
        second=second,
        changes=difference(first.text[:MOST], second.text[:MOST]),
        is_cut=max(len(first.text), len(second.text)) > MOST,
        query=asked().query,
    )
