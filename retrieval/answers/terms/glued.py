"""Glued forms of a question's words, remembered for each state of an index: questions share most of their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

from retrieval.search.engine import Reached, SearchEngine

# So many words are remembered; hardly any has such a form.
_MOST_WORDS = 1 << 16
_REMEMBERED: WeakKeyDictionary[SearchEngine, tuple[Reached, dict[str, tuple[str, ...]]]] = WeakKeyDictionary()


def glued_in(engine: SearchEngine) -> Callable[[Sequence[str]], Sequence[tuple[str, ...]]]:
    """`glued_forms` of words in an engine's vocabulary as it is now; a shared index remembers them itself."""
    if engine.is_shared:
        return engine.glued_forms
    # Asked for first: what is found afterwards may be newer, which does no harm, and is never older.
    reached = engine.reached
    before = _REMEMBERED.get(engine)
    if before is None or before[0] != reached or len(before[1]) > _MOST_WORDS:
        before = _REMEMBERED[engine] = (reached, {})
    known = before[1]

    def found(words: Sequence[str]) -> Sequence[tuple[str, ...]]:
        missing = [word for word in dict.fromkeys(words) if word not in known]
        if missing:
            known.update(zip(missing, engine.glued_forms(missing), strict=True))
        return [known[word] for word in words]

    return found
