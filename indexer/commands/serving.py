"""`serve`: the search page on this machine. The one place in `indexer` that knows `web`."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import click

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
THREADS = 40
"""Enough that readers wait in the queue of `web.turnstile`, which answers when it is full."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, help="A host name under which readers may ask for the page.")
@click.option("--open-to-network", is_flag=True, help="Listen beyond this machine, without a login.")
@click.pass_obj
def serve(folder: Path, host: str, port: int, names: tuple[str, ...], open_to_network: bool) -> None:
    """Serve the search page; stop with Ctrl-C."""
    if not _is_loopback(host) and not open_to_network:
        raise click.UsageError(
            f"'{host}' can be reached from other machines, and the page has no login. "
            "Say --open-to-network if that is meant, with a --name for each host name that readers use."
        )
    import waitress

    from indexer.commands.searching import reading
    from web import create_app

    with reading(folder) as (archive, engine):
        app = create_app(archive, engine, hosts=(*LOOPBACK, host, *names))
        server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident=None)
        click.echo(f"Broadsheet: http://{host}:{server.effective_port}/  ({archive.count():,} articles; Ctrl-C stops)")
        server.run()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
