"""Is what came in filed once for each who follows it, and is nothing filed that is no news to them?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts import outbox as module
from bot.alerts.outbox import CURSOR, Outbox
from retrieval.model import Article, Intent, Published, Span, Watch
from retrieval.store import ChatSettings, NewDelivery, Subscription

NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)
MAX_AGE = timedelta(days=2)
WATCH = Watch(topic="dam")


@dataclass
class Matcher:
    """Watches by number."""

    filed: dict[int, Watch] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.filed)

    def file(self, number: int, watch: Watch) -> None:
        self.filed[number] = watch

    def drop(self, number: int) -> None:
        self.filed.pop(number, None)


class Memory:
    """The part of an archive and its store that an outbox reads and writes, in memory."""

    def __init__(self) -> None:
        self.held: dict[str, Article] = {}
        self.times: dict[str, dict[int, datetime | None]] = {}
        self.log: list[tuple[str, bool]] = []
        self.cursor: int | None = None
        self.filed: list[NewDelivery] = []
        self.followed: dict[int, Subscription] = {}
        self.settings: dict[int, ChatSettings] = {}
        self.changed = 0
        self.openings, self.is_shared = 1, False
        self.lost_races = 0
        self.store = self.deliveries = self.subscriptions = self.following = self.history = self
        self.articles = SimpleNamespace(get_many=self._articles, revision_times=self.times.__getitem__)
        self.chats = SimpleNamespace(get_many=lambda _: self.settings)

    # What a test does.

    def add(self, article: Article, seen: datetime | None = NOW) -> None:
        before = self.held.get(article.id)
        article = replace(article, revision=before.revision + 1 if before else 1)
        self.held[article.id] = article
        self.times.setdefault(article.id, {})[article.revision] = seen
        self.log.append((article.id, False))

    def remove(self, article_id: str) -> None:
        del self.held[article_id]
        self.log.append((article_id, True))

    def follow(self, watch: Watch = WATCH, chat_id: int = 5, **facts: Any) -> int:
        number = 1 + len(self.followed)
        same = [one.watch_number for one in self.followed.values() if one.watch == watch]
        facts = {"created_utc": NOW - timedelta(hours=1), **facts}
        self.followed[number] = Subscription(
            number, same[0] if same else number, watch, chat_id, 7, since_position=len(self.log), **facts
        )
        self.changed += 1
        return number

    # `Deliveries`

    def position(self, cursor: str) -> int | None:
        assert cursor == CURSOR
        return self.cursor

    def advance(self, cursor: str, before: int | None, after: int, found: Sequence[NewDelivery]) -> int | None:
        if self.lost_races:
            self.lost_races -= 1
            return None
        assert before == self.cursor
        self.cursor = after
        self.filed += found
        return len(found)

    # `Store`

    def last_position(self) -> int:
        return len(self.log)

    def changes(self, position: int, limit: int) -> list[Any]:
        rows = enumerate(self.log[position : position + limit], start=position + 1)
        return [SimpleNamespace(position=at, article_id=name, is_removal=is_removal) for at, (name, is_removal) in rows]

    def _articles(self, ids: Collection[str]) -> dict[str, Article]:
        return {name: self.held[name] for name in ids if name in self.held}

    def lineage(self, state: str) -> Any:
        return SimpleNamespace(state="now", is_of_it=True)

    # `Subscriptions`

    def generation(self) -> tuple[int, int]:
        return (self.changed, 0)

    def watch_numbers(self) -> frozenset[int]:
        return frozenset(one.watch_number for one in self.followed.values())

    def watches_after(self, newest: int) -> dict[int, Watch]:
        return {one.watch_number: one.watch for one in self.followed.values() if one.watch_number > newest}

    def subscribers(self, watch_numbers: Collection[int], *, after: int, limit: int) -> tuple[Subscription, ...]:
        theirs = [o for o in self.followed.values() if o.watch_number in watch_numbers and o.number > after]
        return tuple(theirs[:limit])

    # `Following`

    def matcher(self) -> Matcher:
        return Matcher()

    def intents(self, matcher: Matcher, ids: Sequence[str]) -> list[Intent]:
        return [
            Intent(number, name, self.held[name].revision, Span(0, 3))
            for name in ids
            for number, watch in sorted(matcher.filed.items())
            if watch.topic in self.held[name].text
        ]

    def told_with(self, intent: Intent) -> tuple[str, ...]:
        return (intent.article_id,)

    def excerpt(self, intent: Intent) -> Any:
        return SimpleNamespace(reworded="the dam" if intent.revision > 1 else None)


def opened(memory: Memory) -> Outbox:
    return Outbox(memory, zone=ZoneInfo("UTC"), max_age=MAX_AGE)  # type: ignore[arg-type]


def looked(memory: Memory, outbox: Outbox | None = None, now: datetime = NOW) -> list[tuple[int, str]]:
    """Who is to hear of what, after everything was looked through."""
    outbox = outbox or opened(memory)
    if memory.cursor is None:
        memory.cursor = 0
    while outbox.look(now):
        pass
    return [(row.subscription, row.intent.article_id) for row in memory.filed]


def article(name: str = "a", text: str = "The dam holds.", published: Published | None = None) -> Article:
    return Article(name, text, published=published)


def test_what_was_there_before_anybody_looked_is_no_news() -> None:
    memory = Memory()
    memory.follow()
    memory.add(article())
    outbox = opened(memory)

    assert outbox.look(NOW) == 0
    assert (memory.cursor, looked(memory, outbox)) == (1, [])


def test_news_is_filed_once_for_each_who_follows_it() -> None:
    memory = Memory()
    memory.follow(chat_id=5)
    memory.follow(chat_id=6)
    memory.follow(Watch(topic="coal"), chat_id=7)
    memory.add(article())

    assert looked(memory) == [(1, "a"), (2, "a")]
    assert looked(memory) == [(1, "a"), (2, "a")]


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ({}, True),
        ({"is_paused": True}, False),
        ({"muted_until_utc": NOW + timedelta(seconds=1)}, False),
        ({"muted_until_utc": NOW}, True),
        ({"created_utc": NOW}, True),
        ({"created_utc": NOW + timedelta(seconds=1)}, False),
    ],
    ids=["follows", "paused", "muted", "muted-until-now", "since-this-moment", "since-later"],
)
def test_who_does_not_want_it_now_is_not_told(facts: dict[str, Any], is_told: bool) -> None:
    memory = Memory()
    memory.follow(**facts)
    memory.add(article())

    assert looked(memory) == [(1, "a")] * is_told


def test_what_came_in_before_somebody_followed_is_not_told() -> None:
    memory = Memory()
    memory.add(article())
    memory.follow()
    memory.add(article("b"))

    assert looked(memory) == [(1, "b")]


def on(day: date) -> Published:
    return Published.parse(day.isoformat())


@pytest.mark.parametrize(
    ("published", "seen", "is_news"),
    [
        (None, NOW, True),
        (None, None, False),
        (on(date(2024, 5, 4)), NOW, True),
        (on(date(2024, 5, 2)), NOW, True),
        (on(date(2024, 5, 1)), NOW, False),
        (on(date(2024, 5, 4)), None, False),
        (Published.parse("2024-05-02T12:00:00+00:00"), NOW, True),
        (Published.parse("2024-05-02T11:59:59+00:00"), NOW, False),
    ],
    ids=[
        "undated",
        "undated-and-quiet",
        "today",
        "a-day-counts-to-its-end",
        "too-old",
        "quiet",
        "as-old-as-may-be",
        "a-second-older",
    ],
)
def test_only_what_is_young_and_did_not_come_in_quietly_is_news(
    published: Published | None, seen: datetime | None, is_news: bool
) -> None:
    memory = Memory()
    memory.follow()
    memory.add(article(published=published), seen)

    assert looked(memory) == [(1, "a")] * is_news


def test_another_revision_of_what_is_old_only_corrects() -> None:
    memory = Memory()
    memory.follow()
    old = article(published=on(date(2024, 4, 1)))
    memory.add(old)
    memory.add(replace(old, text="The dam may not hold."))

    assert looked(memory) == [(1, "a")]
    (row,) = memory.filed
    assert (row.intent.revision, row.is_reworded, row.only_corrects) == (2, True, True)


def test_what_was_removed_again_is_not_told() -> None:
    memory = Memory()
    memory.follow()
    memory.add(article())
    memory.remove("a")

    assert looked(memory) == []
    assert memory.cursor == 2


def test_what_another_process_filed_meanwhile_is_left_to_it() -> None:
    memory = Memory()
    memory.follow()
    memory.add(article())
    memory.cursor, memory.lost_races = 0, 1

    assert opened(memory).look(NOW) == 1
    assert (memory.cursor, memory.filed) == (0, [])


def test_watches_are_kept_as_the_subscriptions_are() -> None:
    memory = Memory()
    outbox = opened(memory)
    memory.follow()
    memory.add(article("a"))
    looked(memory, outbox)
    memory.follow(Watch(topic="coal"), chat_id=6)
    del memory.followed[1]
    memory.changed += 1
    memory.add(article("b", "The dam and coal."))

    assert looked(memory, outbox) == [(1, "a"), (2, "b")]


def test_after_the_database_was_put_back_all_watches_are_filed_anew() -> None:
    memory = Memory()
    outbox = opened(memory)
    memory.follow()
    memory.add(article("a"))
    looked(memory, outbox)
    memory.followed[1] = replace(memory.followed[1], watch=Watch(topic="coal"))  # the same number, the same generation
    memory.openings += 1
    memory.add(article("b", "Coal only: coal."))

    assert looked(memory, outbox) == [(1, "a"), (1, "b")]


def test_a_chats_quiet_hours_and_zone_decide_when_it_is_told() -> None:
    memory = Memory()
    memory.follow(chat_id=5)
    memory.follow(chat_id=6)
    memory.settings = {5: ChatSettings(5, NOW, time_zone="Asia/Tokyo", quiet_from=20 * 60, quiet_to=7 * 60)}
    memory.add(article())
    looked(memory)

    assert [(row.due_utc, row.is_digest) for row in memory.filed] == [
        (datetime(2024, 5, 4, 22, tzinfo=UTC), True),
        (NOW, False),
    ]


def test_a_zone_that_is_unknown_here_is_the_operators() -> None:
    memory = Memory()
    memory.follow()
    memory.settings = {5: ChatSettings(5, NOW, time_zone="Atlantis/Capital", quiet_from=11 * 60, quiet_to=13 * 60)}
    memory.add(article())
    looked(memory)

    assert [row.due_utc for row in memory.filed] == [NOW + timedelta(hours=1)]


@given(
    events=st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.sampled_from("abc"), st.sampled_from(["dam", "coal", "dam coal"])),
            st.tuples(st.just("follow"), st.sampled_from(["dam", "coal"])),
            st.tuples(st.just("look"), st.integers(0, 1)),
        ),
        max_size=40,
    )
)
def test_two_that_look_in_turns_file_what_one_would(events: list[tuple[Any, ...]]) -> None:
    def run(looking: bool) -> list[tuple[int, str, int]]:
        memory = Memory()
        memory.cursor = 0
        outboxes = [opened(memory), opened(memory)]
        for event in events:
            match event:
                case ("add", name, text) if name not in memory.held:
                    memory.add(article(name, text))
                case ("follow", topic):
                    memory.follow(Watch(topic=topic), chat_id=len(memory.followed))
                case ("look", which) if looking:
                    outboxes[which].look(NOW)
        looked(memory, outboxes[0])
        return sorted((row.subscription, row.intent.article_id, row.intent.revision) for row in memory.filed)

    filed = run(looking=True)

    assert filed == run(looking=False)
    assert len(set(filed)) == len(filed)


def test_many_subscribers_are_filed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SUBSCRIBERS", 3)
    memory = Memory()
    for chat_id in range(1, 8):
        memory.follow(chat_id=chat_id)
    memory.add(article())

    assert looked(memory) == [(number, "a") for number in range(1, 8)]
