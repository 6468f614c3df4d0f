"""What do search engines and reference managers read of an article? Linked data of schema.org, as a NewsArticle."""

from __future__ import annotations

from typing import Any

from search.article import Article
from web.wording import web_link

KINDS = {
    "person": "Person",
    "government": "GovernmentOrganization",
    "company": "Corporation",
    "media": "NewsMediaOrganization",
    "party": "PoliticalParty",
}
"""The types of actors that schema.org has a name for; the others are organisations."""


def news_article(article: Article, address: str) -> dict[str, Any]:
    """The article at this address as JSON-LD; what is not known is left out, and the text is not repeated."""
    places = {mention.code: mention.about for mention in article.countries}
    names = {mention.code: mention.name for mention in article.countries}
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "identifier": article.id,
        "headline": article.title,
        "inLanguage": article.language,
        "datePublished": article.date.value,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": article.outlet and {"@type": "NewsMediaOrganization", "name": article.outlet.name},
        "sameAs": web_link(article.url),
        "about": [_country(code, names[code]) for code, is_about in places.items() if is_about],
        "mentions": [_country(code, names[code]) for code, is_about in places.items() if not is_about]
        + [{"@type": KINDS.get(actor.type, "Organization"), "name": actor.name} for actor in article.actors],
    }
    return {name: value for name, value in values.items() if value}


def _country(code: str, name: str) -> dict[str, str]:
    return {"@type": "Country", "identifier": code, "name": name}
