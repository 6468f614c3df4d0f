"""The commands of `broadsheet`, grouped by what they do; `indexer.cli` imports each when it is called."""
