"""``verbatim run``: start the bot, at Telegram or on this machine alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli._support.failures import Failure
from bot.cli._support.options import data_option

if TYPE_CHECKING:
    from bot.cli._support.playing import PlayedBot
    from bot.playground import Playground
    from bot.settings import Settings
    from retrieval.answers.archive import Archive

PORT, PORTS_TRIED = 8765, 20
WORLD_NAME = "playground.db"


@click.command("run", short_help="Run the bot, or the local playground.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Where the playground listens on 127.0.0.1 (default: {PORT} or the next that is free; 0: any).",
)
@click.option(
    "--workers-only",
    is_flag=True,
    help="Take no messages from Telegram: answer those that another process has put into the same database.",
)
@data_option
def command(port: int | None = None, workers_only: bool = False) -> None:
    """Run the bot at Telegram where TELEGRAM_BOT_TOKEN is set; otherwise a chat page on this machine.

    An archive that holds nothing is filled from seeds/ first, and the sources are read beside it. Ctrl-C ends it.
    """
    from bot.cli._support.opening import opened, settings
    from bot.cli._support.reannotation import reannotating
    from bot.cli.intake import intake_beside

    chosen = settings()
    if workers_only and chosen.bot_token is None:
        raise Failure("--workers-only answers for a bot at Telegram; set TELEGRAM_BOT_TOKEN to its token")
    try:
        with opened(chosen, seeded=True) as archive, reannotating(archive), intake_beside(archive):
            _log_to_stderr(is_live=chosen.bot_token is not None)
            if chosen.bot_token is not None:
                _run_at_telegram(chosen, archive, takes_updates=not workers_only)
            else:
                _run_playground(chosen, archive, port)
    except KeyboardInterrupt:
        return  # the usual way to end it


def _log_to_stderr(*, is_live: bool) -> None:
    import logging

    level = logging.INFO if is_live else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def _run_at_telegram(chosen: Settings, archive: Archive, *, takes_updates: bool) -> None:
    from bot.app import run_bot

    def tell(name: str) -> None:
        click.echo(f"@{name} is answering at Telegram: https://t.me/{name}  (Ctrl-C ends it)")

    run_bot(chosen, archive, started=tell, takes_updates=takes_updates)


def _run_playground(chosen: Settings, archive: Archive, port: int | None) -> None:
    import asyncio

    asyncio.run(_play(chosen, archive, port))


async def _play(chosen: Settings, archive: Archive, port: int | None) -> None:
    """Join the stand-in and the same application that runs at Telegram."""
    from bot.cli._support.playing import PlayedBot

    played = PlayedBot(chosen, archive)
    playground = _opened_world(chosen, played)
    await _listen(playground, port)
    try:
        await played.play(playground, started=partial(_tell, playground.url, await played.examples(chosen.language)))
    finally:
        await playground.stop()


def _tell(url: str, questions: Sequence[str]) -> None:
    click.echo("No TELEGRAM_BOT_TOKEN is set, so this is the local playground.")
    click.echo(f"Open  {url}")
    if questions:
        click.echo(f"and ask, for instance:  {questions[0]}")
    click.echo("Ctrl-C ends it.")


def _opened_world(chosen: Settings, played: PlayedBot) -> Playground:
    """The playground with the chats that it had the last time; new ones where another playground has them open."""
    from sqlite3 import OperationalError

    from bot.playground import Playground

    path = chosen.data / WORLD_NAME
    try:
        return Playground(backstage=played, kept_in=path)
    except (OperationalError, OSError) as error:
        click.echo(f"The chats are not kept this time: {path}: {error}", err=True)
        return Playground(backstage=played)


async def _listen(playground: Playground, port: int | None) -> None:
    """Take the port asked for, or the first free one from the usual on."""
    tried = range(PORT, PORT + PORTS_TRIED) if port is None else (port,)
    for candidate in tried:
        try:
            await playground.start(port=candidate)
        except OSError as error:
            problem = error
        else:
            return
    where = f"port {port}" if port is not None else f"ports {PORT} to {PORT + PORTS_TRIED - 1}"
    raise Failure(f"{where} on 127.0.0.1 cannot be used ({problem.strerror}); choose another with --port") from problem
