"""Whom does an article without a date alert? Whoever follows it, if it was seen to appear, and else nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from bot.alerts.outbox import Outbox
from bot.cli import verbatim
from retrieval.answers.archive import Archive
from retrieval.model import Article, Published, Watch
from tests.intake.conftest import page
from tests.intake.test_running import World


def undated(*numbers: int, link: str = "https://x.example", said: str = "so") -> str:
    items = "".join(
        f"<item><title>Day {n}</title><link>{link}/{n}</link><guid>g{n}</guid><description>"
        f"“It is {said} {n}”, said Ada Reed, the mayor of Oxbow {n}. {'The hall was full. ' * 80}</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>The Mill</title>{items}</channel></rss>"


class Followed(World):
    """A world in which somebody follows Ada Reed."""

    def __init__(self, archive: Archive, site: Any) -> None:
        super().__init__(archive, timeout_s=5)
        self.site = site
        self.outbox = Outbox(archive, zone=ZoneInfo("UTC"), max_age=timedelta(hours=48))
        self.outbox.look(datetime.now(UTC))
        archive.store.subscriptions.subscribe(Watch(("Ada Reed",)), chat_id=5, created_by=5, now=datetime.now(UTC))

    def told(self) -> int:
        """How many alerts there are by now."""
        while self.outbox.look(datetime.now(UTC)):
            pass
        return self.archive.store.deliveries.figures(datetime.now(UTC)).pending

    def read(self, *numbers: int, **how: str) -> None:
        self.site.put("/feed", undated(*numbers, link=self.site.url, **how))
        self.step(hours=8)


@pytest.fixture
def world(tmp_path: Path, site: Any) -> Iterator[Followed]:
    with Archive.open(tmp_path / "data") as archive:
        yield Followed(archive, site)


def test_what_a_source_holds_when_it_is_first_read_is_no_news_and_what_appears_later_is(world: Followed) -> None:
    world.add(world.site.url + "/feed")

    world.read(1, 2, 3)
    first = world.told()
    world.read(4, 1, 2, 3)

    assert (first, world.told(), world.articles) == (0, 1, 4)


def test_a_source_that_was_empty_was_read(world: Followed) -> None:
    world.add(world.site.url + "/feed")

    world.read()
    world.read(1)

    assert world.told() == 1


def test_a_source_that_failed_was_not_read(world: Followed) -> None:
    world.add(world.site.url + "/feed")

    world.site.put("/feed", "", status=500)
    world.step()
    world.read(1)

    assert (world.told(), world.articles) == (0, 1)


def test_a_page_that_failed_when_its_source_was_first_read_is_no_news_later(world: Followed) -> None:
    link = world.site.put("/1", "", status=503)
    entry = f"<item><title>One</title><link>{link}</link></item>"
    world.site.put("/feed", f"<rss version='2.0'><channel><title>Q</title>{entry}</channel></rss>")
    world.add(world.site.url + "/feed")
    world.step()
    world.site.put("/1", undated_page(1))
    world.step(hours=8)
    before = world.told()
    late = world.site.put("/2", "", status=503)
    more = f"<item><title>Two</title><link>{late}</link></item>"
    world.site.put("/feed", f"<rss version='2.0'><channel><title>Q</title>{entry}{more}</channel></rss>")
    world.step(hours=8)
    world.site.put("/2", undated_page(2))
    world.step(hours=8)

    assert (before, world.told(), world.articles) == (0, 1, 2)


def undated_page(number: int) -> str:
    said = (f"“It is so {number}”, said Ada Reed, the mayor of Oxbow {number}. ", "The hall was full. " * 20)
    return page(f"Page {number}", *said, day="")


def test_a_changed_text_without_a_date_is_no_news_where_the_article_was_none(world: Followed) -> None:
    world.add(world.site.url + "/feed")

    world.read(1)
    world.read(1, said="otherwise")

    assert (world.told(), world.archive.article(f"{world.site.url}/1").revision) == (0, 2)


def test_a_removed_source_that_is_added_again_tells_nothing_twice(world: Followed) -> None:
    world.add(world.site.url + "/feed")
    world.read(1)
    world.archive.store.sources.remove(world.site.url + "/feed")
    world.add(world.site.url + "/feed")

    world.read(1, 2)

    assert (world.told(), world.articles) == (0, 2)


def test_a_source_of_an_older_archive_was_read(world: Followed) -> None:
    world.add(world.site.url + "/feed")
    world.read(1)
    sources = world.archive.store.sources
    (source,) = sources.all()
    sources.record(replace(source, seen={key: value for key, value in source.seen.items() if key != "="}))

    world.read(2, 1)

    assert world.told() == 1


def test_a_folder_is_a_source_too(world: Followed, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.txt").write_text("“It is so 1”, said Ada Reed, the mayor.")
    world.add(str(folder))

    world.step()
    first = world.told()
    (folder / "b.txt").write_text("“It is otherwise 2”, said Ada Reed, the mayor.")
    world.step(hours=8)

    assert (first, world.told()) == (0, 1)


def test_a_dated_article_is_as_new_as_its_date_wherever_it_comes_from(world: Followed) -> None:
    day = Published.parse(datetime.now(UTC).date().isoformat())
    world.archive.add([Article("new", "“It is so”, said Ada Reed, the mayor.", published=day)])

    assert world.told() == 1


@pytest.mark.parametrize(
    ("name", "written"),
    [("a.txt", "“It is so”, said Ada Reed."), ("a.jsonl", '{"text": "“It is so”, said Ada Reed."}\n')],
)
def test_files_without_a_date_that_are_taken_in_by_hand_alert_nobody(
    name: str, written: str, tmp_path: Path, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(written)
    with Archive.open(tmp_path / "data") as archive:
        world = Followed(archive, site)

        result = CliRunner().invoke(verbatim, ["--data", str(tmp_path / "data"), "ingest", str(tmp_path / "in")])

        assert result.stdout.startswith("1 added")
        assert world.told() == 0
