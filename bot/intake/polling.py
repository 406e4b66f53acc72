"""What does one reading of a source bring? Its new and changed articles, and what to remember of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random

from bot.intake.fetching import Fetched, Fetcher
from bot.intake.hosts import HostTurns
from bot.intake.robots import Robots, RobotsRefusal
from bot.intake.schedule import Bounds, Run, after, retry_after_s
from bot.intake.taking import Taken, page_article, take_offers
from retrieval.errors import VerbatimError
from retrieval.model import Article
from retrieval.sources import Refused, read_articles
from retrieval.sources.feeds import Feed, Offer, is_feed, read_feed
from retrieval.store import Source

_PAGES_A_RUN = 60
"""Pages read behind one feed at a time; the rest comes in the next run."""
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of it: articles go into the archive first, then ``source`` is recorded."""

    source: Source
    articles: tuple[Article, ...] = ()
    refused: tuple[Refused, ...] = ()


class Poller:
    """Reads sources, politely; may be used from several threads."""

    def __init__(self, fetcher: Fetcher, turns: HostTurns, bounds: Bounds, chance: Random) -> None:
        self._fetcher = fetcher
        self._turns = turns
        self._bounds = bounds
        self._chance = chance
        self._robots = Robots(self._robots_file)

    def read(self, source: Source, now: datetime) -> Reading:
        """Read one source; whatever happens, the result says when it is due again."""
        try:
            return self._read_folder(source, now) if is_folder(source.url) else self._read_web(source, now)
        except VerbatimError as error:
            run = Run("failed", getattr(error, "why", None) or str(error))
        except Exception as error:  # a source must never stop the others
            run = Run("failed", f"reading it went wrong ({type(error).__name__})")
        return Reading(self._after(source, run, now))

    def _after(self, source: Source, run: Run, now: datetime) -> Source:
        return after(source, run, bounds=self._bounds, now=now, chance=self._chance)

    # -- on the web -------------------------------------------------------------------------------------------------

    def _read_web(self, source: Source, now: datetime) -> Reading:
        fetched = self._get(source.feed_url, now, etag=source.etag, last_modified=source.last_modified)
        if fetched.moved_to and fetched.status in (200, 304):
            source = replace(source, feed_url=fetched.moved_to)
        if run := _without_body(fetched, now):
            return Reading(self._after(source, run, now))
        if is_feed(fetched.body) or fetched.body[:2] == b"\x1f\x8b":
            return self._read_feed(source, fetched, now)
        return self._read_page(source, fetched, now)

    def _read_page(self, source: Source, fetched: Fetched, now: datetime) -> Reading:
        found = page_article(fetched, now=now)
        if isinstance(found, Refused):
            return Reading(self._after(source, Run("failed", found.why), now), refused=(found,))
        print_ = _print(found.text, found.title)
        is_new = source.seen.get(_PAGE) != print_
        source = replace(_validators(source, fetched), title=source.title or found.title, seen={_PAGE: print_})
        return Reading(self._after(source, Run("changed" if is_new else "unchanged"), now), (found,) if is_new else ())

    def _read_feed(self, source: Source, fetched: Fetched, now: datetime) -> Reading:
        feed = read_feed(fetched.body, url=fetched.url, now=now)
        prints = {_key(offer): _print_of(offer) for offer in feed.offers}
        new = [offer for offer in feed.offers if source.seen.get(_key(offer)) != prints[_key(offer)]]
        due = new[:_PAGES_A_RUN]
        taken = list(self._taken(feed, due, fetched.url, now))
        settled = {_key(one.offer) for one in taken if one.is_settled}
        # What was not settled keeps its old print or none, so that it is asked for again.
        unsettled = {_key(offer) for offer in new} - settled
        seen = {k: source.seen.get(k, "") if k in unsettled else p for k, p in prints.items()}
        source = replace(source, title=feed.title or source.title, seen=seen)
        source = replace(source, etag=None, last_modified=None) if unsettled else _validators(source, fetched)
        articles = tuple(one.found for one in taken if isinstance(one.found, Article))
        refused = tuple(one.found for one in taken if isinstance(one.found, Refused))
        why = f"{len(refused)} of its articles could not be read; the last: {refused[-1].why}" if refused else None
        return Reading(self._after(source, Run("changed" if new else "unchanged", why), now), articles, refused)

    def _taken(self, feed: Feed, offers: list[Offer], url: str, now: datetime) -> Iterator[Taken]:
        return take_offers(feed, iter(offers), url=url, get=lambda page: self._get(page, now), now=now)

    def _get(self, url: str, now: datetime, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        if not self._robots.allows(url, now):
            raise RobotsRefusal(url, "its robots.txt does not let programs read it")
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
        prints = {_hash(article.id): _print(article.text, article.title) for article in articles}
        new = tuple(article for article in articles if source.seen.get(_hash(article.id)) != prints[_hash(article.id)])
        refused = tuple(one for one in found if isinstance(one, Refused))
        run = Run("changed" if new else "unchanged", str(refused[-1]) if refused else None)
        return Reading(self._after(replace(source, seen=prints), run, now), new, refused)


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


def _key(offer: Offer) -> str:
    return _hash(offer.key)


def _print_of(offer: Offer) -> str:
    return _print(offer.html, offer.title, offer.url, offer.published.as_given if offer.published else None)


def _print(*facts: str | None) -> str:
    return _hash("\0".join(fact or "" for fact in facts))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
