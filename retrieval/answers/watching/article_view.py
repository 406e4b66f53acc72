"""View of one article: its units as the index has them, worked out once for all watches matched against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from retrieval.answers.excerpts.cutting import passage_excerpt
from retrieval.answers.excerpts.topic import LEAD_CHARS
from retrieval.answers.ingest.units import indexed
from retrieval.answers.terms.query_terms import text_stems
from retrieval.model import Annotations, Article, Attribution, Span
from retrieval.search.engine import QueryTerm, Unit
from retrieval.text.languages import language_of
from retrieval.text.normal import Fragments
from retrieval.text.tokens import stems, tokenize
from retrieval.text.view import reading_view


@dataclass(frozen=True, slots=True)
class ViewedUnit:
    """A unit with its terms as a set."""

    unit: Unit
    terms: frozenset[str]


class Units:
    """The units of one collection, found by the terms on them."""

    def __init__(self, units: Sequence[ViewedUnit]) -> None:
        self.all = tuple(units)
        self._terms: dict[str, int] = defaultdict(int)
        self._filters: dict[str, int] = defaultdict(int)
        for at, held in enumerate(units):
            for term in held.terms:
                self._terms[term] |= 1 << at
            for demanded in held.unit.filters:
                self._filters[demanded] |= 1 << at
        self._demanded: dict[tuple[frozenset[str], ...], int] = {(): (1 << len(units)) - 1}

    @property
    def filters(self) -> Iterable[str]:
        """Of all of them."""
        return self._filters.keys()

    def found(self, terms: Sequence[QueryTerm], demands: tuple[frozenset[str], ...]) -> Iterator[ViewedUnit]:
        """Those on which each demand is met and a form of one of the terms is found, in order."""
        mask = self._meeting(demands)
        if mask and terms:
            mask &= self._holding(terms)
        at = 0
        while mask:
            if mask & 1:
                yield self.all[at]
            mask >>= 1
            at += 1

    def _meeting(self, demands: tuple[frozenset[str], ...]) -> int:
        mask = self._demanded.get(demands)
        if mask is None:
            mask = self._demanded[()]
            for filters in demands:
                met = 0
                for one in filters & self._filters.keys():
                    met |= self._filters[one]
                mask &= met
            self._demanded[demands] = mask
        return mask

    def _holding(self, terms: Sequence[QueryTerm]) -> int:
        mask = 0
        for term in terms:
            for form in term.forms:
                if form in self._terms:
                    mask |= self._terms[form]
        return mask


class ArticleView:
    """One article against which many conditions are held."""

    def __init__(self, article: Article, annotations: Annotations) -> None:
        self.article = article
        self.annotations = annotations
        found = [ViewedUnit(unit, frozenset(unit.terms)) for unit in indexed(article, annotations).units]
        self.passages = Units([held for held in found if held.unit.collection == "passages"])
        self.quotations = Units([held for held in found if held.unit.collection == "quotations"])
        self._stems: dict[tuple[int, str], frozenset[str]] = {}
        self._windows: dict[int, tuple[list[Span], list[frozenset[str]]]] = {}
        self._places: dict[str, dict[str, list[Span]]] = {}
        self._content: dict[Span, tuple[Span, ...]] = {}
        self._present: dict[str, frozenset[str]] = {}
        # What has been found before for conditions that this article cannot tell apart.
        self.found: dict[Hashable, Any] = {}

    def present(self, language: str) -> frozenset[str]:
        """Every term of its units, and the stems of its text as a question in a language reads them."""
        if language not in self._present:
            units = (*self.passages.all, *self.quotations.all)
            self._present[language] = self.every_stem(language).union(*(unit.terms for unit in units))
        return self._present[language]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Of the whole text."""
        return reading_view(self.article.text).sentences()

    def around(self, span: Span) -> Span:
        """The whole sentences that a span touches."""
        touched = [s for s in self.sentences if s.touches(span)] or [span]
        return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))

    @cached_property
    def fragments(self) -> Fragments:
        """The text, to find very words in."""
        return Fragments(self.article.text)

    @cached_property
    def titled_fragments(self) -> Fragments:
        """Title and text likewise; positions are those of neither."""
        return Fragments(f"{self.article.title or ''}\n{self.article.text}")

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The unstemmed words of its passages, those with a seam too."""
        return frozenset(word for held in self.passages.all for word in held.unit.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its people and speakers."""
        speakers = {a.speaker for a in self.annotations.attributions if a.speaker}
        return frozenset(speakers | {person.name for person in self.annotations.people})

    def attribution(self, quotation: ViewedUnit) -> Attribution:
        """The attribution that a quotation is the unit of."""
        return self.annotations.attributions[quotation.unit.ordinal]

    def stems(self, passage: ViewedUnit, language: str) -> frozenset[str]:
        """The stems of the title and a passage, as a question in a language reads them."""
        return self._stems_of(passage.unit.ordinal, reading_view(self.article.text).of(passage.unit.span), language)

    def every_stem(self, language: str) -> frozenset[str]:
        """The stems of the title and the whole text."""
        return self._stems_of(-1, reading_view(self.article.text).text, language)

    def lead_stems(self, language: str) -> frozenset[str]:
        """The stems of the title and how the text begins."""
        return self._stems_of(-2, reading_view(self.article.text).text[:LEAD_CHARS], language)

    def _stems_of(self, number: int, text: str, language: str) -> frozenset[str]:
        key = (number, language)
        if key not in self._stems:
            self._stems[key] = frozenset(text_stems(f"{self.article.title or ''} {text}", language_of(language)))
        return self._stems[key]

    def sentences_of(self, passage: ViewedUnit) -> tuple[list[Span], list[frozenset[str]]]:
        """The sentences of a passage and the stems of each, in the article's own language."""
        key = passage.unit.ordinal
        if key not in self._windows:
            span, row = passage.unit.span, language_of(self.article.language)
            view = reading_view(self.article.text)
            borders = [s for s in view.sentences() if span.holds(s)] or [span]
            self._windows[key] = (borders, [frozenset(text_stems(view.of(s), row)) for s in borders])
        return self._windows[key]

    def places(self, form: str, languages: Collection[str]) -> Iterator[Span]:
        """Where words of a stem are in the text."""
        for code in languages:
            if code not in self._places:
                self._places[code] = self._read_places(code)
            yield from self._places[code].get(form, ())

    def runs(self, terms: Sequence[QueryTerm], language: str) -> tuple[Span, ...]:
        """Where words of these terms are side by side in the text, in their order, as a question reads them."""
        return self._runs_in("text", terms, language)

    def titled_runs(self, terms: Sequence[QueryTerm], language: str) -> tuple[Span, ...]:
        """The same in the text; where it has none, in the title, with positions in it."""
        return self.runs(terms, language) or self._runs_in("title", terms, language)

    def holds_together(self, passage: ViewedUnit, terms: Sequence[QueryTerm], language: str) -> bool:
        """Whether the title or a passage has words of these terms side by side."""
        runs = self.runs(terms, language)
        return any(passage.unit.span.touches(run) for run in runs) or bool(self._runs_in("title", terms, language))

    def _runs_in(self, part: Literal["text", "title"], terms: Sequence[QueryTerm], language: str) -> tuple[Span, ...]:
        key = ("runs", part, tuple(term.forms for term in terms), language)
        if key not in self.found:
            text = (self.article.text if part == "text" else self.article.title) or ""
            codes = dict.fromkeys((self.article.language or "en", language))
            self.found[key] = tuple(sorted({run for code in codes for run in _runs(text, terms, code)}))
        found: tuple[Span, ...] = self.found[key]
        return found

    def _read_places(self, code: str) -> dict[str, list[Span]]:
        view = reading_view(self.article.text)
        tokens, found = tokenize(view.text), defaultdict(list)
        for token, stem in zip(tokens, stems([t.word for t in tokens], language_of(code)), strict=True):
            found[stem].append(view.stored(Span(token.start, token.end)))
        return found

    def content_of(self, span: Span) -> tuple[Span, ...]:
        """The words of the one speaker whose words fill a slice; none where nobody's do."""
        if span not in self._content:
            excerpt = passage_excerpt(self.article, span, self.annotations, score=0.0)
            self._content[span] = excerpt.content or ()
        return self._content[span]


def _runs(text: str, terms: Sequence[QueryTerm], code: str) -> Iterator[Span]:
    """The places of words whose stems in a language are forms of the terms, one after another."""
    tokens = tokenize(text)
    found = stems([token.word for token in tokens], language_of(code))
    forms = [frozenset(term.forms) for term in terms]
    last = len(forms) - 1
    for at, stem in enumerate(found[: len(found) - last]):
        if stem in forms[0] and all(found[at + n] in form for n, form in enumerate(forms)):
            yield Span(tokens[at].start, tokens[at + last].end)
