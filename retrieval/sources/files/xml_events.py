"""Streaming XML: event by event, counted, with no entity expanded and nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from retrieval.sources.files.unpacking import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 200
MAX_ELEMENT_BYTES = 6_000_000
_PIECE = 1 << 14


def xml_events(pieces: Iterable[bytes], *, max_elements: int | None = None) -> Iterator[tuple[str, _Element]]:
    """Each element twice, as "start" before what is in it, and as "end" with its text; then it is forgotten.

    Raises:
        Unreadable: there are too many elements, they are nested too deeply, one is too large, or it defines entities
            of its own.
        lxml.etree.XMLSyntaxError: it is no XML.
    """
    from lxml.etree import XMLPullParser

    parser = XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    allowed = MAX_ELEMENTS if max_elements is None else max_elements
    count = depth = silent = 0
    for piece in _small(pieces):
        silent += len(piece)
        if silent > MAX_ELEMENT_BYTES:
            raise Unreadable(f"one of its elements is over {MAX_ELEMENT_BYTES // 1_000_000} MB")
        parser.feed(piece)
        for event, element in parser.read_events():
            silent = 0
            if event == "start":
                count, depth = count + 1, depth + 1
                _check(element, count, depth, allowed)
            yield event, element
            if event == "end":
                depth -= 1
                _forget(element)
    parser.close()


def tag_of(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def refuse_own_entities(root: _Element) -> None:
    """Raise ``Unreadable`` where a document defines entities, which can be made to grow without end."""
    doctype = root.getroottree().docinfo.internalDTD
    if doctype is not None and next(iter(doctype.iterentities()), None) is not None:
        raise Unreadable("it defines entities of its own, as no document needs to")


def _check(element: _Element, count: int, depth: int, max_elements: int) -> None:
    if count == 1:
        refuse_own_entities(element)
    if count > max_elements:
        raise Unreadable(f"it is made of more than {max_elements:,} elements")
    if depth > MAX_DEPTH:
        raise Unreadable(f"its elements are nested more than {MAX_DEPTH} deep")


def _forget(element: _Element) -> None:
    """Let go of what was read: what is in an element, and those before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE]
