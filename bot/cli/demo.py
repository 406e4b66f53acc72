"""``verbatim demo``: fill an archive with invented articles, so that there is something to ask at once."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.cli._support.failures import Failure
from bot.cli._support.options import data_option
from bot.cli._support.playing import SEEDS

_TO_ASK = ("what did Ida Aune say about the bridge?", "who said “a bridge to nowhere”?", "what happened on Friday?")


@click.command("demo", short_help="Fill an archive with invented articles to try things on.")
@data_option
def command() -> None:
    """Take in forty short articles of invented people: two months of one story, ten outlets, seven languages.

    There are agency texts in several outlets, a corrected article, and words of a dozen people. An archive that holds
    articles of its own is left alone; give another folder with --data. To be rid of them: remove the folder.
    """
    from bot.cli._support.opening import opened, settings
    from bot.demo import demo_articles

    chosen = settings()
    with opened(chosen, create=True) as archive:
        articles = list(demo_articles(datetime.now(UTC).date()))
        if len(archive.store.articles.get_many([a.id for a in articles])) + SEEDS < (held := archive.counts().articles):
            raise Failure(
                f"{chosen.data} holds {held:,} articles already; give a folder for these: verbatim demo --data FOLDER"
            )
        done = archive.add(articles, jobs=1, is_quiet=True)
    count = len({article.id for article in articles})
    click.echo(f"{count} articles of invented people are in {chosen.data} ({done.added} new)")
    click.echo(f"Run: verbatim --data {chosen.data}")
    click.echo("Ask, for example:")
    for question in _TO_ASK:
        click.echo(f"  {question}")
