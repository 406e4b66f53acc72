"""Claim in a question: what somebody is said to have said, where small words say it ("covid *isn't over*").

Small words carry no topic, so that words on one are found without them; of such a claim they are the predicate, and a
text makes it where they stand as they do in the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answers.questions.lexicons import LEXICONS, Lexicon, Role
from retrieval.text.languages import language_of
from retrieval.text.tokens import words

# What is small in a claim and says nothing of its own.
_JOINTS: frozenset[Role] = frozenset({"aux", "article", "that", "pronoun", "of", "not", "any", "filler"})
_BEFORE_PREDICATE: frozenset[Role] = frozenset({"aux", "not", "filler"})
# How far before its predicate a claim's negation is ("not yet quite over").
_REACH = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim whose predicate is a small word.

    Attributes:
        predicate: the small word that ends it; empty where a claim has none such.
        is_negated: it says that something is not so.
    """

    predicate: str = ""
    is_negated: bool = False

    def is_made_in(self, text: str, code: str) -> bool:
        """Whether a text in a language says so of anything; true of a claim without such a predicate."""
        if not self.predicate:
            return True
        said, lexicon = _in_full(text, LEXICONS.get(code, LEXICONS["en"]))
        return any(self._is_made_at(said, at, lexicon) for at, word in enumerate(said) if word == self.predicate)

    def _is_made_at(self, said: Sequence[str], at: int, lexicon: Lexicon) -> bool:
        is_led = at > 0 and not _BEFORE_PREDICATE.isdisjoint(_roles(said[at - 1], lexicon))
        is_denied = any("not" in _roles(word, lexicon) for word in said[max(0, at - _REACH) : at])
        return is_led and is_denied == self.is_negated


def claim_of(fragment: str, code: str) -> Claim:
    """The claim in some words of a question.

    >>> claim_of("the talks aren't over", "en"), claim_of("inflation is transitory", "en")
    (Claim(predicate='over', is_negated=True), Claim(predicate='', is_negated=False))
    """
    said, lexicon = _in_full(fragment, LEXICONS[code])
    last = said[-1] if len(said) > 1 else ""
    if last not in language_of(code).stop_words or not _JOINTS.isdisjoint(_roles(last, lexicon)):
        return Claim()
    return Claim(last, any("not" in _roles(word, lexicon) for word in said))


def wordings(fragment: str, code: str) -> tuple[str, ...]:
    """Some words as they are put, and with their negations written out and in short.

    >>> wordings("it isn't over", "en"), wordings("it is not over", "en"), wordings("over", "en")
    (("it isn't over", 'it is not over'), ('it is not over', 'it isnt over'), ('over',))
    """
    said, lexicon = _in_full(fragment, LEXICONS[code])
    if not any("not" in _roles(word, lexicon) for word in said):
        return (fragment,)
    written, short = words(fragment), f" {' '.join(said)} "
    for contraction, meant in lexicon.contracted.items():
        if len(meant) > 1 and "not" in _roles(meant[-1], lexicon):
            short = short.replace(f" {' '.join(meant)} ", f" {contraction} ")
    others = (other for other in (" ".join(said), short.strip()) if words(other) != written)
    return (fragment, *dict.fromkeys(others))


def _in_full(text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], Lexicon]:
    return lexicon.in_full(tuple(words(text))), lexicon


def _roles(word: str, lexicon: Lexicon) -> set[Role]:
    return {entry.role for phrase, entry in lexicon.phrases.get(word, ()) if len(phrase) == 1}
