"""Revision comparison: was a statement worded differently in an earlier revision? Compares, and edits nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answers.excerpts.cutting import sentences_around
from retrieval.model import Annotations, Attribution, Excerpt, Reworded, Span
from retrieval.store import Store
from retrieval.text.alignment import Alignment, Counterpart

# An article that is written on all day has this many versions and more; what was said before them is let go.
MAX_REVISIONS = 50
# Shorter words ("Yes, we can") may be elsewhere in the text by chance.
_SURELY_THE_SAME_CHARS = 40


@dataclass(frozen=True, slots=True)
class RewordedQuotation:
    """A quotation of one revision that another revision words differently.

    Attributes:
        attribution: in the revision that was asked about.
        span: the other wording, in the other revision's text.
    """

    attribution: Attribution
    span: Span


def reworded_quotations(here: str, found: Annotations, there: str) -> tuple[RewordedQuotation, ...]:
    """Which quotations of one revision are in another one in other words, in the order of ``found``.

    Pure and the same at every call. A quotation counts where at least half of its words are at the same place of
    the other revision and the rest differ there; capitals, marks and blanks are no words. One that is missing from
    the other revision, or was moved or rewritten there, is not among them.

    Args:
        here: the text of the revision asked about, the earlier or the later one.
        found: its annotations.
        there: the text of the other revision.
    """
    pairs = _Pairs(here, there)
    others = ((a, pairs.other_wording(a.content)) for a in found.attributions)
    return tuple(RewordedQuotation(a, span) for a, span in others if span is not None)


def other_wording(here: str, content: Sequence[Span], there: str) -> Span | None:
    """Where ``there`` words the content of ``here`` differently; None where it has it word for word, or not at all.

    >>> old, new = "“We shall win”, said Kim.", "“We shall not win”, said Kim."
    >>> other_wording(new, [Span(1, 17)], old).of(old)
    'We shall win'
    """
    return _Pairs(here, there).other_wording(content)


class _Pairs:
    """Two revisions, aligned when it is first needed."""

    def __init__(self, here: str, there: str) -> None:
        self._here, self._there = here, there
        self._alignment: Alignment | None = None

    def counterpart(self, content: Sequence[Span], within: Span | None = None) -> Counterpart | None:
        """Where the content is there; what of it is missing there does not count, None where all of it is.

        Args:
            within: what holds the content; found there as it is, nothing needs to be aligned.
        """
        for spans in ((within,) if within else (), content):
            parts = [part.of(self._here) for part in spans]
            if parts and all(len(part) >= _SURELY_THE_SAME_CHARS and part in self._there for part in parts):
                first = self._there.index(parts[0])
                return Counterpart(Span(first, first + len(parts[0])), is_same=True)
        if self._alignment is None:
            self._alignment = Alignment(self._here, self._there)
        found = [part for part in map(self._alignment.counterpart, content) if part is not None]
        if not found:
            return None
        whole = Span(min(part.span.start for part in found), max(part.span.end for part in found))
        return Counterpart(whole, is_same=all(part.is_same for part in found))

    def other_wording(self, content: Sequence[Span]) -> Span | None:
        found = self.counterpart(content)
        return None if found is None or found.is_same else found.span


class Rewordings:
    """Looks into the earlier revisions of articles while one question is answered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pairs: dict[tuple[str, int, int], _Pairs | None] = {}
        self._texts: dict[tuple[str, int], str | None] = {}

    def marked(self, excerpt: Excerpt) -> Excerpt:
        """The excerpt with the last other wording of its statement, if an earlier revision has one."""
        oldest = max(1, excerpt.revision - MAX_REVISIONS)
        content = excerpt.content or (excerpt.span,)
        for revision in range(excerpt.revision - 1, oldest - 1, -1):
            pairs = self._pair(excerpt.article_id, excerpt.revision, revision)
            if pairs is None:
                return excerpt
            found = pairs.counterpart(content, excerpt.span)
            if found is None:
                return excerpt
            if not found.is_same:
                return replace(excerpt, reworded=self._reworded(excerpt, revision, found.span))
        return excerpt

    def _reworded(self, excerpt: Excerpt, revision: int, other: Span) -> Reworded | None:
        text = self._text(excerpt.article_id, revision)
        if text is None:
            return None
        came_in = self._store.articles.revision_times(excerpt.article_id).get(revision + 1)
        span = sentences_around(text, other)
        return Reworded(came_in.date() if came_in else None, revision, span, span.of(text))

    def _pair(self, article_id: str, latest: int, revision: int) -> _Pairs | None:
        key = (article_id, latest, revision)
        if key not in self._pairs:
            here, there = self._text(article_id, latest), self._text(article_id, revision)
            is_kept = here is not None and there is not None
            self._pairs[key] = _Pairs(here or "", there or "") if is_kept else None
        return self._pairs[key]

    def _text(self, article_id: str, revision: int) -> str | None:
        if (article_id, revision) not in self._texts:
            found = self._store.articles.get(article_id, revision)
            self._texts[article_id, revision] = found.text if found else None
        return self._texts[article_id, revision]
