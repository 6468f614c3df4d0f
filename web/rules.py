"""What are the rules of evidence called in the reader's language?"""

from __future__ import annotations

from flask_babel import lazy_gettext

from search.article import COPIED
from web.tongues import tr

RULE_NAMES: dict[str, str] = {
    "acronym": lazy_gettext("acronym"),
    "alias": lazy_gettext("known name"),
    "announced": lazy_gettext("word before the name"),
    "byline": lazy_gettext("author line"),
    "capital": lazy_gettext("capital city"),
    "city": lazy_gettext("city"),
    "company form": lazy_gettext("legal form of a company"),
    "credit": lazy_gettext("credit line"),
    "dateline": lazy_gettext("dateline"),
    "demonym": lazy_gettext("name of its people"),
    "domain": lazy_gettext("web domain"),
    "field": lazy_gettext("field of the file"),
    "given name": lazy_gettext("given name"),
    "government": lazy_gettext("its government"),
    "header line": lazy_gettext("header line"),
    "historic state": lazy_gettext("historic state"),
    "institution": lazy_gettext("its institution"),
    "known surname": lazy_gettext("known surname"),
    "local institution": lazy_gettext("local institution"),
    "model": lazy_gettext("name model"),
    "name": lazy_gettext("name"),
    "organisation noun": lazy_gettext("noun of a body"),
    "person": lazy_gettext("its leader"),
    "publisher": lazy_gettext("publisher"),
    "region": lazy_gettext("region"),
    "said": lazy_gettext("verb of speech"),
    "sequence": lazy_gettext("capital letters"),
    "surname": lazy_gettext("surname of a person named in full"),
    "title": lazy_gettext("title of a person"),
    "url": lazy_gettext("address"),
    "verb": lazy_gettext("verb behind the name"),
}
"""What the rules of evidence are called (`search.article.Rule`)."""
RULE_QUALIFIERS: dict[str, str] = {
    "updated": lazy_gettext("updated"),
    "relative": lazy_gettext("relative"),
    "weak": lazy_gettext("weak"),
}


def rule_label(rule: str) -> str:
    """What the rule of a piece of evidence is called; one that this version does not know keeps its name."""
    if rule.startswith(COPIED):
        return tr("lent by a copy: %(rule)s", rule=rule_label(rule.removeprefix(COPIED)))
    kind, *qualifiers = rule.split(", ")
    told = [RULE_NAMES.get(kind, kind), *(RULE_QUALIFIERS.get(each, each) for each in qualifiers)]
    return tr(", ").join(str(each) for each in told)
