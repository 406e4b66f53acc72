"""Is every item of a feed an article of its own, and the same one each time the feed is read?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake.once import take_in_addresses
from retrieval.answers.archive import Archive
from retrieval.model import Article
from tests.intake.conftest import page
from tests.intake.test_running import World

SUBJECTS = ("the mill", "two ferries", "a school roof", "the tram", "river mud", "late apples", "the choir", "coal")
PLACE = "https://quay.example"


@dataclass(frozen=True)
class Item:
    """An item of a feed; what is None is not written."""

    number: int
    guid: str | None = None
    link: str | None = None
    title: str | None = "*"
    date: str | None = "*"
    version: str = ""
    lines: int = 60

    def said(self) -> str:
        subject = SUBJECTS[self.number % len(SUBJECTS)]
        return (
            f"<p>{self.version}Report {self.number} on {subject}.</p>"
            + f"<p>They spoke of {subject} {self.number}.</p>" * self.lines
        )

    def xml(self) -> str:
        title = f"On {SUBJECTS[self.number % len(SUBJECTS)]}" if self.title == "*" else self.title
        date = (
            f"Wed, 13 Sep 2023 {self.number % 24:02}:{self.number // 24:02}:00 +0300" if self.date == "*" else self.date
        )
        parts = {"title": title, "link": self.link, "guid": self.guid, "pubDate": date, "description": self.said()}
        return f"<item>{''.join(f'<{k}>{escape(v)}</{k}>' for k, v in parts.items() if v is not None)}</item>"


def feed(*items: Item, place: str) -> str:
    """The feed of a site; items name it by PLACE."""
    written = "".join(item.xml() for item in items).replace(PLACE, place)
    return f'<rss version="2.0"><channel><title>Quay</title><link>{place}</link>{written}</channel></rss>'


class Reader:
    """Reads one feed again and again, as it is at the time."""

    def __init__(self, world: World, site: Any) -> None:
        self.world = world
        self.site = site
        self.url = site.url + "/feed"
        site.put("/feed", feed(place=site.url))
        world.add(self.url)

    def read(self, *items: Item) -> None:
        self.site.put("/feed", feed(*items, place=self.site.url))
        self.world.step(hours=8)
        assert self.world.source(self.url).last_error is None

    def articles(self) -> list[Article]:
        store = self.world.archive.store
        return list(store.articles.get_many(store.articles.ids()).values())

    def holds(self, *items: Item) -> bool:
        """Each item as one article of its own, and nothing else."""
        return sorted(a.text.splitlines()[0] for a in self.articles()) == sorted(
            f"{i.version}Report {i.number} on {SUBJECTS[i.number % len(SUBJECTS)]}." for i in items
        )

    def revisions(self) -> int:
        counts = self.world.archive.counts()
        return counts.revisions - counts.articles


@pytest.fixture
def reader(tmp_path: Path, site: Any) -> Iterator[Reader]:
    with Archive.open(tmp_path / "data") as archive:
        yield Reader(World(archive, timeout_s=5), site)


LIVE = f"{PLACE}/live"
KINDS: dict[str, Callable[[int], Item]] = {
    "guids of their own, one link": lambda n: Item(n, guid=f"u{n}", link=LIVE),
    "one guid, links of their own": lambda n: Item(n, guid="quay", link=f"{LIVE}/{n}"),
    "one guid, one link": lambda n: Item(n, guid=LIVE, link=LIVE),
    "one guid, no link": lambda n: Item(n, guid="quay"),
    "no guid, one link": lambda n: Item(n, link=LIVE),
    "no guid, no link": lambda n: Item(n),
    "a number for a guid, no link": lambda n: Item(n, guid=str(n)),
    "fragments alone differ": lambda n: Item(n, guid=f"{LIVE}#{n}", link=f"{LIVE}#{n}"),
    "fragments, no guid": lambda n: Item(n, link=f"{LIVE}#p{n}"),
    "N/A for both": lambda n: Item(n, guid="N/A", link="N/A"),
    "one link, one title": lambda n: Item(n, guid=f"u{n}", link=LIVE, title="Live"),
    "one link, no dates": lambda n: Item(n, guid=f"u{n}", link=LIVE, date=None),
    "one link, one day": lambda n: Item(n, guid=f"u{n}", link=LIVE, date="13 Sep 2023"),
    "one of everything but the text": lambda n: Item(n, guid="quay", link=LIVE, title="Live", date="13 Sep 2023"),
    "tags": lambda n: Item(n, guid=f"tag:quay.example,2023:{n}"),
    "ordinary": lambda n: Item(n, guid=f"quay-{n}", link=f"{LIVE}/{n}"),
    "ordinary, its address for a guid": lambda n: Item(n, guid=f"{LIVE}/{n}", link=f"{LIVE}/{n}"),
}
# The feed says by nothing at all that it is another item that stands there now.
TOGETHER_ALONE = ("one of everything but the text",)


@pytest.mark.parametrize("kind", KINDS)
def test_items_read_together_are_articles_of_their_own(kind: str, reader: Reader) -> None:
    items = [KINDS[kind](n) for n in range(5)]

    reader.read(*items)
    reader.read(*items)

    assert reader.holds(*items)
    assert reader.revisions() == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOGETHER_ALONE])
def test_items_that_come_and_go_stay_what_they_were(kind: str, reader: Reader) -> None:
    a, b, c, d = (KINDS[kind](n) for n in range(4))

    for together in ((a,), (a, b), (b,), (c,), (c, b, a), (d, c), (a,), (d,)):
        reader.read(*together)

    assert reader.holds(a, b, c, d)
    assert reader.revisions() == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOGETHER_ALONE])
def test_short_items_whose_page_is_gone_stay_what_they_were(kind: str, reader: Reader) -> None:
    a, b, c = (replace(KINDS[kind](n), lines=9) for n in range(3))

    for together in ((a,), (b,), (c, a), (b,)):
        reader.read(*together)

    assert reader.holds(a, b, c)
    assert reader.revisions() == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOGETHER_ALONE])
@pytest.mark.parametrize("others", [0, 2])
def test_an_item_that_changes_its_text_stays_itself(kind: str, others: int, reader: Reader) -> None:
    first, *rest = (KINDS[kind](n) for n in range(1 + others))
    changed = replace(first, version="Corrected. ")

    reader.read(first, *rest)
    reader.read(changed, *rest)

    assert reader.holds(changed, *rest)
    assert reader.revisions() == 1


def test_a_new_headline_and_hour_make_no_new_article_of_an_ordinary_item(reader: Reader) -> None:
    item = KINDS["ordinary"](1)
    changed = replace(item, title="Mill, again", date="Wed, 13 Sep 2023 22:00:00 +0300", version="Corrected. ")

    reader.read(item, KINDS["ordinary"](2))
    reader.read(changed, KINDS["ordinary"](2))

    assert reader.holds(changed, KINDS["ordinary"](2))
    assert reader.world.archive.article(f"{reader.site.url}/live/1").revision == 2


@pytest.mark.parametrize("guid", ["{link}#{version}", "r{version}-{n}"])
def test_a_guid_that_changes_with_the_text_is_the_same_item(guid: str, reader: Reader) -> None:
    def items(version: str) -> list[Item]:
        links = [f"{PLACE}/{n}" for n in range(3)]
        guids = (guid.format(link=link, version=len(version), n=n) for n, link in enumerate(links))
        return [Item(n, guid=g, link=links[n], version=version) for n, g in enumerate(guids)]

    reader.read(*items(""))
    reader.read(*items("Corrected. "))

    assert sorted(a.id for a in reader.articles()) == [f"{reader.site.url}/{n}" for n in range(3)]
    assert reader.revisions() == 3


def test_an_ordinary_feed_has_its_addresses_for_ids(reader: Reader) -> None:
    reader.read(*(Item(n, guid=f"g{n}", link=f"{LIVE}/{n}?utm_source=rss#rss") for n in range(3)))

    assert sorted((a.id, a.url) for a in reader.articles()) == [(f"{reader.site.url}/live/{n}",) * 2 for n in range(3)]


def test_an_archive_of_before_gets_no_article_twice(reader: Reader) -> None:
    """The older program kept prints of another form, and ids as they are."""
    items = [KINDS["ordinary"](n) for n in range(5)]
    reader.read(*items)
    sources = reader.world.archive.store.sources
    (source,) = sources.all()
    sources.record(replace(source, seen={key: "0" * 16 for key in source.seen if key != "="}))

    reader.read(*items)

    assert reader.holds(*items)
    assert reader.revisions() == 0


def test_a_source_that_was_removed_and_added_brings_nothing_twice(reader: Reader) -> None:
    items = [KINDS["one guid, one link"](n) for n in range(3)] + [KINDS["ordinary"](n) for n in range(3, 6)]
    reader.read(*items)
    reader.world.archive.store.sources.remove(reader.url)
    reader.world.add(reader.url)

    reader.read(*items)

    assert reader.holds(*items)
    assert reader.revisions() == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOGETHER_ALONE])
def test_reading_by_hand_gives_the_same_articles(kind: str, reader: Reader) -> None:
    a, b, c = (KINDS[kind](n) for n in range(3))
    fetcher = reader.world.intake._poller._fetcher
    for together in ((a, b), (c,), (b, c)):
        reader.site.put("/feed", feed(*together, place=reader.site.url))
        take_in_addresses(reader.world.archive, [reader.url], fetcher)
    reader.read(a, b, c)

    assert reader.holds(a, b, c)
    assert reader.revisions() == 0


def test_two_feeds_with_the_same_numbers_do_not_mix(reader: Reader) -> None:
    other = reader.site.put("/other", feed(Item(1, guid="1"), place=reader.site.url))
    reader.world.add(other)

    reader.read(Item(0, guid="1"))

    assert reader.holds(Item(0), Item(1))


def test_what_is_no_address_is_neither_fetched_nor_shown(reader: Reader) -> None:
    odd = ["N/A", "none", "tag:quay.example,2023:1", "urn:uuid:1", "www.quay.example/a-1", "http://N/A", "http:/x", "-"]
    items = [Item(n, guid=f"g{n}", link=link) for n, link in enumerate(odd)]
    bare = [Item(n + 20, guid=guid) for n, guid in enumerate(["7", "2023/11/a-slug", "N/A", "a b c"])]

    reader.read(*items, *bare)

    assert reader.holds(*items, *bare)
    assert {a.url for a in reader.articles()} == {None}
    assert not any(a.id.startswith("http") for a in reader.articles())
    assert reader.site.paths() == ["/feed"] * len(reader.site.paths())


def test_a_short_item_on_a_shared_page_is_what_the_feed_has_of_it(reader: Reader) -> None:
    link = reader.site.put("/live", page("All of the day"))
    entries = "".join(
        f"<item><guid>{n}</guid><link>{link}</link><title>{n}</title><description>Short {n}.</description></item>"
        for n in range(3)
    )
    reader.site.put("/feed", f"<rss version='2.0'><channel><title>Q</title>{entries}</channel></rss>")

    reader.world.step(hours=8)

    assert sorted(a.text for a in reader.articles()) == ["Short 0.", "Short 1.", "Short 2."]
    assert {a.url for a in reader.articles()} == {link}
    assert reader.site.paths() == ["/feed"]


def test_pages_that_all_name_the_front_page_are_articles_of_their_own(reader: Reader) -> None:
    head = f'<link rel="canonical" href="{reader.site.url}/">'
    links = [
        reader.site.put(f"/{n}", page(f"News {n}", f"The ferry {n} sank in harbour {n}. " * 9, head=head))
        for n in range(3)
    ]
    entries = "".join(f"<item><title>News {n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    reader.site.put("/feed", f"<rss version='2.0'><channel><title>Q</title>{entries}</channel></rss>")

    reader.world.step(hours=8)

    assert len(reader.articles()) == 3
    assert reader.revisions() == 0


def test_an_article_that_says_only_when_it_was_changed_keeps_the_date_it_came_in_with(reader: Reader) -> None:
    def atom(day: str, version: str) -> str:
        text = escape(Item(1, version=version).said())
        entry = (
            f"<id>tag:1</id><title>On</title><updated>{day}T10:00:00Z</updated><content type='html'>{text}</content>"
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Q</title><entry>{entry}</entry></feed>"

    for day, version in (("2023-09-11", ""), ("2023-09-13", "Corrected. ")):
        reader.site.put("/feed", atom(day, version))
        reader.world.step(hours=8)

    (article,) = reader.articles()
    assert (article.revision, article.published and article.published.day.isoformat()) == (2, "2023-09-11")


LOCAL = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(
    kind=st.sampled_from([kind for kind in KINDS if kind not in TOGETHER_ALONE]),
    readings=st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=6),
    chance=st.randoms(use_true_random=False),
)
@LOCAL
def test_whatever_the_order_each_item_is_one_article(
    kind: str, readings: list[set[int]], chance: Any, tmp_path_factory: pytest.TempPathFactory, site: Any
) -> None:
    with Archive.open(tmp_path_factory.mktemp("data")) as archive:
        reader = Reader(World(archive, timeout_s=5), site)
        for numbers in readings:
            shuffled = sorted(numbers)
            chance.shuffle(shuffled)
            reader.read(*(KINDS[kind](n) for n in shuffled))

        assert reader.holds(*(KINDS[kind](n) for n in set().union(*readings)))
        assert reader.revisions() == 0


def test_the_order_in_a_feed_changes_no_id(tmp_path: Path, site: Any) -> None:
    items = [KINDS["one guid, one link"](n) for n in range(3)]
    found = set()
    for number, order in enumerate(permutations(items)):
        with Archive.open(tmp_path / f"data{number}") as archive:
            reader = Reader(World(archive, timeout_s=5), site)
            reader.read(*order)
            found.add(frozenset((a.id, a.text) for a in reader.articles()))

    assert len(found) == 1
