"""``verbatim intake``: read the sources without the bot, or beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli._support.beside import working_beside
from bot.cli._support.options import data_option
from retrieval.errors import VerbatimError

if TYPE_CHECKING:
    from retrieval.answers.archive import Archive

_NICER = 10
_GIVES_WAY = 9.0  # nine tenths of the time are the bot's, also where the cores are few
_LEAVE_S = 5.0
_LOOK_EVERY_S = 10.0


@click.command("intake", short_help="Read the sources, without the bot.")
@click.option("--once", is_flag=True, help="Read what is due and stop.")
@click.option("--beside-bot", is_flag=True, hidden=True, help="Stop when standard input ends.")
@data_option
def command(once: bool, beside_bot: bool) -> None:
    """Read the sources as `verbatim run` does, for a machine on which the bot does not run."""
    import logging

    from bot.cli._support.opening import opened, settings
    from bot.intake.intakes import Intakes

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    chosen, stop = settings(), threading.Event()
    if beside_bot:
        _be_quiet_beside(stop)
    with opened(chosen, create=True) as archive:
        intake = Intakes.of(chosen, archive, gives_way=_GIVES_WAY if beside_bot else 0.0)
        if once:
            intake.step()
        else:
            intake.run(stop)


def _be_quiet_beside(stop: threading.Event) -> None:
    """Give way to the bot, and leave when it has left, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the bot says when
    if hasattr(os, "nice"):
        os.nice(_NICER)

    def wait() -> None:
        sys.stdin.buffer.read()
        stop.set()
        if not threading.Event().wait(_LEAVE_S):
            os._exit(0)  # what it was reading is read again next time

    threading.Thread(target=wait, name="until-the-bot-leaves", daemon=True).start()


@contextmanager
def intake_beside(archive: Archive) -> Iterator[None]:
    """Keep a process for the intake while the block runs and there are sources, so that no answer waits for it."""
    with working_beside(partial(_keep_one, archive), "intake-beside"):
        yield


def _keep_one(archive: Archive, stop: threading.Event) -> None:
    """Start the process when there is something to read, and again when it has died."""
    child: subprocess.Popen[bytes] | None = None
    while not stop.is_set():
        if (child is None or child.poll() is not None) and _has_sources(archive):
            command = [sys.executable, "-m", "bot", "--data", str(archive.folder), "intake", "--beside-bot"]
            child = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # our own program
        if stop.wait(_LOOK_EVERY_S):
            break
    if child is not None:
        _end(child)


def _has_sources(archive: Archive) -> bool:
    from retrieval.answers.audiences import kept_chats

    if kept_chats(archive.folder):
        return True
    try:
        return any(source.state == "active" and source.kind == "web" for source in archive.store.sources.all())
    except VerbatimError:
        return False


def _end(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()
    try:
        child.wait(_LEAVE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
