"""The search engine protocol and its values; nothing here belongs to one process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from retrieval.model import Span

Collection = Literal["passages", "quotations"]
NOTHING_BY_COLLECTION: Mapping[Collection, Iterable[str]] = MappingProxyType({})
# So many words in which a word may be glued to a neighbour are looked at.
MOST_GLUED = 400


@dataclass(frozen=True, slots=True)
class Unit:
    """One findable slice of an article: a passage, or the words of one attribution.

    Attributes:
        ordinal: its place among the article's units of the same collection, from 0.
        words: unstemmed normal forms in the order of the text; the vocabulary, which also tells
            the forms in which words are glued to their neighbours.
        terms: what is scored, in any order, repetitions count; usually the stems of the words, and extra ones (title).
        filters: exact terms that a search can demand ("outlet:reuters", "speaker:peskov", "day:2023-09-13");
            never scored.
    """

    collection: Collection
    ordinal: int
    span: Span
    words: tuple[str, ...]
    terms: tuple[str, ...]
    filters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article as the index sees it; replaces whatever stood under its id."""

    article_id: str
    revision: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An article that must not be found any more."""

    article_id: str


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word asked for, under every form it takes in the index.

    The forms count as one term: one document frequency, summed term frequencies.
    """

    forms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """What to score and what to demand.

    Attributes:
        terms: a unit must hold at least one of them, unless there are none: then every unit that passes the
            demands is a hit with score 0, in order of article id and ordinal.
        demands: for each set, at least one of its filters is on the unit.
        refuses: none of these filters is on the unit.
    """

    terms: tuple[QueryTerm, ...] = ()
    demands: tuple[frozenset[str], ...] = ()
    refuses: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """A unit that matched: of which article and revision, which of its units, where in the text, how well."""

    article_id: str
    revision: int
    ordinal: int
    start: int
    end: int
    score: float

    @property
    def span(self) -> Span:
        """Where in the article's text."""
        return Span(self.start, self.end)


class Reached(NamedTuple):
    """How far an index is.

    Attributes:
        position: the last change of the archive that it holds; 0 when it holds none.
        state: the archive's name for the state that it was in when these changes were read, see ``Lineage``;
            empty where that is not known.
    """

    position: int = 0
    state: str = ""


class Held(NamedTuple):
    """What an index holds of an article.

    Attributes:
        passages: how many.
        end: where the last of them ends in the text.
    """

    revision: int
    passages: int
    end: int


class SearchEngine(Protocol):
    """BM25 over the units of a changing set of articles.

    Statistics (N, document frequencies, average length) are those of the whole collection as it is now, in a shared
    index as it is once it is settled: adding an article and withdrawing it again equals never adding it, and the order
    of additions changes no score.
    """

    @property
    def is_shared(self) -> bool:
        """Whether other machines use the same index."""

    @property
    def position(self) -> int:
        """The last change of the archive that this index holds; 0 when it holds none."""

    @property
    def reached(self) -> Reached:
        """The same, with the state that the archive was in."""

    def apply(self, changes: Iterable[Indexed | Withdrawn], *, position: int, state: str = "") -> None:
        """Take the changes and become durable at ``position``; all of it or nothing is seen by readers and by a crash.

        Only the holder of the archive's writer lock calls this.

        Args:
            state: the archive's, asked for after the changes were read, so that it holds all of them.
        """

    def publish(self) -> None:
        """Let all read what was built since `clear`, where that was built beside what they read."""

    def settle(self) -> None:
        """Make document frequencies exact, where what was withdrawn counts in them for a while; may take long."""

    def refresh(self) -> Reached:
        """See what other processes have applied since; cheap when nothing has changed.

        Returns:
            How far the index is then.
        """

    def search(self, collection: Collection, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best units: by score, highest first, ties by article id, then ordinal.

        Raises:
            IndexDamaged: a file read for this search fails its checks.
        """

    def unit_count(self, collection: Collection) -> int:
        """Units that can be found now."""

    def doc_freq(self, collection: Collection, terms: Sequence[str]) -> tuple[int, ...]:
        """Units that hold each term, in the order given; 0 for an unknown one."""

    def filter_count(self, collection: Collection, filters: frozenset[str]) -> int:
        """Units that carry at least one of these filters."""

    def word_freq(self, word: str) -> int:
        """Passages that hold this unstemmed word."""

    def prefetch(
        self,
        *,
        words: Iterable[str] = (),
        glued: Iterable[str] = (),
        terms: Mapping[Collection, Iterable[str]] = NOTHING_BY_COLLECTION,
        prefixes: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Prepare for questions that are about to come one by one; changes no answer.

        Args:
            words: of which `word_freq` will be asked.
            glued: of which `glued_forms` will be.
            terms: of which `doc_freq` will be, by collection.
            prefixes: of which `words_with_prefix` will be, with its limit.
        """

    def words_with_prefix(self, prefix: str, *, limit: int) -> tuple[str, ...]:
        """Unstemmed words of the passages that begin with ``prefix``, sorted."""

    def glued_forms(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """For each word, in the order given, the words of the passages in which it is glued to a neighbour; sorted.

        Such a form is in one passage alone, and `glued_parts` names the word among its parts. Of the forms that any
        passage holds the first ``MOST_GLUED`` in order are looked at.
        """

    def held(self) -> dict[str, Held]:
        """Every article of which passages can be found, by its id."""

    def standing(self) -> str:
        """How a shared index is kept, in a few words for whoever runs it; empty where it is in a folder."""

    def verify(self) -> None:
        """Check every file in full.

        Raises:
            IndexDamaged: with the first file that fails.
        """

    def clear(self) -> None:
        """Forget everything, durably; ``position`` becomes 0.

        Where others share the index, they read what was there until `publish`.
        """

    def close(self) -> None:
        """Let go of files; the engine is unusable afterwards."""
