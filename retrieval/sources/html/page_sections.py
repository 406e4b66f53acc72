"""Sections of a page's article: what its outlet files it under, as the page declares it or links it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from retrieval.sources.files.categories import as_categories
from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.page_data import is_article, plain_title
from retrieval.sources.html.page_sites import Site, parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:section", "og:article:section", "article.section", "parsely-section", "sailthru.section")
_MAX_SECTIONS = 5
_MAX_LINKS = 2000


def page_sections(
    tree: HtmlElement, own: Sequence[dict[str, Any]], container: HtmlElement | None, titles: Sequence[str], site: Site
) -> tuple[str, ...]:
    """The names under which an outlet files a page's article; none where the page does not say.

    Args:
        own: the structured data about the page's own article.
        container: the element that is the article, where there is one.
        titles: its title, and what the page declares as such.
    """
    for found in (_declared(tree), _structured(own), _linked(container), _between(tree, titles, site)):
        names = as_categories(str(name) for name in list(found)[:_MAX_SECTIONS] if isinstance(name, str))
        own_names = tuple(name for name in names if not site.is_named(name))
        if own_names:
            return own_names
    return ()


def _declared(tree: HtmlElement) -> Iterator[Any]:
    for name in _META:
        yield from tree.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")


def _structured(own: Sequence[dict[str, Any]]) -> Iterator[Any]:
    for node in own:
        given = node.get("articleSection") if is_article(node) else None
        yield from given if isinstance(given, list) else [given]


def _linked(container: HtmlElement | None) -> Iterator[Any]:
    """The links that the article itself calls its categories; tags are not."""
    if container is None:
        return
    for link in container.iter("a"):
        names = f"{link.get('rel') or ''} {link.get('class') or ''} {link.getparent().get('class') or ''}".lower()
        if "categor" in names:
            yield link.text_content()
    for element in container.iter():
        if tag_of(element) and element.get("itemprop") in ("articleSection", "genre"):
            yield element.get("content") or element.text_content()


def _between(tree: HtmlElement, titles: Sequence[str], site: Site) -> Iterator[Any]:
    """What is written between title and site in what the page declares as its title, where a link says the same."""
    plain = {plain_title(title) for title in titles[:1]}
    parts = [part for title in titles[1:3] for part in parts_of(title)[1:] if not site.is_named(part)]
    wanted = {plain_title(part): part for part in parts if plain_title(part) not in plain}
    if wanted:
        for link in tree.xpath("//a[@href]")[:_MAX_LINKS]:
            if name := wanted.get(plain_title(link.text_content()[:100])):
                yield name
                return
