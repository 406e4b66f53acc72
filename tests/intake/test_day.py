"""Does `verbatim run` keep itself current over a day, whatever its sources do and however often it is killed?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.intake.adding import new_source
from bot.intake.source_schedule import Bounds
from retrieval.answers.archive import Archive
from tests.intake.conftest import page, rss
from tests.intake.fast_day import BEGIN, hours
from tests.intake.test_running import drip

NEWS, KILLED_AT = 22, (2, 7, 12, 17)
BOUNDS = Bounds(600, 3600)
WAIT_S = 150.0
FIRST = "It rained all day, the mayor said on Tuesday. " * 5
SECOND = "It was dry all day, the mayor said on Tuesday. " * 5


class Day:
    """Three sources that change with the hour: a good feed, a page that is corrected, a feed with every fault."""

    def __init__(self, site: Any, archive: Archive) -> None:
        self.site = site
        self.archive = archive
        self.began = time.time()
        self.is_reached = {number: threading.Event() for number in KILLED_AT}
        self.urls = [site.url + path for path in ("/good", "/page", "/bad")]
        site.pages |= {"/good": self._good, "/page": self._page, "/bad": self._bad, "/late": self._late}
        for number in range(NEWS):
            site.pages[f"/news/{number}"] = self._news(number)

    @property
    def hour(self) -> int:
        return int(hours(self.began))

    def _good(self, handler: Any) -> None:
        known = range(min(NEWS, self.hour + 1))
        send(handler, rss(*((f"News {n}", f"{self.site.url}/news/{n}") for n in reversed(known))))

    def _news(self, number: int) -> Callable[[Any], None]:
        def answer(handler: Any) -> None:
            if number in self.is_reached:
                self.is_reached[number].set()
            send(handler, page(f"News {number}", f"“It is day number {number} of the rain,” said Ann Miller. " * 5))

        return answer

    def _page(self, handler: Any) -> None:
        # However slowly the program starts, it is corrected only after it was taken in.
        is_held = self.archive.store.articles.get(self.site.url + "/page") is not None
        send(handler, page("The weather", SECOND if is_held and self.hour >= NEWS // 2 else FIRST))

    def _bad(self, handler: Any) -> None:
        faults: list[Callable[[Any], None]] = [
            drip,
            lambda h: send(h, "<rss><channel><item>" * 50),
            lambda h: send(h, "", status=500),
            lambda h: send(h, "", status=302, Location="/bad"),
            lambda h: send(h, "<p>a</p>" * 100_000),
        ]
        if self.hour >= NEWS - 2:
            send(handler, rss(("Late", self.site.url + "/late")))
        else:
            faults[self.hour % len(faults)](handler)

    def _late(self, handler: Any) -> None:
        send(handler, page("Late", "“Better late than never,” said Tom Hale, the clerk of the town council. " * 4))


def send(handler: Any, body: str, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body.encode())


@contextmanager
def running(folder: Path, day: Day) -> Iterator[subprocess.Popen[bytes]]:
    """`verbatim run` and what it starts; nothing of it is left afterwards."""
    command = [sys.executable, "-m", "tests.intake.fast_day", "--data", str(folder), "run", "--port", "0"]
    chosen = {"FAST_DAY_BEGAN": str(day.began), "VERBATIM_INTAKE_ALLOW_HOSTS": "127.0.0.1"}
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("VERBATIM", "TELEGRAM"))}
    root = Path(__file__).parents[2]
    started = subprocess.Popen(
        command, env=inherited | chosen, cwd=root, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield started
    finally:
        kill(started)


def kill(started: subprocess.Popen[bytes]) -> None:
    """Everything at once, as a machine that loses its power."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def wait_until(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_S
    while not is_done():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_over_a_day_it_stays_current_and_no_kill_loses_or_doubles_anything(tmp_path: Path, site: Any) -> None:
    with Archive.open(tmp_path / "data") as archive:
        day = Day(site, archive)
        for url in day.urls:
            archive.store.sources.add(new_source(url, None, BOUNDS, BEGIN))
        for number in KILLED_AT:
            with running(tmp_path / "data", day):
                assert day.is_reached[number].wait(WAIT_S)

        with running(tmp_path / "data", day) as last:
            wanted = {*(f"{site.url}/news/{n}" for n in range(NEWS)), site.url + "/page", site.url + "/late"}
            wait_until(lambda: wanted <= set(archive.store.articles.ids()))
            wait_until(lambda: archive.article(site.url + "/page").revision == 2)
            os.kill(last.pid, signal.SIGTERM)
            assert last.wait(WAIT_S) == 0
            wait_until(lambda: not is_alive(last.pid))

        archive.store.verify()
        seeds = set(archive.store.articles.ids()) - wanted
        counts = archive.counts()
        assert len(seeds) <= 1
        assert (counts.articles, counts.revisions) == (len(wanted) + len(seeds), len(wanted) + len(seeds) + 1)
        assert all(check.ok for check in archive.check())
        for number in range(NEWS):
            found = archive.ask(f'who said "day number {number} of the rain"', today=BEGIN.date())
            assert {e.article_id for e in found.excerpts} == {f"{site.url}/news/{number}"}


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
