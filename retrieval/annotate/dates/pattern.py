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
from itertools import accumulate, product
from operator import or_
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


Kinds = tuple[frozenset[str], int]
"""The kinds of a word, and those of the next one as bits, see ``_Node.onward``."""

_Complete = tuple[int, _Ending, tuple[Any, ...]]
"""Where a production ends, and the values of the words and names read."""


@dataclass(slots=True)
class _Node:
    """What may follow after the words read so far: the patterns under one name share their beginnings.

    Attributes:
        onward: the kinds of word that can come next, as bits; ``_OVER`` where nothing need come.
    """

    words: dict[str, _Node] = field(default_factory=dict)
    names: dict[str, _Node] = field(default_factory=dict)
    endings: list[_Ending] = field(default_factory=list)
    steps: dict[Kinds, _Steps] = field(default_factory=dict)
    onward: int = 0


class _Steps(NamedTuple):
    """What may follow at a word of certain kinds, where one of certain kinds comes next.

    Attributes:
        words: the nodes behind the word itself.
        names: the names that it can begin, each with the node behind it.
    """

    words: tuple[_Node, ...]
    names: tuple[tuple[str, _Node], ...]


_OVER = 1
"""Stands for the end of the words; the other bits are kinds."""


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
        self._bits = {kind: 2 << number for number, kind in enumerate(sorted(self._kinds()))}
        self._masks: dict[frozenset[str], int] = {}
        self._seconds: dict[tuple[str, frozenset[str]], int] = {}
        for node in self._nodes():
            node.onward = self._onward(node)

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

    def _nodes(self) -> Iterator[_Node]:
        waiting = list(self.roots.values())
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [*node.words.values(), *node.names.values()]

    def _kinds(self) -> set[str]:
        return {kind for node in self._nodes() for kind in node.words}

    def _onward(self, node: _Node) -> int:
        kinds = set(node.words).union(*(self.beginnings[name] for name in node.names))
        return self.mask(frozenset(kinds)) | (_OVER if node.endings else 0)

    def mask(self, kinds: frozenset[str]) -> int:
        """Kinds of words as bits; those that no pattern names have none."""
        known = self._masks.get(kinds)
        if known is None:
            known = self._masks[kinds] = sum(self._bits.get(kind, 0) for kind in kinds)
        return known

    def _second(self, name: str, kinds: frozenset[str]) -> int:
        """What can follow the first word of a name, as ``_Node.onward``; that word is of these kinds."""
        known = self._seconds.get((name, kinds))
        if known is None:
            root, known = self.roots[name], 0
            for kind in kinds & root.words.keys():
                known |= root.words[kind].onward
            for inner in [inner for inner in root.names if not self.beginnings[inner].isdisjoint(kinds)]:
                second = self._second(inner, kinds)
                known |= second & ~_OVER
                if second & _OVER:  # the inner name may be this one word
                    known |= root.names[inner].onward
            self._seconds[name, kinds] = known
        return known

    def steps(self, node: _Node, at: Kinds) -> _Steps:
        """Where a word leads from a node; found once, texts use few kinds of words."""
        known = node.steps.get(at)
        if known is None:
            kinds, follows = at
            words = (after for kind in kinds if (after := node.words.get(kind)) is not None)
            names = (one for one in node.names.items() if not self.beginnings[one[0]].isdisjoint(kinds))
            known = node.steps[at] = _Steps(
                tuple(after for after in words if after.onward & follows),
                tuple((name, after) for name, after in names if self._second(name, kinds) & follows),
            )
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


class Parser:
    """Reads one run of words; what it found at a place is remembered.

    A way through a pattern is left as soon as the next word cannot go on with it, or no later word can.
    """

    __slots__ = ("_kinds", "_known", "_later", "_next", "grammar", "scene", "words")

    def __init__(self, grammar: CompiledGrammar, scene: Scene, words: Sequence[Word]) -> None:
        self.grammar, self.scene, self.words = grammar, scene, words
        self._known: dict[tuple[str, int], tuple[Any, int] | None] = {}
        kinds = [word.sense.kinds for word in words]
        # By the number of a word: its kinds, and those of all from it on, as bits; the end of the run is near to all.
        self._next = [*(grammar.mask(of) | _OVER for of in kinds), _OVER]
        self._later = list(accumulate(reversed(self._next), or_))[::-1]
        self._kinds: list[Kinds] = list(zip(kinds, self._next[1:], strict=True))

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
            return ending.build(self.scene, *[None if slot is None else values[slot] for slot in ending.slots])
        except (ValueError, OverflowError):
            return None  # the 31st of June, ten thousand years ago

    def _walk(self, node: _Node, at: int, values: tuple[Any, ...], complete: list[_Complete]) -> None:
        """Collect every complete production on the way on from a node: where it ends, and the values read.

        It is the innermost loop of reading dates: what has been found before is taken without a call.
        """
        if node.endings:
            complete.extend([(at, ending, values) for ending in node.endings])
        if at == len(self._kinds):
            return
        words, names = node.steps.get(self._kinds[at]) or self.grammar.steps(node, self._kinds[at])
        for after in words:
            self._walk(after, at + 1, (*values, self.words[at].sense.value), complete)
        later, known = self._later[at + 1], self._known
        for name, after in names:
            if after.onward & later:
                key = (name, at)
                found = known[key] if key in known else self.longest(name, at)
                if found is not None and after.onward & self._next[found[1]]:
                    self._walk(after, found[1], (*values, found[0]), complete)


def _rank(complete: _Complete) -> tuple[int, int]:
    end, ending, _ = complete
    return -end, ending.order
