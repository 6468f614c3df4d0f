"""Which tables hold the archive? Portable SQL, so that PostgreSQL can take SQLite's place.

A **sighting** is one place where a body was seen, with everything that was extracted there. A row of `articles` is what
`search.merging` makes of an article's sightings; it never holds anything that the sightings do not give, so a run is
undone by deleting its sightings and merging again. `postings` and `pairs` are derived from the texts.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

FORMAT = 4
"""The version of these tables; a higher one is refused, a lower one is brought up (see `search.upgrading`)."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),  # ISO 8601, UTC
    Column("ended", String),
    Column("command", String, nullable=False),
    Column("arguments", Text, nullable=False),  # JSON
    Column("corpus", String, nullable=False),
    Column("captured", String),
    Column("status", String, nullable=False),  # running, done, interrupted, undone
    Column("counts", Text, nullable=False),  # JSON
    Column("details", Text, nullable=False, server_default="{}"),  # JSON: how it read, what it learnt
)

members = Table(
    "members",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Unique("corpus", "path", "sha256"),
)

inputs = Table(
    "inputs",
    metadata,
    Column("run", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("member", Integer, ForeignKey("members.id"), primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("outcome", String, nullable=False),  # done, known, unusable, undone
    Column("fates", Text, nullable=False),  # JSON: bytes for each fate
    Column("records", Text, nullable=False),  # JSON: records for each outcome
    Column("reason", Text, nullable=False, default=""),
    Column("spans", LargeBinary),  # bytes that are in no article: see search.runs
    Column("fields", Text, nullable=False, server_default="{}"),  # JSON: which field was taken for what
)
Index("inputs_member", inputs.c.member)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("corpus", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("resolved", Integer),  # the run that could read it after all
)
Index("quarantine_run", quarantine.c.run)

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index("texts_article", texts.c.article)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("member", Integer, ForeignKey("members.id"), nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", Integer, ForeignKey("texts.id"), nullable=False),
    Column("superseded_by", Integer),  # the later sighting of the same place that counts instead
    Column("data", LargeBinary, nullable=False),
    Column("origin", Integer),  # the run that read it from the input, where `run` only applied other rules to it
)
Index("sightings_article", sightings.c.article)
Index("sightings_run", sightings.c.run)
Index(
    "sightings_origin",
    sightings.c.origin,
    sqlite_where=sightings.c.origin.is_not(None),
    postgresql_where=sightings.c.origin.is_not(None),
)
Index(
    "sightings_superseded",
    sightings.c.superseded_by,
    sqlite_where=sightings.c.superseded_by.is_not(None),
    postgresql_where=sightings.c.superseded_by.is_not(None),
)

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("change", BigInteger, nullable=False, unique=True),
    Column("canonical", Integer, ForeignKey("sightings.id"), nullable=False),
    Column("merged", LargeBinary),  # only where it differs from the canonical sighting
    Column("story", String, nullable=False),
    Column("day", String),
    Column("words", Integer, nullable=False),
)
Index("articles_story", articles.c.story)
Index("articles_day", articles.c.day)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", String, primary_key=True),
    Column("change", BigInteger, nullable=False, unique=True),
)

former = Table(  # what articles were called before the recipe of ids changed
    "former",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),  # the id of that body now, whether or not the archive holds it
    sqlite_with_rowid=False,
)

names = Table(  # how many articles have a facet value under this label; value "" counts those that have none
    "names",
    metadata,
    Column("facet", String, primary_key=True),
    Column("value", String, primary_key=True),
    Column("label", String, primary_key=True),
    Column("count", Integer, nullable=False),
)

postings = Table(
    "postings",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("article", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",
    metadata,
    Column("small", Integer, primary_key=True),
    Column("large", Integer, primary_key=True),
    Column("embedded", Integer, nullable=False),  # 1: the small one is only a part of the large one
)
Index("pairs_large", pairs.c.large)
