"""Cue: a verb that carries somebody's words, with its clause."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.annotate.attributions.words.verb_forms import Form
from retrieval.annotate.cut import Range

_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb.

    Attributes:
        at: the verb; ``last`` is behind it.
        first: the finite verb: itself, or its auxiliary before it.
        rest: where the words are that belong to it.
        clause: where its stretch without punctuation begins.
        opener: the flag that the first word of the clause has, of those that open one; 0 for a main clause.
        is_passive: its subject is not who speaks.
    """

    at: int
    first: int
    last: int
    form: Form
    rest: tuple[int, ...]
    clause: int
    opener: int
    is_passive: bool = False

    @property
    def classes(self) -> int:
        """What may follow it, as bits of verb_forms.py."""
        return self.form.classes

    @property
    def range(self) -> Range:
        """Its tokens, those apart left out."""
        return (self.first if self.at - self.first <= _BESIDE else self.at), self.last

    @property
    def is_apart(self) -> bool:
        """Whether the subject can stand between the auxiliary and the verb ("hat *die Ministerin* gesagt")."""
        return self.at - self.first > 1
