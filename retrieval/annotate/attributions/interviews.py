"""Interviews set as "Q: … A: …": the answers are the words of the one person whom the lines above speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.annotate.attributions.content.clauses import trimmed
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.in_person import is_in_person
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.lexicon import PREPOSITION
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, find_mentions

_SIGNS = frozenset(":.")
_MOST_READ = 3
_TALK_REACH = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph that a label opens, and where its words begin."""

    block: int
    first: int
    asks: bool


def read_answers(page: Page) -> list[Draft]:
    """The answers of an interview, in order; none where it is open who answers.

    An answer goes on over paragraphs without a label as long as another question follows.
    """
    parts = list(_parts(page))
    answers = [part for part in parts if not part.asks]
    if not answers or not parts[0].asks or not _ask(page, parts):
        return []
    if not any(is_in_person(page, part.first, page.blocks[part.block][1]) for part in answers):
        return []  # Frequently asked questions are answered by nobody.
    answering = _interviewee(page, parts[0].block)
    if answering is None:
        return []
    phrase = Phrase("name", answering.first, answering.last, answering.run)
    return [
        draft for number, part in enumerate(parts) if not part.asks and (draft := _answer(page, phrase, parts, number))
    ]


def _parts(page: Page) -> Iterator[_Part]:
    speech = page.speech
    for block, (first, last) in enumerate(page.blocks):
        label = page.lows[first].rstrip(".")
        if label not in speech.question_labels | speech.answer_labels or first + 2 >= last:
            continue
        has_dot = page.words[first].endswith(".")
        if page.words[first][0].isupper() and (has_dot or page.words[first + 1] in _SIGNS):
            yield _Part(block, first + 1 + (not has_dot), label in speech.question_labels)


def _ask(page: Page, parts: Sequence[_Part]) -> bool:
    """Whether most of the questions are some."""
    questions = [part for part in parts if part.asks]
    asked = sum("?" in page.words[part.first : page.blocks[part.block][1]] for part in questions)
    return 2 * asked >= len(questions)


def _interviewee(page: Page, block: int) -> Mention | None:
    """The one person of the paragraphs before the first question, or the one there who is talked to."""
    end = page.blocks[block][0]
    named = [m for m in find_mentions(page) if m.last <= end and m.can_be_person and m.last - m.first > 1]
    people: dict[str, Mention] = {}
    for mention in named:
        people.setdefault(surname_key(page.slice(mention.first, mention.last)), mention)
    talked_to = [mention for mention in people.values() if _is_talked_to(page, mention)]
    found = talked_to if len(people) > 1 else list(people.values())
    return found[0] if len(found) == 1 else None


def _is_talked_to(page: Page, mention: Mention) -> bool:
    """ "The Post talked *to Ada Lund* about …", "an interview *with the singer Ada Lund*"."""
    for at in range(mention.run[0] - 1, max(0, mention.run[0] - _TALK_REACH), -1):
        if page.flags[at] & PREPOSITION:
            return page.lows[at] in ("to", "with")
    return False


def _answer(page: Page, phrase: Phrase, parts: Sequence[_Part], number: int) -> Draft | None:
    part = parts[number]
    last = part.block + 1
    if number + 1 < len(parts):
        last = min(parts[number + 1].block, part.block + _MOST_READ)
    content = trimmed(page, part.first, page.blocks[part.block][1])
    if content is None:
        return None
    more = [page.blocks[block] for block in range(part.block + 1, last)]
    draft = Draft([content, *more], (page.blocks[part.block][0], part.first), phrase, "answer")
    draft.block, draft.sentence = part.block, (page.blocks[part.block][0], content[1])
    return draft
