"""Table of contents of an EPUB: under which title it lists each file; the new kind (nav) and the old one (NCX)."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from retrieval.sources.files.limits import is_endless
from retrieval.sources.files.unpacking import Package, Unreadable
from retrieval.sources.files.xml_events import tag_of

MAX_CONTENTS_BYTES, MAX_CONTENTS_MARKS = 5_000_000, 200_000
_MAX_TITLE = 500


def listed_titles(package: Package, place: str) -> dict[str, str]:
    """The files that a table of contents lists, each with its first title; none where it cannot be read.

    Args:
        place: the table's file.
    """
    found: dict[str, str] = {}
    for address, title in _listed(_tree(package, place)):
        name = normpath(join(dirname(place), unquote(address.partition("#")[0])))
        if title := " ".join(title.split())[:_MAX_TITLE]:
            found.setdefault(name, title)
    return found


def _tree(package: Package, place: str) -> Any:
    """None for what is no table: a book reads without it."""
    try:
        raw = package.read(place, MAX_CONTENTS_BYTES)
        parser = XMLParser(recover=True, resolve_entities=False, no_network=True)
        return None if is_endless(raw, max_marks=MAX_CONTENTS_MARKS) else fromstring(raw, parser)
    except (KeyError, Unreadable, XMLSyntaxError, ValueError):
        return None


def _listed(tree: Any) -> Iterator[tuple[str, str]]:
    """Addresses with their titles, in order: links of the nav, points of the NCX."""
    for element in () if tree is None else tree.iter("{*}navPoint", "{*}nav"):
        if tag_of(element) == "navPoint":
            label, content = element.find("{*}navLabel"), element.find("{*}content")
            if label is not None and content is not None:
                yield content.get("src", ""), "".join(label.itertext())
        elif _is_toc(element):
            yield from ((link.get("href", ""), "".join(link.itertext())) for link in element.iter("{*}a"))


def _is_toc(nav: Any) -> bool:
    """A nav may list pages or landmarks instead."""
    return any(name.rpartition("}")[2] == "type" and "toc" in kind.split() for name, kind in nav.items())
