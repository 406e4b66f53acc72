"""Drawing of two people's words side by side, each in a column of its own; runs in the drawing process alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from bot.render.pictures.draw_card import MAX_HEIGHT, MIN_HEIGHT, WIDTH, write
from bot.render.pictures.inks import INKS
from bot.render.pictures.jobs import CannotDraw, Column, Ink, NotDrawn, PairJob, Run
from bot.render.pictures.typesetting import LEADING, Block, set_block, whole_width

SIZES = (44, 40, 36, 32, 29, 26)
_MARGIN, _GAP, _BAR = 60, 56, 8
_NAME_SIZE, _LINE_SIZE = 36, 26
_WIDE = (WIDTH - 2 * _MARGIN - _GAP) / 2
_ROUGH_SIZE, _SURELY = 30, 1.1


@dataclass(frozen=True, slots=True)
class PairLayout:
    """Both columns at their places; of each the name, the words and the lines under them."""

    height: int
    columns: tuple[tuple[Block, Block, tuple[Block, ...]], ...]

    @property
    def bottom(self) -> float:
        """Of the longer column."""
        return max(block.bottom for _, words, lines in self.columns for block in (words, *lines))


def draw_pair(job: PairJob) -> bytes:
    """The PNG of both columns.

    Raises:
        CannotDraw: they are too long to be read, or no font has a sign of them.
    """
    laid, inks = lay_out_pair(job), INKS[job.theme]
    image = Image.new("RGB", (WIDTH, laid.height), inks["paper"])
    pen = ImageDraw.Draw(image)
    columns: tuple[Ink, ...] = ("first", "second")
    for place, (ink, (name, words, lines)) in enumerate(zip(columns, laid.columns, strict=True)):
        left = _left(place)
        pen.rounded_rectangle((left, _MARGIN, left + _WIDE, _MARGIN + _BAR), radius=_BAR / 2, fill=inks[ink])
        write(pen, name, inks["text"])
        write(pen, words, inks["text"])
        for block in lines:
            write(pen, block, inks["soft"])
    written = BytesIO()
    image.save(written, "png")
    return written.getvalue()


def lay_out_pair(job: PairJob) -> PairLayout:
    """The largest size in which both columns have room.

    Raises:
        CannotDraw: see `draw_pair`.
    """
    longest = max(whole_width(column.words, _ROUGH_SIZE) / _ROUGH_SIZE for column in job.columns)
    for size in SIZES:
        if longest * size / _WIDE * size * LEADING > MAX_HEIGHT * _SURELY:
            continue
        laid = PairLayout(0, tuple(_column(column, _left(at), size) for at, column in enumerate(job.columns)))
        if laid.bottom + _MARGIN <= MAX_HEIGHT:
            return PairLayout(max(MIN_HEIGHT, round(laid.bottom + _MARGIN)), laid.columns)
    raise CannotDraw(NotDrawn.TOO_LONG)


def _left(place: int) -> float:
    return _MARGIN + place * (_WIDE + _GAP)


def _column(column: Column, left: float, size: int) -> tuple[Block, Block, tuple[Block, ...]]:
    name = set_block((Run(column.name, is_bold=True),), _NAME_SIZE, left=left, top=_MARGIN + 2 * _BAR, width=_WIDE)
    words = set_block(column.words, size, left=left, top=name.bottom + 12, width=_WIDE)
    lines, top = [], words.bottom + 16
    for line in column.lines:
        lines.append(set_block((Run(line),), _LINE_SIZE, left=left, top=top, width=_WIDE))
        top = lines[-1].bottom
    return name, words, tuple(lines)
