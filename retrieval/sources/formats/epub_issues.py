"""Issues in EPUB: which chapters of a magazine or an anthology are articles of their own, and whose.

A book whose file calls it a periodical is an issue; so is one in which several chapters name authors above their text
who did not write the book. A novel names its author once, a diary's dates are a part of it: they stay one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from html import unescape
from typing import Any

from retrieval.model import Published
from retrieval.sources.dates.moments import read_moment
from retrieval.sources.formats.fields import Unfit
from retrieval.sources.html import Credits, read_credits
from retrieval.sources.html.markup import words_of_html
from retrieval.text.tokens import words

MIN_CHARACTERS = 200
"""A chapter with fewer is a cover, a section's head or an imprint."""
LOOKED_INTO, _SIGNED = 30, 2
_MAX_HEAD, _HEAD_CHARACTERS = 5, 120
_NOBODYS = "calibre"
"""The program that makes issues of sites, and signs them."""
# Its links to the next article, and the one to the article's page.
_NAVIGATION = re.compile(rb"<div\b[^>]{0,300}\bcalibre_navbar\b.{0,5000}?</div\s*>", re.DOTALL)
_PAGE = re.compile(rb"href\s*=\s*[\"'](https?://[^\"'<>\s]{1,2000})")


@dataclass(frozen=True)
class Chapter:
    """One file of a book's text.

    Attributes:
        name: unlike that of any other chapter.
        listed: as the table of contents calls it.
    """

    name: str
    raw: bytes
    listed: str | None

    @cached_property
    def credits(self) -> Credits:
        """What it says above its text."""
        return read_credits(self.raw, now=_now()) or Credits(None, None, None)

    @property
    def title(self) -> str | None:
        """As it is listed, else as it is headed."""
        return self.listed or self.credits.title

    @cached_property
    def text(self) -> str:
        """Its text. Raises Unfit where it is too large."""
        try:
            return words_of_html(_NAVIGATION.sub(b"", self.raw))
        except ValueError as error:
            raise Unfit(f"a chapter is too large: {error}") from error

    @property
    def page(self) -> str | None:
        """The address of the page that a program made it of."""
        found = [page for links in _NAVIGATION.findall(self.raw) for page in _PAGE.findall(links)]
        return unescape(found[-1].decode("utf-8", "replace")) if found else None

    @property
    def is_article(self) -> bool:
        """Whether it has a title and more below it than a cover has."""
        return self.title is not None and len(self.text) >= MIN_CHARACTERS


def is_issue(chapters: Sequence[Chapter], facts: Mapping[str, Any], *, is_periodical: bool) -> bool:
    """Whether the chapters of a book are articles of their own.

    Args:
        chapters: the first of them, up to ``LOOKED_INTO``.
        facts: what the book says of itself.
        is_periodical: it calls itself one.
    """
    articles = [chapter for chapter in chapters if chapter.is_article]
    if is_periodical:
        return len(articles) > 1
    if len(articles) < _SIGNED:
        return False
    book = _key(facts.get("author") or "")
    others = [key for one in articles if (key := _key(one.credits.author or "")) and key not in book]
    return len(others) >= max(_SIGNED, len(articles) / 2)


def facts_of(chapter: Chapter, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of an article: what it says itself, and of its issue the name, the day and the language."""
    own = chapter.credits
    publisher = facts.get("outlet")
    of_issue = {
        "outlet": facts.get("title") if publisher is None or _key(publisher).startswith(_NOBODYS) else publisher,
        "published": _written(own.published) or facts.get("published"),
        "language": facts.get("language"),
    }
    found = {"title": chapter.title, "author": own.author, "url": chapter.page} | of_issue
    return {name: value for name, value in found.items() if value}


def text_of(chapter: Chapter) -> Iterator[str]:
    """The article's text, without its title, its author and its day above it."""
    parts = chapter.text.split("\n\n")
    head = 0
    while head < min(_MAX_HEAD, len(parts) - 1) and _is_credit(parts[head], chapter):
        head += 1
    yield "\n\n".join(parts[head:])


def _is_credit(line: str, chapter: Chapter) -> bool:
    own, key = chapter.credits, _key(line)
    if key in (_key(chapter.listed or ""), _key(own.title or "")):
        return True
    if len(line) > _HEAD_CHARACTERS:
        return False
    is_author = bool(own.author) and _key(own.author or "") in key and line.rstrip()[-1:] not in ".!?”"
    return is_author or read_moment(line, now=_now()) is not None


def _now() -> datetime:
    return datetime.now(UTC)


def _written(published: Published | None) -> str | None:
    return published.as_given if published else None


def _key(said: str) -> str:
    return " ".join(words(said))
