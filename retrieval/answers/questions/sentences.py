"""Sentences of a question: which one asks, which tell what it is about, and which only speak of the asker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.answers.questions.lexicons import Lexicon, Role
from retrieval.model import Span
from retrieval.text.tokens import words
from retrieval.text.wordlists import word_set

# A point behind four small letters ends a sentence ("Mrs." does not).
_SENTENCE_END = re.compile(r"(?<=[a-zß-ÿа-яёіїєґ]{4})\.\s+(?=\S)|[!?]+\s+(?=\S)|[\r\n]+")
# By these words, of every language of questions, a sentence speaks of whoever asks and of whom they ask.
_OF_THE_ASKER = word_set(
    "i im ive id my me mine you u your sorry ich mir mich mein meine je j moi mon ma yo mi eu meu minha desculpe",
    "я мне меня мой моя вы ты ви ти мені мене мій моя",
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a question.

    Attributes:
        asking: the one that asks.
        context: those that tell what it is about.
        beside: those that speak of the asker, and mere politeness.
    """

    asking: Span
    context: tuple[Span, ...] = ()
    beside: tuple[Span, ...] = ()


def sentences_of(text: str, lexicon: Lexicon) -> Sentences:
    """The sentences of a text with plain marks: the one that asks is the plainest question, of several the longest.

    >>> from retrieval.answers.questions.lexicons import LEXICONS
    >>> text = "I was away. The dam was closed. Why did it leak?"
    >>> found = sentences_of(text, LEXICONS["en"])
    >>> found.asking.of(text), [s.of(text) for s in found.context], [s.of(text) for s in found.beside]
    ('Why did it leak?', ['The dam was closed. '], ['I was away. '])
    """
    parts = [part for part in _parted(text) if any(map(str.isalnum, part.of(text)))]
    asks = [_asks(part.of(text), lexicon) for part in parts]
    if len(parts) < 2 or '"' in text or not any(asks):
        return Sentences(Span(0, len(text)))
    best = max(range(len(parts)), key=lambda at: (asks[at], len(parts[at])))
    others = [part for at, part in enumerate(parts) if at != best]
    context = tuple(part for part in others if _tells(part.of(text), lexicon))
    return Sentences(parts[best], context, tuple(part for part in others if part not in context))


def _parted(text: str) -> Iterator[Span]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield Span(start, end.end())
        start = end.end()
    yield Span(start, len(text))


def _asks(sentence: str, lexicon: Lexicon) -> int:
    """How plainly a sentence asks: by its sign for it and its word, by a word for an act, not at all."""
    found = words(sentence)
    if "?" in sentence or any(_has_role(word, "ask", lexicon) or word in lexicon.contracted for word in found):
        return 2 + ("?" in sentence)
    return 2 if _has_role(found[0], "aux", lexicon) else int(any(_has_role(word, "act", lexicon) for word in found))


def _tells(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells something that is not of whoever asks."""
    found = words(sentence)
    is_of_asker = not _OF_THE_ASKER.isdisjoint(found) or _has_role(found[-1], "closing", lexicon)
    return not is_of_asker and any(word not in lexicon.phrases for word in found)


def _has_role(word: str, role: Role, lexicon: Lexicon) -> bool:
    return any(entry.role == role for phrase, entry in lexicon.phrases.get(word, ()) if len(phrase) == 1)
