"""Reading a source once: its new and changed articles, and what to remember of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random

from bot.intake.articles import nothing_held, page_article, take_offers
from bot.intake.behind import Pages, due, fingerprint, hashed, key_of, print_of, troubles
from bot.intake.fetching import Fetched, Fetcher, HostRests, HostTurns, Robots, RobotsRefusal
from bot.intake.identity import Held
from bot.intake.memory import Memory
from bot.intake.source_schedule import Bounds, Run, after, retry_after_s
from retrieval.errors import SourceError, VerbatimError
from retrieval.model import Article
from retrieval.sources import Refused, read_articles
from retrieval.sources.feeds import is_feed, read_feed
from retrieval.store import Source

_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of it: articles go into the archive first, then ``source`` is recorded.

    Attributes:
        appeared: the ids of those that were not there when the source was read before.
    """

    source: Source
    articles: tuple[Article, ...] = ()
    refused: tuple[Refused, ...] = ()
    appeared: frozenset[str] = frozenset()


class Poller:
    """Reads sources, politely; may be used from several threads."""

    def __init__(self, fetcher: Fetcher, turns: HostTurns, bounds: Bounds, chance: Random) -> None:
        self._fetcher = fetcher
        self._turns = turns
        self._bounds = bounds
        self._chance = chance
        self._rests = HostRests()
        self._robots = Robots(self._robots_file)

    def read(self, source: Source, now: datetime, held: Held = nothing_held) -> Reading:
        """Read one source; whatever happens, the result says when it is due again.

        Args:
            held: the archive's articles, by which the items of a feed are known again.
        """
        try:
            return self._read_folder(source, now) if is_folder(source.url) else self._read_web(source, now, held)
        except VerbatimError as error:
            run = Run("failed", getattr(error, "why", None) or str(error))
        except Exception as error:  # a source must never stop the others
            run = Run("failed", f"reading it went wrong ({type(error).__name__})")
        return Reading(self._after(source, run, now))

    def failed(self, source: Source, why: str, now: datetime) -> Source:
        """The source after a reading that came to nothing, for whatever reason."""
        return self._after(source, Run("failed", why), now)

    def _after(self, source: Source, run: Run, now: datetime) -> Source:
        return after(source, run, bounds=self._bounds, now=now, chance=self._chance)

    # -- on the web -------------------------------------------------------------------------------------------------

    def _read_web(self, source: Source, now: datetime, held: Held) -> Reading:
        fetched = self._get(source.feed_url, now, etag=source.etag, last_modified=source.last_modified)
        if fetched.moved_to and fetched.status in (200, 304):
            source = replace(source, feed_url=fetched.moved_to)
        if run := _without_body(fetched, now):
            return Reading(self._after(source, run, now))
        if is_feed(fetched.body) or fetched.body[:2] == b"\x1f\x8b":
            return self._read_feed(source, fetched, now, held)
        return self._read_page(source, fetched, now)

    def _read_page(self, source: Source, fetched: Fetched, now: datetime) -> Reading:
        found = page_article(fetched, now=now)
        if isinstance(found, Refused):
            return Reading(self._after(source, Run("failed", found.why), now), refused=(found,))
        print_ = fingerprint(found.text, found.title)
        is_new = source.seen.get(_PAGE) != print_
        source = replace(_validators(source, fetched), title=source.title or found.title, seen={_PAGE: print_})
        return Reading(self._after(source, Run("changed" if is_new else "unchanged"), now), (found,) if is_new else ())

    def _read_feed(self, source: Source, fetched: Fetched, now: datetime, held: Held) -> Reading:
        feed = read_feed(fetched.body, url=fetched.url, now=now)
        memory = Memory.of(source.seen)
        self._rests.learn(memory.rests)
        prints = {key_of(offer): print_of(offer) for offer in feed.offers}
        known = {offer.key for offer in feed.offers if memory.knows(key_of(offer))}
        offers = due(feed.offers, memory, prints, now)
        pages = Pages(self._get, self._rests, now)
        reading = take_offers(
            feed, offers, url=fetched.url, get=pages.get, now=now, home=source.url, held=held, known=known
        )
        taken = [pages.in_the_end(one, memory) for one in reading]
        remembered = pages.remembered(memory, prints, taken)
        source = replace(source, title=feed.title or source.title, seen=remembered.as_seen())
        # What waits must be offered again, also by a feed that has not changed.
        source = replace(source, etag=None, last_modified=None) if remembered.waiting else _validators(source, fetched)
        found = [(one.offer, one.found) for one in taken if isinstance(one.found, Article)]
        refused = tuple(one.found for one in taken if isinstance(one.found, Refused) and one.was_asked)
        is_changed = any(one.is_settled for one in taken)
        run = Run("changed" if is_changed else "unchanged", troubles(refused, remembered, now))
        articles = tuple(article for _, article in found)
        appeared = frozenset(article.id for offer, article in found if memory.has_appeared(key_of(offer)))
        return Reading(self._after(source, run, now), articles, refused, appeared)

    def _get(self, url: str, now: datetime, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        if not self._robots.allows(url, now):
            if self._robots.is_silent(url, now):
                raise SourceError(url, "its robots.txt cannot be read at the moment, so it is left alone")
            raise RobotsRefusal(url, "its robots.txt forbids programs to read it")
        with self._turns.turn(url, at_least_s=self._robots.delay_s(url, now)):
            return self._fetcher.fetch(url, etag=etag, last_modified=last_modified)

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        with self._turns.turn(url):
            fetched = self._fetcher.fetch(url)
        return fetched.status, fetched.body

    # -- folders ----------------------------------------------------------------------------------------------------

    def _read_folder(self, source: Source, now: datetime) -> Reading:
        folder = Path(source.feed_url)
        if not folder.is_dir():
            return Reading(self._after(source, Run("failed", "there is no such folder"), now))
        found = list(read_articles([folder]))
        articles = [one for one in found if isinstance(one, Article)]
        memory = Memory.of(source.seen)
        prints = {hashed(article.id): fingerprint(article.text, article.title) for article in articles}
        new = tuple(a for a in articles if memory.prints.get(hashed(a.id)) != prints[hashed(a.id)])
        appeared = frozenset(a.id for a in new if memory.has_appeared(hashed(a.id)))
        refused = tuple(one for one in found if isinstance(one, Refused))
        run = Run("changed" if new else "unchanged", str(refused[-1]) if refused else None)
        source = replace(source, seen=Memory(prints, was_read=True).as_seen())
        return Reading(self._after(source, run, now), new, refused, appeared)


def is_folder(url: str) -> bool:
    """Whether a source's name is a path."""
    return "://" not in url


def _without_body(fetched: Fetched, now: datetime) -> Run | None:
    """The run of an answer that brings nothing; None where there is something to read."""
    status, wait_s = fetched.status, retry_after_s(fetched.headers.get("retry-after"), now)
    if status == 304:
        return Run("unchanged")
    if status == 410:
        return Run("gone", "the server says that it is gone for good (410)")
    if status != 200:
        return Run("failed", f"the server answers {status}", wait_s)
    return None


def _validators(source: Source, fetched: Fetched) -> Source:
    headers = fetched.headers
    return replace(source, etag=_short(headers.get("etag")), last_modified=_short(headers.get("last-modified")))


def _short(value: str | None) -> str | None:
    return value if value and len(value) <= 500 and value.isprintable() else None
