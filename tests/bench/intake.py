"""By how much does the intake delay answers? The same questions, without it and while it fills the archive beside.

python tests/bench/intake.py [--seconds 8]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from ingest import write_articles

from bot.intake.adding import new_source
from bot.intake.source_schedule import Bounds
from retrieval.answers.archive import Archive
from retrieval.sources import read_articles

_QUESTIONS = ("what did Miller say about the bridge", "who is Dmitry Orlov", "what happened on 13 September 2023")
_FEEDS = 40


class _Feeds(BaseHTTPRequestHandler):
    """Forty feeds of twenty-five whole articles each."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        text = "<p>“It rained on the bridge,” said Ann Miller, the mayor, on Tuesday.</p>" * 60
        items = "".join(
            f"<item><guid>{name}-{n}</guid><title>{n}</title><description><![CDATA[{text}]]></description></item>"
            for n in range(25)
        )
        self.send_response(200 if name.startswith("feed") else 404)
        self.end_headers()
        self.wfile.write(f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(tell: Connection) -> None:
    """Serve the feeds, and say at which port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    tell.send(server.server_address[1])
    server.serve_forever()


def ask_for(archive: Archive, seconds: float) -> list[float]:
    """Milliseconds that each of many answers took."""
    taken, end, asked = [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began = time.perf_counter()
        archive.ask(_QUESTIONS[asked % len(_QUESTIONS)], today=date(2023, 9, 15))
        taken.append((time.perf_counter() - began) * 1000)
        asked += 1
        time.sleep(0.05)
    return taken


def show(name: str, taken: list[float]) -> None:
    """Median, 95th percentile and worst."""
    cut = statistics.quantiles(taken, n=20)
    print(f"{name:18} median {statistics.median(taken):6.1f} ms, p95 {cut[18]:6.1f} ms, worst {max(taken):6.1f} ms")


def main() -> None:
    """Ask, begin the intake, ask again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8.0)
    seconds = parser.parse_args().seconds
    # In a process of its own: a server in this one would take turns with the questions.
    here, there = multiprocessing.Pipe()
    multiprocessing.Process(target=serve, args=(there,), daemon=True).start()
    port = here.recv()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, 500, 750)
        with Archive.open(Path(folder) / "data") as archive:
            archive.add(read_articles([path]))
            ask_for(archive, 1.0)
            show("without intake", ask_for(archive, seconds))
            now = datetime.now(UTC)
            for number in range(_FEEDS):
                url = f"http://127.0.0.1:{port}/feed{number}"
                archive.store.sources.add(new_source(url, None, Bounds(600, 7200), now))
            environ = os.environ | {"VERBATIM_INTAKE_ALLOW_HOSTS": "127.0.0.1", "VERBATIM_INTAKE_HOST_DELAY_S": "0.01"}
            command = [sys.executable, "-m", "bot", "--data", str(archive.folder), "intake", "--beside-bot"]
            before = archive.counts().articles
            child = subprocess.Popen(command, env=environ, stdin=subprocess.PIPE)
            show("with intake", ask_for(archive, seconds))
            print(f"{archive.counts().articles - before} articles came in meanwhile")
            assert child.stdin is not None
            child.stdin.close()
            child.wait()


if __name__ == "__main__":
    main()
