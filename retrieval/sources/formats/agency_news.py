"""What agencies send: NewsML-G2, NITF and NewsML 1, by the fields that each has for one fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retrieval.sources.files.unpacking import Unreadable
from retrieval.sources.files.xml_events import refuse_own_entities, tag_of
from retrieval.sources.html.page_authors import names_in

AGENCY_ROOTS = frozenset(("newsItem", "newsMessage", "nitf", "NewsML"))
MAX_BYTES = 20_000_000
MAX_ELEMENTS = 300_000
_ITEMS = {"newsItem": "newsItem", "newsMessage": "newsItem", "nitf": "nitf", "NewsML": "NewsItem"}
_UNSEEN = frozenset(("media", "media-caption", "media-metadata", "table", "script", "style", "note"))
_BREAKS = frozenset(("p", "hl1", "hl2", "li", "block", "blockquote", "div", "h1", "h2", "h3", "h4", "pre", "br", "bq"))
_WITHDRAWN = frozenset(("canceled", "withheld", "stat:canceled", "stat:withheld"))


def agency_records(raw: bytes) -> Iterator[dict[str, Any] | str]:
    """The items of a message in order, each a record, or why it is left out.

    Raises:
        Unreadable: it is larger than any message.
        lxml.etree.XMLSyntaxError: it is no XML.
    """
    from lxml import etree

    if len(raw) > MAX_BYTES or raw.count(b"<") > MAX_ELEMENTS:
        raise Unreadable(f"it is over {MAX_BYTES // 1_000_000} MB or made of more than {MAX_ELEMENTS:,} elements")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(raw, parser)
    refuse_own_entities(root)
    wanted = _ITEMS[tag_of(root)]
    for item in root.iter(f"{{*}}{wanted}"):
        if _attribute(item, "pubStatus", "qcode").lower() in _WITHDRAWN:
            yield "the agency has withdrawn it"
            continue
        yield {name: value for name, value in _record(item, wanted).items() if value}


def _record(item: Any, kind: str) -> dict[str, Any]:
    if kind == "newsItem":
        return _g2(item)
    return _nitf(item) if kind == "nitf" else _newsml_1(item)


def _g2(item: Any) -> dict[str, Any]:
    inline = next((e for e in item.iter("{*}nitf")), None)
    inner = _nitf(inline) if inline is not None else {}
    body = next((e for e in item.iter("{*}inlineXML", "{*}inlineData")), None)
    return {
        "id": item.get("guid"),
        "title": _text(item, "headline") or inner.get("title"),
        "author": _bylines(item, "by") or inner.get("author"),
        "outlet": _name(item, "provider")
        or _name(item, "infoSource")
        or _text(item, "creditline")
        or inner.get("outlet"),
        "published": _text(item, "contentCreated") or _text(item, "firstCreated") or _text(item, "versionCreated"),
        "language": _attribute(item, "language", "tag") or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "text": inner.get("text") or (_paragraphs(body) if body is not None else ""),
    }


def _nitf(item: Any) -> dict[str, Any]:
    body = next((e for e in item.iter("{*}body.content")), None)
    return {
        "id": _attribute(item, "doc-id", "id-string"),
        "title": _text(item, "hl1") or _text(item, "headline") or _text(item, "title"),
        "author": _bylines(item, "byline"),
        "outlet": _text(item, "distributor")
        or _attribute(item, "doc.copyright", "holder")
        or _attribute(item, "pubdata", "name"),
        "published": _moment(_attribute(item, "date.issue", "norm") or _attribute(item, "story.date", "norm")),
        "text": _paragraphs(body) if body is not None else "",
    }


def _newsml_1(item: Any) -> dict[str, Any]:
    inline = next((e for e in item.iter("{*}nitf")), None)
    inner = _nitf(inline) if inline is not None else {}
    body = next((e for e in item.iter("{*}DataContent")), None)
    return {
        "id": _text(item, "PublicIdentifier") or _text(item, "NewsItemId"),
        "title": _text(item, "HeadLine") or inner.get("title"),
        "author": _bylines(item, "ByLine") or inner.get("author"),
        "outlet": _party(item, "Provider") or _text(item, "CreditLine") or _text(item, "ProviderId"),
        "published": _moment(
            _text(item, "FirstCreated") or _text(item, "ThisRevisionCreated") or _text(item, "DateId")
        ),
        "language": _attribute(item, "Language", "FormalName"),
        "text": inner.get("text") or (_paragraphs(body) if body is not None else ""),
    }


def _text(item: Any, name: str) -> str:
    """The words of the first element of a name, on one line."""
    found = next(item.iter(f"{{*}}{name}"), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _bylines(item: Any, name: str) -> str:
    """Those whom bylines name, without the word before and the title behind a name; else the line as it is."""
    found: list[str] = []
    for line in item.iter(f"{{*}}{name}"):
        people = [" ".join("".join(person.itertext()).split()) for person in line.iter("{*}person")]
        has_title = next(line.iter("{*}byttl", "{*}virtloc"), None) is not None
        words = "".join([line.text or "", *(e.tail or "" for e in line)] if has_title else line.itertext())
        found += people or names_in(words) or [" ".join(words.split())]
    return ", ".join(dict.fromkeys(filter(None, found)))


def _name(item: Any, name: str) -> str:
    """Whom an element stands for: by its name, else by its code without the scheme."""
    found = next(item.iter(f"{{*}}{name}"), None)
    if found is None:
        return ""
    code = found.get("literal") or (found.get("qcode") or "").rpartition(":")[2]
    return _text(found, "name") or " ".join("".join(found.itertext()).split()) or code


def _party(item: Any, name: str) -> str:
    """NewsML 1 names a body by an element inside the one that says what it is for."""
    found = next(item.iter(f"{{*}}{name}"), None)
    return _attribute(found, "Party", "FormalName") if found is not None else ""


def _attribute(item: Any, name: str, attribute: str) -> str:
    found = next(item.iter(f"{{*}}{name}"), None)
    return (found.get(attribute) or "").strip() if found is not None else ""


def _moment(value: str) -> str:
    """A moment without marks (ISO 8601 basic) as it is written with them.

    >>> _moment("20261120T100000Z"), _moment("20261120"), _moment("2026-11-20")
    ('2026-11-20T10:00:00Z', '2026-11-20', '2026-11-20')
    """
    day, _, hour = value.partition("T")
    if len(day) != 8 or not day.isdigit():
        return value
    day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if len(hour) < 6 or not hour[:6].isdigit():
        return day
    zone = hour[6:]
    if len(zone) == 5 and zone[1:].isdigit():
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{hour[:2]}:{hour[2:4]}:{hour[4:6]}{zone}"


def _paragraphs(body: Any) -> str:
    """The words of a body, its paragraphs with an empty line between; captions and tables are none of them."""
    parts: list[str] = [""]
    _walk(body, parts)
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in parts)))


def _walk(body: Any, parts: list[str]) -> None:
    waiting: list[tuple[Any, bool]] = [(body, False)]
    while waiting:
        element, is_over = waiting.pop()
        is_block = isinstance(element.tag, str) and tag_of(element) in _BREAKS
        if is_over:
            if is_block:
                parts.append("")
            if element is not body:
                parts[-1] += element.tail or ""
            continue
        if not isinstance(element.tag, str) or (element is not body and tag_of(element) in _UNSEEN):
            parts[-1] += element.tail or ""
            continue
        if is_block:
            parts.append("")
        parts[-1] += element.text or ""
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
