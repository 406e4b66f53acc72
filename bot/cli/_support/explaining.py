"""Explained reading: what of each file would become what, shown before anything is taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

_MOST_FILES = 50
_MOST_FIELDS = 60
_TEXT_CHARACTERS = 120


def explain(paths: Sequence[str], names: Mapping[str, str]) -> None:
    """Print, for the first article of each file, which field is which fact, and the facts."""
    from bot.render.terminal import printable
    from retrieval.sources import Refused, read_articles

    fields: dict[str, Mapping[str, Any]] = {}

    def told(place: str, record: Mapping[str, Any]) -> None:
        fields.setdefault(place, record)

    reading = read_articles(paths, names=names, records=told)
    explained: set[str] = set()
    refused: list[Refused] = []
    count = 0
    for found in reading:
        if isinstance(found, Refused):
            refused.append(found)
            continue
        count += 1
        # Of an archive each file in it has its own place.
        places = [place for place in fields if place.startswith(reading.place)]
        place = places[-1] if places else reading.place
        if place not in explained and len(explained) < _MOST_FILES:
            explained.add(place)
            click.echo(printable("\n".join(_lines(place, fields.get(place, {}), found, names))))
    for one in (*refused[:_MOST_FILES], *reading.noted[:_MOST_FILES]):
        click.echo(printable(str(one)), err=True)
    click.echo(f"{count:,} articles would be read, {len(refused):,} refused; nothing was taken in")


def _lines(place: str, fields: Mapping[str, Any], article: Any, names: Mapping[str, str]) -> list[str]:
    from retrieval.sources import fact_of, plain_name

    lines = [f"{place or article.id}:"]
    for name in list(fields)[:_MOST_FIELDS]:
        fact = names.get(plain_name(str(name))) or fact_of(str(name))
        lines.append(f"  {name} → {fact or 'not read'}")
    day = article.published.day.isoformat() if article.published else None
    facts = {"id": article.id, "title": article.title, "outlet": article.outlet, "author": article.author}
    facts |= {"published": day, "url": article.url, "language": article.language}
    lines += [f"  {fact}: {value or '(empty)'}" for fact, value in facts.items()]
    return [*lines, f"  text: {' '.join(article.text[:_TEXT_CHARACTERS].split())} … ({len(article.text):,} characters)"]
