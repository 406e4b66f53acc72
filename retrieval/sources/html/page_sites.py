"""Outlet of a page: what its site calls itself, by what the page declares, its title, its home link and its host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from retrieval.sources.html.page_data import name_of, plain_title
from retrieval.sources.urls import site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What systems put between a title and the names around it.
SEPARATOR = re.compile(r"\s*[|‖»›]\s*|\s+(?:[-–—•·/~>]|::?|\\)\s+|:\s+")
_MAX_NAME_CHARACTERS = 80
_MAX_LINKS = 2000
_MAX_LABEL_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Site:
    """Whose page it is.

    Attributes:
        name: what it calls itself, else its host; None where neither is known.
        names: all it is known by, in plain words.
        label: the letters of the name that somebody registered.
    """

    name: str | None
    names: frozenset[str]
    label: str

    def is_named(self, words: str) -> bool:
        """Whether some words are the site's name, or its host spells them.

        >>> Site(None, frozenset(), "heraldofbrae").is_named("The Herald of Brae")
        True
        >>> Site(None, frozenset(), "heraldofbrae").is_named("Brae rebuilds its bridge")
        False
        """
        plain = plain_title(words)
        return bool(plain) and (plain in self.names or spells(self.label, plain.split()))


def site_of_page(tree: HtmlElement, nodes: Sequence[dict[str, Any]], titles: Sequence[str], url: str | None) -> Site:
    """The site of a page.

    Args:
        nodes: the structured data about the page's own article, and about its site.
        titles: what the page says its title is, with names before and behind it.
        url: where it was found.
    """
    label = re.sub(r"[\W_]+", "", site_of(url).partition(".")[0]) if url else ""
    declared = [name for given in _declared(tree, nodes) if (name := _name(given))]
    ends = [end for title in titles[:3] for end in _ends(title)]
    home = {plain_title(text) for text in _home_links(tree, url)}
    seen = [end for end in ends if plain_title(end) in home or spells(label, plain_title(end).split())]
    votes = Counter(map(plain_title, (*declared, *set(seen)))) + Counter(
        home & {plain_title(name) for name in declared}
    )
    # The sort is stable: of names with as much for them, the first that is declared.
    best = sorted(declared or seen, key=lambda name: -votes[plain_title(name)])
    names = frozenset(filter(None, map(plain_title, (*declared, *seen))))
    return Site(best[0] if best else _host(url), names, label)


def spells(label: str, words: Sequence[str]) -> bool:
    """Whether the letters of a host are those of some words in order: whole ones, or their first letters.

    >>> [spells("nytimes", w.split()) for w in ("the new york times", "new york", "times of new york")]
    [True, False, False]
    """
    if len(label) < 3 or len(label) > _MAX_LABEL_CHARACTERS or len(words) > 12:
        return False
    # How many letters of the host are spelt, how many of them by whole words, and by how many words.
    reached = {(0, 0, 0)}
    for word in words:
        steps = {(at, whole, used) for at, whole, used in reached if at < len(label)}
        reached |= {(at + len(word), whole + len(word), n + 1) for at, whole, n in steps if label.startswith(word, at)}
        reached |= {(at + 1, whole, n + 1) for at, whole, n in steps if label.startswith(word[0], at)}
    spelt = [(whole, used) for at, whole, used in reached if at == len(label)]
    return any(2 * used >= len(words) and (2 * whole >= len(label) or used == len(label)) for whole, used in spelt)


def parts_of(title: str) -> list[str]:
    """The parts of a title between the signs that systems put there, as they are written."""
    return [part.strip() for part in SEPARATOR.split(title) if part.strip()]


def _declared(tree: HtmlElement, nodes: Sequence[dict[str, Any]]) -> Iterator[Any]:
    yield from tree.xpath("//meta[@property='og:site_name' or @name='og:site_name']/@content")[:1]
    yield from (name_of(node.get("publisher")) for node in nodes)
    yield from (node.get("name") for node in nodes if node.get("@type") == "WebSite")
    yield from tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']/@content")[:1]
    yield from tree.xpath("//meta[@name='application-name']/@content")[:1]


def _name(given: Any) -> str | None:
    name = " ".join(given.split()).removeprefix("@") if isinstance(given, str) else ""
    return name if name and len(name) <= _MAX_NAME_CHARACTERS and "://" not in name else None


def _ends(title: str) -> Collection[str]:
    parts = parts_of(title)
    return (parts[-1], parts[0]) if len(parts) > 1 else ()


def _home_links(tree: HtmlElement, url: str | None) -> Iterator[str]:
    """The words of the links to the site's first page, before the reader comes to the article or behind it."""
    for link in tree.xpath("//a[@href]")[:_MAX_LINKS]:
        try:
            target = urlsplit(urljoin(url or "", link.get("href").strip()))
            is_home = target.path in ("", "/") and not target.query and site_of(target.geturl()) == site_of(url or "")
        except ValueError:
            continue
        if is_home and not link.get("href").startswith("#"):
            yield link.text_content()[:_MAX_NAME_CHARACTERS]


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
