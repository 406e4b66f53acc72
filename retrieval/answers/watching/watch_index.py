"""Inverted index of watches, each filed under the rarest thing it needs: which could an article meet?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from retrieval.answers.watching.required_keys import Clause, fitting
from retrieval.model import Watch

Rarity = Callable[[Clause, Watch], float]
"""How much of the archive holds a key of a clause; lower is rarer."""
Needs = Callable[[int, Watch], tuple[Clause, ...]]
"""The clauses of the watch of a number."""


@dataclass(frozen=True, slots=True)
class _Filed:
    """A watch, the clause it is filed under, and the others."""

    watch: Watch
    under: Clause
    others: tuple[Clause, ...]


class WatchIndex:
    """Watches by number; takes no part in judging them."""

    def __init__(self, rarity: Rarity, needs: Needs) -> None:
        self._rarity = rarity
        self._needs = needs
        self._filed: dict[int, _Filed] = {}
        self._under: dict[str, list[int]] = defaultdict(list)
        self._always: dict[int, None] = {}
        self._languages: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._filed)

    @property
    def languages(self) -> frozenset[str]:
        """Those in which a watch is written."""
        return frozenset(self._languages)

    def watch(self, number: int) -> Watch:
        """The watch of a number."""
        return self._filed[number].watch

    def file(self, number: int, watch: Watch) -> None:
        """Take a watch in, in place of what has the number."""
        self.drop(number)
        first, *others = sorted(self._needs(number, watch), key=lambda clause: self._rarity(clause, watch)) or [()]
        self._filed[number] = _Filed(watch, first, tuple(others))
        self._languages[watch.language] += 1
        for key in first:
            self._under[key].append(number)
        if not first:
            self._always[number] = None

    def drop(self, number: int) -> None:
        """Take a watch out; one that is not there is none."""
        filed = self._filed.pop(number, None)
        if filed is None:
            return
        self._always.pop(number, None)
        self._languages -= Counter((filed.watch.language,))
        for key in filed.under:
            self._under[key].remove(number)
            if not self._under[key]:
                del self._under[key]

    def refile(self) -> None:
        """File every watch again: what was rare may be common by now."""
        for number, filed in list(self._filed.items()):
            self.file(number, filed.watch)

    def candidates(self, keys: frozenset[str]) -> Iterator[tuple[int, Watch]]:
        """The watches that an article with these keys could meet, by number."""
        found = set(self._always)
        for key in self._under.keys() & keys:
            found.update(self._under[key])
        for number in sorted(found):
            filed = self._filed[number]
            if fitting(filed.others, keys):
                yield number, filed.watch
