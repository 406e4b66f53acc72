"""Paragraphs: where those of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.model import Span

LINE_ENDS = "\n\r\u2029"
_LINE = re.compile(rf"\S[^{LINE_ENDS}]*")
_NO_BLANK = re.compile(r"\S")
_LONGEST = 50_000
"""No paragraph that somebody wrote is longer: a whole book in one line is cut, so that no step has it all in hand."""
_LAST_PART = 1_000


def paragraphs(text: str) -> tuple[Span, ...]:
    r"""Find the lines that hold more than blanks, without the blanks around them; an endless one in pieces.

    >>> [p.of("One.\n\n Two. \n") for p in paragraphs("One.\n\n Two. \n")]
    ['One.', 'Two.']
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        whole = Span(line.start(), line.start() + len(line[0].rstrip()))
        if len(whole) <= _LONGEST:
            found.append(whole)
        else:
            found.extend(_pieces(text, whole))
    return tuple(found)


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """The line, between words in pieces of at most so many characters."""
    start = line.start
    while line.end - start > _LONGEST:
        most = start + _LONGEST
        blank = max(text.rfind(" ", most - _LAST_PART, most), text.rfind("\u00a0", most - _LAST_PART, most))
        end = blank if blank > start else most
        yield Span(start, start + len(text[start:end].rstrip()))
        behind = _NO_BLANK.search(text, end, line.end)
        assert behind is not None
        start = behind.start()
    yield Span(start, line.end)
