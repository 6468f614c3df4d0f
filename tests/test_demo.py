"""Does `make demo` do what it promises: index the sample corpus, serve it, print the address?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_make_demo_serves_the_sample_corpus(tmp_path: Path) -> None:
    environment = f"VENV={sys.prefix}"
    command = ["make", "-s", "-o", f"{sys.prefix}/.run", "demo", environment, f"DEMO={tmp_path / 'demo'}", "PORT=0"]
    demo = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert demo.stdout is not None
        address = demo.stdout.readline().split()[1]
        with urllib.request.urlopen(f"{address}search?q=ferry") as answer:
            page = answer.read().decode()
        assert "line between Jeddah and Suakin reopens" in page
        assert "Djeddah" in page
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.communicate(timeout=30)
