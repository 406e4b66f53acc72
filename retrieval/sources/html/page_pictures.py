"""Main picture of a page's article, and its caption: facts, never words of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from retrieval.model import Picture
from retrieval.sources.files.source_file import broken_characters
from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line, lines_of
from retrieval.sources.html.page_data import is_article, plain_title
from retrieval.sources.html.page_header import is_elsewhere
from retrieval.sources.urls import canonical_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_ADDRESS_CHARACTERS = 2000
_MAX_IMAGES = 500
_MAX_AROUND_CHARACTERS = 500
_MAX_STEPS_UP = 5
_MAX_LINES, _MAX_BARE_CHARACTERS = 2, 200
_OWNER = re.compile(r"credit|copyright|source|author|photographer")
_SIZE = re.compile(r"[-_]\d{2,5}x\d{2,5}$|[-_@]\d{2,4}w?$|-scaled$")
# A sentence, and behind it who took the picture: "… on Monday. Photo: Ada Lund", "… on Monday. (Ada Lund/Herald)".
_CREDITED = re.compile(r"^(?P<caption>.{10,}?[.!?…][\"”»)]?)\s+[^.!?…]{2,80}[.)]?$", re.DOTALL)
_TAIL = re.compile(r"\s+(?:[—–|-]\s*[^—–|.]{2,60}|\([^()]{2,60}\)|\S{2,12}:\s[^.:]{2,60})$")


def page_picture(
    tree: HtmlElement,
    own: Sequence[dict[str, Any]],
    known: Sequence[dict[str, Any]],
    *,
    title: str | None,
    url: str | None,
) -> Picture | None:
    """The picture with which a page shows its article; None where it names none.

    Args:
        own: the structured data about the page's own article.
        known: all structured data, where a picture may be described apart.
        title: of the article; what stands around a picture and holds it is no caption.
    """
    described = {str(node["@id"]): node for node in known if node.get("@id")}
    for given, caption in (*_structured(own, described), *((one, None) for one in (*_shared(tree), *_marked(tree)))):
        if address := _address(given, url):
            shown = _shown_caption(tree, address, title)
            return Picture(address, shown or _line(caption))
    return None


def _structured(own: Sequence[dict[str, Any]], described: Mapping[str, dict[str, Any]]) -> Iterator[tuple[Any, Any]]:
    for node in own:
        given = node.get("image") if is_article(node) else node.get("primaryImageOfPage")
        first = next(iter(given), None) if isinstance(given, list) else given
        if isinstance(first, dict):
            first = {**described.get(str(first.get("@id")), {}), **first}
            yield first.get("url") or first.get("contentUrl"), first.get("caption")
        elif first:
            yield first, None


def _shared(tree: HtmlElement) -> Iterator[str]:
    for names in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        yield from map(str, tree.xpath(f"//meta[@property='{names}' or @name='{names}']/@content")[:1])


def _marked(tree: HtmlElement) -> Iterator[str]:
    """What microdata calls the article's picture, else the first in a figure about it, else the largest element's."""
    for element in tree.xpath("//*[@itemprop='image' or @itemprop='image_url']")[:5]:
        if not is_elsewhere(element):
            yield element.get("content") or element.get("src") or element.get("href") or ""
    images = tree.xpath(
        "//article//img[@src] | //main//img[@src] | //*[@id='content' or @class]//h1/following::img[@src]"
    )
    for image in images[:_MAX_IMAGES]:
        if not is_elsewhere(image) and not _is_small(image):
            yield image.get("src")


def _is_small(image: HtmlElement) -> bool:
    """Whether it is a sign, a face or a counter."""
    sizes = [int(size) for name in ("width", "height") if (size := (image.get(name) or "").strip()).isdecimal()]
    return any(size < 200 for size in sizes)


def _address(given: Any, url: str | None) -> str | None:
    if not isinstance(given, str) or not given.strip() or len(given) > _MAX_ADDRESS_CHARACTERS:
        return None
    try:
        return canonical_url(urljoin(url or "", given.strip()))
    except ValueError:
        return None


def _shown_caption(tree: HtmlElement, address: str, title: str | None) -> str | None:
    """The first line beside a picture of this name on the page, in the smallest element with words."""
    stem = _stem(address)
    for image in tree.xpath("//img | //amp-img")[:_MAX_IMAGES]:
        if stem not in {_stem(src) for src in (image.get("src"), image.get("data-src")) if src}:
            continue
        around = list(image.iterancestors())[:_MAX_STEPS_UP]
        figure = next((above for above in around if tag_of(above) == "figure"), None)
        for above in around if figure is None else [figure]:
            if (
                tag_of(above) in ("body", "html", "article", "main")
                or len(above.text_content()) > _MAX_AROUND_CHARACTERS
            ):
                break
            lines = [line for line in lines_of(above) if not line.is_control]
            if plain_title(title or "-") in plain_title(" ".join(line.text for line in lines)) and title:
                break
            if found := _caption_among(lines):
                # Without a figure, what is beside a picture may be the article itself.
                is_caption = figure is not None or (len(lines) <= _MAX_LINES and len(found) <= _MAX_BARE_CHARACTERS)
                return _line(found) if is_caption and tag_of(above) not in ("p", "a") else None
    return None


def _caption_among(lines: Sequence[Line]) -> str | None:
    """The caption among the lines around a picture: what is marked as one, else the first that names no owner."""
    marked = [line for line in lines if any(tag_of(e) == "figcaption" for e in (line.element, *_above(line)))]
    own = (line.text for line in marked or lines if not _OWNER.search(_names(line)) and not line.text.startswith("©"))
    return next(own, None)


def _above(line: Line) -> list[HtmlElement]:
    return list(line.element.iterancestors())[:3]


def _names(line: Line) -> str:
    return " ".join(e.get("class") or "" for e in (line.element, *_above(line)[:1])).lower()


def _line(value: Any) -> str | None:
    """A caption on one line, without who took the picture."""
    line = " ".join(value.replace("\0", "").split())[:1000] if isinstance(value, str) else ""
    if credited := _CREDITED.match(line):
        line = credited["caption"]
    elif not line.endswith((".", "!", "?", "…")):
        line = _TAIL.sub("", line)
    return None if not line or broken_characters(line) else line


def _stem(address: str) -> str:
    """A picture's name without its folder, its ending and its size."""
    name = unquote(urlsplit(address.strip()).path.rpartition("/")[2]).rpartition(".")
    return _SIZE.sub("", name[0] or name[2]).lower()
