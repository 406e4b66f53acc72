"""Topics as text: the days they are of, and a row for each with its number of articles and a headline."""

from __future__ import annotations

from datetime import date

from bot.render.phrases.day_wording import day
from bot.render.phrases.numbers import number
from bot.render.phrases.wording import one_line
from bot.render.translate import _, ngettext
from retrieval.answers.topics import Topic, TopicsFound


def heading(found: TopicsFound) -> str:
    """Of which days they are."""
    return _("What stands out, {first} – {last}").format(first=_day(found.first), last=_day(found.last))


def row(place: int, topic: Topic) -> str:
    """A topic and its shortest headline, both as the articles have them."""
    articles = ngettext("{n} article", "{n} articles", topic.articles).format(n=number(topic.articles))
    source = f" ({one_line(topic.outlet)})" if topic.outlet else ""
    headline = f"\n{one_line(topic.headline)}{source}" if topic.headline else ""
    return f"{place}. {topic.words} – {articles}{headline}"


def nothing(found: TopicsFound) -> str:
    """That there is none, and of which days."""
    if found.first is None:
        return _("No article of this archive has a day.")
    told = _("Nothing stands out between {first} and {last}. /latest shows what is new.")
    return told.format(first=_day(found.first), last=_day(found.last))


def _day(of: date | None) -> str:
    return day(of) if of else ""
