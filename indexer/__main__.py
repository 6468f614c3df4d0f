"""`python -m indexer` is the `broadsheet` command."""

from indexer.cli import main

main()
