"""Write buffer: the newest units, since the last segment was written, searchable in memory.

They are few, so plain lists serve. A write buffer only grows; who asks holds a `WriteBufferView`, which sees the units
that were there when it was made and no others, so that nobody waits for anybody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from retrieval.search.engine import Collection, Held, Hit, Indexed, Query, Unit, Withdrawn
from retrieval.search.segment.norms import byte_length
from retrieval.text.repair import glued_parts

# A posting is the unit and, in these last bits, the frequency.
_TF_BITS = 32
_MASK = (1 << _TF_BITS) - 1
_NOBODY: frozenset[int] = frozenset()


class _Row(NamedTuple):
    """What is known of a unit."""

    article_id: str
    revision: int
    unit: Unit


class WriteBufferShelf:
    """The units of one collection, numbered from 0 as they come."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.lengths: list[int] = []
        self.terms: dict[str, list[int]] = defaultdict(list)
        self.filters: dict[str, list[int]] = defaultdict(list)
        self.words: dict[str, list[int]] = defaultdict(list)
        self.glued: dict[str, list[str]] = defaultdict(list)

    def add(self, article: Indexed, unit: Unit, *, has_words: bool) -> int:
        """Take a unit; returns its number."""
        number = len(self.rows)
        for term, tf in Counter(unit.terms).items():
            self.terms[term].append(number << _TF_BITS | tf)
        for name in unit.filters:
            self.filters[name].append(number)
        if has_words:
            for word in set(unit.words):
                if word not in self.words:
                    for part in glued_parts(word):
                        self.glued[part].append(word)
                self.words[word].append(number)
        self.lengths.append(len(unit.terms))
        # Last, as it is what makes the unit seen.
        self.rows.append(_Row(article.article_id, article.revision, unit))
        return number


class WriteBuffer:
    """Changes in the order they came; the last one of an article counts."""

    def __init__(self) -> None:
        self.shelves: dict[Collection, WriteBufferShelf] = {
            "passages": WriteBufferShelf(),
            "quotations": WriteBufferShelf(),
        }
        self.changed: dict[str, Indexed | Withdrawn] = {}
        self._numbers: dict[str, list[tuple[Collection, int]]] = {}
        self._dead: dict[Collection, frozenset[int]] = {"passages": _NOBODY, "quotations": _NOBODY}
        self.unit_count = 0

    def take(self, changes: Iterable[Indexed | Withdrawn]) -> None:
        """Take changes; views made before do not see them."""
        for change in changes:
            for collection, number in self._numbers.pop(change.article_id, ()):
                self._dead[collection] |= {number}
            self.changed.pop(change.article_id, None)
            self.changed[change.article_id] = change
            if isinstance(change, Indexed):
                self._numbers[change.article_id] = [(unit.collection, self._add(change, unit)) for unit in change.units]
                self.unit_count += len(change.units)

    def _add(self, article: Indexed, unit: Unit) -> int:
        return self.shelves[unit.collection].add(article, unit, has_words=unit.collection == "passages")

    def view(self) -> dict[Collection, WriteBufferView]:
        """The tail as it is now."""
        return {name: WriteBufferView(shelf, len(shelf.rows), self._dead[name]) for name, shelf in self.shelves.items()}


class Wanted(NamedTuple):
    """A term asked for: its forms, and what a unit would gain at a frequency without end."""

    forms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class WriteBufferView:
    """The first units of a shelf, without the withdrawn ones.

    Attributes:
        end: how many units it sees, withdrawn ones too.
        dead: numbers of the withdrawn ones.
    """

    shelf: WriteBufferShelf
    end: int
    dead: frozenset[int]
    _sorted: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Units that can be found."""
        return self.end - len(self.dead)

    @property
    def length(self) -> int:
        """Terms in them."""
        return sum(self.shelf.lengths[: self.end]) - sum(self.shelf.lengths[number] for number in self.dead)

    def holders(self, forms: Sequence[str]) -> int:
        """How many units hold at least one of these terms."""
        if len(forms) == 1 and not self.dead:
            return bisect_left(self.shelf.terms.get(forms[0], ()), self.end << _TF_BITS)
        return len(self._frequencies(forms))

    def _frequencies(self, forms: Sequence[str]) -> dict[int, int]:
        """How often each unit holds any of these terms."""
        found: dict[int, int] = {}
        for form in forms:
            for posting in self.shelf.terms.get(form, ()):
                number = posting >> _TF_BITS
                if number >= self.end:
                    break
                if number not in self.dead:
                    found[number] = found.get(number, 0) + (posting & _MASK)
        return found

    def _frequency(self, forms: Sequence[str], number: int) -> int:
        total = 0
        for form in forms:
            postings = self.shelf.terms.get(form, ())
            place = bisect_left(postings, number << _TF_BITS)
            if place < len(postings) and postings[place] >> _TF_BITS == number:
                total += postings[place] & _MASK
        return total

    def with_filters(self, filters: Iterable[str]) -> set[int]:
        """The units that carry at least one of the filters."""
        found = {number for name in filters for number in self.shelf.filters.get(name, ()) if number < self.end}
        return found - self.dead if self.dead else found

    def allowed(self, query: Query) -> set[int] | None:
        """The units that meet the demands and carry nothing refused; None where all do."""
        if not query.demands and not query.refuses:
            return None
        met = [self.with_filters(demand) for demand in query.demands]
        found = set.intersection(*met) if met else set(range(self.end)) - self.dead
        return found - self.with_filters(query.refuses)

    def top(
        self, wanted: Sequence[Wanted], query: Query, *, limit: int, floor: float, norms: tuple[float, float, float]
    ) -> list[Hit]:
        """The best units that can reach the floor, best first; scored as the segments are, to the bit.

        Args:
            wanted: weightiest first.
            scale: k1, b and the average length.
        """
        allowed = self.allowed(query)
        if not self.end or allowed == set():
            return []
        scores = self.scores(wanted, allowed, floor, norms)
        return self._best({number: score for number, score in scores.items() if score >= floor * _SAFE}, limit)

    def scores(
        self, wanted: Sequence[Wanted], allowed: set[int] | None, floor: float, norms: tuple[float, float, float]
    ) -> dict[int, float]:
        """What the units that hold a term score, by number; those that cannot reach the floor may be missing."""
        k1, b, avgdl = norms
        rest = sum(term.weight for term in wanted)
        scores: dict[int, float] = {}
        for forms, weight in wanted:
            # With no more than the terms to come, a unit without a score cannot reach the floor any more.
            is_open = rest >= floor * _SAFE
            held = self._frequencies(forms) if is_open else {n: self._frequency(forms, n) for n in scores}
            for number, tf in held.items():
                if tf and (allowed is None or number in allowed):
                    norm = k1 * (1 - b + b * byte_length(self.shelf.lengths[number]) / avgdl)
                    scores[number] = scores.get(number, 0.0) + tf * weight / (norm + tf)
            rest -= weight
        return scores

    def listed(self, query: Query, limit: int) -> list[Hit]:
        """The first allowed units, in order of article and ordinal, score 0."""
        allowed = self.allowed(query)
        every = set(range(self.end)) - self.dead if allowed is None else allowed
        return self._best(dict.fromkeys(every, 0.0), limit)

    def _best(self, scores: dict[int, float], limit: int) -> list[Hit]:
        rows = self.shelf.rows
        hits = [
            Hit(name, revision, unit.ordinal, unit.span.start, unit.span.end, score)
            for number, score in scores.items()
            for name, revision, unit in (rows[number],)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.article_id, hit.ordinal))[:limit]

    def held(self) -> Iterator[tuple[str, Held]]:
        """Every article with units here that can be found."""
        found: dict[str, Held] = {}
        for number in range(self.end):
            if number not in self.dead:
                name, revision, unit = self.shelf.rows[number]
                before = found.get(name)
                found[name] = Held(revision, 1 + (before.passages if before else 0), unit.span.end)
        yield from found.items()

    def word_freq(self, word: str) -> int:
        """Units that hold an unstemmed word."""
        return sum(number < self.end and number not in self.dead for number in self.shelf.words.get(word, ()))

    def words_with_prefix(self, prefix: str) -> list[str]:
        """Words that begin so, sorted; withdrawn ones too."""
        return _with_prefix(self._table(), prefix)

    def glued_forms(self, word: str) -> Sequence[str]:
        """Words in which a word may be glued to a neighbour; withdrawn and later ones too."""
        return tuple(self.shelf.glued.get(word, ()))

    def _table(self) -> list[str]:
        """The words in order."""
        if not self._sorted:
            self._sorted.extend(sorted(self.shelf.words))
        return self._sorted


EMPTY_BUFFER = WriteBufferView(WriteBufferShelf(), 0, _NOBODY)
# Sums of weights are rounded otherwise than sums of scores.
_SAFE = 1 - 1e-9


def _with_prefix(table: Sequence[str], prefix: str) -> list[str]:
    found = []
    for place in range(bisect_left(table, prefix), len(table)):
        if not table[place].startswith(prefix):
            break
        found.append(table[place])
    return found
