"""Sources of two archives: a chat names and lets go its own, and lets go what it named for all before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from retrieval.store.contract.intake_sources import Source, Sources, SourceState


class JoinedSources(Sources):
    """The operators' sources are those of all; what a chat names is its own."""

    def __init__(self, shared: Sources, own: Sources) -> None:
        self._shared = shared
        self._own = own

    def of_chat(self, chat_id: int) -> tuple[Source, ...]:
        return (*self._own.of_chat(chat_id), *self._shared.of_chat(chat_id))

    def name(self, source: Source, chat_id: int, *, most: int) -> bool | None:
        return self._own.name(source, chat_id, most=most)

    def unname(self, url: str, chat_id: int) -> bool:
        return self._own.unname(url, chat_id) or self._shared.unname(url, chat_id)

    def all(self) -> tuple[Source, ...]:
        return self._shared.all()

    def channel(self, feed_url: str) -> Source | None:
        return self._shared.channel(feed_url)

    def add(self, source: Source) -> bool:
        return self._shared.add(source)

    def told(self, url: str, title: str | None, *, now: datetime, added: int) -> None:
        self._shared.told(url, title, now=now, added=added)

    def claim(self, now: datetime, until: datetime, *, limit: int) -> tuple[Source, ...]:
        return self._shared.claim(now, until, limit=limit)

    def let_go(self, urls: Collection[str]) -> None:
        self._shared.let_go(urls)

    def record(self, source: Source) -> bool:
        return self._shared.record(source)

    def set_state(self, url: str, state: SourceState, *, next_run_utc: datetime) -> bool:
        return self._shared.set_state(url, state, next_run_utc=next_run_utc)

    def ended_untold(self) -> tuple[Source, ...]:
        return self._shared.ended_untold()

    def end_told(self, url: str) -> None:
        self._shared.end_told(url)

    def remove(self, url: str) -> bool:
        return self._shared.remove(url)
