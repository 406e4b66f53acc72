"""Rich text: text with marks on it before it is sent, so that no markup can ever be broken."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from retrieval.model import Span

MarkKind = Literal[
    "bold", "italic", "underline", "code", "text_link", "date_time", "blockquote", "expandable_blockquote"
]
# What Telegram takes out of a text or cannot carry, each replaced by one code point that looks the same, so that
# positions stay true: controls, embeddings of direction (they also end at the paragraph), halves of surrogate pairs.
_UNSENDABLE = (
    dict.fromkeys((*range(0x0A), *range(0x0B, 0x20)), " ")
    | dict.fromkeys((0x2028, 0x2029), "\n")
    | dict.fromkeys(range(0x202A, 0x202F), "\u2060")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A look of a part of the text; ``url`` is for links, and for a moment its seconds since the epoch and its form."""

    kind: MarkKind
    span: Span
    url: str | None = None

    @property
    def look(self) -> tuple[MarkKind, str | None]:
        """What it looks like, wherever it is."""
        return self.kind, self.url


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with its marks, in order; marks of one look never touch."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if any(mark.span.end > len(self.text) for mark in self.marks):
            raise ValueError(f"marks must lie inside the text of {len(self.text)}, got {self.marks}")
        object.__setattr__(self, "marks", tuple(_in_order(_merged(self.marks))))

    def __add__(self, other: Rich) -> Rich:
        by = len(self.text)
        return Rich(
            self.text + other.text, self.marks + tuple(Mark(m.kind, m.span.shifted(by), m.url) for m in other.marks)
        )

    def marked(self, kind: MarkKind, url: str | None = None) -> Rich:
        """The same with one more mark over all of it."""
        return Rich(self.text, (*self.marks, Mark(kind, Span(0, len(self.text)), url))) if self.text else self

    def part(self, span: Span) -> Rich:
        """A part of the text with what lies on it."""
        clipped = (
            Mark(
                m.kind, Span(max(m.span.start, span.start) - span.start, min(m.span.end, span.end) - span.start), m.url
            )
            for m in self.marks
            if m.span.touches(span)
        )
        return Rich(span.of(self.text), tuple(clipped))

    @property
    def units(self) -> int:
        """Length as Telegram counts it."""
        return utf16_units(self.text)

    def entities(self) -> tuple[tuple[MarkKind, int, int, str | None], ...]:
        """Kind, offset, length and link of each mark in UTF-16 units, none crossing another's border."""
        wide = wide_signs(self.text)

        def units_before(at: int) -> int:
            return at + bisect_left(wide, at)

        return tuple(
            (mark.kind, start := units_before(mark.span.start), units_before(mark.span.end) - start, mark.url)
            for mark in nested(self.marks)
        )


def plain(text: str) -> Rich:
    """A text without marks, each code point one that Telegram can carry."""
    return Rich(sendable(text))


def joined(parts: Iterable[Rich], between: str = "") -> Rich:
    """The parts one after the other, empty ones left out."""
    whole = Rich()
    for part in parts:
        if part.text:
            whole = whole + Rich(between) + part if whole.text else part
    return whole


def filled(template: str, **parts: Rich) -> Rich:
    """A template with marked texts in its places.

    >>> filled("from {a} on", a=plain("noon").marked("bold")).entities()
    (('bold', 5, 4, None),)
    """
    whole = Rich()
    for words, name, _form, _conversion in Formatter().parse(template):
        whole = whole + plain(words) + (parts[name] if name else Rich())
    return whole


def sendable(text: str) -> str:
    """The text, as long as before, without what Telegram would take out or refuse.

    >>> sendable("one\\r\\ntwo\\x00three")
    'one \\ntwo three'
    """
    return text.translate(_UNSENDABLE)


def utf16_units(text: str) -> int:
    """Length in UTF-16 code units.

    >>> utf16_units("a😀")
    3
    """
    return len(text) + len(wide_signs(text))


def wide_signs(text: str) -> list[int]:
    """Where the code points stand that are two UTF-16 code units.

    >>> wide_signs("a😀b😀")
    [1, 3]
    """
    return [found.start() for found in _WIDE.finditer(text)]


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda m: (m.span.start, -m.span.end, "quote" not in m.kind, m.kind, m.url or ""))


def _merged(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Marks of one look that touch become one; empty ones go."""
    open_marks: dict[tuple[MarkKind, str | None], Mark] = {}
    for mark in sorted((m for m in marks if len(m.span)), key=lambda m: m.span):
        last = open_marks.get(mark.look)
        if last and mark.span.start <= last.span.end:
            mark = Mark(mark.kind, Span(last.span.start, max(last.span.end, mark.span.end)), mark.url)
        elif last:
            yield last
        open_marks[mark.look] = mark
    yield from open_marks.values()


def nested(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The same looks in marks that lie inside one another or apart: one that crosses a border is cut there."""
    waiting = _in_order(marks)
    around: list[Mark] = []
    while waiting:
        mark = waiting.pop(0)
        while around and around[-1].span.end <= mark.span.start:
            around.pop()
        border = around[-1].span.end if around else mark.span.end
        if mark.span.end > border:
            rest = Mark(mark.kind, Span(border, mark.span.end), mark.url)
            mark = Mark(mark.kind, Span(mark.span.start, border), mark.url)
            waiting = _in_order([*waiting, rest])
        around.append(mark)
        yield mark
