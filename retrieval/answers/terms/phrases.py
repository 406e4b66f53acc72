"""Phrases of a question: topic words that are next to each other, and how many of them a text has side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.answers.terms.query_terms import term_weights
from retrieval.search.engine import Collection, QueryTerm, SearchEngine
from retrieval.text.languages import Language
from retrieval.text.tokens import stems, words


@dataclass(frozen=True, slots=True)
class Phrases:
    """Pairs of neighbouring topic words ("gag order") with their weights.

    Source:
        The ordered window of Metzler & Croft, "A Markov Random Field Model for Term Dependencies", SIGIR 2005.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    weights: tuple[float, ...] = ()

    def share(self, present: Sequence[str]) -> float:
        """The part of the pairs' weight that stems in their order hold side by side, 0 to 1; 0 without pairs.

        >>> gag_order = Phrases((("gag", "order"),), (1.0,))
        >>> gag_order.share(["a", "gag", "order"]), gag_order.share(["order", "a", "gag"]), Phrases().share(["a"])
        (1.0, 0.0, 0.0)
        """
        if not self.pairs:
            return 0.0
        held = set(pairwise(present))
        found = sum(weight for pair, weight in zip(self.pairs, self.weights, strict=True) if pair in held)
        return found / sum(self.weights)


NO_PHRASES = Phrases()


def phrases(text: str, engine: SearchEngine, language: Language, collection: Collection = "passages") -> Phrases:
    """The pairs of a question's topic words, each as heavy as its two words are rare."""
    asked = words(text)
    is_topic = [word not in language.stop_words for word in asked]
    read = stems(asked, language)
    found = [(read[at], read[at + 1]) for at in range(len(read) - 1) if is_topic[at] and is_topic[at + 1]]
    pairs = tuple(dict.fromkeys(found))
    single = list(dict.fromkeys(stem for pair in pairs for stem in pair))
    weight = dict(zip(single, term_weights([QueryTerm((s,)) for s in single], engine, collection), strict=True))
    return Phrases(pairs, tuple(weight[one] + weight[other] for one, other in pairs))
