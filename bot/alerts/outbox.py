"""Who is to be told of what came in? Reads the archive's log of changes, and files what was found for each."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.alerts.schedule import Due, Quiet, due
from retrieval.model import Article, Intent, Span
from retrieval.store import ChatSettings, NewDelivery, Subscription

if TYPE_CHECKING:
    from retrieval.answers import Archive
    from retrieval.answers.watching import Matcher

CURSOR = "alerts"
# Changes that are looked through in one transaction; they may concern very many.
_BATCH = 20
_SUBSCRIBERS = 1000
_MANY = 1000


_Words = tuple[str, Span, tuple[Span, ...]]


class _Came(NamedTuple):
    """When an article's revision came in, and whether the article was new then."""

    seen: datetime
    is_fresh: bool


class Outbox:
    """Looks through what came in; for one thread. Several processes may do so: one of them files what each found.

    Args:
        zone: the operator's, for chats that have chosen none.
        max_age: articles published longer before they came in are no news.
    """

    def __init__(self, archive: Archive, *, zone: ZoneInfo, max_age: timedelta) -> None:
        self._archive = archive
        self._store = archive.store
        self._history = archive.store.history
        self._cursor = CURSOR
        self._zone = zone
        self._max_age = max_age
        self._matcher: Matcher | None = None
        self._filed: frozenset[int] = frozenset()
        self._generation = (-1, -1)
        self._state, self._openings = "", 0

    def look(self, now: datetime) -> int:
        """Take the next changes; how many there were. What other machines brought is found from then on."""
        if self._store.is_shared:
            self._archive.follow_changes()
        kept = self._store.deliveries
        position = kept.position(self._cursor)
        if position is None:
            kept.advance(self._cursor, None, self._begin_at(), [])
            return 0
        changes = self._history.changes(position, _BATCH)
        if not changes:
            return 0
        matcher = self._matcher_now()
        came = {change.article_id: change.position for change in changes if not change.is_removal}
        news = self._news(came) if len(matcher) else {}
        found = self._archive.following.intents(matcher, list(news)) if news else []
        rows = [row for intent_rows in self._filed_for(found, news, came, now) for row in intent_rows]
        kept.advance(self._cursor, position, changes[-1].position, rows)
        return len(changes)

    def _begin_at(self) -> int:
        """What is in the archive before anybody looks is no news."""
        return self._history.last_position()

    def _matcher_now(self) -> Matcher:
        """The watches as they are now."""
        self._forget_what_is_undone()
        kept = self._store.subscriptions
        if self._matcher is None:
            self._matcher = self._archive.following.matcher()
        generation = kept.generation()
        if generation != self._generation:
            for number in self._filed - (numbers := kept.watch_numbers()):
                self._matcher.drop(number)
            newest = max(self._filed & numbers, default=0)
            added = kept.watches_after(newest)
            for number, watch in added.items():
                self._matcher.file(number, watch)
            self._filed, self._generation = (self._filed & numbers) | added.keys(), generation
            if len(added) >= _MANY:
                # What was filed lives long: looking through it for garbage, article after article, is in vain.
                gc.collect()
                gc.freeze()
        return self._matcher

    def _forget_what_is_undone(self) -> None:
        """A database that was put back counts watches and articles anew: what is remembered may be of other ones."""
        now, openings = self._store.history.lineage(self._state), self._store.openings
        if openings != self._openings or not now.is_of_it:
            self._matcher, self._filed, self._generation = None, frozenset(), (-1, -1)
        self._state, self._openings = now.state, openings

    def _news(self, article_ids: Iterable[str]) -> dict[str, _Came]:
        """Those that are news, or may correct what was; what came in quietly is neither."""
        found = {}
        for article_id, article in self._store.articles.get_many(list(article_ids)).items():
            times = self._store.articles.revision_times(article_id)
            seen = times.get(article.revision)
            is_fresh = seen is not None and _is_fresh(article, seen, times.get(1), self._max_age)
            if seen is not None and (is_fresh or article.revision > 1):
                found[article_id] = _Came(seen, is_fresh)
        return found

    def _filed_for(
        self,
        intents: Sequence[Intent],
        news: dict[str, _Came],
        came: dict[str, int],
        now: datetime,
    ) -> Iterator[list[NewDelivery]]:
        by_watch: dict[int, list[Intent]] = {}
        for intent in intents:
            by_watch.setdefault(intent.watch, []).append(intent)
        told_with: dict[_Words, tuple[str, ...]] = {}
        for intent in intents:
            if _words(intent) not in told_with:
                told_with[_words(intent)] = self._archive.following.told_with(intent)
        reworded = {i: self._is_reworded(i) for i in intents if i.revision > 1}
        for subscribers in self._subscribers(list(by_watch)):
            chosen = self._store.chats.get_many([s.chat_id for s in subscribers])
            for one in subscribers:
                when = self._when(one, chosen.get(one.chat_id), now)
                row = partial(NewDelivery, one.number, one.chat_id, due_utc=when.at, is_digest=when.is_digest)
                yield [
                    row(
                        told_with[_words(intent)],
                        intent,
                        is_reworded=reworded.get(intent, False),
                        only_corrects=not news[intent.article_id].is_fresh,
                    )
                    for intent in by_watch[one.watch_number]
                    if _wants(one, news[intent.article_id].seen, came[intent.article_id], now)
                ]

    def _is_reworded(self, intent: Intent) -> bool:
        excerpt = self._archive.following.excerpt(intent)
        return excerpt is not None and excerpt.reworded is not None

    def _subscribers(self, watch_numbers: Sequence[int]) -> Iterator[tuple[Subscription, ...]]:
        after = 0
        while watch_numbers:
            part = self._store.subscriptions.subscribers(watch_numbers, after=after, limit=_SUBSCRIBERS)
            if not part:
                return
            yield part
            after = part[-1].number

    def _when(self, one: Subscription, chosen: ChatSettings | None, now: datetime) -> Due:
        zone, quiet = self._zone, None
        if chosen and chosen.time_zone:
            with suppress(ValueError, OSError, KeyError):
                zone = ZoneInfo(chosen.time_zone)
        if chosen and chosen.quiet_from is not None and chosen.quiet_to is not None:
            quiet = Quiet(chosen.quiet_from, chosen.quiet_to)
        return due(one, now, zone, quiet)


def _words(intent: Intent) -> _Words:
    """What an intent shows, whoever follows it."""
    return intent.article_id, intent.span, intent.content


def _is_fresh(article: Article, seen: datetime, first_seen: datetime | None, max_age: timedelta) -> bool:
    """Whether it was not published too long before it came in; a day counts to its end.

    An article without a date is as old as its coming in, where that was noted as news; else nobody knows how old.
    """
    if article.published is None:
        return first_seen is not None and seen - first_seen <= max_age
    published = article.published.instant or datetime.combine(article.published.day, time.max, UTC)
    return seen - published <= max_age


def _wants(one: Subscription, seen: datetime, position: int, now: datetime) -> bool:
    """Whether a subscriber is to hear of an article that came in at a moment, as this change of the archive."""
    is_muted = one.muted_until_utc is not None and one.muted_until_utc > now
    return not one.is_paused and not is_muted and position > one.since_position and seen >= one.created_utc
