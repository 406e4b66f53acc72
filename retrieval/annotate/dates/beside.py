"""Context tests for dates: the words beside those that are being read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.annotate.dates.resolution import Scene

_BEFORE = re.compile(r"(\S+)[ \u00a0]+[“\"‘(\[]*$|([$€£#=]|\w+[-–~])$")
_AFTER = re.compile(r"[ \u00a0]+([^\s,.;:!?)\]”\"]+)|([%$€£])|-([^\W\d_]+)|['’](s)\b")
_STOP = re.compile(r"[ \u00a0]*(?:[.,;:!?)\]”\"–—]|-(?!\w)|$|[\r\n])")
REACH = 40


def word_before(scene: Scene) -> str:
    """The word, or the mark of a count, just before what is being read; "" at the start of a line."""
    found = _BEFORE.search(scene.text[max(0, scene.begin - REACH) : scene.begin])
    return (found[1] or found[2]) if found else ""


def word_after(scene: Scene) -> str:
    """The word just after what is being read; "" where a stop comes first."""
    found = _AFTER.match(scene.text, scene.end, scene.end + REACH)
    return (found[1] or found[2] or found[3] or found[4]) if found else ""


def is_before_stop(scene: Scene) -> bool:
    return _STOP.match(scene.text, scene.end) is not None


def has_context(scene: Scene) -> bool:
    """Whether whole sentences come before the run that is being read."""
    return scene.first_stop < scene.words[0].start


def is_counted(scene: Scene) -> bool:
    """Whether the number that is being read counts what follows ("30 people")."""
    after = word_after(scene)
    return after in scene.calendar.counted or after.lower() in scene.calendar.counted


def is_alone(scene: Scene) -> bool:
    """Whether it is all there is between two stops."""
    return not word_before(scene) and is_before_stop(scene)


def is_preceded(scene: Scene, *roles: str) -> bool:
    """Whether the word before has one of these roles."""
    return scene.calendar.roles.get(word_before(scene).lower()) in roles


def is_noun_next(scene: Scene) -> bool:
    """Whether what follows is rather a noun: neither a name nor a joining word nor a verb that is known."""
    after = word_after(scene)
    calendar = scene.calendar
    tables = (calendar.roles, calendar.past, calendar.told, calendar.future, calendar.daytimes)
    return after[:1].islower() and not any(after in table for table in tables)


def is_name_next(scene: Scene) -> bool:
    return word_after(scene)[:1].isupper()


def is_followed(scene: Scene, *roles: str) -> bool:
    """Whether the word after has one of these roles."""
    return scene.calendar.roles.get(word_after(scene).lower()) in roles


def is_definite(scene: Scene) -> bool:
    """Whether it begins with "the"."""
    first, *others = written(scene).lower().split()
    return bool(others) and scene.calendar.roles.get(first) == "the"


def written(scene: Scene) -> str:
    return scene.text[scene.begin : scene.end]


def is_among(scene: Scene, words: frozenset[str]) -> bool:
    """Whether any word that is being read is one of these."""
    return not words.isdisjoint(written(scene).lower().split())


def words_before(scene: Scene) -> list[str]:
    """The last few words before what is being read, in lower case; the nearest comes last."""
    return scene.text[max(0, scene.begin - REACH) : scene.begin].lower().split()
