"""Drawing of quote cards with Pillow: words, whose they are and where from; runs in the drawing process alone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

import segno
from PIL import Image, ImageDraw

from bot.render.pictures.fonts import loaded
from bot.render.pictures.inks import INKS
from bot.render.pictures.jobs import CannotDraw, CardJob, NotDrawn, Run
from bot.render.pictures.line_breaks import base_level
from bot.render.pictures.typesetting import LEADING, Block, set_block, whole_width

WIDTH, MAX_HEIGHT, MIN_HEIGHT = 1080, 1440, 608
"""Higher than wide it may be, as a phone is; not so high that the app makes it small."""
SIZES = (60, 54, 48, 43, 38, 34, 30, 27)
_ROUGH_SIZE, _SURELY = 30, 1.1
"""Where all words in one line would fill more than the card, their lines would too."""
_MARGIN, _GAP, _BAR, _INDENT = 72, 44, 8, 36
_NAME_SIZE, _LINE_SIZE, _ADDRESS_SIZE = 38, 31, 25
_ADDRESS_LINES = 3
_CODE_SIDE, _LEAST_MODULE = 230, 3
_QUIET = 4
"""Modules left white around a code, as its standard asks."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything at its place before it is drawn.

    Attributes:
        code: the modules of the code to be scanned, rows of dark or light; empty where there is none.
    """

    height: int
    words: Block
    credits: tuple[Block, ...]
    address: Block | None
    code: tuple[tuple[bool, ...], ...]


def draw_card(job: CardJob) -> bytes:
    """The PNG of a quotation.

    Raises:
        CannotDraw: it is too long to be read, or no font has a sign of it.
    """
    laid = lay_out(job)
    inks = INKS[job.theme]
    image = Image.new("RGB", (WIDTH, laid.height), inks["paper"])
    pen = ImageDraw.Draw(image)
    side = WIDTH - _MARGIN - _BAR if base_level(job.text) else _MARGIN
    bar = (side, _MARGIN, side + _BAR, laid.words.bottom)
    pen.rounded_rectangle(bar, radius=_BAR / 2, fill=inks["first"])
    write(pen, laid.words, inks["text"])
    for block in laid.credits:
        write(pen, block, inks["text"] if block.size == _NAME_SIZE else inks["soft"])
    if laid.address:
        write(pen, laid.address, inks["soft"])
    _draw_code(pen, laid)
    written = BytesIO()
    image.save(written, "png")
    return written.getvalue()


def lay_out(job: CardJob) -> Layout:
    """The largest size in which everything has room.

    Raises:
        CannotDraw: see `draw_card`.
    """
    code = _code(job.address)
    wide = WIDTH - 2 * _MARGIN - _BAR - _INDENT
    left = _MARGIN if base_level(job.text) else WIDTH - _MARGIN - wide
    room, one_line = MAX_HEIGHT - 2 * _MARGIN, whole_width(job.words, _ROUGH_SIZE) / _ROUGH_SIZE
    for size in SIZES:
        if one_line * size / wide * size * LEADING > room * _SURELY:
            continue
        words = set_block(job.words, size, left=left, top=_MARGIN - size * 0.2, width=wide)
        blocks, address = _below(job, words.bottom + _GAP, has_code=bool(code))
        ends = [block.bottom for block in (*blocks, *([address] if address else []))]
        bottom = max(*ends, words.bottom, words.bottom + _GAP + _CODE_SIDE if code else 0.0)
        if bottom + _MARGIN <= MAX_HEIGHT:
            return Layout(max(MIN_HEIGHT, round(bottom + _MARGIN)), words, blocks, address, code)
    raise CannotDraw(NotDrawn.TOO_LONG)


def _below(job: CardJob, top: float, *, has_code: bool) -> tuple[tuple[Block, ...], Block | None]:
    """The lines under the words, and the address; beside the code where there is one."""
    wide = WIDTH - 2 * _MARGIN - (_CODE_SIDE + _GAP if has_code else 0)
    blocks: list[Block] = []
    lines = [(Run(job.speaker, is_bold=True), _NAME_SIZE), *((Run(line), _LINE_SIZE) for line in job.lines)]
    for run, size in lines:
        if run.text:
            blocks.append(set_block((run,), size, left=_MARGIN, top=top, width=wide))
            top = blocks[-1].bottom
    address = _address(job.address, top + 8, wide) if job.address else None
    return tuple(blocks), address


def _address(url: str, top: float, wide: float) -> Block:
    """The address; of a very long one, whose whole is in the code and the caption, the host alone."""
    whole = set_block((Run(url),), _ADDRESS_SIZE, left=_MARGIN, top=top, width=wide)
    if len(whole.lines) <= _ADDRESS_LINES:
        return whole
    return set_block((Run(urlsplit(url).hostname or ""),), _ADDRESS_SIZE, left=_MARGIN, top=top, width=wide)


def _code(url: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a code with the address; none where they would be too small to be scanned."""
    if not url:
        return ()
    try:
        rows = tuple(tuple(bool(module) for module in row) for row in segno.make_qr(url, error="m").matrix)
    except segno.DataOverflowError:
        return ()
    return rows if _CODE_SIDE // (len(rows) + 2 * _QUIET) >= _LEAST_MODULE else ()


def write(pen: ImageDraw.ImageDraw, block: Block, ink: str) -> None:
    """Draw each piece of a block at its place."""
    for line in block.lines:
        for piece in line.pieces:
            font = loaded(piece.font, block.size, is_bold=piece.is_bold)
            pen.text((piece.x, line.y), piece.text, ink, font, "ls", direction=piece.direction)


def _draw_code(pen: ImageDraw.ImageDraw, laid: Layout) -> None:
    """Dark on white in both themes, as not every scanner reads the reverse."""
    if not laid.code:
        return
    module = _CODE_SIDE // (len(laid.code) + 2 * _QUIET)
    side = module * (len(laid.code) + 2 * _QUIET)
    left, top = WIDTH - _MARGIN - side, laid.height - _MARGIN - side
    pen.rectangle((left, top, left + side - 1, top + side - 1), fill="#ffffff")
    for row, modules in enumerate(laid.code):
        for column, is_dark in enumerate(modules):
            if is_dark:
                x, y = left + (column + _QUIET) * module, top + (row + _QUIET) * module
                pen.rectangle((x, y, x + module - 1, y + module - 1), fill="#000000")
