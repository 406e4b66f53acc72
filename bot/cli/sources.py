"""``verbatim sources``: list and change the feeds, pages and folders that are read regularly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

import click

from bot.cli._support.failures import Failure
from bot.cli._support.options import data_option, json_option

if TYPE_CHECKING:
    from bot.settings import Settings
    from retrieval.store import Source, Sources, SourceState

_LINES_SHOWN = 10


@click.group("sources", short_help="Choose which feeds, pages and folders are read.")
@data_option
def command() -> None:
    """The feeds, sitemaps, pages and folders that `verbatim run` reads regularly."""


@contextmanager
def _kept() -> Iterator[tuple[Sources, Settings]]:
    from bot.cli._support.opening import opened, settings

    chosen = settings()
    with opened(chosen, create=True) as archive:
        yield archive.store.sources, chosen


@command.command("add")
@click.argument("addresses", nargs=-1, required=True, metavar="URL_OR_FOLDER...")
def add(addresses: tuple[str, ...]) -> None:
    """Add feeds, sites (their feeds are found), pages or folders."""
    from bot.intake.adding import SourceFinder

    with _kept() as (sources, chosen):
        finder = SourceFinder(chosen, lambda: sources)
        for address in addresses:
            found, is_new = finder.add(address, datetime.now(UTC))
            _say(f"{'added' if is_new else 'is there already'}: {found.kind} {found.url}")


@command.command("test")
@click.argument("address", metavar="URL_OR_FOLDER")
def try_out(address: str) -> None:
    """Show what an address would bring, without keeping it."""
    from bot.cli._support.opening import settings
    from bot.intake.adding import look
    from bot.intake.once import fetcher_of

    for found in look(address, fetcher_of(settings()), datetime.now(UTC)):
        count = f", {found.articles} articles" if found.articles else ""
        _say(f"{found.kind} {found.url}{count}{': ' + found.title if found.title else ''}")


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Show every source with its next run and its last error."""
    from bot.cli._support.batch import print_json

    with _kept() as (sources, _):
        found = sources.all()
    if as_json:
        for source in found:
            print_json(_as_json(source))
        return
    for source in found:
        _say(f"{source.url}{' (' + source.title + ')' if source.title else ''}")
        due = f"next run {_moment(source.next_run_utc)}" if source.kind == "web" else "a channel"
        when, last = due if source.state == "active" else source.state, "run" if source.kind == "web" else "post"
        _say(f"  {when}, last {last} {_moment(source.last_run_utc)}, {source.articles:,} articles")
        if source.last_error:
            _say(f"  {source.last_error}{f' ({source.failures} times)' if source.failures > 1 else ''}")
    if not found:
        click.echo("There are no sources yet; add one with: verbatim sources add URL")


def _as_json(source: Source) -> dict[str, object]:
    from bot.intake.memory import Memory

    memory = Memory.of(source.seen)
    return {
        "url": source.url,
        "read_from": source.feed_url,
        "title": source.title,
        "state": source.state,
        "kind": source.kind,
        "next_run": source.next_run_utc.isoformat() if source.state == "active" and source.kind == "web" else None,
        "last_run": source.last_run_utc.isoformat() if source.last_run_utc else None,
        "last_error": source.last_error,
        "failures": source.failures,
        "interval_s": source.interval_s,
        "articles": source.articles,
        "waiting": len(memory.waiting),
        "left_alone": {host: rest.until.isoformat() for host, rest in memory.rests.items() if rest.is_long},
    }


@command.command("remove")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
def remove(urls: tuple[str, ...]) -> None:
    """Stop reading these; their articles stay."""
    with _kept() as (sources, _):
        for url in urls:
            _must(sources.remove(url), url)


@command.command("pause")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
def pause(urls: tuple[str, ...]) -> None:
    """Pause these until they are resumed."""
    _set_state(urls, "paused")


@command.command("resume")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
def resume(urls: tuple[str, ...]) -> None:
    """Resume these, and read them at once."""
    _set_state(urls, "active")


def _set_state(urls: tuple[str, ...], state: SourceState) -> None:
    with _kept() as (sources, _):
        for url in urls:
            _must(sources.set_state(url, state, next_run_utc=datetime.now(UTC)), url)


@command.command("import")
@click.argument("file", type=click.File("rb"), metavar="OPML")
def import_(file: IO[bytes]) -> None:
    """Add the feeds of an OPML file ('-' for stdin)."""
    from bot.intake.adding import bounds_of, new_source
    from bot.intake.opml import MAX_BYTES, read_opml

    now = datetime.now(UTC)
    with _kept() as (sources, chosen):
        found = read_opml(file.read(MAX_BYTES + 1), file.name)
        added = sum(sources.add(new_source(url, title, bounds_of(chosen), now)) for url, title in found.sources)
    click.echo(f"{added:,} added, {len(found.sources) - added:,} there already")
    if found.unread:
        lines = ", ".join(f"{line}" for line in found.unread[:_LINES_SHOWN])
        more = f" and {len(found.unread) - _LINES_SHOWN:,} more" if len(found.unread) > _LINES_SHOWN else ""
        _say(f"not read, for they are broken or have no whole address: line {lines}{more} of {file.name}", err=True)


@command.command("export")
def export() -> None:
    """Print the sources as OPML; folders and channels are left out."""
    from bot.intake.opml import write_opml
    from bot.intake.source_reader import is_folder

    with _kept() as (sources, _):
        feeds = (s for s in sources.all() if s.kind == "web" and not is_folder(s.url))
        click.echo(write_opml((s.url, s.title) for s in feeds), nl=False)


def _must(is_done: bool, url: str) -> None:
    if not is_done:
        raise Failure(f"there is no source {url}; see: verbatim sources list")


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"


def _say(line: str, *, err: bool = False) -> None:
    from bot.render.terminal import printable

    click.echo(printable(line), err=err)
