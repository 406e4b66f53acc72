"""Command-line options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from retrieval.model.article import Published

_DATA = "verbatim.data"
F = TypeVar("F", bound=Callable[..., Any])


def day_option(*names: str, help: str) -> Callable[[F], F]:  # noqa: A002  # click's own word
    """An option that takes a day as YYYY-MM-DD, or a time as RFC 3339 of which the day counts."""
    return click.option(*names, metavar="DATE", callback=_read_day, help=help)


def _read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else Published.parse(value).day
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write YYYY-MM-DD.", ctx, param) from None


def data_option(command: F) -> F:
    """``--data DIR``, understood before and after the command's name; `chosen_data` tells it."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_remember_data,
        help="The archive's folder (default: VERBATIM_DATA, else ./data).",
    )(command)


def chosen_data() -> Path | None:
    """The folder that ``--data`` named, else None."""
    chosen: Path | None = click.get_current_context().meta.get(_DATA)
    return chosen


def _remember_data(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.meta[_DATA] = value


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
language_option = click.option(
    "--language", metavar="CODE", help="The language most likely asked in, as in BCP 47 (default: VERBATIM_LANGUAGE)."
)
now_option = day_option("--now", "today", help='What "today" means in questions (default: the day it is).')


def batch_option(keys: str) -> Callable[[F], F]:
    """``--batch FILE`` of JSON lines with these keys."""
    return click.option(
        "--batch",
        type=click.File("rb", lazy=False),
        metavar="FILE",
        help=f"Read JSON lines {keys} ('-' for stdin), print one JSON line each, in the same order. "
        "A line that cannot be read is named and ends the run.",
    )
