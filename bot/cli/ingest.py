"""``verbatim ingest``: take in articles from files, folders and addresses."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli._support.explaining import explain
from bot.cli._support.options import data_option

if TYPE_CHECKING:
    from bot.settings import Settings
    from retrieval.answers import Additions, Archive
    from retrieval.sources import Noted, Refused

_SHOWN = 20


@click.command("ingest", short_help="Take in articles.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH_OR_URL...")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes for many articles (default: one per core).")
@click.option("--map", "names", metavar="FIELD=FACT,...", default="", help="What the fields of a table or of JSON are.")
@click.option("--explain", "is_explained", is_flag=True, help="Show how the files would be read; take nothing in.")
@click.option("--quiet", "is_quiet", is_flag=True, help="Send no alerts for these articles (for a backfill).")
@data_option
def command(paths: tuple[str, ...], jobs: int | None, names: str, is_explained: bool, is_quiet: bool) -> None:
    """Take in articles from files and folders, web pages and feeds.

    Files may be JSON lines, JSON, CSV, text, Markdown, HTML, PDF, Word, EPUB, mails and mailboxes, MHTML, saved feeds,
    WordPress and Telegram exports, NewsML and NITF, or a ZIP of these; the first four also packed (.gz). What cannot
    be read is refused by name and line, and the rest goes in; what was guessed or left empty is noted. Where fields
    have names of their own, say which are ours: --map headline=title,body=text. The exit code is 1 where nothing could
    be taken in.
    """
    from bot.cli._support.bars import reading_bar
    from bot.cli._support.opening import opened, settings
    from bot.render.terminal import printable
    from retrieval.answers.ingest.annotators import collecting_little
    from retrieval.sources import by_ending, read_articles

    chosen = settings()
    given = _given(names)
    files = [path for path in paths if not is_address(path)]
    if is_explained:
        explain(files, given)
        return
    reading = read_articles(files, names=given)
    with opened(chosen, create=True) as archive, _listed_at_the_end(), collecting_little():
        with reading_bar(reading) as watched:
            done = archive.add(watched, progress=watched.tell, jobs=jobs or os.cpu_count() or 1, is_quiet=is_quiet)
        done = done + _fetched([path for path in paths if is_address(path)], chosen, archive, is_quiet=is_quiet)
    _list("refused", done.refused)
    _list_unread(done.unread)
    _list("noted", reading.noted)
    if reading.left_aside:
        click.echo(printable(f"left aside: {by_ending(reading.left_aside)}"), err=True)
    click.echo(
        f"{done.added:,} added, {done.updated:,} updated, {done.unchanged:,} unchanged, {len(done.refused):,} refused"
    )
    if not (done.added or done.updated or done.unchanged):
        raise click.exceptions.Exit(1)


def _given(names: str) -> dict[str, str]:
    from retrieval.sources import names_given

    try:
        return names_given(names)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error


def is_address(path: str) -> bool:
    """Whether a web address is meant, not a file.

    >>> is_address("https://herald.example/rain"), is_address("rain.txt")
    (True, False)
    """
    return path.lower().startswith(("http://", "https://"))


def _fetched(addresses: Sequence[str], chosen: Settings, archive: Archive, *, is_quiet: bool) -> Additions:
    from retrieval.answers import Additions

    if not addresses:
        return Additions()
    from bot.intake.once import fetcher_of, take_in_addresses

    return take_in_addresses(archive, addresses, fetcher_of(chosen), is_quiet=is_quiet)


def _list(what: str, told: Sequence[Refused | Noted]) -> None:
    from bot.cli._support.screen import is_terminal
    from bot.render.terminal import printable

    # A person wants to see the counts below; a file or a pipe wants every name.
    shown = told[:_SHOWN] if is_terminal(sys.stderr) else told
    for one in shown:
        click.echo(printable(f"{what} {one}"), err=True)
    if hidden := len(told) - len(shown):
        click.echo(f"and {hidden:,} more; 2> FILE records every one", err=True)


@contextmanager
def _listed_at_the_end() -> Iterator[None]:
    """What could not be read for people and quotations is listed, and need not be logged as it comes."""
    log = logging.getLogger("retrieval.answers.ingest.annotators")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _list_unread(unread: Sequence[tuple[str, str]]) -> None:
    from bot.render.terminal import printable
    from retrieval.answers.ingest.unread import unread_message

    if unread:
        click.echo(printable(unread_message(len(unread), unread[:_SHOWN])), err=True)
