"""Typesetting: words become lines of pieces, each in one font, weight and direction, at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bot.render.pictures.fonts import FontFile, clusters, font_for, loaded
from bot.render.pictures.jobs import Run
from bot.render.pictures.line_breaks import base_level, breaks, broken_anywhere, in_visual_order, levels

LEADING = 1.45
"""Of a line to its size; marks above and below the letters of Arabic and Devanagari need it."""


_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are drawn at once.

    Attributes:
        x: of the left edge, from the left of the picture.
    """

    text: str
    font: FontFile
    is_bold: bool
    level: int
    x: float = 0.0

    @property
    def direction(self) -> str:
        """As Raqm names it."""
        return "rtl" if self.level % 2 else "ltr"

    def width(self, size: int) -> float:
        """How far it reaches in a size."""
        return loaded(self.font, size, is_bold=self.is_bold).getlength(self.text, direction=self.direction)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block.

    Attributes:
        text: of the block, with the blanks and the line end behind it; all lines' texts are the block's.
        pieces: what is drawn of it, in the order of reading.
        y: of the baseline.
    """

    text: str
    pieces: tuple[Piece, ...]
    y: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size under one another."""

    lines: tuple[Line, ...]
    size: int
    bottom: float


def set_block(runs: Sequence[Run], size: int, *, left: float, top: float, width: float) -> Block:
    """Set words in lines no wider than the block.

    Raises:
        CannotDraw: no font has a sign of them.
    """
    whole, bold = _signs(runs)
    lines: list[Line] = []
    y, at = top, 0
    for text in whole.splitlines(keepends=True):
        paragraph = _Paragraph(text.rstrip(_LINE_ENDS), bold[at : at + len(text)], whole, size)
        for start, end in paragraph.lines(width):
            y += size * LEADING
            of_line = text[start:] if end == len(paragraph.text) else text[start:end]
            lines.append(Line(of_line, paragraph.placed(start, end, left, width), y - size * (LEADING - 1) * 0.75))
        at += len(text)
    return Block(tuple(lines), size, y)


def _signs(runs: Sequence[Run]) -> tuple[str, list[bool]]:
    """The signs of words, and whether each is bold; a tabulator, which no font has, is a blank."""
    return "".join(run.text for run in runs).replace("\t", " "), [run.is_bold for run in runs for _sign in run.text]


def whole_width(runs: Sequence[Run], size: int) -> float:
    """How wide words would be in one line.

    Raises:
        CannotDraw: see `set_block`.
    """
    whole, bold = _signs(runs)
    in_a_row = "".join(" " if sign in _LINE_ENDS else sign for sign in whole)
    return _Paragraph(in_a_row, bold, whole, size).width(0, len(whole))


class _Paragraph:
    """Text without a line end, measured in one size.

    Args:
        whole: of which it is a part.
    """

    def __init__(self, text: str, bold: Sequence[bool], whole: str, size: int) -> None:
        self.text = text
        self._bold = bold
        self._levels = levels(text)
        self._fonts = list(_fonts(text, whole))
        self._size = size
        self._widths: dict[tuple[int, int], float] = {}

    def lines(self, width: float) -> Iterator[tuple[int, int]]:
        """The places where each line begins and the next one does."""
        start, room = 0, width
        for begin, end in self._tokens(width):
            wide = self.width(begin, end)
            if begin > start and wide > room:
                yield start, begin
                start, room = begin, width
            room -= wide + self._blanks(begin, end)
        yield start, len(self.text)

    def placed(self, start: int, end: int, left: float, width: float) -> tuple[Piece, ...]:
        """The pieces of a line, each at its place; without the blanks at its end."""
        pieces = list(self._pieces(start, self._without_blanks(start, end)))
        wide = [piece.width(self._size) for piece in pieces]
        x = left + (width - sum(wide) if base_level(self.text) else 0.0)
        for place in in_visual_order([piece.level for piece in pieces]):
            pieces[place] = replace(pieces[place], x=x)
            x += wide[place]
        return tuple(pieces)

    def _tokens(self, width: float) -> Iterator[tuple[int, int]]:
        """From one place where a line may begin to the next; what is wider than a line is broken anywhere."""
        places = [0, *breaks(self.text), len(self.text)]
        for begin, end in pairwise(places):
            if self.width(begin, end) <= width:
                yield begin, end
                continue
            inner = [begin, *(begin + at for at in broken_anywhere(self.text[begin:end])), end]
            yield from pairwise(inner)

    def width(self, start: int, end: int) -> float:
        """The width of a part, without the blanks at its end."""
        if (start, end) not in self._widths:
            pieces = self._pieces(start, self._without_blanks(start, end))
            self._widths[start, end] = sum(piece.width(self._size) for piece in pieces)
        return self._widths[start, end]

    def _blanks(self, start: int, end: int) -> float:
        """The width of the blanks at the end, where another word follows them."""
        return sum(piece.width(self._size) for piece in self._pieces(self._without_blanks(start, end), end))

    def _without_blanks(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        look: Callable[[int], tuple[FontFile, bool, int]] = lambda at: (  # noqa: E731
            self._fonts[at],
            self._bold[at],
            self._levels[at],
        )
        for (font, is_bold, level), places in groupby(range(start, end), look):
            yield Piece("".join(self.text[at] for at in places), font, is_bold, level)


def _fonts(text: str, whole: str) -> Iterator[FontFile]:
    """The font of each sign; one with its marks has one font."""
    font: FontFile | None = None
    for cluster in clusters(text):
        font = font_for(cluster, font, whole)
        yield from [font] * len(cluster)
