"""Example questions made from what this archive holds, each asked before it is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bot.dialogue.view import Offer
from bot.render.phrases import wording
from bot.render.phrases.day_wording import day
from bot.render.translate import _, spoken

if TYPE_CHECKING:
    from retrieval.annotate.people import Person
    from retrieval.answers import Archive
    from retrieval.model import Answer, Excerpt

_LISTED, _TRIED = 40, 12
_FEWEST_QUOTED = 2
_LOOKED_AT = 5
_LABEL_UNITS = 60
_FIVE, _WORDS_SHOWN = 5, 4
_QUOTE_MARKS = ' "“”„«»‹›‘’'
_Moment = tuple[int, str, date]
_kept: WeakKeyDictionary[Archive, dict[_Moment, tuple[str, ...]]] = WeakKeyDictionary()
_lock = Lock()


def examples(archive: Archive, today: date) -> tuple[str, ...]:
    """A few questions in the language spoken, each with an answer that shows what the archive can do; none is too.

    Found once a day and a state of the archive, so that who says hello again does not wait.
    """
    moment = (archive.store.history.last_position(), spoken(), today)
    with _lock:
        known = _kept.setdefault(archive, {})
        if moment in known:
            return known[moment]
    found = tuple(_found(archive, today))
    with _lock:
        for old in [held for held in known if held[0] != moment[0]]:
            known.pop(old, None)
        known[moment] = found
    return found


def five_examples(archive: Archive, today: date) -> tuple[str, ...]:
    """Those of `examples`, and where they are fewer than five, plainer ones that have an answer as well."""
    found = dict.fromkeys(examples(archive, today))
    for question, speaker in _plainer(archive, today):
        if len(found) >= _FIVE:
            break
        answered = archive.ask(question, today=today, limit=1, language=spoken()).excerpts
        if answered and speaker in (None, answered[0].speaker):
            found.setdefault(question)
    return tuple(found)


def _plainer(archive: Archive, today: date) -> Iterator[tuple[str, str | None]]:
    """Questions, each with the speaker whose words must be the answer's first, if it is about one's words."""
    people = [p for p in archive.people(limit=_TRIED) if p.is_person and _is_full(p.name)]
    for person in people:
        for excerpt in archive.ask(_says(person), today=today, limit=_LOOKED_AT, language=spoken()).excerpts:
            if words := _memorable(excerpt):
                yield wording.who_said(words), excerpt.speaker
                break
        else:
            continue
        break
    for person in people:
        yield _says(person), person.name
    for person in people:
        yield wording.who_is(wording.one_line(person.name)), None


def _memorable(excerpt: Excerpt) -> str:
    """The first few words of a direct quotation; empty where there is none that is long enough."""
    if excerpt.attribution != "direct" or not excerpt.content or excerpt.speaker is None:
        return ""
    said = excerpt.content[0].shifted(-excerpt.span.start).of(excerpt.text).strip(_QUOTE_MARKS).split()
    return " ".join(said[:_WORDS_SHOWN]).rstrip(",;:.!?") if len(said) >= _WORDS_SHOWN else ""


def example_offers(tries: Sequence[str]) -> tuple[Offer, ...]:
    """A button for each example, which asks it."""
    return tuple(Offer(wording.clipped(question, _LABEL_UNITS), question) for question in tries)


def _found(archive: Archive, today: date) -> Iterator[str]:
    def ask(question: str) -> Answer:
        return archive.ask(question, today=today, limit=_LOOKED_AT, language=spoken())

    full = islice((p for p in archive.people(limit=_LISTED) if p.is_person and _is_full(p.name)), _TRIED)
    people = list(islice((p for p in full if _speaks(p, ask(_says(p)).excerpts)), 3))
    yield from map(_says, people[:1])
    for person in people[1:2]:
        quotes = _("{name} quotes").format(name=wording.one_line(person.name))
        yield quotes if _speaks(person, ask(quotes).excerpts) else _says(person)
    for person in people[-1:]:
        card = wording.who_is(wording.one_line(person.name))
        if ask(card).excerpts:
            yield card
    for published, _count in archive.store.catalogue.published_days()[-1:]:
        happened = wording.what_happened(day(published))
        if ask(happened).excerpts:
            yield happened


def _says(person: Person) -> str:
    return wording.what_said(wording.one_line(person.name))


def _speaks(person: Person, excerpts: tuple[Excerpt, ...]) -> bool:
    """Whether an answer begins with a direct quotation of somebody, and holds several."""
    direct = [e.attribution == "direct" and e.speaker in person.names for e in excerpts]
    return direct[:1] == [True] and sum(direct) >= _FEWEST_QUOTED


def _is_full(name: str) -> bool:
    """Whether a name has two words that are more than initials.

    >>> _is_full("Anna Berg"), _is_full("A. Berg"), _is_full("Berg")
    (True, False, False)
    """
    return sum(len(part.strip(".")) > 1 for part in name.split()) > 1
