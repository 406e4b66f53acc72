"""Which commands does the terminal know? One module each, imported when it is asked for and not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from bot.cli._support.failures import plainly
from bot.cli._support.options import data_option

COMMANDS = (
    "run",
    "ask",
    "chat",
    "ingest",
    "search",
    "quotes",
    "dates",
    "timeline",
    "topics",
    "demo",
    "check",
    "remove",
    "sources",
    "intake",
    "alerts",
    "backup",
    "move",
    "reindex",
)


class LazyGroup(click.Group):
    """Finds the command ``name`` in the module ``bot.cli.name``, as its attribute ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of the table above: the usual first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module; None where the name is not one of ours."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"bot.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn what a person can mend into one line and an exit code."""
        with plainly():
            return super().invoke(ctx)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings come from the environment or a file .env; .env.example lists them.",
)
@data_option
@click.version_option(package_name="verbatim-news-bot", prog_name="verbatim", message="%(prog)s %(version)s")
@click.pass_context
def verbatim(ctx: click.Context) -> None:
    """Ask a news archive; get its own words back, each with who said it and where.

    Without a command: run the bot (the same as `verbatim run`).
    """
    if ctx.invoked_subcommand is None and (run := ctx.command.get_command(ctx, "run")):  # type: ignore[attr-defined]
        ctx.invoke(run)
