"""What a page declares about its article, and which of it is believed."""

from __future__ import annotations

from webpage import fields


def test_broken_linked_data_hurts_nothing() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="author" content="A. Marin">'
    assert fields(head)["author"] == "A. Marin"


def test_the_publisher_of_the_linked_data_is_the_outlet() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"@type":"Organization",'
        '"name":"Alba Post"},"author":[{"name":"A. Marin"},{"name":"B. Soler"}]}</script>'
    )
    found = fields(head)
    assert (found["outlet"], found["author"]) == ("Alba Post", "A. Marin; B. Soler")


def test_properties_that_share_a_value_are_all_declared() -> None:
    head = '<meta property="dc:title og:title" content="Ferry sails after storm"><title>Alba Post</title>'
    assert fields(head, "<div>no heading</div>")["title"] == "Ferry sails after storm"
