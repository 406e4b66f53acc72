"""Sentence choice: which sentence of an article says most of what was asked, and can be shown by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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
        near: of the topic, with the sentences around.
    """

    span: Span
    strength: float = 0.0
    share: float = 0.0
    near: float = 0.0


class _Sentence:
    """A sentence of a passage; what it tells and whether it holds the thing wanted is read only where that decides."""

    def __init__(
        self, span: Span, text: str, view: ReadingView, topic: Topic, annotations: Annotations, language: Language
    ) -> None:
        self.span = span
        self.stems = tuple(text_stems(text, language))
        self.held = frozenset(self.stems)
        self._text, self._view, self._topic, self._annotations, self._language = (
            text,
            view,
            topic,
            annotations,
            language,
        )

    @cached_property
    def is_telling(self) -> bool:
        """Whether it reports something."""
        return tells(self._text, self._language)

    @cached_property
    def strength(self) -> float:
        """How surely it holds the thing wanted, 0 to 1."""
        topic = self._topic
        strength = topic.wanted.strength(self._view, self.span, self._annotations, self._language)
        if strength and topic.wanted.thing == "when" and not topic.is_long:
            # A day is the day of what its own sentence tells; one that somebody speaks of, of what is said of it.
            spoken = _beside_days(self._view, self.span, self._annotations, self._language)
            strength *= topic.event_share(spoken or self.held)
        return strength


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence where it is among the others, with what it is worth without what is read late.

    Attributes:
        worth: as far as its words and its place tell.
        share: by which the thing wanted counts here.
        near: how much of the topic is here and in the sentences around.
        most: what it can be worth at most, alone or with the next one.
    """

    read: Sequence[_Sentence]
    at: int
    worth: float
    share: float
    near: float
    most: float


def chosen(article: Article, passages: Sequence[Span], topic: Topic, annotations: Annotations) -> Choice:
    """The sentence, or two, of these passages that says most of what was asked.

    Args:
        passages: in order and apart; the first may be how the article begins.
    """
    view, language = reading_view(article.text), language_of(article.language)
    whole, topic = topic, topic.as_asked()
    title = frozenset(text_stems(article.title or "", language))
    places: list[_Place] = []
    for passage in passages:
        spans = (s for s in view.sentences_around(passage) if passage.holds(s))
        read = [_Sentence(span, view.of(span), view, topic, annotations, language) for span in spans]
        lead = _LEAD if passage is passages[0] else 0.0
        places += (_placed(read, at, title, topic, 0.0 if at else lead) for at in range(len(read)))
    best, best_worth = Choice(passages[-1]), -10.0
    for place in _that_may_win(places, article, topic):
        one = place.read[place.at]
        worth, joined = _worth(place), _joined(article, place.read, place.at, topic)
        if worth > best_worth + 1e-9:
            best, best_worth = Choice(one.span, one.strength, whole.share(one.held | title), place.near), worth
        if joined and worth + joined[1] > best_worth + 1e-9:
            best, best_worth = replace(joined[0], near=place.near), worth + joined[1]
    return best


def _that_may_win(places: Sequence[_Place], article: Article, topic: Topic) -> list[_Place]:
    """The places, in order, without those that can be worth no more than some other one is."""
    held, found = -10.0, []
    for at in sorted(range(len(places)), key=lambda at: -places[at].most):
        if places[at].most < held - 1e-6:
            break
        found.append(at)
        joined = _joined(article, places[at].read, places[at].at, topic)
        held = max(held, _worth(places[at]) + max(0.0, joined[1] if joined else 0.0))
    return [places[at] for at in sorted(found)]


def _placed(read: Sequence[_Sentence], at: int, title: frozenset[str], topic: Topic, lead: float) -> _Place:
    one = read[at]
    around = frozenset[str]().union(
        *(s.held for s in read[max(0, at - _AROUND_SENTENCES) : at + _AROUND_SENTENCES + 1])
    )
    own, with_title, near = topic.share(one.held), topic.share(one.held | title), topic.share(around)
    worth = _OWN * own + _WITH_TITLE * with_title + _AROUND * near + lead
    worth += _SIDE_BY_SIDE * topic.side_by_side.share(one.stems)
    # What a title tells of may have its reason elsewhere.
    share, surest = near if topic.wanted.thing == "why" else max(with_title, near), topic.wanted.surest
    joined = max(_WHAT_FOLLOWS, _OWN * (1.0 - own) + _WANTED * surest - _WORTH_A_SENTENCE)
    return _Place(read, at, worth, share, near, worth + _WANTED * surest * share + joined)


def _worth(place: _Place) -> float:
    one = place.read[place.at]
    worth = place.worth + _WANTED * one.strength * place.share
    return worth if one.is_telling else worth + _TELLS_NOTHING


def _beside_days(view: ReadingView, span: Span, annotations: Annotations, language: Language) -> frozenset[str]:
    """The stems of the words said, where each day of a sentence is in what is said there; empty otherwise."""
    days = [mention.span for mention in annotations.dates if span.holds(mention.span)]
    said = [part for a in annotations.attributions for part in a.content if any(part.holds(day) for day in days)]
    if not days or not all(any(part.holds(day) for part in said) for day in days):
        return frozenset()
    return frozenset(stem for part in said for stem in text_stems(view.of(part), language))


def _joined(article: Article, read: Sequence[_Sentence], at: int, topic: Topic) -> tuple[Choice, float] | None:
    """The sentence with the next one of its paragraph, and what that adds; a reason may follow in another paragraph."""
    if at + 1 >= len(read) or not (read[at].is_telling and read[at + 1].is_telling):
        return None
    one, two = read[at], read[at + 1]
    window = Span(one.span.start, two.span.end)
    is_why = topic.wanted.thing == "why"
    if len(window) > MAX_WINDOW_CHARS or ("\n\n" in window.of(article.text) and not is_why):
        return None
    more = topic.share(one.held | two.held) - topic.share(one.held)
    stronger = max(0.0, two.strength - one.strength)
    gain = _OWN * more + _WANTED * stronger - _WORTH_A_SENTENCE
    if is_why and not stronger and not one.strength:
        gain = max(gain, _WHAT_FOLLOWS)  # a reason without a word for it follows what it is the reason of
    return Choice(window, max(one.strength, two.strength), topic.share(one.held | two.held)), gain
