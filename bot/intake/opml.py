"""How do sources travel between programs? As OPML."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from retrieval.errors import SourceError
from retrieval.sources.urls import canonical_url

MAX_SOURCES = 10_000


def read_opml(raw: bytes, location: str) -> tuple[tuple[str, str | None], ...]:
    """The addresses in an OPML file, each with its title.

    Raises:
        SourceError: it is no OPML.
    """
    from lxml import etree

    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(location, "it is no OPML that can be read") from error
    if root is None or root.tag != "opml":
        raise SourceError(location, "it is no OPML")
    outlines = ((o.get("xmlUrl"), o.get("title") or o.get("text")) for o in root.iter("outline"))
    found = {address: title for url, title in outlines if url and (address := canonical_url(url))}
    return tuple(found.items())[:MAX_SOURCES]


def write_opml(sources: Iterable[tuple[str, str | None]]) -> str:
    """An OPML file of addresses and titles.

    >>> read_opml(write_opml([("https://h.example/a?x=1&y=2", "H & <Co>")]).encode(), "here")
    (('https://h.example/a?x=1&y=2', 'H & <Co>'),)
    """
    outlines = (
        f'    <outline type="rss" text={quoteattr(title or url)} xmlUrl={quoteattr(url)}/>\n' for url, title in sources
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Verbatim</title></head>\n'
    return f"{head}  <body>\n{''.join(outlines)}  </body>\n</opml>\n"
