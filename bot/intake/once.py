"""One-time intake: the articles behind an address that somebody names, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import islice

from bot.intake.articles import nothing_held, page_article, take_offers
from bot.intake.discovery import named_feeds
from bot.intake.fetching import Fetcher
from bot.intake.identity import Held
from bot.settings import Settings
from retrieval.answers import Additions, Archive
from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources import Refused
from retrieval.sources.feeds import is_feed, read_feed
from retrieval.sources.urls import canonical_url

_AT_ONCE = 10
PROJECT = "verbatim-news-bot"


def fetcher_of(settings: Settings, *, is_for_people: bool = False) -> Fetcher:
    """A fetcher as the operator wants it.

    Args:
        is_for_people: what others than operators name is read from the open internet alone.
    """
    try:
        ours = version(PROJECT)
    except PackageNotFoundError:
        ours = "0"
    contact = f" (+{settings.intake_contact})" if settings.intake_contact else ""
    return Fetcher(f"verbatim/{ours}{contact}", () if is_for_people else settings.intake_allow_hosts)


def take_in_addresses(
    archive: Archive, addresses: Iterable[str], fetcher: Fetcher, *, is_quiet: bool = False
) -> Additions:
    """Take in what is behind addresses; the archive is locked while articles are written, not while they come.

    Raises:
        ArchiveBusy: another process is writing.
    """
    total = Additions()
    held = archive.store.articles.get_many
    offered = (found for address in addresses for found in articles_at(address, fetcher, held))
    while some := list(islice(offered, _AT_ONCE)):
        total = total + archive.add(some, is_quiet=is_quiet)
    return total


def articles_at(url: str, fetcher: Fetcher, held: Held = nothing_held) -> Iterator[Article | Refused]:
    """The articles of a feed, or the one of a page; what cannot be read is refused by its address.

    A person named the address, so robots.txt, which speaks to programs that come by themselves, is not asked.
    """
    now = datetime.now(UTC)
    try:
        fetched = fetcher.fetch(url)
        if fetched.status == 200 and (is_feed(fetched.body) or fetched.body[:2] == b"\x1f\x8b"):
            feed = read_feed(fetched.body, url=fetched.url, now=now)
            reading = take_offers(
                feed, feed.offers, url=fetched.url, get=fetcher.fetch, now=now, home=canonical_url(url), held=held
            )
            yield from (taken.found for taken in reading)
            return
    except SourceError as error:
        yield Refused(url, error.why)
        return
    found = page_article(fetched, now=now)
    feeds = named_feeds(fetched) if isinstance(found, Refused) and fetched.status == 200 else ()
    if feeds and isinstance(found, Refused):
        yield Refused(url, f"{found.why}; to follow the site: verbatim sources add {feeds[0]}")
    else:
        yield found
