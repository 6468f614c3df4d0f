"""What if more ask than can be answered? A few are let in at a time, some wait, the rest are told to come back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from flask import Flask, g, request
from werkzeug.exceptions import ServiceUnavailable

from web.tongues import tr

AT_ONCE, QUEUE = 4, 32
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
BACK_IN = 2
"""Seconds after which a reader who was turned away may ask again."""
SEARCHES = frozenset(
    (
        "pages.home", "pages.search", "pages.numbers", "facets.facet", "api.search", "api.suggestions",
        "downloads.export",
        "downloads.feed", "stories.like",
    )
)  # fmt: skip
"""The endpoints that ask the engine; an article, a static file or a sign of life waits for nobody."""


@dataclass(slots=True)
class Turnstile:
    """Lets `at_once` through at a time; `queue` more wait, at most `patience` seconds each."""

    at_once: int = AT_ONCE
    queue: int = QUEUE
    patience: float = PATIENCE
    _inside: int = 0
    _waiting: int = 0
    _turn: threading.Condition = field(default_factory=threading.Condition)

    def enter(self) -> None:
        """Wait for a turn. Raises ServiceUnavailable when the queue is full or the turn does not come."""
        with self._turn:
            if self._inside >= self.at_once and not self._wait():
                raise ServiceUnavailable(tr("Too many searches at once. Ask again in a moment."), retry_after=BACK_IN)
            self._inside += 1

    def leave(self) -> None:
        """Make room for the next one."""
        with self._turn:
            self._inside -= 1
            self._turn.notify()

    def _wait(self) -> bool:
        if self._waiting >= self.queue:
            return False
        self._waiting += 1
        try:
            return self._turn.wait_for(lambda: self._inside < self.at_once, self.patience)
        finally:
            self._waiting -= 1


def install(app: Flask, turnstile: Turnstile) -> None:
    """Let every request that asks the engine through this turnstile."""

    def enter() -> None:
        if request.endpoint in SEARCHES:
            turnstile.enter()
            g.entered = True

    def leave(error: BaseException | None) -> None:
        if g.pop("entered", False):
            turnstile.leave()

    app.before_request(enter)
    app.teardown_request(leave)
