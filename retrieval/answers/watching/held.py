"""What does one article hold? Its units as the index has them, and the stems of their sentences, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from retrieval.answers.indexing import indexed
from retrieval.answers.terms import text_stems
from retrieval.model import Annotations, Article, Span
from retrieval.search.engine import Unit
from retrieval.text.languages import language_of
from retrieval.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A unit with its terms as a set."""

    unit: Unit
    terms: frozenset[str]


class Held:
    """One article against which many conditions are held."""

    def __init__(self, article: Article, annotations: Annotations) -> None:
        self.article = article
        self.annotations = annotations
        found = [HeldUnit(unit, frozenset(unit.terms)) for unit in indexed(article, annotations).units]
        self.passages = tuple(held for held in found if held.unit.collection == "passages")
        self.quotations = tuple(held for held in found if held.unit.collection == "quotations")
        self._stems: dict[tuple[int, str], frozenset[str]] = {}
        self._windows: dict[tuple[int, str], tuple[list[Span], list[frozenset[str]]]] = {}

    @cached_property
    def filters(self) -> frozenset[str]:
        """Of all its units."""
        return frozenset().union(*(held.unit.filters for held in (*self.passages, *self.quotations)))

    def stems(self, passage: HeldUnit, language: str) -> frozenset[str]:
        """The stems of the title and a passage, as a question in a language reads them."""
        key = (passage.unit.ordinal, language)
        if key not in self._stems:
            whole = f"{self.article.title or ''} {passage.unit.span.of(self.article.text)}"
            self._stems[key] = frozenset(text_stems(whole, language_of(language)))
        return self._stems[key]

    def every_stem(self, language: str) -> frozenset[str]:
        """The stems of the title and the whole text."""
        key = (-1, language)
        if key not in self._stems:
            whole = f"{self.article.title or ''} {self.article.text}"
            self._stems[key] = frozenset(text_stems(whole, language_of(language)))
        return self._stems[key]

    def sentences(self, passage: HeldUnit) -> tuple[list[Span], list[frozenset[str]]]:
        """The sentences of a passage and the stems of each, in the article's own language."""
        key = (passage.unit.ordinal, self.article.language or "")
        if key not in self._windows:
            span, row = passage.unit.span, language_of(self.article.language)
            borders = [s.shifted(span.start) for s in sentences(span.of(self.article.text))] or [span]
            self._windows[key] = (borders, [frozenset(text_stems(s.of(self.article.text), row)) for s in borders])
        return self._windows[key]
