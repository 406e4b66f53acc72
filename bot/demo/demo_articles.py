"""Demo articles: what `articles.jsonl` holds, moved so near to today that there is something new to ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from retrieval.model import Article, Published

_WEDNESDAY = 2
ID_PREFIX = "demo/"
_PLACES = {
    "Norrhavn Post": "norrhavn-post.example",
    "Valdia Herald": "valdia-herald.example",
    "The Harbour Times": "harbour-times.example",
    "Nordwire": "nordwire.example",
    "Küstenblatt": "kuestenblatt.example",
    "Le Courrier du Nord": "courrier-du-nord.example",
    "El Faro del Norte": "faro-del-norte.example",
    "Diário do Atlântico": "diario-do-atlantico.example",
    "Северный вестник": "severny-vestnik.example",
    "Північна хвиля": "pivnichna-khvylia.example",
}


def demo_articles(today: date) -> Iterator[Article]:
    """The articles, oldest first; of one that was corrected first the one, then the other wording.

    They are moved by whole weeks, since they speak of days of the week: the newest is a few days old.

    >>> articles = list(demo_articles(date(2026, 11, 26)))
    >>> len(articles), len({article.id for article in articles}), articles[-1].published.day.isoformat()
    (41, 40, '2026-11-24')
    """
    last = today - timedelta(days=(today.weekday() - _WEDNESDAY) % 7)
    lines = files(__package__).joinpath("articles.jsonl").read_text(encoding="utf-8").splitlines()
    return (_article(json.loads(line), last) for line in lines)


def _article(row: dict[str, Any], last: date) -> Article:
    day = last - timedelta(days=row["days_ago"])
    return Article(
        id=f"{ID_PREFIX}{row['slug']}",
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        author=row.get("author"),
        published=Published.parse(f"{day.isoformat()}T{row['time']}:00+01:00"),
        url=f"https://{_PLACES[row['outlet']]}/{row['slug']}",
        language=row["language"],
    )
