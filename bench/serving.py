"""How is an app served for a while, by the server that users have? For benches and tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from waitress import wasyncore
from waitress.server import create_server


@contextmanager
def serving(app: Callable[..., object], threads: int = 4) -> Iterator[str]:
    """The address of an app while a real server serves it on a free port."""
    server = create_server(app, host="127.0.0.1", port=0, threads=threads)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        # The loop closes its own sockets: one closed under its feet, while it selects, is a bad file descriptor.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join(timeout=10)
        assert not thread.is_alive(), "the server did not stop"
