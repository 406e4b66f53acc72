"""Agency credits and datelines, found at the edges of paragraphs."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.model import Span
from retrieval.text.languages import LANGUAGES
from retrieval.text.paragraphs import LINE_ENDS, paragraphs

_MAX_CHARS = 80
_DASH = re.compile(r"\s?(?:[—–―]|--|(?<=[\s)])-(?=\s))\s?")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,60})[)\]]")
_AT_END = re.compile(r"\s?(?:[(\[]([^()\[\]\n]{2,60})[)\]]|(?<=[.!?\"”»’…\s])(?:[—–―]|--|-)\s?([^\n.—–―-]{2,60}))\.?$")
_JOINT = re.compile(r"\s?[/,;&|+]\s?|\s(?:and|und|et|y|e|и|і|та)\s")
_DESK = re.compile(r"\s[^\W\d_a-z]\w+$")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’.-])*")


@lru_cache(maxsize=512)
def credits_in(text: str) -> tuple[Span, ...]:
    """The datelines and the agencies' names that a text's paragraphs begin and end with.

    >>> text = "LONDON, Nov 20 (Reuters) - The bridge is shut. (Reuters)"
    >>> [text[s.start : s.end] for s in credits_in(text)]
    ['LONDON, Nov 20 (Reuters) - ', ' (Reuters)']
    """
    found = []
    for block in paragraphs(text):
        line = block.of(text)
        lead = _lead(line)
        if lead:
            found.append(Span(block.start, block.start + lead))
        tail = _AT_END.search(line, max(lead, len(line) - _MAX_CHARS))
        if tail and is_agency(tail[1] or tail[2] or ""):
            found.append(Span(block.start + tail.start(), block.end))
    return tuple(found)


def credits_around(text: str, place: Span) -> tuple[Span, ...]:
    r"""Those of the paragraphs that a slice of a text touches: of a long article few are looked at.

    >>> text = "(AP) One.\n(AP) Two. (Reuters)"
    >>> [text[s.start : s.end] for s in credits_around(text, Span(15, 18))]
    ['(AP)', ' (Reuters)']
    """
    first = 1 + max(text.rfind(end, 0, place.start) for end in LINE_ENDS)
    ends = [at for end in LINE_ENDS if (at := text.find(end, place.end)) >= 0]
    return tuple(credit.shifted(first) for credit in credits_in(text[first : min(ends, default=len(text))]))


def _lead(line: str) -> int:
    """How much of a paragraph is a dateline or an agency's name, its desk with it ("AFP *Sport*")."""
    head = line[:_MAX_CHARS]
    for named in _IN_BRACKETS.finditer(head):
        if is_agency(_DESK.sub("", named[1])) and _is_place(head[: named.start()]):
            dash = _DASH.match(line, named.end())
            return dash.end() if dash else named.end()
    dash = _DASH.search(head)
    if dash is None or line.isupper() or line[dash.end() : dash.end() + 1].islower():
        return 0
    first = _WORD.match(head)
    is_loud = first is not None and len(first[0]) > 1 and first[0].isupper()
    return dash.end() if is_loud and _is_place(head[: dash.start()]) else 0


def _is_place(head: str) -> bool:
    """Whether there is nothing but names and a day: a month may be written small, after its day."""
    before = ""
    for word in _WORD.findall(head):
        if word[0].islower() and not before.rstrip(".").isdigit():
            return False
        before = word
    return True


def is_agency(name: str) -> bool:
    """Whether this names agencies or outlets that carry others' words, one or several.

    >>> is_agency("Reuters/AP"), is_agency("Labour")
    (True, False)
    """
    parts = [part for part in _JOINT.split(name.strip()) if part]
    return bool(parts) and all(part.casefold() in _agencies() for part in parts)


@cache
def _agencies() -> frozenset[str]:
    return frozenset().union(*(language.speech.outlets for language in LANGUAGES.values()))
