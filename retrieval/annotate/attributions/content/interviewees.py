"""Whose words the answers of an interview are: of the one person whom the lines above it speak of."""

from __future__ import annotations

from collections.abc import Collection

from retrieval.annotate.attributions.content.clauses import trimmed
from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.in_person import is_in_person
from retrieval.annotate.attributions.interviews import read_answers
from retrieval.annotate.attributions.phrases import Phrase
from retrieval.annotate.lexicon import PREPOSITION
from retrieval.annotate.name_keys import surname_key
from retrieval.annotate.page import Page
from retrieval.annotate.people.mentions import Mention, find_mentions

_TALK_REACH = 6


def read_interview(page: Page, taken: Collection[int]) -> list[Draft]:
    """The answers of an interview with their speaker, in order; none where it is open who answers.

    Args:
        taken: paragraphs in which somebody is named as the speaker.
    """
    begin, answers = read_answers(page, page.speech, taken=taken)
    if not any(is_in_person(page, page.speech, *answer.content[0]) for answer in answers):
        return []  # Frequently asked questions are answered by nobody.
    answering = _interviewee(page, page.blocks[begin][0])
    if answering is None:
        return []
    phrase = Phrase("name", answering.first, answering.last, answering.run)
    drafts = []
    for answer in answers:
        if (content := trimmed(page, *answer.content[0])) is not None:
            draft = Draft([content, *answer.content[1:]], answer.opening, phrase, "answer")
            draft.block, draft.sentence = answer.block, (answer.opening[0], content[1])
            drafts.append(draft)
    return drafts


def _interviewee(page: Page, end: int) -> Mention | None:
    """The one person named before a token, or the one there who is talked to."""
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
