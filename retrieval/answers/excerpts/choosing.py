"""Sentence choice: which sentence of an article says most of what was asked, and can be shown by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answers.excerpts.cutting import MAX_WINDOW_CHARS
from retrieval.answers.excerpts.topic import Topic
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Annotations, Article, Span
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import tells
from retrieval.text.view import ReadingView, reading_view

# What a sentence is worth: the share of the topic that it holds itself, with the title of its article, and with the
# sentences around it; words that it has side by side as the question does; the thing wanted; its place.
_OWN, _WITH_TITLE, _AROUND = 0.55, 0.25, 0.2
_SIDE_BY_SIDE, _WANTED, _LEAD = 0.15, 0.9, 0.05
_AROUND_SENTENCES = 2
# A second sentence must bring so much of the topic.
_WORTH_A_SENTENCE = 0.2
_WHAT_FOLLOWS = 0.01
# What tells nothing is shown only where nothing else holds anything of the topic.
_TELLS_NOTHING = -2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A slice of an article.

    Attributes:
        strength: how surely it holds the thing wanted, 0 to 1.
        share: of the topic, with the title.
    """

    span: Span
    strength: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    stems: tuple[str, ...]
    held: frozenset[str]
    is_telling: bool
    strength: float


def chosen(article: Article, passages: Sequence[Span], topic: Topic, annotations: Annotations) -> Choice:
    """The sentence, or two, of these passages that says most of what was asked.

    Args:
        passages: in order and apart; the first may be how the article begins.
    """
    view, language = reading_view(article.text), language_of(article.language)
    whole, topic = topic, topic.as_asked()
    title = frozenset(text_stems(article.title or "", language))
    best, best_worth = Choice(passages[-1]), -10.0
    for passage in passages:
        read = _read(view, passage, topic, annotations, language)
        for at, one in enumerate(read):
            worth = _worth(read, at, title, topic) + (_LEAD if at == 0 and passage is passages[0] else 0.0)
            choice = Choice(one.span, one.strength, whole.share(one.held | title))
            if worth > best_worth + 1e-9:
                best, best_worth = choice, worth
            joined = _joined(article, read, at, topic)
            if joined and worth + joined[1] > best_worth + 1e-9:
                best, best_worth = joined[0], worth + joined[1]
    return best


def _read(
    view: ReadingView, passage: Span, topic: Topic, annotations: Annotations, language: Language
) -> list[_Sentence]:
    read = []
    for span in (s for s in view.sentences_around(passage) if passage.holds(s)):
        text = view.of(span)
        stems = tuple(text_stems(text, language))
        held = frozenset(stems)
        strength = topic.wanted.strength(view, span, annotations, language)
        if strength and topic.wanted.thing == "when" and not topic.is_long:
            strength *= topic.event_share(held)  # a day is the day of what its own sentence tells
        read.append(_Sentence(span, stems, held, tells(text, language), strength))
    return read


def _worth(read: Sequence[_Sentence], at: int, title: frozenset[str], topic: Topic) -> float:
    one = read[at]
    around = frozenset[str]().union(
        *(s.held for s in read[max(0, at - _AROUND_SENTENCES) : at + _AROUND_SENTENCES + 1])
    )
    own, with_title, near = topic.share(one.held), topic.share(one.held | title), topic.share(around)
    worth = _OWN * own + _WITH_TITLE * with_title + _AROUND * near
    worth += _SIDE_BY_SIDE * topic.side_by_side.share(one.stems) + _WANTED * one.strength * max(with_title, near)
    return worth if one.is_telling else worth + _TELLS_NOTHING


def _joined(article: Article, read: Sequence[_Sentence], at: int, topic: Topic) -> tuple[Choice, float] | None:
    """The sentence with the next one of its paragraph, and what that adds."""
    if at + 1 >= len(read) or not (read[at].is_telling and read[at + 1].is_telling):
        return None
    one, two = read[at], read[at + 1]
    window = Span(one.span.start, two.span.end)
    if len(window) > MAX_WINDOW_CHARS or "\n\n" in window.of(article.text):
        return None
    more = topic.share(one.held | two.held) - topic.share(one.held)
    stronger = max(0.0, two.strength - one.strength)
    gain = _OWN * more + _WANTED * stronger - _WORTH_A_SENTENCE
    if topic.wanted.thing == "why" and not stronger and not one.strength:
        gain = max(gain, _WHAT_FOLLOWS)  # a reason without a word for it follows what it is the reason of
    return Choice(window, max(one.strength, two.strength), topic.share(one.held | two.held)), gain
