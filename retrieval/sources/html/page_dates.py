"""Publication date of a page: by what it says of itself, and by nothing that may belong to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from retrieval.model import Published
from retrieval.sources.dates.moments import read_moment
from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line
from retrieval.sources.html.page_data import Itself
from retrieval.sources.html.page_header import header_lines, is_elsewhere

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    ("article:published_time", "og:article:published_time", "og:published_time"),
    ("datepublished", "article.published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    ("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article_date_original"),
    ("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date"),
)
_MODIFIED = re.compile(
    r"updat|modif|edited|aktualis|geändert|stand:|mise? à jour|màj|maj\b|actuali[zc]|atualiz|alterad|обновл|измен|"
    r"оновл|змін|corrected|korrigiert|corrig|исправл",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:publish|date)", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")
_PARTS = re.compile(r"\s[|·•—–-]\s|[|·•]")
_NUMBER = re.compile(r"\d")
_MAX_LINE_CHARACTERS = 100
_MAX_LABEL_WORDS = 3
_FAR_EAST = timedelta(hours=14)
"""How far ahead of UTC a calendar can be."""


def own_date(
    tree: HtmlElement, nodes: Sequence[dict[str, Any]], lines: Sequence[Line], itself: Itself, *, now: datetime
) -> Published | None:
    """The day and moment of publication; None where the page does not say it, or says another's only.

    Args:
        nodes: the structured data about the page's own article.
        lines: all that a reader sees of this tree.
        now: when the page was fetched; a later date is none.
    """
    found = [date for texts in _sources(tree, nodes, lines, itself, now) if (date := _one(texts, now)) is not None]
    return _local(found) if found else None


def _sources(
    tree: HtmlElement, nodes: Sequence[dict[str, Any]], lines: Sequence[Line], itself: Itself, now: datetime
) -> Iterator[list[str]]:
    """The dates of each source, the most trusted source first."""
    yield [text for node in nodes[:1] for text in _texts(node.get("datePublished"))]
    metas = [(_name(meta), str(meta.get("content") or "")) for meta in tree.iter("meta") if _is_own_meta(meta, itself)]
    for names in _META:
        yield [content for name, content in metas if name in names]
    yield [text for element in _microdata(tree, itself) if (text := _stated(element))]
    yield [text for node in nodes[1:] for text in _texts(node.get("datePublished"))]
    header = header_lines(lines, itself)
    for shown in ((_stated(time) for line in header for time in _times(line)), chain(*map(_dates_in, header))):
        # Of several, the first: a second one is that of a change.
        yield [text for text in shown if read_moment(text, now=now)][:1]
    yield [f"{y}-{int(m):02}-{int(d):02}" for address in itself.addresses for y, m, d in _IN_ADDRESS.findall(address)]


def _one(texts: Sequence[str], now: datetime) -> Published | None:
    """The one date of a source; none where it names two that are more than a day apart."""
    dates = [found for text in texts if (found := read_moment(text, now=now)) and _is_past(found, now)]
    if not dates or max(date.day for date in dates) - min(date.day for date in dates) > timedelta(days=1):
        return None
    return _local(dates)


def _is_past(found: Published, now: datetime) -> bool:
    return found.day <= (now + _FAR_EAST).date()


def _local(dates: Sequence[Published]) -> Published:
    """The most trusted date, in the page's own time.

    Systems write UTC where they have no better; there, the same moment with an offset, or the day before or after it
    as the page shows it, says which day it was where the article came out.
    """
    first = dates[0]
    if first.instant is None or not _is_utc(first):
        return first
    for other in dates[1:]:
        if (
            other.instant is not None
            and not _is_utc(other)
            and abs(other.instant - first.instant) < timedelta(minutes=1)
        ):
            return other
    for other in dates[1:]:
        if other.instant is None and abs(other.day - first.day) == timedelta(days=1):
            return other
    return first


def _is_utc(date: Published) -> bool:
    return date.instant is not None and date.as_given.upper().endswith(("Z", "+00:00", "+0000", "-00:00", "GMT", "UTC"))


def _texts(value: Any) -> list[str]:
    return [text for text in (value if isinstance(value, list) else [value])[:5] if isinstance(text, str)]


def _name(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()


def _is_own_meta(meta: HtmlElement, itself: Itself) -> bool:
    """Whether a fact for machines is about the page; beside another article's name it is about that."""
    names = _names(_scope(meta)) if meta.get("itemprop") else []
    return not is_elsewhere(meta) and (not names or any(map(itself.is_titled, names)))


def _scope(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)


def _names(scope: HtmlElement | None) -> list[str]:
    """What microdata calls the thing that an element describes."""
    heads = [] if scope is None else scope.xpath(".//*[@itemprop='headline' or @itemprop='name']")
    return [str(head.get("content") or head.text_content()) for head in heads]


def _microdata(tree: HtmlElement, itself: Itself) -> Iterator[HtmlElement]:
    for element in tree.xpath(
        "//*[@itemprop='datePublished' or @property='datePublished' or @property='schema:datePublished']"
    ):
        scope = _scope(element)
        names = _names(scope)
        own = scope if scope is not None and scope.get("itemtype") and any(map(itself.is_titled, names)) else None
        if not is_elsewhere(element, within=own) and (not names or any(map(itself.is_titled, names))):
            yield element


def _times(line: Line) -> Iterator[HtmlElement]:
    if not _MODIFIED.search(line.text):
        yield from (element for element in line.inline if _is_time(element) and not _is_modified(element))


def _is_time(element: HtmlElement) -> bool:
    return tag_of(element) == "time" or _DATED.search(element.get("class") or "") is not None


def _is_modified(time: HtmlElement) -> bool:
    words = f"{time.get('class') or ''} {time.get('itemprop') or ''}"
    return _MODIFIED.search(words) is not None and "publish" not in words.lower()


def _stated(element: HtmlElement) -> str:
    given = element.get("content") or element.get("datetime")
    # An abbreviation has what it stands for in its title.
    given = given or (element.get("title") if tag_of(element) == "abbr" else None)
    return str(given or element.text_content() or "").strip()


def _dates_in(line: Line) -> Iterator[str]:
    """The parts of a byline that are a date, perhaps with a word or two before it ("Published on")."""
    if len(line.text) > _MAX_LINE_CHARACTERS or _MODIFIED.search(line.text):
        return
    for part in _PARTS.split(line.text):
        number = _NUMBER.search(part)
        if number and len(part[: number.start()].split()) <= _MAX_LABEL_WORDS:
            yield part.strip()
            yield part[number.start() :].strip()
