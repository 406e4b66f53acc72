"""Message splitting: a long text is cut at the best border that fits; joined again, the pieces are the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from bot.render.rich import Rich, joined, wide_signs
from retrieval.model import Span

MAX_UNITS = 4096
MAX_ENTITIES = 100
# From the best border to the worst; each pattern ends where a piece may end.
_BORDERS = (
    re.compile(r"\n\s*\n+"),
    re.compile(r"\n+"),
    re.compile(r"[.!?…][”\"’')\]]*\s+"),
    re.compile(r"\s+"),
)
# A border in the first part of a piece is not worth its waste, except between entities.
_LEAST_FILL = 0.3


def split(rich: Rich, *, max_units: int = MAX_UNITS, max_entities: int = MAX_ENTITIES) -> tuple[Rich, ...]:
    """Cut a text into pieces that each fit one message.

    Between paragraphs where it can be, then lines, sentences, words; outside of marks before inside of them. A mark
    that has to be cut goes on in the next piece. `rejoined` gives the text back.
    """
    if max_units < 2 or max_entities < 1:
        raise ValueError(f"need max_units >= 2 and max_entities >= 1, got {max_units} and {max_entities}")
    return tuple(_pieces(rich, max_units, max_entities))


def rejoined(pieces: Iterable[Rich]) -> Rich:
    """The text that the pieces were cut from."""
    return joined(pieces)


def _pieces(rich: Rich, max_units: int, max_entities: int) -> Iterator[Rich]:
    while rich.text:
        most = _longest(rich, max_units, max_entities)
        end = most if most == len(rich.text) else _border(rich, most)
        yield rich.part(Span(0, end))
        rich = rich.part(Span(end, len(rich.text)))


def _longest(rich: Rich, max_units: int, max_entities: int) -> int:
    """The most code points from the start that keep both limits; at least one."""
    end = min(len(rich.text), max_units)
    wide = wide_signs(rich.text[:end])
    while (excess := end + bisect_left(wide, end) - max_units) > 0:
        end -= (excess + 1) // 2  # no code point is more than two units, so that none is left out that fits
    while end > 1 and len(rich.part(Span(0, end)).entities()) > max_entities:
        # One mark fewer: end where the last one begins.
        last = max(m.span.start for m in rich.marks if m.span.start < end)
        end = last if 0 < last < end else end - 1
    return end


def _border(rich: Rich, most: int) -> int:
    head = rich.text[:most]
    for is_outside in (True, False):
        for pattern in _BORDERS:
            ends = [found.end() for found in pattern.finditer(head) if found.end() > most * _LEAST_FILL]
            if is_outside:
                ends = [end for end in ends if not _cuts_a_mark(rich, end)]
            if ends:
                return ends[-1]
    return most


def _cuts_a_mark(rich: Rich, at: int) -> bool:
    return any(mark.span.start < at < mark.span.end for mark in rich.marks)
