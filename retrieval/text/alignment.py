"""Text alignment: where the words of one text are in another version of it, and whether they are worded alike.

Sentences that both versions have are paired first, then the words between them, by the longest runs in common
(difflib), so that the same two texts always pair the same way. Case, marks and blanks do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.model import Span
from retrieval.text.sentences import sentences
from retrieval.text.tokens import Token, iter_tokens

# What may come between two words of one quotation: no mark that ends a sentence, opens or closes a quotation.
_INSIDE = re.compile(r"[\s,;:–—-]*")
_MARK = re.compile("[\"“”„«»‘’'‹›]")
# How often a word of one side may meet itself on the other; texts that repeat themselves beyond it take minutes to
# compare, and count as strangers where they differ. Two articles of 2,000 words meet about 40,000 times.
_MAX_MEETINGS = 200_000


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Where some words are in the other version.

    Attributes:
        is_same: word for word.
    """

    span: Span
    is_same: bool


class Alignment:
    """Which words of ``here`` are which words of ``there``."""

    def __init__(self, here: str, there: str) -> None:
        self._there = there
        self._here_tokens, self._there_tokens = tuple(iter_tokens(here)), tuple(iter_tokens(there))
        self._partners: list[int | None] = [None] * len(self._here_tokens)
        self._taken = [False] * len(self._there_tokens)
        for one, other in _pairs(_by_sentence(here, self._here_tokens), _by_sentence(there, self._there_tokens)):
            self._partners[one] = other
            self._taken[other] = True

    def shared(self, here: Sequence[Span], there: Sequence[Span]) -> tuple[int, int, int]:
        """How many words of these spans are the same words at the same place, and how many words each side has."""
        mine = [at for at, token in enumerate(self._here_tokens) if _is_in(token, here)]
        theirs = {at for at, token in enumerate(self._there_tokens) if _is_in(token, there)}
        return sum(self._partners[at] in theirs for at in mine), len(mine), len(theirs)

    def have_same_neighbours(self, here: Sequence[Span], there: Sequence[Span]) -> bool:
        """Whether the words just before and just after these spans are the same words at the same place."""
        mine = [at for at, token in enumerate(self._here_tokens) if _is_in(token, here)]
        theirs = [at for at, token in enumerate(self._there_tokens) if _is_in(token, there)]
        if not mine or not theirs:
            return False
        before = (mine[0] == 0 and theirs[0] == 0) or (mine[0] > 0 and self._partners[mine[0] - 1] == theirs[0] - 1)
        ends = (mine[-1] + 1 == len(self._here_tokens), theirs[-1] + 1 == len(self._there_tokens))
        after = all(ends) or (not any(ends) and self._partners[mine[-1] + 1] == theirs[-1] + 1)
        return before and after

    def changed_figures(self) -> tuple[int, int]:
        """How many words with a figure in them are in one text only, and how many there are in the longer list."""
        mine = [at for at, token in enumerate(self._here_tokens) if any(map(str.isdigit, token.word))]
        theirs = [at for at, token in enumerate(self._there_tokens) if any(map(str.isdigit, token.word))]
        changed = (sum(self._partners[at] is None for at in mine), sum(not self._taken[at] for at in theirs))
        return max(changed), max(len(mine), len(theirs))

    def counterpart(self, span: Span) -> Counterpart | None:
        """The words of a slice of ``here`` in ``there``; None where not even half of them are the same words."""
        mine = [at for at, token in enumerate(self._here_tokens) if _is_in(token, (span,))]
        paired = [partner for at in mine if (partner := self._partners[at]) is not None]
        if not mine or 2 * len(paired) < len(mine):
            return None
        first = self._edge(paired[0], mine[0], -1, mine)
        last = self._edge(paired[-1], mine[-1], 1, mine)
        if 2 * len(paired) < last + 1 - first:
            return None
        theirs = [token.word for token in self._there_tokens[first : last + 1]]
        is_same = theirs == [self._here_tokens[at].word for at in mine]
        return Counterpart(Span(self._there_tokens[first].start, self._there_tokens[last].end), is_same)

    def _edge(self, at: int, edge: int, step: int, mine: Sequence[int]) -> int:
        """How far the words go on beyond the outermost pair: over words that have no partner in ``here``.

        Where the words beside the slice were changed too, no more than the slice itself has unpaired at that edge.
        Where it has none unpaired, words that came in beside it belong to it only up to a quotation mark.
        """
        unpaired = 0
        for mine_at in mine if step < 0 else reversed(mine):
            if self._partners[mine_at] is not None:
                break
            unpaired += 1
        beside = edge + step
        is_bounded = 0 <= beside < len(self._partners) and self._partners[beside] is None
        left = unpaired if is_bounded else len(self._taken)
        outermost = at
        while left and self._goes_on(at, step):
            at, left = at + step, left - 1
        return at if unpaired or _MARK.search(self._between(at, step)) else outermost

    def _goes_on(self, at: int, step: int) -> bool:
        on = at + step
        if not 0 <= on < len(self._taken) or self._taken[on]:
            return False
        return _INSIDE.fullmatch(self._between(at, step)) is not None

    def _between(self, at: int, step: int) -> str:
        """What is between a word of ``there`` and the next one in a direction."""
        left, right = min(at, at + step), max(at, at + step)
        start = self._there_tokens[left].end if left >= 0 else 0
        end = self._there_tokens[right].start if right < len(self._there_tokens) else len(self._there)
        return self._there[start:end]


def _is_in(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)


def _by_sentence(text: str, tokens: Sequence[Token]) -> list[list[tuple[int, str]]]:
    """The words of each sentence with their numbers."""
    found: list[list[tuple[int, str]]] = [[]]
    ends = [span.end for span in sentences(text)]
    place = 0
    for number, token in enumerate(tokens):
        while place < len(ends) and token.start >= ends[place]:
            place += 1
            found.append([])
        found[-1].append((number, token.word))
    return [sentence for sentence in found if sentence]


def _pairs(
    here: Sequence[Sequence[tuple[int, str]]], there: Sequence[Sequence[tuple[int, str]]]
) -> Iterator[tuple[int, int]]:
    """The numbers of the words that are the same, sentence by sentence, then between the sentences in common."""
    done_here = done_there = 0
    for at, other, size in (*_runs(_keys(here), _keys(there)), (len(here), len(there), 0)):
        mine = [word for sentence in here[done_here:at] for word in sentence]
        theirs = [word for sentence in there[done_there:other] for word in sentence]
        for i, j, length in _runs([w for _, w in mine], [w for _, w in theirs]):
            yield from ((mine[i + n][0], theirs[j + n][0]) for n in range(length))
        for n in range(size):
            yield from ((a, b) for (a, _), (b, _) in zip(here[at + n], there[other + n], strict=True))
        done_here, done_there = at + size, other + size


def _runs(here: Sequence[Hashable], there: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Where a run of the same begins on each side, and how long it is; in order."""
    shorter = min(len(here), len(there))
    first = next((n for n in range(shorter) if here[n] != there[n]), shorter)
    last = next((n for n in range(shorter - first) if here[-1 - n] != there[-1 - n]), shorter - first)
    if first:
        yield 0, 0, first
    mine, theirs = here[first : len(here) - last], there[first : len(there) - last]
    counts = Counter(theirs)
    if sum(counts[one] for one in mine) <= _MAX_MEETINGS:
        for i, j, size in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
            if size:
                yield first + i, first + j, size
    if last:
        yield len(here) - last, len(there) - last, last


def _keys(side: Sequence[Sequence[tuple[int, str]]]) -> list[tuple[str, ...]]:
    return [tuple(word for _, word in sentence) for sentence in side]
