"""Glued forms of a question's words, remembered: questions and watches share most of their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from weakref import WeakKeyDictionary

from retrieval.search.engine import Reached, SearchEngine

# So many words are remembered; hardly any has such a form.
_MOST_WORDS = 1 << 16


class GluedForms:
    """The memory of `glued_forms` of an engine's words; whoever changes the index says what is to be forgotten."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, words: Sequence[str], *, engine: SearchEngine) -> Sequence[tuple[str, ...]]:
        """The damaged forms in which an engine's texts hold each word, in their order; always of one engine."""
        missing = [word for word in dict.fromkeys(words) if word not in self._known]
        if missing:
            self._known.update(zip(missing, engine.glued_forms(missing), strict=True))
        return [self._known[word] for word in words]

    def __len__(self) -> int:
        return len(self._known)

    def forget(self, word: str) -> None:
        """A damaged form of the word came, or went."""
        self._known.pop(word, None)


_REMEMBERED: WeakKeyDictionary[SearchEngine, tuple[Reached, GluedForms]] = WeakKeyDictionary()


def glued_in(engine: SearchEngine) -> Callable[[Sequence[str]], Sequence[tuple[str, ...]]]:
    """`glued_forms` of words in an engine's vocabulary as it is now; a shared index remembers them itself."""
    if engine.is_shared:
        return engine.glued_forms
    # Asked for first: what is found afterwards may be newer, which does no harm, and is never older.
    reached = engine.reached
    before = _REMEMBERED.get(engine)
    if before is None or before[0] != reached or len(before[1]) > _MOST_WORDS:
        before = _REMEMBERED[engine] = (reached, GluedForms())
    return partial(before[1].of, engine=engine)
