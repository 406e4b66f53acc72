"""Terminal output: styled and wrapped on a terminal, plain and unwrapped elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

import click

from bot.render.terminal import Line, Piece, Style

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style as RichStyle

# Weights first: without colour (NO_COLOR) the speaker's words must still stand out.
_STYLES: dict[Style, str] = {
    "plain": "none",
    "words": "bold",
    "marked": "underline",
    "name": "cyan",
    "faint": "dim",
    "number": "bold green",
    "bad": "bold red",
}
_WIDEST, _NARROWEST = 100, 20  # columns; longer lines tire the eye


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person looks at the stream (default: stdout) on something that knows cursor and colour."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def show(lines: Iterable[Line], *, is_paged: bool = False) -> None:
    """Print the lines as they come.

    Args:
        is_paged: where they are more than the screen holds and somebody sits at it, leaf through them instead.
    """
    console = _console() if is_terminal() else None
    if console is None:
        for line in lines:
            click.echo(line.text)
    elif is_paged and is_terminal(sys.stdin):
        _leaf_through(console, lines)
    else:
        for line in lines:
            _print_styled(console, line)


def _leaf_through(console: Console, lines: Iterable[Line]) -> None:
    with console.capture() as captured:
        for line in lines:
            _print_styled(console, line)
    shown = captured.get()
    if shown.count("\n") < console.height:
        click.echo(shown, nl=False, color=True)
        return
    os.environ.setdefault("LESS", "-RX")  # styles as they are, and what was read stays on the screen
    click.echo_via_pager(shown, color=True)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _style(piece: Piece) -> RichStyle:
    from rich.style import Style as RichStyle

    style = RichStyle.parse(_STYLES[piece.style])
    return style + RichStyle(link=piece.url) if piece.url else style


def _print_styled(console: Console, line: Line) -> None:
    from rich.text import Text

    text = Text.assemble(*((piece.text, _style(piece)) for piece in line.pieces))
    width = max(_NARROWEST, min(console.width, _WIDEST) - line.indent)
    before = Text.assemble((f"{line.label:{line.indent}}", _STYLES["number"]))
    for row in text.wrap(console, width) or (text,):
        console.print(before + row, soft_wrap=True)
        before = Text(" " * line.indent)
