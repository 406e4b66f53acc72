"""OPML import and export of sources, tolerant of unescaped characters and cut-off files."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import entities, escape, unescape
from itertools import islice
from typing import Any
from xml.sax.saxutils import quoteattr

from bot.intake.written_addresses import address_in_file
from retrieval.errors import SourceError

MAX_SOURCES, MAX_OUTLINES = 10_000, 50_000
MAX_BYTES = 20_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16", "utf-32", "ucs", "iso-10646")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_DECLARATION = re.compile(
    r"<\?xml[^>]{0,300}\?>|<!doctype[^>\[]{0,500}(?:\[[^\]]{0,5000}\])?[^>]{0,500}>", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BARE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{0,30});)?")
_TAG = re.compile(
    r"<\s?outline\b(?P<facts>(?:[^<>\"']|\"(?:(?!<\s?outline\b)[^\"]){0,4000}\"|'(?:(?!<\s?outline\b)[^']){0,4000}')*)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ADDRESSES = ("xmlurl", "feedurl", "rssurl", "url")
_BARE_ADDRESS = re.compile(
    r"\b(?:xml|feed|rss)url\s{0,9}=\s{0,9}(?:([\"'])(?P<quoted>[^\"'<>]{1,2000})\1|(?P<bare>[^\s\"'<>]{1,2000}))",
    re.IGNORECASE,
)
_NO_FEEDS = ("link", "include")
_BROKEN = "broken!"  # no attribute can be called so


@dataclass(frozen=True, slots=True)
class Outlines:
    """What an OPML file names.

    Attributes:
        sources: each address with its title, in the order of the file.
        unread: the lines of outlines that cannot be read, or whose address is none.
    """

    sources: tuple[tuple[str, str | None], ...]
    unread: tuple[int, ...] = ()


def read_opml(raw: bytes, location: str) -> Outlines:
    """The addresses in an OPML file.

    Raises:
        SourceError: it is not OPML, or nothing in it can be read.
    """
    if len(raw) > MAX_BYTES:
        raise SourceError(location, f"it is over {MAX_BYTES // 1_000_000} MB")
    text = _decoded(raw)
    if not re.search(r"<\s?(?:opml|outline)\b", text, re.IGNORECASE):
        raise SourceError(location, "it is not OPML")
    outlines, problem = _outlines(text)
    found: dict[str, str | None] = {}
    unread: list[int] = []
    for line, facts in islice(outlines, MAX_OUTLINES):
        given = next((facts[name] for name in _ADDRESSES if facts.get(name)), None)
        if given is None or ("xmlurl" not in facts and facts.get("type", "").lower() in _NO_FEEDS):
            unread += [line] if _BROKEN in facts else []  # else it is a folder, or a link to a page
        elif address := address_in_file(given):
            found.setdefault(address, _title(facts))
        else:
            unread.append(line)
    if not found and (problem or unread):
        line = unread[0] if unread else problem
        raise SourceError(location, f"no feed in it can be read; line {line} is broken or has no complete address")
    return Outlines(tuple(found.items())[:MAX_SOURCES], tuple(unread))


def _outlines(text: str) -> tuple[Iterator[tuple[int, dict[str, str]]], int]:
    """The line and the attributes of each outline, and the line of the first fault; 0 where there is none."""
    from lxml import etree

    text = _without_comments(_DECLARATION.sub(_line_ends, text))
    text = _line_ends(text[: text.find("<")]) + _CONTROL.sub("", text[text.find("<") :])
    try:
        root = etree.fromstring(_without_names(text), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return _tag_by_tag(text), int(getattr(error, "lineno", 0) or 1)
    return ((int(e.sourceline), _facts(e)) for e in root.iter() if _local(e.tag) == "outline"), 0


def _tag_by_tag(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each outline by itself, so that a fault in one costs no other."""
    from lxml import etree

    line, at = 1, 0
    for tag in _TAG.finditer(text):
        line, at = line + text.count("\n", at, tag.start()), tag.start()
        facts = _without_names(_VALUE.sub(_escaped, tag["facts"]).rstrip("/ \n"))
        element = etree.fromstring(f"<outline {facts}/>", etree.XMLParser(recover=True, resolve_entities=False))
        found = {} if element is None else _facts(element)
        # Quotation marks that are missing, or stand in a title, cost the title alone.
        if not any(found.get(name) for name in _ADDRESSES) and (bare := _BARE_ADDRESS.search(tag["facts"])):
            found |= {"xmlurl": unescape(bare["quoted"] or bare["bare"] or "")}
        is_broken = "url" in tag["facts"].lower() and not any(found.get(name) for name in _ADDRESSES)
        yield line, found | ({_BROKEN: "yes"} if is_broken and "htmlurl" not in found else {})


def _facts(element: Any) -> dict[str, str]:
    return {_local(name): value.strip() for name, value in element.attrib.items()}


def _local(name: Any) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _without_comments(text: str) -> str:
    """One that never ends is no comment, and is looked for once."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept += text[at:start], _line_ends(text[start:end])
        at = end + 3
    return "".join(kept) + text[at:]


def _line_ends(what: re.Match[str] | str) -> str:
    return "\n" * (what if isinstance(what, str) else what[0]).count("\n")


def _escaped(value: re.Match[str]) -> str:
    return value[0].replace("<", "&lt;").replace(">", "&gt;")


def _title(facts: dict[str, str]) -> str | None:
    """No title is better than one whose letters are lost; the feed itself will tell."""
    title = facts.get("title") or facts.get("text")
    return None if title is None or "\ufffd" in title else title


def _without_names(text: str) -> str:
    """Ampersands that begin no reference are written as one; the names of HTML become their letters."""

    def reference(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return "&amp;"
        if name.startswith("#") or name in ("amp", "lt", "gt", "quot", "apos"):
            return match[0]
        letter = entities.html5.get(f"{name};")
        return escape(letter) if letter else f"&amp;{name};"

    return _BARE.sub(reference, text)


def _decoded(raw: bytes) -> str:
    """Text by its mark, its declaration or UTF-8; what no one of them reads keeps its ASCII, addresses among it."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").lstrip("\ufeff")
    if raw[:40].count(b"\0") > 10:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", "replace")
    declared = _DECLARED.search(raw[:500])
    named = declared[1].decode().lower() if declared else ""
    # Whoever can be read so far writes no units of two bytes or four.
    for encoding in ("utf-8", "ascii") if not named or named.startswith(_WIDE) else (named, "utf-8"):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("ascii", "replace")


def write_opml(sources: Iterable[tuple[str, str | None]]) -> str:
    """An OPML file of addresses and titles.

    >>> read_opml(write_opml([("https://h.example/a?x=1&y=2", "H & <Co>")]).encode(), "here").sources
    (('https://h.example/a?x=1&y=2', 'H & <Co>'),)
    """
    outlines = (
        f'    <outline type="rss" text={quoteattr(title or url)} xmlUrl={quoteattr(url)}/>\n' for url, title in sources
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Verbatim</title></head>\n'
    return f"{head}  <body>\n{''.join(outlines)}  </body>\n</opml>\n"
