"""Does an archive keep itself current from its sources, whatever they do?"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.intake.adding import new_source
from bot.intake.fetching.fetcher import Fetcher
from bot.intake.fetching.hosts import HostTurns
from bot.intake.loop import Intake
from bot.intake.source_reader import Poller
from bot.intake.source_schedule import Bounds
from retrieval.answers.archive import Archive
from retrieval.answers.ingest import annotators
from retrieval.store import Source
from tests.intake.conftest import page, rss

BEGIN = datetime(2023, 9, 13, 6, tzinfo=UTC)
BOUNDS = Bounds(600, 7200)


class World:
    """An archive with its intake and a clock that is moved by hand."""

    def __init__(self, archive: Archive, *, timeout_s: float = 0.5) -> None:
        self.archive = archive
        self.now = BEGIN
        fetcher = Fetcher("verbatim-test", ("127.0.0.1",), timeout_s=timeout_s)
        poller = Poller(fetcher, HostTurns(0.0), BOUNDS, Random(3))
        self.intake = Intake(archive, poller, now=lambda: self.now)

    def add(self, url: str) -> None:
        assert self.archive.store.sources.add(new_source(url, None, BOUNDS, self.now))

    def source(self, url: str) -> Source:
        return next(s for s in self.archive.store.sources.all() if s.url == url)

    def step(self, **later: float) -> int:
        self.now += timedelta(**later)
        return self.intake.step()

    @property
    def articles(self) -> int:
        return self.archive.counts().articles


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Archive.open(tmp_path / "data") as archive:
        yield World(archive)


def test_a_feed_is_asked_on_condition_and_brings_only_what_is_new(world: World, site: Any) -> None:
    first, second = site.put("/1", page("One")), site.put("/2", page("Two"))
    url = site.put("/feed", rss(("One", first)), ETag='"1"')
    world.add(url)

    world.step()
    world.step(hours=3)
    site.put("/feed", rss(("Two", second), ("One", first)), ETag='"2"')
    world.step(hours=3)

    assert world.articles == 2
    assert Counter(site.paths()) == {"/feed": 3, "/1": 1, "/2": 1}
    assert world.source(url).title == "The Herald"
    assert world.source(url).articles == 2


def test_what_moved_for_good_is_read_at_its_new_place(world: World, site: Any) -> None:
    site.put("/new", rss())
    url = site.put("/old", "", status=301, Location="/new")
    world.add(url)

    world.step()
    world.step(hours=3)

    assert site.paths() == ["/old", "/new", "/new"]


def test_a_source_that_is_gone_is_left_alone_and_says_so(world: World, site: Any) -> None:
    url = site.put("/feed", "", status=410)
    world.add(url)

    world.step()
    world.step(days=9)

    assert site.paths() == ["/feed"]
    assert world.source(url).state == "ended"
    assert "410" in (world.source(url).last_error or "")


def test_a_source_whose_articles_cannot_be_taken_in_fails_alone(
    world: World, site: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad = site.put("/bad", rss(("Mill", site.put("/1", page("Mill")))))
    good = site.put("/good", rss(("Rain", site.put("/2", page("Rain")))))
    world.add(bad)
    world.add(good)
    add = Archive.add

    def stumble(self: Archive, articles: Any, **options: Any) -> Any:
        articles = list(articles)
        if any(a.id.endswith("/1") for a in articles):
            raise KeyError(f"secret {articles[0].text}".upper())
        return add(self, articles, **options)

    monkeypatch.setattr(Archive, "add", stumble)

    world.step()

    assert world.articles == 1
    assert (world.source(bad).failures, world.source(good).failures) == (1, 0)
    assert "KeyError" in (world.source(bad).last_error or "")
    assert world.source(bad).next_run_utc > world.now
    assert "KeyError" in caplog.text
    assert "SECRET" not in caplog.text


def test_an_article_that_cannot_be_annotated_comes_in_with_the_rest(
    world: World, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = annotators.annotate
    monkeypatch.setattr(annotators, "annotate", lambda a: {}["secret"] if a.id.endswith("/1") else plain(a))
    links = [site.put(f"/{n}", page(f"Page {n}")) for n in (1, 2)]
    world.add(site.put("/feed", rss(*(("Page", link) for link in links))))

    world.step()

    assert world.articles == 2
    assert world.archive.store.articles.unread(10) == (links[0],)


def test_robots_are_heard(world: World, site: Any) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private/")
    url, allowed = site.put("/private/feed", rss()), site.put("/feed", rss())
    world.add(url)
    world.add(allowed)

    world.step()

    assert site.paths() == ["/feed"]
    assert "robots.txt" in (world.source(url).last_error or "")


def test_a_page_that_fails_for_a_while_comes_later(world: World, site: Any) -> None:
    link = site.put("/1", "", status=503)
    world.add(site.put("/feed", rss(("One", link)), ETag='"1"'))

    world.step()
    site.put("/1", page("One"))
    world.step(hours=3)

    assert world.articles == 1


def test_a_changed_page_is_a_revision(world: World, site: Any) -> None:
    url = site.put("/1", page("One"))
    world.add(url)

    world.step()
    site.put("/1", page("One", "The mayor took it back, and said that it had been dry all along. " * 4))
    world.step(hours=3)

    assert world.archive.article(url).revision == 2


def test_a_folder_is_watched(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.txt").write_text("Rain fell.")
    world.add(str(folder))

    world.step()
    (folder / "b.txt").write_text("The sun shone.")
    world.step(hours=3)

    assert world.articles == 2


def drip(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.02)


def test_over_a_day_three_sources_with_faults_stay_current(world: World, site: Any) -> None:
    """One good feed, one that fails at times, one that drips, breaks, answers nonsense and comes back."""
    good, shaky, bad = (f"{site.url}/{name}" for name in ("good", "shaky", "bad"))
    faults: list[Callable[[], object]] = [
        lambda: site.pages.__setitem__("/bad", drip),
        lambda: site.put("/bad", "<rss><channel><item>" * 50),
        lambda: site.put("/bad", b"\xff\x00" * 999),
        lambda: site.put("/bad", "", status=302, Location="/bad"),
    ]
    for url in (good, shaky, bad):
        world.add(url)
    chance = Random(5)
    links: list[tuple[str, str]] = []
    for hour in range(24):
        if hour < 22:
            links.append((f"News {hour}", site.put(f"/news/{hour}", page(f"News {hour}"))))
        site.put("/good", rss(*links), ETag=f'"{len(links)}"')
        site.put("/shaky", rss(*links[-3:]), status=chance.choice([200, 500, 429]), Retry_After="60")
        if hour < 20:
            faults[hour % 4]()
        else:
            site.put("/bad", rss(("Late", site.put("/late", page("Late")))))
        for _ in range(3):
            world.step(minutes=20)
    world.step(days=1, minutes=1)  # the longest that a failed source waits

    assert world.articles == 23
    assert world.source(bad).articles == 1
    assert max(Counter(path for path in site.paths() if path.startswith("/news")).values()) <= 2
    assert len([path for path in site.paths() if path == "/bad"]) < 24


KILLED = """
import sys
from pathlib import Path
from tests.intake.test_running import World
from retrieval.answers.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    print("reading", flush=True)
    World(archive).step()
print("done", flush=True)
"""


def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(tmp_path: Path, site: Any) -> None:
    whole = "&lt;p&gt;" + "It rained, said Ann Miller. " * 60 + "&lt;/p&gt;"
    url = site.put("/feed", rss(*((f"News {n}", f"{site.url}/news/{n}") for n in range(200)), text=whole))
    with Archive.open(tmp_path / "data") as archive:
        World(archive).add(url)
    command = [sys.executable, "-c", KILLED, str(tmp_path / "data")]
    root = Path(__file__).parents[2]
    for wait_s in (0.05, 0.4):
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
        assert child.stdout is not None
        assert child.stdout.readline() == "reading\n"
        time.sleep(wait_s)
        child.kill()
        child.wait()
        child.stdout.close()

    for _ in range(4):  # sixty a run
        with Archive.open(tmp_path / "data") as archive:
            world = World(archive)
            world.now += timedelta(hours=3)
            for source in archive.store.sources.all():
                archive.store.sources.set_state(source.url, "active", next_run_utc=BEGIN)
            world.step()

    with Archive.open(tmp_path / "data") as archive:
        archive.store.verify()
        counts = archive.counts()
        assert (counts.articles, counts.revisions) == (200, 200)
