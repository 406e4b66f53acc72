"""/compare: what two people say on one thing, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import MAX_CAPTION_UNITS, Message, Picture, line
from bot.render.phrases import wording
from bot.render.pictures import quote_card
from bot.render.pictures.jobs import PairJob
from bot.render.rich import Rich, joined, plain
from bot.render.telegram.answer_text import quoted_parts
from bot.render.translate import N_, _, spoken
from retrieval.model import Answer, Excerpt

_OF_EACH = 2
_LOOKED_AT = 40
_MAX_UNITS = 3500
_TOPIC_CHARS = 60


def compare(asked: Request, services: Services) -> tuple[Message, ...]:
    """What both say; without words, how to ask."""
    return looked(COMMAND.name, look, asked, services) if asked.words.strip() else (line(_how(services)),)


def look(words: str, _page: int, today: date, services: Services) -> View:
    """The words of the one, then those of the other, and what leads to all of them."""
    answer = services.archive.ask(words, today=today, limit=_LOOKED_AT, language=spoken())
    people = answer.understood.people
    if len(people) != 2:
        return View(plain(_how(services)))
    said = _by_person(answer, services)
    if not any(said.values()):
        return View(plain(wording.one_line(wording.reason(answer.reason)) if answer.reason else _nothing(answer)))
    shown = [excerpt for excerpts in said.values() for excerpt in excerpts]
    offers = (
        *(Offer(wording.clipped(wording.what_said(name), 40), wording.what_said(name)) for name in people),
        Offer(_("Timeline"), f"/timeline {people[0]} and {people[1]}"),
    )
    ids = tuple(dict.fromkeys(excerpt.article_id for excerpt in shown))
    return View(
        _side_by_side(said, answer), offers=offers, article_ids=ids, picture=partial(_picture, said, answer, services)
    )


def _picture(said: Mapping[str, Sequence[Excerpt]], answer: Answer, services: Services) -> Picture | None:
    """The first words of both in two columns; None where one has none, or where picture or caption have no room."""
    painter, best = services.painter, {name: of[:1] for name, of in said.items()}
    caption = joined(_columns(best, answer), "\n\n")
    if painter is None or not painter.draws(PairJob.kind) or not all(best.values()):
        return None
    if caption.units > MAX_CAPTION_UNITS:
        return None
    first, second = (quote_card.column(wording.one_line(name), of[0]) for name, of in best.items())
    content = painter.paint(PairJob((first, second), services.settings.picture_theme))
    return Picture(content, caption) if isinstance(content, bytes) else None


def _by_person(answer: Answer, services: Services) -> Mapping[str, Sequence[Excerpt]]:
    """The best of each, under the names as the question was understood."""
    said: dict[str, list[Excerpt]] = {name: [] for name in answer.understood.people}
    meant: dict[str, str] = {name: name for name in said}
    for excerpt in answer.excerpts:
        name = excerpt.speaker or ""
        if name not in meant:  # in other letters, or under another name
            found = services.archive.profile(name, quotes=1).profile if name else None
            meant[name] = found.person.name if found else ""
        of = said.get(meant[name])
        if of is not None and len(of) < _OF_EACH:
            of.append(excerpt)
    return said


def _side_by_side(said: Mapping[str, Sequence[Excerpt]], answer: Answer) -> Rich:
    """As many whole excerpts of each as a message holds, the first of each before the second of any."""
    most = max(map(len, said.values()))
    for count in range(most, 0, -1):
        text = joined(_columns({name: of[:count] for name, of in said.items()}, answer), "\n\n")
        if text.units <= _MAX_UNITS or count == 1:
            return text
    return Rich()


def _columns(said: Mapping[str, Sequence[Excerpt]], answer: Answer) -> Iterator[Rich]:
    for name, excerpts in said.items():
        yield plain(wording.one_line(name)).marked("bold")
        if not excerpts:
            yield plain(_nothing(answer))
        for excerpt in excerpts:
            yield joined(quoted_parts(excerpt, answer), "\n")


def _nothing(answer: Answer) -> str:
    topic = wording.clipped(wording.one_line(answer.understood.topic), _TOPIC_CHARS)
    if topic:
        return _("The archive has nothing of theirs on “{topic}”.").format(topic=topic)
    return _("The archive has nothing of theirs.")


def _how(services: Services) -> str:
    """An example of two who are held."""
    known = [wording.one_line(person.name) for person in services.archive.people(limit=2)]
    first, second = known if len(known) == 2 else ("Ada Reed", "Omar Hale")
    example = f"/{COMMAND.name} {first}, {second}"
    return _("Name two people, and on what if you like, for example: {example}").format(example=example)


COMMAND = Command(
    name="compare", help=N_("What two people say on one thing, side by side"), run=compare, look=look, is_question=True
)
