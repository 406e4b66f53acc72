"""What could one ask this very archive? Examples made from what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import words
from bot.render.days import day

if TYPE_CHECKING:
    from retrieval.answers import Archive

_PEOPLE = 3


def examples(archive: Archive) -> tuple[str, ...]:
    """A few questions that have an answer, at least one."""
    people = [words.one_line(person.name) for person in archive.people(limit=_PEOPLE)]
    days = archive.store.published_days()
    found = [f"what did {people[0]} say"] if people else []
    found += [f"{name} quotes" for name in people[1:2]]
    found += [f"who is {name}" for name in people[2:3]]
    found += [f"what happened on {day(days[-1][0])}"] if days else []
    return tuple(found) or ("what happened yesterday",)
