"""Terminal output: styled and wrapped on a terminal, plain and unwrapped elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

import click

from bot.render.terminal import Line, Style

if TYPE_CHECKING:
    from rich.console import Console

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


def show(lines: Iterable[Line]) -> None:
    """Print the lines as they come."""
    console = _console() if is_terminal() else None
    for line in lines:
        if console is None:
            click.echo(line.text)
        else:
            _print_styled(console, line)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _print_styled(console: Console, line: Line) -> None:
    from rich.text import Text

    text = Text.assemble(*((piece.text, _STYLES[piece.style]) for piece in line.pieces))
    width = max(_NARROWEST, min(console.width, _WIDEST) - line.indent)
    before = Text.assemble((f"{line.label:{line.indent}}", _STYLES["number"]))
    for row in text.wrap(console, width) or (text,):
        console.print(before + row, soft_wrap=True)
        before = Text(" " * line.indent)
