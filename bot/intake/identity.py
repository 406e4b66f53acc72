"""Feed item identity: an item stays the article it was before, and never takes over another item's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from retrieval.model import Article, Published
from retrieval.sources.feeds import Offer, said, shared_guids, shared_pages
from retrieval.sources.urls import canonical_url

Held = Callable[[Collection[str]], Mapping[str, Article]]
"""The articles of the archive by their ids, those there are."""
_ALIKE = 0.5
_WORDS = 2000
_URI = re.compile(r"[a-z][a-z0-9+.-]{1,20}:\S{1,300}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    """An id that an offer could have; ``is_free`` where it may be given to an article that is new."""

    id: str
    is_free: bool = True
    is_trusted: bool = False


class Identities:
    """The ids of the articles of one feed.

    An item that is alone on its page is the article of that address, as ever. Others have the address or, where there
    is none, the feed's with a key behind it. Which items share a page changes from one reading to the next, so an id
    once given is found again by what the archive holds under it.

    Args:
        home: the address of the feed.
        known: the keys of the offers that were read before.
    """

    def __init__(self, offers: Sequence[Offer], *, home: str, held: Held, known: Collection[str] = ()) -> None:
        self._pages = shared_pages(offers)
        self._guids = shared_guids(offers)
        parts = urlsplit(home)
        self._home = f"{parts.netloc}{parts.path}{'?' + parts.query if parts.query else ''}" or home
        self._held = held
        self._known = known
        self._taken: dict[str, str] = {}

    def is_alone(self, offer: Offer) -> bool:
        """Whether its page is its own."""
        return offer.page is not None and offer.page not in self._pages

    def assign(self, texts: Mapping[str, str], offers: Sequence[Offer]) -> dict[str, str]:
        """The id of each offer by its key; no two offers have the same.

        Args:
            texts: what the feed has of each, by key.
        """
        names = {offer.key: list(self._names(offer)) for offer in offers}
        held = self._held({name.id for of_one in names.values() for name in of_one})
        found: dict[str, str] = {}

        def settle(fits: Callable[[Offer, _Name], bool]) -> None:
            for offer in offers:
                if offer.key not in found:
                    free = (n for n in names[offer.key] if n.id not in self._taken and fits(offer, n))
                    if name := next(free, None):
                        found[offer.key] = name.id
                        self._taken[name.id] = offer.key

        def is_held(offer: Offer, name: _Name) -> bool:
            return name.id in held and is_same(offer, texts[offer.key], held[name.id], is_trusted=name.is_trusted)

        settle(lambda offer, name: name.id in held and held[name.id].text == texts[offer.key])
        settle(is_held)
        settle(lambda _, name: name.is_free and name.id not in held)
        return found | {o.key: names[o.key][-1].id for o in offers if o.key not in found}

    def is_page(self, offer: Offer, text: str) -> bool:
        """Whether its page may be read as its article: it is alone there, and nothing speaks for another there."""
        if offer.page is None or not self.is_alone(offer):
            return False
        there = self._held([offer.page]).get(offer.page)
        return there is None or is_same(offer, text, there, is_trusted=True)

    def may_be(self, offer: Offer, found: Article) -> bool:
        """Whether the article of a page may have the id that the page gives it: not one that is another item's."""
        if self._taken.get(found.id, offer.key) != offer.key:
            return False
        there = self._held([found.id]).get(found.id)
        if there and not is_same(offer, found.text, there, is_trusted=offer.key in self._known):
            return False
        self._taken[found.id] = offer.key
        return True

    def _names(self, offer: Offer) -> Iterator[_Name]:
        page, is_known = offer.page, offer.key in self._known
        guid = offer.guid if offer.guid and offer.guid not in self._guids else None
        if page:
            is_alone = self.is_alone(offer)
            is_own = is_alone and (is_known or (guid is not None and canonical_url(guid) == page))
            yield _Name(page, is_free=is_alone, is_trusted=is_own)
            if offer.link and offer.link != page:
                yield _Name(offer.link)
        elif guid and _URI.fullmatch(guid) and guid.isprintable():
            yield _Name(guid, is_trusted=True)
        if offer.guid:
            yield _Name(self._keyed(page, offer.guid), is_free=guid is not None, is_trusted=guid is not None)
        yield _Name(self._keyed(page, *said(offer)))
        yield _Name(self._keyed(page, *said(offer), offer.html))

    def _keyed(self, page: str | None, *facts: str) -> str:
        """An address with a key behind it; what is no address is none with it either."""
        key = hashlib.blake2b("\0".join(facts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return f"{page or self._home}#{key}"


def is_same(offer: Offer, text: str, article: Article, *, is_trusted: bool) -> bool:
    """Whether an offer is the article, as it was or reworded, and not another at the same place.

    Args:
        is_trusted: the feed itself says that it is.
    """
    title, moment = _same_title(offer.title, article.title), _same_moment(offer.published, article.published)
    if is_trusted:
        return title is not False or moment is not False or _are_alike(text, article.text)
    if moment:
        return title is not False or _are_alike(text, article.text)
    # Where items have names of their own, a new one with a new date is a new item, however much it looks like the last.
    may_be = title is not False and (moment is None or (bool(title) and offer.guid is None))
    return may_be and _are_alike(text, article.text)


def _same_title(one: str | None, other: str | None) -> bool | None:
    """A page writes its site's name beside the title at times."""
    here, there = (" ".join((title or "").casefold().split()) for title in (one, other))
    return (here in there or there in here) if here and there else None


def _same_moment(one: Published | None, other: Published | None) -> bool | None:
    """A day alone can say that they differ, not that they are the same."""
    if one is None or other is None:
        return None
    if one.instant and other.instant:
        return one.instant == other.instant
    if one.day != other.day:
        return False
    return True if len(one.as_given) > len("2023-09-13") and one.as_given == other.as_given else None


def _are_alike(one: str, other: str) -> bool:
    """Whether half of the shorter text is in the longer."""
    here, there = _pairs(one), _pairs(other)
    least = min(len(here), len(there))
    return least > 0 and len(here & there) / least >= _ALIKE


def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", text[: 20 * _WORDS].casefold())[:_WORDS]
    return set(pairwise(words)) or {(word, "") for word in words}
