"""Does a host whose pages fail cost the others nothing, and is it asked ever less often, and not for ever?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.fetching.fetcher import Fetcher
from bot.intake.fetching.hosts import HostRests, HostTurns, Rest
from bot.intake.loop import Intake
from bot.intake.memory import Memory, Waiting
from bot.intake.source_reader import Poller
from retrieval.answers.archive import Archive
from tests.intake.conftest import page, rss
from tests.intake.test_running import BEGIN, BOUNDS, World

SICK = "localhost"  # the same machine by another name, so another host; its feeds can be read, its pages cannot


class Ward(World):
    """A world in which one host is sick; each step may be a process of its own, as with cron."""

    def __init__(self, archive: Archive, site: Any) -> None:
        super().__init__(archive)
        self.site = site
        self.sick = site.url.replace("127.0.0.1", SICK)
        self.start()

    def start(self) -> None:
        fetcher = Fetcher("verbatim-test", ("127.0.0.1", SICK), timeout_s=5)
        poller = Poller(fetcher, HostTurns(0.0), BOUNDS, Random(3))
        self.intake = Intake(self.archive, poller, now=lambda: self.now)

    def ail(self, number: int, *, status: int = 503, **headers: str) -> tuple[str, str]:
        self.site.put(f"/sick/{number}", page(f"Sick {number}"), status=status, **headers)
        return f"Sick {number}", f"{self.sick}/sick/{number}"

    def feed(self, body: str, path: str = "/feed", **headers: str) -> str:
        """A feed at the sick host, which itself can be read; added to the sources."""
        self.site.put(path, body, **headers)
        self.add(self.sick + path)
        return self.sick + path

    def recover(self) -> None:
        for path, (_, headers, body) in list(self.site.pages.items()):
            if path.startswith("/sick"):
                self.site.pages[path] = (200, headers, body)

    def asked(self, start: str) -> int:
        return sum(path.startswith(start) for path in self.site.paths())


@pytest.fixture
def ward(tmp_path: Path, site: Any) -> Iterator[Ward]:
    with Archive.open(tmp_path / "data") as archive:
        yield Ward(archive, site)


def test_a_sick_host_starves_no_sound_one(ward: Ward, site: Any) -> None:
    sick = [ward.ail(n) for n in range(70)]
    sound = [(f"News {n}", site.put(f"/news/{n}", page(f"News {n}"))) for n in range(5)]
    ward.feed(rss(*sick, *sound))

    ward.step()

    assert ward.articles == 5
    assert ward.asked("/sick") == 3


@pytest.mark.parametrize("is_cron", [False, True], ids=["one process", "a process each time"])
def test_a_sick_host_is_asked_ever_less_often_and_read_when_it_is_well(ward: Ward, site: Any, is_cron: bool) -> None:
    url = ward.feed(rss(*(ward.ail(n) for n in range(70))))
    asked, feeds = [], []
    for _ in range(48):
        if is_cron:
            ward.start()
        ward.step(hours=1)
        asked.append(ward.asked("/sick"))
        feeds.append(ward.asked("/feed"))
    told = ward.source(url).last_error or ""
    ward.recover()
    for _ in range(72):
        ward.step(hours=1)

    assert asked[5] <= 3 + 6
    assert asked[-1] - asked[23] <= 3
    assert asked[-1] <= 15
    assert feeds[-1] - feeds[23] <= feeds[23]  # no more often in the second day than in the first
    assert "70 wait" in told
    assert f"{SICK}:" in told
    assert "is left alone until" in told
    assert ward.articles == 70
    assert ward.source(url).last_error is None


def test_a_page_that_never_comes_is_given_up_for_what_the_feed_has(ward: Ward, site: Any) -> None:
    url = ward.feed(rss(("One", ward.ail(1)[1]), text="It rained in Norden."), ETag='"1"')
    for _ in range(24 * 5):
        ward.step(hours=1)
    asked = ward.asked("/sick")
    for _ in range(24 * 5):
        ward.step(hours=1)

    assert [a.text for a in ward.archive.store.articles.get_many(ward.archive.store.articles.ids()).values()] == [
        "It rained in Norden."
    ]
    assert 3 <= asked <= 9
    assert ward.asked("/sick") == asked
    assert ward.source(url).etag == '"1"'


def test_of_a_host_that_never_comes_back_every_page_is_given_up(ward: Ward, site: Any) -> None:
    url = ward.feed(rss(*(ward.ail(n) for n in range(30)), text=""), ETag='"1"')
    for _ in range(24 * 6):
        ward.step(hours=1)
    asked = ward.asked("/sick")
    for _ in range(24 * 6):
        ward.step(hours=1)

    assert ward.articles == 0
    assert ward.asked("/sick") == asked <= 20
    assert ward.source(url).etag == '"1"'


def test_one_broken_page_leaves_its_host_alone_no_longer_than_itself(ward: Ward, site: Any) -> None:
    broken = ("Broken", site.put("/sick/1", "", status=500))
    ward.feed(rss(broken, *((f"N{n}", site.put(f"/n/{n}", page(f"N{n}"))) for n in range(9))))

    ward.step()

    assert ward.articles == 9


def test_what_one_source_learnt_of_a_host_spares_it_from_another(ward: Ward, site: Any) -> None:
    ward.feed(rss(*(ward.ail(n) for n in range(9))), "/a")
    ward.step()
    ward.feed(rss(*(ward.ail(n) for n in range(9, 18))), "/b")

    ward.step(minutes=5)

    assert ward.asked("/sick") == 3


def test_a_host_that_asks_to_be_left_alone_is(ward: Ward, site: Any) -> None:
    ward.feed(rss(*(ward.ail(n, status=429, Retry_After="50000") for n in range(9))))
    for _ in range(13):
        ward.step(hours=1)

    assert ward.asked("/sick") == 1


def test_a_host_that_fails_to_say_what_programs_may_read_is_asked_again(ward: Ward, site: Any) -> None:
    ward.feed(rss(("One", site.put("/news/1", page("One")))))
    silent = {"127.0.0.1"}

    def robots(handler: Any) -> None:
        handler.send_response(503 if handler.headers["Host"].partition(":")[0] in silent else 404)
        handler.end_headers()

    site.pages["/robots.txt"] = robots
    ward.step()
    before = ward.articles
    silent.clear()
    for _ in range(6):
        ward.step(hours=1)

    assert (before, ward.articles) == (0, 1)


def test_more_pages_than_a_run_reads_come_in_the_next(ward: Ward, site: Any) -> None:
    ward.feed(rss(*((f"News {n}", site.put(f"/n/{n}", page(f"News {n}"))) for n in range(130))))

    counts = []
    for _ in range(3):
        ward.step(hours=2)
        counts.append(ward.articles)

    assert counts == [60, 120, 130]
    assert max(Counter(p for p in site.paths() if p.startswith("/n/")).values()) == 1


def test_the_rest_grows_up_to_a_day_and_one_page_ends_it() -> None:
    rests, now, lengths = HostRests(), BEGIN, []
    for _ in range(15):
        rests.failed("h", now)
        until = rests.until("h", now)
        lengths.append((until - now) / timedelta(minutes=15) if until else 0)
        now = until or now
    rests.worked("h")

    assert lengths == [0, 0, 1, 2, 4, 8, 16, 32, 64, *[96] * 6]
    assert rests.until("h", now) is None
    assert rests.rest("h") is None


KEYS = st.text("0123456789abcdef", min_size=16, max_size=16)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
SINCE = st.integers(1, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


@given(
    st.dictionaries(KEYS, KEYS),
    st.dictionaries(KEYS, st.builds(Waiting, st.integers(0, 99), MOMENTS, st.none() | SINCE, st.booleans())),
    st.dictionaries(st.from_regex(r"[a-z]{1,9}(:\d+)?", fullmatch=True), st.builds(Rest, st.integers(1, 99), MOMENTS)),
)
def test_a_memory_is_the_same_after_it_was_kept(
    prints: dict[str, str], waiting: dict[str, Waiting], rests: dict[str, Rest]
) -> None:
    memory = Memory({k: v for k, v in prints.items() if k not in waiting}, waiting, rests, was_read=True)

    assert Memory.of(memory.as_seen()) == memory


def test_what_an_older_archive_remembers_is_understood() -> None:
    memory = Memory.of({"a" * 16: "b" * 16, "c" * 16: "", "page": "d" * 16})

    assert memory.prints == {"a" * 16: "b" * 16, "page": "d" * 16}
    assert memory.waiting == {"c" * 16: Waiting()}
    assert memory.was_read
    assert not Memory.of({}).was_read
