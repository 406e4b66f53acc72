"""Structured data (JSON-LD): what a page says of its own article, without related articles and comments."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retrieval.sources.urls import canonical_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_SCRIPT_CHARACTERS = 2_000_000
_MAX_NODES = 2000
# What holds the description of the page itself; under other names are its parts and its neighbours.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLES = ("Article", "Posting", "Report", "Review", "CreativeWork")
_PAGES = ("Page",)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")
_SIGNS = re.compile(r"[\W_]+")
_MIN_TITLE_CHARACTERS = 15


@dataclass(frozen=True, slots=True)
class Itself:
    """What a page is known by.

    Attributes:
        titles: its headline, as it is given in several places.
        addresses: where it was found and what it calls itself, canonical.
    """

    titles: Sequence[str]
    addresses: Collection[str]

    def is_titled(self, title: Any) -> bool:
        """Whether a title is the page's, but for signs and for what one of the two has after it ("… | The Herald").

        >>> Itself(["Rain closes the old harbour"], []).is_titled("Rain closes the old harbour – Herald")
        True
        """
        plain = plain_title(title) if isinstance(title, str) else ""
        return bool(plain) and any(_begins_alike(plain, plain_title(own)) for own in self.titles)

    def is_at(self, address: Any) -> bool:
        """Whether an address is the page's, whatever the protocol and a slash at its end."""
        if not isinstance(address, str) or (own := canonical_url(address)) is None:
            return False
        return _bare(own) in {_bare(known) for known in self.addresses}


def plain_title(title: str) -> str:
    """The words of a title, without case and signs."""
    return _SIGNS.sub(" ", title.casefold()).strip()


def all_nodes(tree: HtmlElement) -> list[dict[str, Any]]:
    """The JSON-LD objects that describe the page and its site; of very many the first."""
    return list(_nodes(tree))


def own_nodes(nodes: Sequence[dict[str, Any]], itself: Itself) -> list[dict[str, Any]]:
    """Of a page's objects those that describe its own article, articles before pages."""
    nodes = [node for node in nodes if _is_kind(node, _ARTICLES + _PAGES)]
    own = [n for n in nodes if itself.is_titled(headline_of(n)) or any(map(itself.is_at, _addresses(n)))]
    if not own:
        articles = [node for node in nodes if _is_kind(node, _ARTICLES)]
        # The one article that a page describes without a name is the page's.
        own = articles if len(articles) == 1 and not headline_of(articles[0]) and not _own_url(articles[0]) else []
    return sorted(own, key=lambda node: not _is_kind(node, _ARTICLES))


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object describes an article, and not a page around one."""
    return _is_kind(node, _ARTICLES)


def name_of(value: Any) -> Any:
    """The name in a value that is one, or an object with one."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return value.get("name") if isinstance(value, dict) else value


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    left: list[Any] = [list(map(_read, tree.xpath("//script[contains(@type, 'ld+json')]")))]
    for _ in range(_MAX_NODES):
        if not left:
            return
        found = left.pop(0)
        if isinstance(found, list):
            left = [*found[:_MAX_NODES], *left]
        elif isinstance(found, dict):
            yield found
            left.extend(found[name] for name in _HOLDERS if isinstance(found.get(name), (list, dict)))


def _read(script: HtmlElement) -> Any:
    text = (script.text or "")[:_MAX_SCRIPT_CHARACTERS]
    try:
        return json.loads(_WRAPPING.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _is_kind(node: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    given = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(kinds) for kind in (given if isinstance(given, list) else [given])
    )


def headline_of(node: dict[str, Any]) -> Any:
    """What an object calls its article."""
    return node.get("headline") or node.get("name")


def _own_url(node: dict[str, Any]) -> Any:
    return node.get("url") or node.get("mainEntityOfPage")


def _addresses(node: dict[str, Any]) -> Iterator[Any]:
    for place in (node.get("url"), node.get("@id"), node.get("mainEntityOfPage")):
        if isinstance(place, dict):
            yield from (place.get("@id"), place.get("url"))
        else:
            yield place


def _begins_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _MIN_TITLE_CHARACTERS and long.startswith(short))


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
