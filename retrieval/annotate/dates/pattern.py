"""Pattern matcher: which production of a grammar fits a run of words. Small, and knows nothing of dates.

A grammar is a table: a name, and under it productions. A production is a pattern and a builder. In a pattern,
``month`` is a word of that kind, ``of|in`` one of two, ``[the]`` may be missing and ``Day`` is another name of the
table. The builder gets the scene and the values of the words and names, in order, but not of the kinds in
``SILENT``, which only join; a missing one is None. It returns None where the words mean nothing after all.
The longest production wins, the first of two equally long ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from retrieval.annotate.dates.resolution import Scene
from retrieval.annotate.dates.sense import Word
from retrieval.text.wordlists import word_set

Builder = Callable[..., Any]
Grammar = Mapping[str, Sequence[tuple[str, Builder]]]

SILENT = word_set(
    "a after ago all and as at before between business by calendar close comma couple dash date daytime during earlier",
    "ending eoy eom every fiscal for from h half hence hundred in later less more my no now of oh on onward open",
    "or over own period prior q since slash starting than that the thousand through to until up w whole within ytd",
    "Since Until Before After",
)


class _Ending(NamedTuple):
    """A production that is complete here; ``slots`` says which of the values read its builder gets, None for none."""

    order: int
    build: Builder
    slots: tuple[int | None, ...]


_Complete = tuple[int, _Ending, tuple[Any, ...]]
"""Where a production ends, and the values of the words and names read."""


@dataclass(slots=True)
class _Node:
    """What may follow after the words read so far: the patterns under one name share their beginnings."""

    words: dict[str, _Node] = field(default_factory=dict)
    names: dict[str, _Node] = field(default_factory=dict)
    endings: list[_Ending] = field(default_factory=list)
    steps: dict[frozenset[str], _Steps] = field(default_factory=dict)


class _Steps(NamedTuple):
    """What may follow at a word of certain kinds: the nodes behind the word itself, and the names it can begin."""

    words: tuple[_Node, ...]
    names: tuple[tuple[str, _Node], ...]


class CompiledGrammar:
    """A grammar ready for use.

    Raises:
        ValueError: a pattern names something that is neither a kind in lower case nor a name of the table.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.roots = {name: _Node() for name in grammar}
        for name, table in grammar.items():
            for order, (pattern, build) in enumerate(table):
                for path, slots in _paths(pattern):
                    self._add(self.roots[name], path, _Ending(order, build, slots), pattern)
        self.beginnings = {name: frozenset(self._beginnings(name, set())) for name in grammar}

    def _add(self, node: _Node, path: tuple[str, ...], ending: _Ending, pattern: str) -> None:
        for name in path:
            if name[0].isupper() and name not in self.roots:
                raise ValueError(f"no {name} in the grammar, but in {pattern!r}")
            node = (node.names if name[0].isupper() else node.words).setdefault(name, _Node())
        node.endings.append(ending)

    def _beginnings(self, name: str, seen: set[str]) -> Iterator[str]:
        """The kinds of word that can begin what has this name."""
        seen.add(name)
        yield from self.roots[name].words
        for inner in self.roots[name].names:
            if inner not in seen:
                yield from self._beginnings(inner, seen)

    def steps(self, node: _Node, kinds: frozenset[str]) -> _Steps:
        """Where a word of these kinds leads from a node; found once, texts use few kinds of words."""
        known = node.steps.get(kinds)
        if known is None:
            words = tuple(after for kind in kinds if (after := node.words.get(kind)) is not None)
            names = ((name, after) for name, after in node.names.items() if not self.beginnings[name].isdisjoint(kinds))
            known = node.steps[kinds] = _Steps(words, tuple(names))
        return known


def _paths(pattern: str) -> Iterator[tuple[tuple[str, ...], tuple[int | None, ...]]]:
    """Every way through a pattern, with the places on it that the builder gets."""
    pieces = pattern.split()
    choices = [[*piece.strip("[]").split("|"), *([""] if piece.startswith("[") else [])] for piece in pieces]
    is_kept = [not SILENT.issuperset(filter(None, names)) for names in choices]
    for way in product(*choices):
        path = tuple(filter(None, way))
        places = iter(range(len(path)))
        slots = [next(places) if name else None for name in way]
        yield path, tuple(slot for slot, kept in zip(slots, is_kept, strict=True) if kept)


@dataclass(slots=True)
class Parser:
    """Reads one run of words; what it found at a place is remembered."""

    grammar: CompiledGrammar
    scene: Scene
    words: Sequence[Word]
    _known: dict[tuple[str, int], tuple[Any, int] | None] = field(default_factory=dict)

    def longest(self, name: str, at: int) -> tuple[Any, int] | None:
        """The value of the longest production at a word and the word after it; None where none fits."""
        key = (name, at)
        if key not in self._known:
            complete: list[_Complete] = []
            self._walk(self.grammar.roots[name], at, (), complete)
            self._known[key] = self._best(at, complete) if complete else None
        return self._known[key]

    def _best(self, at: int, complete: list[_Complete]) -> tuple[Any, int] | None:
        """The first of the longest that its builder accepts."""
        complete.sort(key=_rank)
        for end, ending, values in complete:
            if (value := self._build(ending, at, end, values)) is not None:
                return value, end
        return None

    def _build(self, ending: _Ending, at: int, end: int, values: tuple[Any, ...]) -> Any:
        self.scene.begin, self.scene.end = self.words[at].start, self.words[end - 1].end
        try:
            return ending.build(self.scene, *(None if slot is None else values[slot] for slot in ending.slots))
        except (ValueError, OverflowError):
            return None  # the 31st of June, ten thousand years ago

    def _walk(self, node: _Node, at: int, values: tuple[Any, ...], complete: list[_Complete]) -> None:
        """Collect every complete production on the way on from a node: where it ends, and the values read.

        It is the innermost loop of reading dates: what has been found before is taken without a call.
        """
        if node.endings:
            complete.extend([(at, ending, values) for ending in node.endings])
        if at == len(self.words):
            return
        sense = self.words[at].sense
        words, names = node.steps.get(sense.kinds) or self.grammar.steps(node, sense.kinds)
        for after in words:
            self._walk(after, at + 1, (*values, sense.value), complete)
        known = self._known
        for name, after in names:
            key = (name, at)
            found = known[key] if key in known else self.longest(name, at)
            if found is not None:
                self._walk(after, found[1], (*values, found[0]), complete)


def _rank(complete: _Complete) -> tuple[int, int]:
    end, ending, _ = complete
    return -end, ending.order
