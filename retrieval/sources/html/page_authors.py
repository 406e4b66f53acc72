"""Author of a page's article: people whom the page marks as its own, and rather nobody than somebody else.

Structured data about the article counts first, then a byline near the title, then what is marked as the author's name
anywhere about the article where only one is. A name for machines alone counts where a reader sees it too: sites put
their owner or their system there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line
from retrieval.sources.html.page_data import Itself, is_article, plain_title
from retrieval.sources.html.page_header import header_lines, is_elsewhere, own_container
from retrieval.sources.html.page_sites import Site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = frozenset(
    (
        *("author", "byl", "article:author", "og:article:author", "og:author", "parsely-author", "sailthru.author"),
        *("dc.creator", "dcterms.creator", "dc.creator.creator", "article.author", "cxenseparse:author"),
    )
)
_MARKED = re.compile(
    r"author|autor|auteur|\bbyl\b|byline|by-line|contributor|\bfirma|firma\b|signature|signatura|verfasser|redacteur"
    r"|\bvcard\b|username|\bname-uid\b|--name-uid",
    re.IGNORECASE,
)
# Beside the names of authors, systems mark their pictures, biographies and numbers so.
_NOT_NAMES = re.compile(
    r"image|avatar|photo|\bbio|bio\b|description|follow|count|social|box|related|date|time|job|title"
)
# What a language writes before the name of who wrote; inside what is marked as a name, any label with a colon.
_BY = re.compile(
    r"(?:(?:[^\W\d_]+ ){0,2}(?:by|por|par|door|przez)|von|av|af|di|de|od|(?:текст|автор|text|texte)\b ?:?) ?:?\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2} ?:\s*")
_PARTS = re.compile(r"\s*(?:[|·•;/]|\s[-–—]\s)\s*|,\s+|\n|\s*\(")
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|та|і|og|och|en|&)\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’ʼ-][^\W\d_]*)*\.?")
_PARTICLES = frozenset(
    (
        *(
            "da",
            "das",
            "de",
            "dei",
            "del",
            "della",
            "den",
            "der",
            "des",
            "di",
            "do",
            "dos",
            "du",
            "e",
            "el",
            "la",
            "las",
        ),
        *("le", "los", "ten", "ter", "van", "von", "y", "zu", "zum", "zur", "af", "av", "al", "bin", "ibn", "ben"),
    )
)
_MAX_LINE_CHARACTERS, _MAX_NAME_CHARACTERS = 160, 60
_MAX_AUTHORS = 10


def page_authors(
    tree: HtmlElement,
    nodes: Sequence[dict[str, Any]],
    known: Sequence[dict[str, Any]],
    lines: Sequence[Line],
    itself: Itself,
    site: Site,
) -> str | None:
    """The names of those who wrote a page's article, with commas between; None where the page does not say it.

    Args:
        nodes: the structured data about the page's own article.
        known: all structured data, where a person may be described apart.
        lines: all that a reader sees.
    """
    head = header_lines(lines, itself)
    short = [line for line in lines if len(line.text) <= _MAX_LINE_CHARACTERS]
    seen = "\n".join(plain_title(line.text) for line in short if not is_elsewhere(line.element))
    sources = (
        lambda: _structured(nodes, known),
        lambda: _marked_in(head),
        lambda: _bylines(head),
        lambda: _marked_anywhere(tree, own_container(lines, itself)),
        lambda: [name for name in _meta(tree) if plain_title(name) in seen],
    )
    for source in sources:
        names = list(dict.fromkeys(n for text in source() for n in names_in(text) if not site.is_named(n)))[
            :_MAX_AUTHORS
        ]
        if names:
            return ", ".join(names)
    return None


def names_in(text: str) -> list[str]:
    """The names of people in a byline, none where it holds anything else first.

    >>> names_in("By Leah Montgomery and Tom Oakes, The Quay Post"), names_in("Von Ada Lund (dpa)"), names_in("admin")
    (['Leah Montgomery', 'Tom Oakes', 'The Quay Post'], ['Ada Lund'], [])
    """
    text = " ".join(text.split())
    if not text or len(text) > _MAX_LINE_CHARACTERS or "@" in text or "://" in text:
        return []
    found: list[str] = []
    for number, part in enumerate(_PARTS.split(text)):
        said = part.strip(" .:)")
        # A label can stand before each part; the bare name is tried first, for names begin with "De" too.
        bare = _without(_BY, _without(_LABEL, said))
        names = [name.strip() for name in _AND.split(bare if is_person(bare) or _AND.search(bare) else said)]
        if not all(map(is_person, names)):
            if number == 0:
                return []
            break
        found += names
    return found


def _without(label: re.Pattern[str], words: str) -> str:
    found = label.match(words)
    return words[found.end() :] if found else words


def is_person(words: str) -> bool:
    """Whether some words are written as the name of a person is: two to five, with capitals but for particles.

    >>> [is_person(w) for w in ("Ada Lund", "Hervé de la Tour", "admin", "Rain stops play", "ADA LUND", "Reuters")]
    [True, True, False, False, True, False]
    """
    parts = words.split()
    if not 2 <= len(parts) <= 5 or len(words) > _MAX_NAME_CHARACTERS:
        return False
    if not all(_WORD.fullmatch(part) for part in parts):
        return False
    return all(p[0].isupper() or p.lower() in _PARTICLES for p in parts) and parts[-1][0].isupper()


# -- where names stand -------------------------------------------------------------------------------------------------


def _structured(nodes: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]]) -> Iterator[str]:
    """People alone: what is called an author and is an organisation is the outlet or an agency."""
    described = {str(node.get("@id")): node for node in known if node.get("@id") and node.get("name")}
    for node in nodes:
        given = node.get("author") or node.get("creator") if is_article(node) else None
        names = list(_names_of(given, described)) if given else []
        if names:
            yield from names
            return


def _names_of(given: Any, described: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    for one in (given if isinstance(given, list) else [given])[:_MAX_AUTHORS]:
        author = described.get(str(one.get("@id")), one) if isinstance(one, dict) and not one.get("name") else one
        if isinstance(author, str):
            yield author
        elif isinstance(author, dict) and "Organization" not in str(author.get("@type")):
            names = author.get("name")
            yield from (name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str))


def _marked_in(head: Sequence[Line]) -> list[str]:
    """What is marked as a name inside the byline region, the innermost element that holds a name first."""
    found: list[str] = []
    for line in head:
        inside = [element for element in line.inline if is_marked(element)]
        around = [above for above in (line.element, *_up(line.element, 3)) if is_marked(above)]
        texts = [element.text_content() for element in reversed(inside)] + ([line.text] if around else [])
        # Links inside what is marked are the people themselves.
        linked = [e.text_content() for e in line.inline if tag_of(e) == "a"] if around or inside else []
        found += next((hits for texts_of in (linked, texts) if (hits := [t for t in texts_of if names_in(t)])), [])
    return found


def _bylines(head: Sequence[Line]) -> Iterator[str]:
    """Lines of the byline region that say so themselves: a word for "by", and a name, a link or a date behind it."""
    for line in head:
        for part in _PARTS.split(line.text)[:3]:
            label = _BY.match(part)
            if label and names_in(part[label.end() :]):
                yield part[label.end() :]
                return


def _marked_anywhere(tree: HtmlElement, own: HtmlElement | None) -> list[str]:
    """Names marked as the author's wherever the page speaks of its article; none where they are several people's."""
    marked = (tree if own is None else own).xpath(
        ".//*[@rel='author' or @itemprop='author' or contains(@class, 'author') or contains(@class, 'byline')]"
    )
    texts = [e.get("content") or e.text_content() for e in marked if is_marked(e) and not is_elsewhere(e, within=own)]
    found = {tuple(names) for text in texts if (names := names_in(text))}
    return list(next(iter(found))) if len(found) == 1 else []


def is_marked(element: HtmlElement) -> bool:
    """Whether an element's own names say that it holds an author's."""
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    words = f"{element.get('class') or ''} {element.get('data-testid') or ''} {element.get('data-hook') or ''}".lower()
    last = [word for word in words.split() if _MARKED.search(word)]
    return any(not _NOT_NAMES.search(word) for word in last)


def _up(element: HtmlElement, steps: int) -> Iterable[HtmlElement]:
    return list(element.iterancestors())[:steps]


def _meta(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        name = str(meta.get("property") or meta.get("name") or "").strip().lower()
        if name in _META:
            yield str(meta.get("content") or "")
