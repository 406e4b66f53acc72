"""Fetching articles: those of a page or a feed, whole from their pages where the feed is short."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.intake.fetching import Fetched, RobotsRefusal
from bot.intake.identity import Held, Identities
from retrieval.errors import SourceError
from retrieval.model import Article
from retrieval.sources import Refused
from retrieval.sources.feeds import Feed, Offer
from retrieval.sources.html import NoArticle, read_page, visible_text
from retrieval.sources.urls import site_of

_WHOLE_CHARACTERS = 1200
"""A feed's own text counts as the whole article from here on; what is shorter is fetched from its page."""
Get = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one offer.

    Attributes:
        is_settled: whether asking again for the same will give the same.
        was_asked: whether its page was asked for, if it was in vain.
        own: what the feed itself has of it, for when its page never comes.
    """

    offer: Offer
    found: Article | Refused
    is_settled: bool = True
    was_asked: bool = True
    own: Article | None = None


class PutOff(SourceError):
    """A page is not asked for now."""


def page_article(fetched: Fetched, *, now: datetime) -> Article | Refused:
    """The article of a page that was fetched."""
    if fetched.status != 200:
        return Refused(fetched.url, f"the server answers {fetched.status}")
    found = read_page(fetched.body, url=fetched.url, now=now)
    return Refused(fetched.url, found.why) if isinstance(found, NoArticle) else found


def nothing_held(_ids: Collection[str]) -> dict[str, Article]:
    """An archive that holds nothing."""
    return {}


def take_offers(
    feed: Feed,
    offers: Sequence[Offer],
    *,
    url: str,
    get: Get,
    now: datetime,
    home: str | None = None,
    held: Held = nothing_held,
    known: Collection[str] = (),
) -> Iterator[Taken]:
    """Each offer's article, from the feed where the text is whole there, else from its page.

    Of several items on one page none is the page, so each is what the feed has of it.

    Args:
        url: where the feed was read in the end.
        home: where the feed is known to be; without it, there.
        held: the archive's articles, by which an item is known again.
        known: the keys of the offers that were read before.
    """
    identities = Identities(feed.offers, home=home or url, held=held, known=known)
    texts = {offer.key: visible_text(offer.html, feed.language) for offer in offers}
    ids = identities.assign(texts, offers)
    there = held({ids[offer.key] for offer in offers if offer.updated and not offer.published})
    for offer in offers:
        article_id = ids[offer.key]
        offer = _dated(offer, there.get(article_id))
        own = _from_feed(feed, offer, article_id, texts[offer.key]) if _is_same_site(offer.url, url) else None
        if own and (len(own.text) >= _WHOLE_CHARACTERS or not identities.is_page(offer, own.text)):
            yield Taken(offer, own)
        elif offer.url is not None:
            yield _from_page(feed, offer, offer.url, own, get, now, identities)
        else:
            yield Taken(offer, Refused(url, "one of its items has neither an address nor a text"))


def _dated(offer: Offer, there: Article | None) -> Offer:
    """An offer that says only when it was changed keeps the date with which it came in."""
    return replace(offer, updated=there.published) if there and there.published else offer


def _from_page(
    feed: Feed, offer: Offer, url: str, own: Article | None, get: Get, now: datetime, identities: Identities
) -> Taken:
    try:
        fetched = get(url)
    except RobotsRefusal as error:
        return Taken(offer, own or Refused(url, error.why))
    except SourceError as error:
        was_asked = not isinstance(error, PutOff)
        return Taken(offer, Refused(url, error.why), is_settled=False, was_asked=was_asked, own=own)
    if is_passing(fetched):
        return Taken(offer, Refused(url, f"the server answers {fetched.status}"), is_settled=False, own=own)
    found = page_article(fetched, now=now)
    if isinstance(found, Refused):
        return Taken(offer, own or found)
    if not identities.is_alone(offer):
        return Taken(offer, found)  # the page of several items is none of them
    if found.id != offer.page and not identities.may_be(offer, found):
        found = replace(found, id=offer.page or found.id, url=offer.page)
    return Taken(
        offer,
        replace(
            found,
            title=found.title or offer.title,
            author=found.author or offer.author,
            outlet=found.outlet or feed.title,
            published=offer.published or found.published or offer.updated,
            language=found.language or feed.language,
            categories=offer.categories or found.categories,
        ),
    )


def is_passing(fetched: Fetched) -> bool:
    """Whether a server answers so for a while only."""
    return fetched.status >= 500 or fetched.status in (408, 425, 429)


def _from_feed(feed: Feed, offer: Offer, article_id: str, text: str) -> Article | None:
    """The article as the feed has it: its paragraphs, without the tags."""
    if not text or len(article_id) > 2000 or not article_id.isprintable():
        return None
    return Article(
        article_id,
        text,
        title=offer.title,
        outlet=feed.title,
        author=offer.author,
        published=offer.published or offer.updated,
        url=offer.link if article_id == offer.link else offer.url,
        language=feed.language,
        categories=offer.categories,
    )


def _is_same_site(url: str | None, feed_url: str) -> bool:
    """A feed speaks for its own site alone; the articles of others are taken from their own pages."""
    if url is None:
        return True
    return site_of(url) == site_of(feed_url)
