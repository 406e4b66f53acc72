"""Interviews in which no paragraph names who speaks: which of them ask, which answer, and how far an answer goes on.

"Q: Will you open it? ¶ A: In June." · "P. ¿Y después? ¶ R. Después, nada." · "— Что вас поразило? ¶ — Тишина."
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.quotations.in_person import is_in_person
from retrieval.annotate.cut import Cut
from retrieval.annotate.lexicon import DASHES
from retrieval.text.languages.reported_speech import ReportedSpeech

_SIGNS = frozenset(":.")
_MOST_READ = 3
_FEWEST_BARE = 2
"""Two questions with answers show that dashes set an interview, and not a list; one will do where a label says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of the one who is asked, as half-open token ranges.

    Attributes:
        block: number of the paragraph that it begins.
        opening: the label or the dash before them.
        content: the words, a range a paragraph.
    """

    block: int
    opening: tuple[int, int]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph that a label or a dash opens, where its words begin, and what its label says it does."""

    block: int
    first: int
    kind: Literal["asks", "answers", "says"]


def read_answers(
    cut: Cut, labels: ReportedSpeech, dashes: str = "", taken: Collection[int] = ()
) -> tuple[int, list[Answer]]:
    """The answers of an interview, in order; none where the paragraphs are no interview.

    A labelled answer goes on over paragraphs without a label as long as another question follows.

    Args:
        dashes: the signs that open a line of dialogue; none in languages whose dashes open the points of a list.
        taken: paragraphs in which somebody is named as the speaker.

    Returns:
        The paragraph that begins the interview, before which it is told who answers; and the answers.
    """
    parts = [part for part in _parts(cut, labels, dashes) if part.block not in taken]
    if not parts or parts[0].kind == "answers" or not _ask(cut, parts):
        return 0, []
    answering = [number for number in range(1, len(parts)) if _is_answer(parts[number - 1], parts[number])]
    if len(answering) < _FEWEST_BARE and not any(parts[number].kind == "answers" for number in answering):
        return 0, []
    ends = [part.block for part in parts[1:]] + [0]
    return parts[0].block, [_answer(cut, parts[number], ends[number], taken) for number in answering]


def _parts(cut: Cut, labels: ReportedSpeech, dashes: str) -> Iterator[_Part]:
    for block, (first, last) in enumerate(cut.blocks):
        label, begin = cut.lows[first].rstrip("."), first + 1
        if cut.words[first][0] in dashes and cut.quote_of[first] < 0 and begin < last:
            yield _Part(block, begin, "asks" if cut.words[last - 1] == "?" else "says")
        elif (asks := label in labels.question_labels) or label in labels.answer_labels:
            while begin < last and cut.words[begin] in _SIGNS:
                begin += 1
            is_parted = begin > first + 1 or cut.words[first].endswith(".")
            if is_parted and begin < last and cut.words[first][0].isupper() and cut.quote_of[first] < 0:
                yield _Part(block, begin, "asks" if asks else "answers")


def _ask(cut: Cut, parts: Sequence[_Part]) -> bool:
    """Whether most of the questions are some."""
    questions = [part for part in parts if part.kind == "asks"]
    asked = sum("?" in cut.words[part.first : cut.blocks[part.block][1]] for part in questions)
    return 2 * asked >= len(questions)


def _is_answer(before: _Part, part: _Part) -> bool:
    """Whether a label says so, or a dash right behind a question."""
    return part.kind == "answers" or (part.kind == "says" and before.kind == "asks" and part.block == before.block + 1)


def _answer(cut: Cut, part: _Part, following: int, taken: Collection[int]) -> Answer:
    """An answer up to the next part (0: it is the last one)."""
    end = part.block + 1
    while part.kind == "answers" and end < min(following, part.block + _MOST_READ) and end not in taken:
        end += 1
    first, last = cut.blocks[part.block]
    return Answer(part.block, (first, part.first), ((part.first, last), *cut.blocks[part.block + 1 : end]))


def read_interview(
    cut: Cut, speech: ReportedSpeech, taken: Collection[int], interviewee: Callable[[int], Phrase | None]
) -> list[Draft]:
    """The answers of an interview with their speaker, in order; none where it is open who answers.

    Args:
        taken: paragraphs in which somebody is named as the speaker.
        interviewee: tells whom the paragraphs before a paragraph speak of.
    """
    begin, answers = read_answers(cut, speech, DASHES if speech.has_dialogue_dashes else "", taken)
    if not speech.drops_pronouns and not any(_is_spoken(cut, speech, answer) for answer in answers):
        return []  # Frequently asked questions are answered by nobody.
    phrase = interviewee(begin) if answers else None
    return [_answered(cut, answer, phrase) for answer in answers] if phrase is not None else []


def _answered(cut: Cut, answer: Answer, phrase: Phrase) -> Draft:
    content = cut.trimmed(*answer.content[0]) or answer.content[0]
    draft = Draft([content, *answer.content[1:]], answer.opening, phrase, "answer")
    draft.block, draft.sentence = answer.block, (answer.opening[0], content[1])
    return draft


def _is_spoken(cut: Cut, speech: ReportedSpeech, answer: Answer) -> bool:
    """Whether a dash shows that somebody speaks, or a word that only who speaks says."""
    return cut.words[answer.opening[0]][0] in DASHES or is_in_person(cut, speech, *answer.content[0])
