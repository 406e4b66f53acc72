"""Title of a page's article: the heading that its declared titles hold, without the names of site and section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line
from retrieval.sources.html.page_data import plain_title
from retrieval.sources.html.page_sites import SEPARATOR, Site, parts_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MAX_TITLE_CHARACTERS = 1000
_MAX_PARTS = 8
_MIN_LINE_CHARACTERS = 15
"""A line that is no heading is a title from here on; shorter ones name sections and sites."""
_MIN_WORDS = 3
_MAX_NAME_WORDS = 4
_PIPE = re.compile(r"\s*\|\s*")


def declared_titles(tree: HtmlElement) -> list[str]:
    """What the page says its title is to browsers and to those who share it; the most trusted last."""
    titles = [
        " ".join(title.text_content().split()) for title in tree.xpath("//head/title | //title[not(ancestor::svg)]")
    ]
    shared = tree.xpath("//meta[@property='og:title' or @name='og:title' or @name='twitter:title']/@content")
    found = [*titles[:1], *(" ".join(str(title).split()) for title in shared[:3])]
    return list(dict.fromkeys(title[:_MAX_TITLE_CHARACTERS] for title in found if title))


def page_title(titles: Sequence[str], headline: Any, lines: Sequence[Line], site: Site) -> str | None:
    """The title of a page's article as a reader sees it.

    Args:
        titles: of `declared_titles`.
        headline: what structured data calls the page's own article.
        lines: all that a reader sees.
    """
    given = [*titles, *([" ".join(headline.split())] if isinstance(headline, str) and headline.strip() else [])]
    if shown := _shown(given, lines, site):
        return _without_site(shown, site)
    if heading := _heading(given, lines, site):
        return heading
    # What is given to those who share a page is its title before what is written for browsers.
    bare = [_without_site(title, site) for title in (*given[1:], *given[:1]) if not site.is_named(title)]
    votes = Counter(map(plain_title, bare))
    return max(bare, key=lambda title: votes[plain_title(title)], default=None)


def _shown(given: Sequence[str], lines: Sequence[Line], site: Site) -> str | None:
    """The longest line that is a declared title, or a part of one between its separators; a heading before others."""
    runs = {plain for title in given for plain in _runs(title)}
    best: tuple[int, int] = (0, 0)
    found: str | None = None
    for line in lines:
        if len(line.text) > _MAX_TITLE_CHARACTERS:
            continue
        plain, is_heading = plain_title(line.text), tag_of(line.element) in _HEADINGS
        if plain in runs and not site.is_named(line.text) and (is_heading or len(plain) >= _MIN_LINE_CHARACTERS):
            rank = (len(plain), is_heading)
            if rank > best:
                best, found = rank, line.text
    return " ".join(found.split()) if found else None


def _runs(title: str) -> Iterator[str]:
    """A title and each run of its parts, in plain words."""
    yield plain_title(title)
    parts = parts_of(title)[:_MAX_PARTS]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield plain_title(" ".join(parts[start:end]))


def _heading(given: Sequence[str], lines: Sequence[Line], site: Site) -> str | None:
    """The one first heading of a page, else the one that has most of its words from a declared title."""
    heads = [line.text for line in lines if tag_of(line.element) == "h1" and not site.is_named(line.text)]
    heads = [" ".join(text.split()) for text in heads if len(text.split()) >= _MIN_WORDS]
    heads = [text for text in dict.fromkeys(heads) if len(text) <= _MAX_TITLE_CHARACTERS]
    words = set(plain_title(" ".join(given)).split())
    if not heads or (len(heads) > 1 and not words):
        return None
    # A kicker in the heading makes it longer than what is declared, which then is the title.
    if any(plain_title(text).endswith(plain_title(title)) for text in heads for title in given if plain_title(title)):
        return None
    if len(heads) == 1:
        return heads[0]
    shares = [
        (len(words & set(plain_title(text).split())) / len(plain_title(text).split() or [""]), text) for text in heads
    ]
    share, text = max(shares, key=lambda one: one[0])
    return text if 2 * share >= 1 else None


def _without_site(title: str, site: Site) -> str:
    """A title without the site's name at either end; behind a bar that name needs no other evidence."""
    while True:
        cuts = list(SEPARATOR.finditer(title))
        if not cuts:
            return title
        first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
        is_behind_bar = _PIPE.fullmatch(cuts[-1][0]) is not None and len(last.split()) <= _MAX_NAME_WORDS
        if site.is_named(last) or (is_behind_bar and len(title[: cuts[-1].start()].split()) >= _MIN_WORDS):
            title = title[: cuts[-1].start()].rstrip()
        elif site.is_named(first):
            title = title[cuts[0].end() :].lstrip()
        else:
            return title
