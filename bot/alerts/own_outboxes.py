"""Who is to be told of what came into the archives of single chats? Each chat alone, of what is its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.alerts.outbox import CURSOR, Outbox
from retrieval.errors import VerbatimError
from retrieval.store import Subscription

if TYPE_CHECKING:
    from retrieval.answers import Archive
    from retrieval.answers.audiences import Audiences
    from retrieval.answers.audiences.audiences import Stamp
    from retrieval.answers.audiences.own_archive import OwnArchive
    from retrieval.answers.watching import Matcher

_LOOK_EVERY = timedelta(seconds=1)
# So many are opened before what came in for all is looked at again.
_AT_ONCE = 4
_log = logging.getLogger(__name__)


class Outboxes:
    """Looks through what came in for all, and through what came in for single chats; for one thread.

    Args:
        of_all: looks through the archive of all.
        audiences: the archives of single chats; only those that were written to since are opened.
    """

    def __init__(self, of_all: Outbox, audiences: Audiences, *, zone: ZoneInfo, max_age: timedelta) -> None:
        self._of_all = of_all
        self._audiences = audiences
        self._own = partial(OwnOutbox, zone=zone, max_age=max_age)
        self._seen: dict[int, Stamp] = {}
        self._looked: datetime | None = None

    def look(self, now: datetime) -> int:
        """Take the next changes of each; how many there were."""
        seen = self._of_all.look(now)
        if self._looked is None or not timedelta(0) <= now - self._looked < _LOOK_EVERY:
            written = [c for c in self._audiences.chats() if self._seen.get(c) != self._audiences.stamp(c)]
            self._looked = now if len(written) <= _AT_ONCE else None
            seen += sum(self._look_safely(chat_id, now) for chat_id in written[:_AT_ONCE])
        return seen

    def _look_safely(self, chat_id: int, now: datetime) -> int:
        """Whatever is wrong with one chat's archive, the others are told; it is looked at again when it changes."""
        try:
            return self._look_at(chat_id, now)
        except VerbatimError as error:
            _log.warning("News of a chat's own sources could not be looked for: %s", error)
            self._seen[chat_id] = self._audiences.stamp(chat_id)
            return 0

    def _look_at(self, chat_id: int, now: datetime) -> int:
        stamp = self._audiences.stamp(chat_id)
        with self._audiences.own(chat_id) as own, self._audiences.of_chat(chat_id) as archive:
            if own is None:
                return 0
            outbox = self._own(archive, own, chat_id)
            taken = outbox.look(now) or outbox.look(now)  # the first time, it only says where it begins
            if not taken:
                # Taken before the look: what was written meanwhile is looked at again.
                self._seen[chat_id] = stamp
            return taken


class OwnOutbox(Outbox):
    """Holds what came into a chat's own archive against what this chat follows, and against nobody else's."""

    def __init__(self, archive: Archive, own: OwnArchive, chat_id: int, *, zone: ZoneInfo, max_age: timedelta) -> None:
        super().__init__(archive, zone=zone, max_age=max_age)
        self._history = own.store.history
        self._cursor = f"{CURSOR} {own.ids.start}"
        # Positions of subscriptions count in the log of all; here the moment alone tells.
        mine = archive.store.subscriptions.of_chat(chat_id)
        self._of_chat = tuple(replace(one, since_position=-1) for one in mine)

    def _begin_at(self) -> int:
        """It was empty when the chat named its first source: all that came since may be news."""
        return 0

    def _matcher_now(self) -> Matcher:
        matcher = self._archive.following.matcher()
        for number, watch in {one.watch_number: one.watch for one in self._of_chat}.items():
            matcher.file(number, watch)
        return matcher

    def _subscribers(self, watch_numbers: Sequence[int]) -> Iterator[tuple[Subscription, ...]]:
        yield tuple(one for one in self._of_chat if one.watch_number in watch_numbers)
