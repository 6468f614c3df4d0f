"""When too many ask at once, some wait and the rest are told to come back."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from werkzeug.exceptions import ServiceUnavailable

from web import tongues
from web import turnstile as turnstiles
from web.turnstile import Turnstile


def test_as_many_as_may_be_inside_enter_without_waiting() -> None:
    gate = Turnstile(at_once=2, queue=0)
    gate.enter()
    gate.enter()
    with pytest.raises(ServiceUnavailable) as refused:
        gate.enter()
    assert refused.value.retry_after == turnstiles.BACK_IN
    gate.leave()
    gate.enter()


def test_who_waits_enters_when_another_leaves() -> None:
    gate = Turnstile(at_once=1, queue=1, patience=30)
    gate.enter()
    entered = threading.Event()
    waiting = threading.Thread(target=lambda: (gate.enter(), entered.set()))
    waiting.start()
    assert not entered.is_set()
    gate.leave()
    waiting.join(timeout=30)
    assert entered.is_set()


def test_who_waits_too_long_is_turned_away_and_leaves_no_trace() -> None:
    gate = Turnstile(at_once=1, queue=1, patience=0.01)
    gate.enter()
    for _ in range(3):
        with pytest.raises(ServiceUnavailable):
            gate.enter()
    gate.leave()
    gate.enter()


def test_a_search_that_finds_no_room_says_when_to_come_back_and_other_pages_answer(app: Flask) -> None:
    full = Turnstile(at_once=1, queue=0)
    crowded = Flask("web", static_folder=None)
    tongues.speak(crowded)
    turnstiles.install(crowded, full)
    crowded.add_url_rule("/search", "pages.search", lambda: "results")
    crowded.add_url_rule("/healthz", "api.health", lambda: "ok")
    client = crowded.test_client()
    assert client.get("/search").text == "results"
    full.enter()
    answer = client.get("/search")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(turnstiles.BACK_IN))
    assert client.get("/healthz").text == "ok"
    full.leave()
    assert client.get("/search").text == "results"


def test_every_guarded_endpoint_exists(app: Flask) -> None:
    assert set(app.view_functions) >= turnstiles.SEARCHES


def test_a_request_that_fails_leaves_again(app: Flask) -> None:
    client = app.test_client()
    for _ in range(turnstiles.AT_ONCE + 2):
        assert client.get("/search?q=" + "x" * 1001).status_code == 400
    assert client.get("/search").status_code == 200
