"""How does a run stop when it is asked to? At the next safe point, with all committed; asked again, at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether a run was asked to stop."""

    def __init__(self) -> None:
        self.asked = False

    def check(self) -> None:
        """Raises KeyboardInterrupt when it was. Called between two pieces of work."""
        if self.asked:
            raise KeyboardInterrupt


@contextmanager
def asked_to_stop() -> Iterator[Stop]:
    """Turns the first SIGINT into a wish to stop; the second one interrupts whatever is being done."""
    stop = Stop()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
