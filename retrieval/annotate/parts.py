"""How is a text as long as a book annotated? In parts between paragraphs, so that no step has all of it in hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from retrieval.annotate.attributions import Found
from retrieval.model import Attribution, PersonInArticle, Role, Span
from retrieval.text.paragraphs import paragraphs

_LONGEST = 300_000
_MOST = 50_000
"""Three novels have fewer quotations; behind so many, a text is read no further."""


def parts_of(text: str) -> Iterator[Span]:
    """The whole of every text that is no book; of a longer one stretches of paragraphs, in order."""
    if len(text) <= _LONGEST:
        yield Span(0, len(text))
        return
    start = end = 0
    for block in paragraphs(text):
        if block.end - start > _LONGEST and end > start:
            yield Span(start, end)
            start = block.start
        end = block.end
    yield Span(start, len(text))


def joined(found: Iterable[tuple[int, Found]]) -> Found:
    """What was found in each part, by where the part begins; a name is one person in all of them."""
    attributions: list[Attribution] = []
    people: dict[str, PersonInArticle] = {}
    for start, (said, named) in found:
        attributions.extend(_shifted(one, start) for one in said)
        for person in named:
            moved = _moved(person, start)
            known = people.get(person.name)
            people[person.name] = moved if known is None else _both(known, moved)
        if len(attributions) >= _MOST:
            break
    return tuple(attributions), tuple(people.values())


def _shifted(said: Attribution, by: int) -> Attribution:
    return replace(
        said,
        content=tuple(span.shifted(by) for span in said.content),
        cue=said.cue and said.cue.shifted(by),
        speaker_span=said.speaker_span and said.speaker_span.shifted(by),
    )


def _moved(person: PersonInArticle, by: int) -> PersonInArticle:
    return replace(
        person,
        mentions=tuple(span.shifted(by) for span in person.mentions),
        roles=tuple(Role(role.text, role.span.shifted(by)) for role in person.roles),
        introduction=person.introduction and person.introduction.shifted(by),
    )


def _both(first: PersonInArticle, later: PersonInArticle) -> PersonInArticle:
    return replace(first, mentions=first.mentions + later.mentions, roles=first.roles + later.roles)
