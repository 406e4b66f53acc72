"""``verbatim check``: check the archive and the bot, and say what to do about what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli._support.batch import print_json
from bot.cli._support.options import data_option, json_option
from retrieval.errors import VerbatimError

if TYPE_CHECKING:
    from bot.settings import Settings
    from retrieval.answers.ingest.health import Check


@click.command("check", short_help="Check whether everything is well.")
@json_option
@data_option
def command(as_json: bool) -> None:
    """Check settings, archive, index and, where a token is set, the bot at Telegram.

    The exit code is 1 when something is broken.
    """
    checks = []
    for check in _checks():
        checks.append(check)
        if not as_json:
            _show(check)
    is_well = all(check.ok for check in checks)
    if as_json:
        found = [{"name": check.name, "ok": check.ok, "message": check.message} for check in checks]
        print_json({"ok": is_well, "checks": found})
    if not is_well:
        raise click.exceptions.Exit(1)


def _checks() -> Iterator[Check]:
    from bot.cli._support.opening import settings
    from retrieval.answers.ingest.health import Check

    try:
        chosen = settings()
    except VerbatimError as error:
        yield Check("settings", ok=False, message=f"{error}; mend it in the environment or in .env")
        return
    yield Check("settings", ok=True, message=f"the archive's folder is {chosen.data.resolve()}")
    yield from _of_archive(chosen)
    yield from _of_health(chosen)
    yield from _of_telegram(chosen)


def _of_archive(chosen: Settings) -> Iterator[Check]:
    from bot.cli._support.opening import is_there, opened
    from retrieval.answers.ingest.health import Check

    if not is_there(chosen):
        yield Check("archive", ok=True, message="none yet; the first question makes one from seeds/")
        return
    try:
        from retrieval.answers.audiences import check_own
        from retrieval.answers.figures import checks

        with opened(chosen, is_only_looked_at=True) as archive:
            yield from archive.check()
            yield from checks(archive.store, datetime.now(UTC))
            yield from check_own(archive.folder, is_open=chosen.sources_are == "private")
    except VerbatimError as error:
        yield Check("archive", ok=False, message=str(error))


def _of_health(chosen: Settings) -> Iterator[Check]:
    if chosen.health_file:
        from bot.app import check_health

        yield check_health(chosen.health_file, datetime.now(UTC))


def _of_telegram(chosen: Settings) -> Iterator[Check]:
    from retrieval.answers.ingest.health import Check

    if chosen.bot_token is None:
        yield Check("telegram", ok=True, message="no token: verbatim run opens the local playground")
        return
    from bot.app import check_telegram

    yield from check_telegram(chosen)


def _show(check: Check) -> None:
    from bot.cli._support.screen import show
    from bot.render.terminal import Line, Piece, printable

    mark = Piece("ok     ", "number") if check.ok else Piece("BROKEN ", "bad")
    show([Line((mark, Piece(f"{check.name}: ", "words"), Piece(printable(check.message))))])
