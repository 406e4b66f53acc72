"""Page queue of a feed: which pages are fetched now and which later. Failing hosts rest; no page is tried for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.intake.articles import PutOff, Taken, is_passing
from bot.intake.fetching import Fetched, HostRests, RobotsRefusal, host_of
from bot.intake.memory import Memory, Waiting
from bot.intake.source_schedule import retry_after_s
from retrieval.errors import SourceError
from retrieval.sources import Refused
from retrieval.sources.feeds import Offer

_PAGES_A_RUN = 60
"""Pages asked for behind one feed at a time; the rest comes in the next run."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)
_MAX_TRIES, _LONGEST = 9, timedelta(days=3)
"""A page that fails so often or so long is given up; what the feed itself has of the article is taken."""


class Pages:
    """The pages behind one feed in one reading: no more than so many, and none of a host that rests."""

    def __init__(self, get: Callable[[str, datetime], Fetched], rests: HostRests, now: datetime) -> None:
        self._get = get
        self._rests = rests
        self._now = now
        self._left = _PAGES_A_RUN
        self.hosts: set[str] = set()

    def get(self, url: str) -> Fetched:
        """One page.

        Raises:
            PutOff: it is not asked for in this reading.
            SourceError: it cannot be had.
        """
        host = host_of(url)
        if self._rests.until(host, self._now):
            self.hosts.add(host)
            raise PutOff(url, "its host is resting, because its pages failed")
        if self._left == 0:
            raise PutOff(url, "it comes in the next run")
        self._left -= 1
        self.hosts.add(host)
        try:
            fetched = self._get(url, self._now)
        except RobotsRefusal:
            raise
        except SourceError:
            self._rests.failed(host, self._now)
            raise
        if is_passing(fetched):
            self._rests.failed(host, self._now, wait_s=retry_after_s(fetched.headers.get("retry-after"), self._now))
        else:
            self._rests.worked(host)
        return fetched

    def in_the_end(self, one: Taken, memory: Memory) -> Taken:
        """A page that has failed too often or too long is given up for what the feed has itself."""
        waits = self._waits(one, memory)
        if one.is_settled or waits.since is None:
            return one
        if waits.tries < _MAX_TRIES and self._now - waits.since < _LONGEST:
            return one
        return replace(one, found=one.own or one.found, is_settled=True)

    def remembered(self, memory: Memory, prints: Mapping[str, str], taken: Sequence[Taken]) -> Memory:
        """The memory after a reading: of what the feed offers still, and of the hosts that failed.

        Args:
            prints: of all that the feed offers now, by key.
        """
        waiting = {k: w for k, w in memory.waiting.items() if k in prints}
        kept = {k: old for k, old in memory.prints.items() if k in prints}
        for one in taken:
            key = key_of(one.offer)
            if one.is_settled:
                waiting.pop(key, None)
                kept[key] = prints[key]
            else:
                kept.pop(key, None)
                waiting[key] = self._waits(one, memory)
        hosts = self.hosts | memory.rests.keys() if waiting else self.hosts
        rests = {host: rest for host in sorted(hosts) if (rest := self._rests.rest(host))}
        return Memory(kept, waiting, rests, was_read=True)

    def _waits(self, one: Taken, memory: Memory) -> Waiting:
        """How an article whose page did not come waits from now on."""
        before = memory.waits(key_of(one.offer))
        if one.was_asked:
            pause = min(_LONGEST_WAIT, _FIRST_WAIT * 2**before.tries)
            return replace(before, tries=before.tries + 1, due=self._now + pause, since=before.since or self._now)
        until = self._rests.until(host_of(one.offer.url or ""), self._now)
        return replace(before, due=until, since=before.since or self._now) if until else replace(before, due=self._now)


def due(offers: Sequence[Offer], memory: Memory, prints: Mapping[str, str], now: datetime) -> list[Offer]:
    """What is new or changed, and behind it what waited and is due again, longest waiting first."""
    new = [o for o in offers if memory.prints.get(key_of(o)) != prints[key_of(o)] and key_of(o) not in memory.waiting]
    again = [o for o in offers if (w := memory.waiting.get(key_of(o))) and w.due <= now]
    untried = [o for o in again if memory.waiting[key_of(o)].tries == 0]
    tried = [o for o in again if memory.waiting[key_of(o)].tries > 0]
    return [*new, *untried, *sorted(tried, key=lambda o: memory.waiting[key_of(o)].due)]


def troubles(refused: Sequence[Refused], memory: Memory, now: datetime) -> str | None:
    """What the operator may want to know of a reading that went well."""
    parts = []
    if refused:
        parts.append(f"{len(refused)} of its articles could not be read; the last: {refused[-1].why}")
    if memory.waiting:
        parts.append(f"{len(memory.waiting)} wait to be asked for again")
    parts += (
        f"{host} is left alone until {rest.until:%Y-%m-%d %H:%M} UTC after {rest.failures} failures in a row"
        for host, rest in memory.rests.items()
        if rest.until > now
    )
    return "; ".join(parts) or None


def key_of(offer: Offer) -> str:
    """Under which an offer is remembered."""
    return hashed(offer.key)


def print_of(offer: Offer) -> str:
    """What changes when the offer does."""
    return fingerprint(offer.html, offer.title, offer.url, offer.published.as_given if offer.published else None)


def fingerprint(*facts: str | None) -> str:
    """What changes when one of the facts does."""
    return hashed("\0".join(fact or "" for fact in facts))


def hashed(text: str) -> str:
    """Sixteen hexadecimal digits of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
