"""Adding a source: the address an operator gives is a feed, a site with feeds, a page, or a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.intake.discovery import find_feeds, is_of_comments, news_sitemaps
from bot.intake.fetching import Fetched, Fetcher
from bot.intake.once import fetcher_of
from bot.intake.source_schedule import Bounds
from bot.intake.written_addresses import addresses_meant
from bot.settings import Settings
from retrieval.errors import SourceError
from retrieval.sources.feeds import is_feed, is_sitemap_index, read_feed
from retrieval.store import Source, Sources

if TYPE_CHECKING:
    from retrieval.answers.audiences import Audiences

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
    if "://" not in given and not given.startswith("//") and Path(given).is_dir():
        return (Looked(str(Path(given).resolve()), "folder"),)
    if not addresses_meant(given):
        raise SourceError(given, "it is neither a folder nor an address")
    return look_on_the_web(given, fetcher, now)


def look_on_the_web(given: str, fetcher: Fetcher, now: datetime) -> tuple[Looked, ...]:
    """The same, of what cannot be a folder: people's chats name none.

    Raises:
        SourceError: nothing that can be read is there.
    """
    url, fetched = _first(given, fetcher)
    if fetched.status != 200:
        raise SourceError(given, f"the server answers {fetched.status}")
    if is_sitemap_index(fetched.body):
        if found := news_sitemaps(fetched, fetcher.fetch, now):
            return tuple(Looked(sitemap, "feed") for sitemap in found)
        raise SourceError(given, "it lists other sitemaps, and none of those looked at is for news")
    if is_feed(fetched.body) or fetched.body[:2] == b"\x1f\x8b":
        feed = read_feed(fetched.body, url=fetched.url, now=now)
        return (Looked(fetched.moved_to or url, "feed", feed.title, len(feed.offers)),)
    return _of_page(given, url, fetched, fetcher, now)


def _meant(given: str) -> tuple[str, ...]:
    """Raises SourceError where no address is meant."""
    if found := addresses_meant(given):
        return found
    raise SourceError(given, "it is no web address")


def _first(given: str, fetcher: Fetcher) -> tuple[str, Fetched]:
    """The first of the addresses meant that answers.

    Raises:
        SourceError: none does, of which what the first said is told; or no address is meant.
    """
    likeliest, *others = _meant(given)
    try:
        return likeliest, fetcher.fetch(likeliest)
    except SourceError:
        for url in others:
            try:
                return url, fetcher.fetch(url)
            except SourceError:
                continue
        raise


def _of_page(given: str, url: str, fetched: Fetched, fetcher: Fetcher, now: datetime) -> tuple[Looked, ...]:
    """The feeds of a page's site, then the page itself where it is not the site's first; comments come last."""
    feeds = find_feeds(fetched, fetcher.fetch, now)
    talk = [feed for feed in feeds if is_of_comments(feed, fetched.url)]
    page = () if urlsplit(url).path in ("", "/") else (Looked(url, "page"),)
    found = (*(Looked(f, "feed") for f in feeds if f not in talk), *page, *(Looked(f, "feed") for f in talk))
    if not found:
        raise SourceError(given, "the site names no feed; give the address of one")
    return found


class SourceFinder:
    """Finds what operators name, from the terminal and from a chat alike, and what chats name.

    Args:
        sources: those of all.
        audiences: where sources are private, whose sources those are that chats name.
    """

    def __init__(self, settings: Settings, sources: Callable[[], Sources], audiences: Audiences | None = None) -> None:
        self._settings = settings
        self._sources = sources
        self._audiences = audiences if settings.sources_are == "private" else None

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

    def name(self, given: str, chat_id: int, now: datetime) -> tuple[Looked, bool | None]:
        """Keep for a chat the first source that somebody of it names; no folder, and nothing on a private network.

        Returns:
            What it is, and whether the chat had not named it yet; None where it may name no more.

        Raises:
            SourceError: nothing that can be read is there.
        """
        meant = _meant(given)
        most = self._settings.sources_per_chat
        with self._of_chat(chat_id) as kept:
            if kept and (known := next((source for source in kept.all() if source.url in meant), None)):
                return Looked(known.url, known.kind, known.title), kept.name(known, chat_id, most=most)
            if kept and len(kept.of_chat(chat_id)) >= most:
                return Looked(meant[0], ""), None
        found = look_on_the_web(given, fetcher_of(self._settings, is_for_people=True), now)[0]
        with self._of_chat(chat_id, is_made=True) as kept:
            assert kept is not None
            new = new_source(found.url, found.title, bounds_of(self._settings), now)
            return found, kept.name(new, chat_id, most=most)

    @contextmanager
    def _of_chat(self, chat_id: int, *, is_made: bool = False) -> Iterator[Sources | None]:
        """The sources to which those of a chat belong; None where it has none of its own yet."""
        if self._audiences is None:
            yield self._sources()
            return
        with self._audiences.own(chat_id, is_made=is_made) as own:
            yield own.store.sources if own else None


def bounds_of(settings: Settings) -> Bounds:
    """How often sources are read, as the operator wants it."""
    return Bounds(60 * settings.intake_min_minutes, 60 * settings.intake_max_minutes)


def new_source(url: str, title: str | None, bounds: Bounds, now: datetime) -> Source:
    """A source that is due at once."""
    return Source(url, url, now, now, bounds.clamp(_FIRST_INTERVAL_S), title=title)
