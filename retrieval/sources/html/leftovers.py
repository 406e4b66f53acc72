"""Boilerplate between an article's lines: what an extractor leaves of links, labels, captions, shares and notices.

Form and position tell them in any language: a line that is nothing but a link, a label whose list was left out, what
comes before the first sentence or behind the last, what the page's own names call a newsletter or a caption.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from retrieval.sources.html.html_elements import tag_of
from retrieval.sources.html.html_text import Line
from retrieval.sources.html.page_authors import names_in
from retrieval.sources.html.page_data import Itself, plain_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS = re.compile(r"[.!?…։。？！:;](?:[\"'”’»“›)\]]|\s)*$")
_WORD = re.compile(r"\w+")
_SHORT_CHARACTERS = 60
_PROSE_CHARACTERS = 80
_MAX_LABEL_WORDS = 5
_MAX_BAR_CHARACTERS = 150
_MAX_AROUND_CHARACTERS = 150
_CLEARLY_LINKED = 0.9
# What publishing systems call the parts of a page that are no part of its article.
_PARTS = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri(?:be|ption|bers)?|subscribe-\w+|suscripcion|signup|sign-up|cta|paywall-\w+|barrier"
    r"|related|read-?(?:also|more)|recirc\w*|recommend\w*|promo|teasers?|share|sharing|social|tags?|topics|byline|author-bio"
    r"|bio|credits?|copyright|disclaimer|comments?|footer-cta|links-block|interstitial-link|editsection|catlinks|printfooter)"
    r"(?=$|[\s_-])"
)
_CAPTIONS = re.compile(r"(?:^|[\s_-])(?:caption|legend|bildunterschrift|didascalia)(?=$|[\s_-])")
_PICTURES = re.compile(r"(?:^|[\s_-])(?:media|images?|img|photos?|fotos?|pictures?|figure|bild|imagen)(?=$|[\s_-])")
_NAMED_BY = ("class", "id", "data-component", "data-testid", "data-area")
_MAX_PART_SHARE = 0.3
"""What holds more of the text is the article, whatever it is called."""
_MAX_CAPTION_CHARACTERS = 400
_OWNED = re.compile(r"^(?:copyright\b|\(c\)|©)", re.IGNORECASE)
_NETWORKS = re.compile(
    r"facebook|whatsapp|twitter|telegram|linkedin|instagram|pinterest|reddit|bluesky|mastodon|messenger|viber|flipboard"
    r"|вконтакте|e-?mail|\bX\b|\bVK\b",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[^\W\d_](?<=[a-zà-ÿа-яёіїєґ])[A-ZÀ-ÞА-ЯЁІЇЄҐ]")


def article_lines(lines: Sequence[Line], chosen: Collection[int], itself: Itself, author: str | None) -> set[int]:
    """Of the lines chosen by an extractor those that are the article's, and what it left out among them.

    Args:
        lines: all that a reader sees; ``chosen`` and what is returned are positions among them.
    """
    kept = set(chosen) | set(_passed_over(lines, chosen))
    letters = sum(_letters(lines[n].text) for n in kept)
    kept -= {n for n in kept if _is_link(lines[n]) or _is_bar(lines[n]) or _OWNED.match(lines[n].text)}
    kept -= {n for n in kept if _is_caption(lines[n])} | set(_in_parts(lines, kept, letters))
    kept -= {n for n in kept if _is_label(lines, n, kept)}
    kept -= {n for n in kept if author and ", ".join(names_in(lines[n].text)) == author}
    prose = sorted(n for n in kept if is_sentence(lines[n]) and tag_of(lines[n].element) not in _HEADINGS)
    if not prose:
        return kept
    kept -= {n for n in kept if n < prose[0] and _opens_nothing(lines, n, prose[0], itself)}
    kept -= {n for n in sorted(kept)[-4:] if n > prose[0] and _is_signature(lines[n], itself, author)}
    last = max(n for n in prose if n in kept)
    return kept - {n for n in kept if n > last and _closes_nothing(lines[n])}


def is_listing(lines: Sequence[Line], kept: Collection[int]) -> bool:
    """Whether the sentences of a page are extracts of other pages, each under a link to one."""
    prose = [n for n in sorted(kept) if len(lines[n].text) >= _SHORT_CHARACTERS]
    under = [n for n in prose if _is_under_link(lines, n)]
    return len(prose) > 1 and len(under) * 5 >= len(prose) * 4


def _is_under_link(lines: Sequence[Line], n: int) -> bool:
    """Whether a link is right above a line, or above the one short line between them: a date, a name."""
    for line in reversed(lines[max(0, n - 2) : n]):
        if _is_link(line):
            return True
        if len(line.text) >= _SHORT_CHARACTERS or tag_of(line.element) == "h1":
            return False
    return False


def is_sentence(line: Line) -> bool:
    """Whether a line is prose: a long one that ends as a sentence does, or a very long one."""
    return len(line.text) >= 2 * _PROSE_CHARACTERS or (len(line.text) >= _SHORT_CHARACTERS and _ends(line.text))


# -- one line ----------------------------------------------------------------------------------------------------------


def _ends(text: str) -> bool:
    return _ENDS.search(text) is not None


def _letters(text: str) -> int:
    """About how many letters a text has, without looking at each."""
    return len(text) - text.count(" ")


def _links(line: Line) -> Iterator[str]:
    """The words of the links in a line, or of the one that it stands in."""
    around = [line.element, *line.element.iterancestors()][:6]
    if any(tag_of(element) == "a" and element.get("href") for element in around):
        yield line.text
        return
    for element in line.inline:
        if tag_of(element) == "a" and element.get("href") and not element.get("href", "").startswith("#"):
            yield " ".join(element.text_content().split())


def _is_link(line: Line) -> bool:
    """Whether a line is nothing but links, perhaps behind a label: where to read on, what it is filed under."""
    if line.slot is None:
        return False
    links = [text for text in _links(line) if text]
    if not links:
        return False
    linked, letters = sum(map(_letters, links)), _letters(line.text)
    if linked >= _CLEARLY_LINKED * letters:
        return not _ends(line.text) or len(line.text) < _SHORT_CHARACTERS
    label = line.text.partition(links[0][:20])[0].strip()
    words = len(_WORD.findall(label))
    is_rest_linked = linked >= _CLEARLY_LINKED * (letters - _letters(label))
    return is_rest_linked and words <= _MAX_LABEL_WORDS and label.endswith(":")


def _is_bar(line: Line) -> bool:
    """Whether a line is buttons in a row: names of networks, or words glued as no sentence has them."""
    if len(line.text) > _MAX_BAR_CHARACTERS or _ends(line.text):
        return False
    return len(_NETWORKS.findall(line.text)) > 1 or len(_GLUED.findall(line.text)) > 1


def _is_caption(line: Line) -> bool:
    for above in _around(line):
        if tag_of(above) == "figcaption":
            return True
        names = _names(above)
        if _CAPTIONS.search(names):
            return len(line.text) <= _MAX_CAPTION_CHARACTERS
        if (tag_of(above) == "figure" or _PICTURES.search(names)) and _is_around_picture(above, line):
            return True
        if tag_of(above) in ("article", "main", "section", "body"):
            return False
    return False


def _is_around_picture(element: HtmlElement, line: Line) -> bool:
    """Whether an element holds a picture and these words alone; a quotation may be a figure too."""
    if (
        next(element.iter("img", "picture", "video"), None) is None
        or next(element.iter("blockquote"), None) is not None
    ):
        return False
    return len(line.text) <= _MAX_CAPTION_CHARACTERS and len(element.text_content()) <= 2 * _MAX_CAPTION_CHARACTERS


def _is_signature(line: Line, itself: Itself, author: str | None) -> bool:
    """Whether a line at the end names the article or its author and links to them: "The post … appeared first on …"."""
    links = {plain_title(text) for text in _links(line)}
    names = [plain_title(title) for title in itself.titles]
    if any(name in links for name in names if name):
        return len(line.text) <= max(map(len, itself.titles)) + _MAX_AROUND_CHARACTERS
    if any(plain_title(title) in plain_title(line.text) for title in itself.titles if title) and links:
        return len(line.text) <= max(map(len, itself.titles)) + 2 * _MAX_AROUND_CHARACTERS
    own = plain_title((author or "").partition(",")[0])
    return bool(own) and plain_title(line.text).startswith(own) and any(own in link for link in links)


# -- a line among others -----------------------------------------------------------------------------------------------


def _is_label(lines: Sequence[Line], n: int, kept: Collection[int]) -> bool:
    """Whether a line names a list that is no part of the article: links come next, and they were left out."""
    if len(_WORD.findall(lines[n].text)) > 2 * _MAX_LABEL_WORDS or is_sentence(lines[n]):
        return False
    following = lines[n + 1] if n + 1 < len(lines) else None
    return following is not None and n + 1 not in kept and _is_link(following)


def _opens_nothing(lines: Sequence[Line], n: int, first: int, itself: Itself) -> bool:
    """Whether a line above the first sentence is a name, a byline or a date; a heading right above it is not."""
    line = lines[n]
    if line.slot is None or len(line.text) >= _SHORT_CHARACTERS:
        plain = plain_title(line.text)
        return any(plain.endswith(plain_title(title)) for title in itself.titles if plain_title(title))
    return not (n == first - 1 and tag_of(line.element) in _HEADINGS) and not _ends(line.text)


def _closes_nothing(line: Line) -> bool:
    """Whether a line behind the last sentence is no part of it: no row of facts, and no point of a list."""
    if line.slot is None or len(line.text) >= _SHORT_CHARACTERS:
        return False
    if tag_of(line.element) in _HEADINGS:
        return True
    is_point = tag_of(line.element) in ("li", "dd", "dt") and not any(_links(line))
    return not _ends(line.text) and not is_point


def _in_parts(lines: Sequence[Line], kept: Collection[int], letters: int) -> Iterator[int]:
    """The lines in what the page itself calls no part of the article, where it holds little of the text."""
    sizes: Counter[str] = Counter()
    inside: dict[int, set[str]] = {}
    for n in kept:
        # By its names, for each paragraph of an article can have the same class.
        inside[n] = {names for above in _around(lines[n]) if _PARTS.search(names := _names(above))}
        sizes.update(dict.fromkeys(inside[n], _letters(lines[n].text)))
    for n, parts in inside.items():
        if any(sizes[names] <= _MAX_PART_SHARE * letters for names in parts):
            yield n


def _passed_over(lines: Sequence[Line], chosen: Collection[int]) -> list[int]:
    """Sentences that an extractor left out between those it took: in the element that holds nearly all of them."""
    prose = [n for n in chosen if is_sentence(lines[n])]
    holder = _holder([lines[n] for n in prose])
    if holder is None:
        return []
    found = [
        n
        for n, line in enumerate(lines)
        if n not in chosen
        and min(prose) - 6 < n < max(prose)
        and not line.is_control
        and len(line.text) >= _PROSE_CHARACTERS
        and _ends(line.text)
        and tag_of(line.element) in ("p", "div", "span")
        and holder in line.element.iterancestors()
        and not any(_links(line))
        and _is_plain(line, holder)
    ]
    is_much = sum(len(lines[n].text) for n in found) > sum(len(lines[n].text) for n in prose)
    return [] if is_much else found


def _holder(lines: Sequence[Line]) -> HtmlElement | None:
    """The smallest element that holds nine tenths of some lines' letters."""
    total = sum(len(line.text) for line in lines)
    sizes: dict[HtmlElement, int] = {}
    for line in lines:
        for above in line.element.iterancestors():
            sizes[above] = sizes.get(above, 0) + len(line.text)
    first = lines[0].element.iterancestors() if lines else ()
    found = next((above for above in first if sizes[above] * 10 >= total * 9), None)
    return None if found is None or tag_of(found) in ("body", "html") else found


def _is_plain(line: Line, holder: HtmlElement) -> bool:
    """Whether nothing between a line and what holds the article says that it is something else."""
    for above in line.element.iterancestors():
        if above is holder:
            return not _is_caption(line)
        if tag_of(above) in ("aside", "nav", "footer", "form", "li", "table", "figure") or _PARTS.search(_names(above)):
            return False
    return False


def _around(line: Line) -> Iterator[HtmlElement]:
    yield line.element
    for above in line.element.iterancestors():
        if tag_of(above) in ("body", "html"):
            return
        yield above


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in _NAMED_BY).lower()
