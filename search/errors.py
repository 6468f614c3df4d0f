"""What can go wrong, one class for each problem that a reader can act on.

    BroadsheetError
    ├── QueryTooLarge       the query is over a limit
    ├── NoSuchArticle       no article has this id
    ├── NoArchive           there is no archive in this folder
    ├── ArchiveLocked       another process writes to the archive
    ├── ArchiveTooNew       a newer Broadsheet made the archive
    ├── ArchiveDamaged      the archive or its index cannot be trusted
    ├── OutOfSpace          the disk is full
    ├── EngineUnavailable   the engine is not installed or does not answer
    └── UnusableInput       an input that cannot be read (indexer)

Each message says what, which value in quotes, and what to do now. Statuses and exit codes belong to `web` and the CLI.
"""

from search.saying import said


class BroadsheetError(Exception):
    """The root of all errors that Broadsheet raises on purpose.

    `text` is English; where readers of other languages meet the error, with a %(name)s for each of its `values`.
    """

    def __init__(self, text: str = "", **values: object) -> None:
        super().__init__(said(text, values))
        self.text, self.values = text, values


class QueryTooLarge(BroadsheetError):
    """The query is over a limit, which the message names."""


class NoSuchArticle(BroadsheetError):
    """No article has this id."""


class NoArchive(BroadsheetError):
    """There is no archive in this folder."""


class ArchiveLocked(BroadsheetError):
    """Another process writes to the archive; the message says which."""


class ArchiveTooNew(BroadsheetError):
    """A newer version of Broadsheet made the archive."""


class ArchiveDamaged(BroadsheetError):
    """The archive or its index cannot be trusted."""


class OutOfSpace(BroadsheetError):
    """The disk is full; the message names the path."""


class EngineUnavailable(BroadsheetError):
    """The engine is not installed or does not answer."""


class UnusableInput(BroadsheetError):
    """An input, or a part of one, that cannot be read as articles."""
