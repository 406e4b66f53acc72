"""Topic: what a question is about, in terms of the index, and how much of it some words hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from retrieval.answers.excerpts.wanted import WANTS_NOTHING, Wanted
from retrieval.answers.terms.phrases import NO_PHRASES, Phrases
from retrieval.answers.terms.query_terms import matched_weight
from retrieval.search.engine import QueryTerm

# Of so many words each need not be met: the rest tells what is meant, without a day too.
MUCH = 6
# What a passage with its title must hold of a topic's weight, at least: of a short one, of a long one.
_ENOUGH, _ENOUGH_OF_MUCH = 0.5, 0.4
# What the whole article must hold of a short one: each rare word of "gag order" and "ferry captain", but not each
# common one; and of a short one what it must hold of the words that are not put otherwise.
_ENOUGH_OF_ARTICLE, _ENOUGH_OF_SOME, _ENOUGH_OF_PLAIN = 0.63, 0.72, 0.8
# What an article is about it says at its beginning, in so many code points: words of a fragment may stand there too.
LEAD_CHARS = 400
# So many words are no short topic any more, of which one may be put otherwise.
_SOME = 5
# A word that is not there counts a third where words are that elsewhere are found beside it.
_NEARLY = 0.33
_MIN_NEAR = 3
# What is told before it is asked, beside the words of the asking sentence.
_TOLD_BEFORE = 0.5


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about, and what is wanted of it.

    Attributes:
        names: the positions of the terms that are names of the archive's people and bodies.
        asked: the positions of the terms in the sentence that asks, where others come before it; empty where none does.
        near: for a term, words that are found beside it in the archive; they widen what speaks of it.
        telling: the weights by which the sentence is chosen, where they are others: whether an article is on the topic
            matters less by what was done, but which sentence tells of it more.
        lessened: the positions of the terms that an article may put otherwise; their weights are lessened already.
        is_fragment: words side by side, with which nothing is asked of anything.
    """

    terms: tuple[QueryTerm, ...]
    weights: tuple[float, ...]
    side_by_side: Phrases = NO_PHRASES
    wanted: Wanted = WANTS_NOTHING
    names: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    near: Mapping[int, AbstractSet[str]] = field(default_factory=dict)
    telling: tuple[float, ...] = ()
    lessened: frozenset[int] = frozenset()
    is_fragment: bool = False

    def as_told(self) -> Topic:
        """The topic with the weights by which a sentence is chosen."""
        return replace(self, weights=self.telling) if self.telling else self

    def as_asked(self) -> Topic:
        """The topic with the words around the asking sentence lessened: they tell which article, not which sentence."""
        if not self.asked:
            return self.as_told()
        weights = self.telling or self.weights
        lessened = (w if at in self.asked else w * _TOLD_BEFORE for at, w in enumerate(weights))
        return replace(self, weights=tuple(lessened))

    @property
    def is_long(self) -> bool:
        """Whether so much is said that not each word of it counts."""
        return len(self.terms) >= MUCH

    def share(self, present: AbstractSet[str]) -> float:
        """How much of the topic's weight these stems hold."""
        return matched_weight(self.terms, self.weights, present)

    def event_share(self, present: AbstractSet[str]) -> float:
        """How much of what the topic says beside names these stems hold; of all of it where it is names alone."""
        weights = tuple(0.0 if at in self.names else weight for at, weight in enumerate(self.weights))
        return matched_weight(self.terms, weights if any(weights) else self.weights, present)

    def missing(self, present: AbstractSet[str]) -> list[int]:
        """The positions of the terms that are not among these stems."""
        return [at for at, term in enumerate(self.terms) if present.isdisjoint(term.forms)]

    def may_be_of(self, passage: AbstractSet[str]) -> bool:
        """Whether a passage with its title may speak of the topic."""
        return self.share(passage) >= (_ENOUGH_OF_MUCH if self.is_long else _ENOUGH)

    def is_of(self, article: AbstractSet[str], passage: AbstractSet[str]) -> bool:
        """Whether an article, or as much of it as suffices, speaks of the topic: of a short one nearly all of it."""
        if self.is_long:
            return True
        missing = self.missing(article)
        if any(at in self.names for at in missing):
            return False
        nearly = {at: self.weights[at] for at in missing if _has_near(self.near.get(at, ()), passage)}
        is_short = len(self.terms) < _SOME
        enough = _ENOUGH_OF_ARTICLE if is_short else _ENOUGH_OF_SOME
        every = range(len(self.terms))
        plain = [at for at in every if at not in self.lessened] if is_short else []
        return self._holds(every, missing, nearly, enough) and self._holds(plain, missing, nearly, _ENOUGH_OF_PLAIN)

    def _holds(self, of: Sequence[int], missing: Collection[int], nearly: Mapping[int, float], enough: float) -> bool:
        """Whether enough of the weight of some terms is there, or nearly."""
        whole = sum(self.weights[at] for at in of)
        held = sum(self.weights[at] for at in of if at not in missing)
        return whole == 0 or held + _NEARLY * sum(nearly.get(at, 0.0) for at in of) >= enough * whole


def _has_near(near: Collection[str], present: AbstractSet[str]) -> bool:
    return sum(word in present for word in near) >= _MIN_NEAR
