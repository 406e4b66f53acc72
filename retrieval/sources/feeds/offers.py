"""Feed items: what a feed says of one article, told apart from what it says of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from retrieval.model import Published
from retrieval.sources.urls import canonical_url

_PAGE = re.compile(r"[\w./~%+-]*\.(?:x?html?|shtml|php\d?|aspx?|jspx?|cfm|cgi)(?:[?#]\S*)?", re.IGNORECASE)
_SLUG = re.compile(r"(?=[^?#]*[\d_-])(?![^/]*\.)(?:[\w.~%+-]{2,}/)+(?=[^?#]*[^\W\d])[\w.~%+-]{3,}(?:[?#]\S*)?")


@dataclass(frozen=True, slots=True)
class Offer:
    """One article as a feed describes it.

    Attributes:
        key: its own among the offers of the feed, and the same each time the feed is read.
        url: its page; the fragment only where several are on one page.
        published: when, where the feed says so.
        html: its text as the feed has it, perhaps only its beginning; empty where there is none.
        guid: what the feed calls it, whether or not it calls others so.
        updated: when it was last changed, which may be long after it was published.
        link: its address with the fragment, if it has one.
        categories: what the feed files it under, in its order.
    """

    key: str
    url: str | None
    title: str | None = None
    author: str | None = None
    published: Published | None = None
    html: str = ""
    guid: str | None = None
    updated: Published | None = None
    link: str | None = None
    categories: tuple[str, ...] = ()

    @property
    def page(self) -> str | None:
        """The address without its fragment."""
        return urldefrag(self.url)[0] if self.url else None


def told_apart(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """The offers, each once and each under a key of its own.

    The key is the guid where no other has it, else the address where no other has it, else what the offer says. An
    address keeps its fragment where another offer differs by it alone.
    """
    kept = _each_once(offers)
    pages = Counter(page for page, _ in {(offer.page, offer.url) for offer in kept})
    kept = [replace(o, link=o.link or o.url, url=o.url if pages[o.page] > 1 else o.page) for o in kept]
    guids, addresses, sayings = Counter(o.guid for o in kept), Counter(o.url for o in kept), Counter(map(said, kept))

    def key(offer: Offer) -> str:
        if offer.guid and guids[offer.guid] == 1:
            return offer.guid
        if offer.url and addresses[offer.url] == 1 and offer.url not in guids:
            return offer.url
        whole = () if sayings[said(offer)] == 1 else (offer.link or "", offer.guid or "", offer.html)
        return "\n".join((*said(offer), *whole))

    return tuple({key(offer): replace(offer, key=key(offer)) for offer in kept}.values())


def _each_once(offers: Iterable[Offer]) -> list[Offer]:
    """Without those that say the very same of the same page; of their guids the first in the alphabet stays."""
    found: dict[tuple[object, ...], Offer] = {}
    for offer in offers:
        moment = offer.published.as_given if offer.published else ""
        what = (offer.html, moment) if offer.html or moment else offer.guid
        same = (offer.url or offer.guid, offer.title, what)
        found[same] = min(found.get(same, offer), offer, key=lambda o: (o.guid is None, o.guid or ""))
    return list(found.values())


def said(offer: Offer) -> tuple[str, ...]:
    """What an offer says that stays when its text is corrected; its text where it says nothing else."""
    moment = offer.published.as_given if offer.published else ""
    return (offer.page or "", offer.title or "", moment) if offer.title or moment else (offer.page or "", offer.html)


def shared_pages(offers: Sequence[Offer]) -> frozenset[str]:
    """The pages that several offers are on, so that none of them is the page."""
    return frozenset(page for page, count in Counter(o.page for o in offers).items() if page and count > 1)


def shared_guids(offers: Sequence[Offer]) -> frozenset[str]:
    """The guids that say nothing, for several offers have them."""
    return frozenset(guid for guid, count in Counter(o.guid for o in offers).items() if guid and count > 1)


def whole_address(value: object, *, feed_url: str) -> str | None:
    """An address that is given whole; anything else is none, and none is made of it.

    >>> [whole_address(v, feed_url="https://h.example/feed") for v in ("https://h.example/a#b", "tag:h,1", "http://N/A")]
    ['https://h.example/a#b', None, None]
    """
    if not isinstance(value, str):
        return None
    value = value.strip()
    if "://" in value[8:].partition("?")[0] and re.search(r"\s", value):
        return None  # two of them
    page = canonical_url(value)
    if page is None:
        return None
    host = urlsplit(page).hostname or ""
    if "." not in host.strip(".") and ":" not in host and host != urlsplit(feed_url).hostname:
        return None  # a machine that only the outlet's own network knows, or no address at all
    fragment = urldefrag(value)[1].strip()
    return f"{page}#{fragment}" if fragment else page


def address_of(value: object, *, base: str, feed_url: str) -> str | None:
    """The address that a link gives: whole, or a path from a base that is known.

    >>> [address_of(v, base="https://h.example/a/", feed_url="https://h.example/f") for v in ("/b", "c.html", "N/A")]
    ['https://h.example/b', 'https://h.example/a/c.html', None]
    """
    if not isinstance(value, str) or not value.strip():
        return None
    if found := whole_address(value, feed_url=feed_url):
        return found
    try:
        return whole_address(urljoin(base, value.strip()), feed_url=feed_url) if is_path(value.strip()) else None
    except ValueError:
        return None


def is_path(value: str) -> bool:
    """Whether a link is meant as a way from a page, not as a word that is put where none is known."""
    if re.search(r"[\s\\<>\"]", value):
        return False
    if value.startswith("//"):
        return "." in value.strip("/").partition("/")[0]
    return value.startswith(("/", "./", "../", "?")) or bool(_PAGE.fullmatch(value) or _SLUG.fullmatch(value))
