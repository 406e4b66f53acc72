"""What could one ask this very archive? Examples made from what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import words
from bot.render.days import day
from bot.render.translate import _

if TYPE_CHECKING:
    from retrieval.answers import Archive

_PEOPLE = 3


def examples(archive: Archive) -> tuple[str, ...]:
    """A few questions that have an answer, at least one."""
    people = [words.one_line(person.name) for person in archive.people(limit=_PEOPLE)]
    days = archive.store.published_days()
    found = [words.what_said(people[0])] if people else []
    found += [_("{name} quotes").format(name=name) for name in people[1:2]]
    found += [words.who_is(name) for name in people[2:3]]
    found += [words.what_happened(day(days[-1][0]))] if days else []
    return tuple(found) or (_("what happened yesterday"),)
