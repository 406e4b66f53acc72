"""What is behind an address? A page's article, or those of a feed, whole from their pages where the feed is short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.intake.fetching import Fetched
from bot.intake.robots import RobotsRefusal
from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources import Refused
from retrieval.sources.feeds import Feed, Offer
from retrieval.sources.html_text import visible_text
from retrieval.sources.pages import NoArticle, read_page
from retrieval.sources.urls import site_of

_WHOLE_CHARACTERS = 1200
"""A feed's own text counts as the whole article from here on; what is shorter is fetched from its page."""
Get = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one offer; ``is_settled`` where asking again for the same will give the same."""

    offer: Offer
    found: Article | Refused
    is_settled: bool = True


def page_article(fetched: Fetched, *, now: datetime) -> Article | Refused:
    """The article of a page that was fetched."""
    if fetched.status != 200:
        return Refused(fetched.url, f"the server answers {fetched.status}")
    found = read_page(fetched.body, url=fetched.url, now=now)
    return Refused(fetched.url, found.why) if isinstance(found, NoArticle) else found


def take_offers(feed: Feed, offers: Iterator[Offer], *, url: str, get: Get, now: datetime) -> Iterator[Taken]:
    """Each offer's article, from the feed where the text is whole there, else from its page."""
    for offer in offers:
        own = _from_feed(feed, offer)
        if own and (len(own.text) >= _WHOLE_CHARACTERS or offer.url is None) and _is_same_site(offer.url, url):
            yield Taken(offer, own)
        elif offer.url is not None:
            yield _from_page(feed, offer, offer.url, own if _is_same_site(offer.url, url) else None, get, now)
        else:
            yield Taken(offer, Refused(url, "one of its items has neither an address nor a text"))


def _from_page(feed: Feed, offer: Offer, url: str, own: Article | None, get: Get, now: datetime) -> Taken:
    try:
        fetched = get(url)
    except RobotsRefusal as error:
        return Taken(offer, own or Refused(url, error.why))
    except SourceError as error:
        return Taken(offer, Refused(url, error.why), is_settled=False)
    if fetched.status >= 500 or fetched.status == 429:
        return Taken(offer, Refused(url, f"the server answers {fetched.status}"), is_settled=False)
    found = page_article(fetched, now=now)
    if isinstance(found, Refused):
        return Taken(offer, own or found)
    return Taken(
        offer,
        replace(
            found,
            title=found.title or offer.title,
            author=found.author or offer.author,
            outlet=found.outlet or feed.title,
            published=offer.published or found.published,
            language=found.language or feed.language,
        ),
    )


def _from_feed(feed: Feed, offer: Offer) -> Article | None:
    """The article as the feed has it: its paragraphs, without the tags."""
    text = visible_text(offer.html, feed.language)
    article_id = offer.url or offer.key
    if not text or len(article_id) > 2000 or not article_id.isprintable():
        return None
    return Article(
        article_id,
        text,
        title=offer.title,
        outlet=feed.title,
        author=offer.author,
        published=offer.published,
        url=offer.url,
        language=feed.language,
    )


def _is_same_site(url: str | None, feed_url: str) -> bool:
    """A feed speaks for its own site alone; the articles of others are taken from their own pages."""
    if url is None:
        return True
    return site_of(url) == site_of(feed_url)
