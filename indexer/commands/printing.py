"""How do commands print? JSON, one object a line, where it is asked for."""

from __future__ import annotations

from typing import Any

import click

as_json = click.option("--json", "as_json", is_flag=True, help="JSON, one object a line.")


def print_json(*rows: Any) -> None:
    """Each row on a line of stdout."""
    import orjson

    for row in rows:
        click.echo(orjson.dumps(row).decode())
