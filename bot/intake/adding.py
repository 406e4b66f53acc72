"""Adding a source: the address an operator gives is a feed, a site with feeds, a page, or a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.intake.discovery import find_feeds
from bot.intake.fetching import Fetcher
from bot.intake.once import fetcher_of
from bot.intake.source_schedule import Bounds
from bot.settings import Settings
from retrieval.errors import SourceError
from retrieval.sources.feeds import is_feed, read_feed
from retrieval.sources.urls import canonical_url
from retrieval.store import Source, Sources

_FIRST_INTERVAL_S = 1800


@dataclass(frozen=True, slots=True)
class Looked:
    """What is behind an address, for the operator to see."""

    url: str
    kind: str
    title: str | None = None
    articles: int = 0


def look(given: str, fetcher: Fetcher, now: datetime) -> tuple[Looked, ...]:
    """The sources that are meant by what somebody typed.

    Raises:
        SourceError: nothing that can be read is there.
    """
    if "://" not in given and Path(given).is_dir():
        return (Looked(str(Path(given).resolve()), "folder"),)
    url = canonical_url(given if "://" in given else f"https://{given}")
    if url is None:
        raise SourceError(given, "it is neither a folder nor an address")
    fetched = fetcher.fetch(url)
    if fetched.status != 200:
        raise SourceError(given, f"the server answers {fetched.status}")
    if is_feed(fetched.body) or fetched.body[:2] == b"\x1f\x8b":
        feed = read_feed(fetched.body, url=fetched.url, now=now)
        return (Looked(fetched.moved_to or url, "feed", feed.title, len(feed.offers)),)
    if feeds := find_feeds(fetched, fetcher.fetch):
        return tuple(Looked(feed, "feed") for feed in feeds)
    if urlsplit(url).path in ("", "/"):
        raise SourceError(given, "the site names no feed; give the address of one")
    return (Looked(url, "page"),)


class SourceFinder:
    """Finds what operators name, from the terminal and from a chat alike."""

    def __init__(self, settings: Settings, sources: Callable[[], Sources]) -> None:
        self._settings = settings
        self._sources = sources

    def look(self, given: str, now: datetime) -> tuple[Looked, ...]:
        """See ``look``; keeps nothing."""
        return look(given, fetcher_of(self._settings), now)

    def add(self, given: str, now: datetime) -> tuple[Looked, bool]:
        """Keep the first source that is meant, and whether it is a new one.

        Raises:
            SourceError: nothing that can be read is there.
        """
        found = self.look(given, now)[0]
        return found, self._sources().add(new_source(found.url, found.title, bounds_of(self._settings), now))


def bounds_of(settings: Settings) -> Bounds:
    """How often sources are read, as the operator wants it."""
    return Bounds(60 * settings.intake_min_minutes, 60 * settings.intake_max_minutes)


def new_source(url: str, title: str | None, bounds: Bounds, now: datetime) -> Source:
    """A source that is due at once."""
    return Source(url, url, now, now, bounds.clamp(_FIRST_INTERVAL_S), title=title)
