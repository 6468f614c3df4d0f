"""Does the page hold when many ask at once? `python -m bench.load ARCHIVE [--rate 50] [--seconds 60]`

Serves the archive in a process of its own on this machine, asks so many different questions a second from the bench's
kinds, whether the ones before are answered or not, and prints what the answers took. A question that is answered late
is counted from when it was due.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.questions import questions
from bench.speed import part
from search.address import search_path
from search.archive import Archive

ASKING = 64
"""Connections; more questions than this are never under way at once."""
SERVERS = ("waitress", "granian")


@dataclass(slots=True)
class Answers:
    """What came back: seconds from when a question was due until its last byte, and how many had which status."""

    took: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def table(self, rate: int) -> str:
        """Rate, answers by status, and latencies in milliseconds."""
        parts = " / ".join(f"{part(self.took, share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99))
        counts = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        return f"{rate} a second: {counts}; p50 / p95 / p99 {parts} ms"


def paths(archive: Path) -> list[str]:
    """Addresses of searches, each of another question."""
    with Archive.open(archive) as opened:
        texts = [article.text for _, article in islice(opened.changes(0), 200) if article]
    return [search_path(question.query()) for seed in range(20) for question in questions(texts, 20, seed=100 + seed)]


@contextmanager
def served(archive: Path, server: str, workers: int) -> Iterator[tuple[int, int]]:
    """The port and the process that answer with the archive's page; the process is gone afterwards."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "bench.load", str(archive), "--serve", str(port), "--server", server]
    command += ["--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def ask(port: int, asked: list[str], rate: int, seconds: int) -> Answers:
    """So many questions a second for so long; each is sent when it is due, or as soon as a connection is free."""
    answers, local, lock = Answers(), threading.local(), threading.Lock()
    began = time.perf_counter() + 0.5

    def one(number: int) -> None:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        status = _status(local, port, asked[number % len(asked)])
        with lock:
            answers.took.append(time.perf_counter() - due)
            answers.statuses[status] += 1

    with ThreadPoolExecutor(ASKING) as pool:
        list(pool.map(one, range(rate * seconds)))
    return answers


def _status(local: threading.local, port: int, path: str) -> str:
    try:
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        local.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = local.connection.getresponse()
        response.read()
        return str(response.status)
    except (OSError, http.client.HTTPException) as error:
        if hasattr(local, "connection"):
            del local.connection
        return type(error).__name__


def _wait(port: int) -> None:
    for _ in range(600):
        with closing(socket.socket()) as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def _memory(pid: int) -> float:
    """Megabytes of a process and its children, without what they share."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own / 1000 + sum(_memory(int(child)) for child in children)


def _processor(pid: int) -> float:
    """Seconds that a process and its children have worked."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(_processor(int(c)) for c in children)


def _serve(archive: Path, port: int, server: str, workers: int) -> None:
    if server == "granian":
        from granian import Granian
        from granian.constants import Interfaces

        os.environ["BENCH_ARCHIVE"] = str(archive)
        Granian(
            "bench.load:made", "127.0.0.1", port, interface=Interfaces.WSGI, workers=workers, factory=True,
            blocking_threads=8, log_enabled=False,
        ).serve()  # fmt: skip
    else:
        import waitress

        waitress.serve(made(archive), host="127.0.0.1", port=port, threads=40)


def made(archive: Path | None = None) -> object:
    """The application; a worker process makes its own."""
    from search.engine import open_engine
    from web import create_app

    opened = Archive.open(archive or Path(os.environ["BENCH_ARCHIVE"]))
    return create_app(opened, open_engine(opened.engine_name, opened.index_folder))


def main() -> None:
    """Read the arguments, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rate", type=int, default=50, help="questions a second")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--server", choices=SERVERS, default="waitress")
    parser.add_argument("--workers", type=int, default=2, help="processes of granian")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        _serve(given.archive, given.serve, given.server, given.workers)
        return
    asked = paths(given.archive)
    with served(given.archive, given.server, given.workers) as (port, pid):
        ask(port, asked[-40:], 4, 5)  # the words and names of the generation are read by the first ones
        before = _processor(pid)
        answers = ask(port, asked, given.rate, given.seconds)
        each = (_processor(pid) - before) / max(1, len(answers.took)) * 1000
        print(
            f"{given.server}: {answers.table(given.rate)}; {each:.1f} ms of processor time each, {_memory(pid):,.0f} MB"
        )
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)


if __name__ == "__main__":
    main()
