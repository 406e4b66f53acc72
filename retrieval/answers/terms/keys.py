"""Filter keys: one spelling of the exact filters for the writer and the asker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.annotate.people import name_key
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, words

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def has_article(name: str) -> bool:
    """Whether a name is put as a description is ("the finance ministry")."""
    return _ARTICLE.match(name) is not None


def without_article(name: str) -> str:
    """A name as it is put after its article ("the Kremlin" → "Kremlin")."""
    return _ARTICLE.sub("", name)


def outlet_key(name: str) -> str:
    """One key for an outlet's or agency's name, however it is written.

    >>> outlet_key("The New York Times") == outlet_key("the new york times")
    True
    """
    found = words(name)
    return " ".join(found[1:] if found[:1] == ["the"] and len(found) > 1 else found)


def outlet_filter(name: str) -> str:
    """Published by this outlet."""
    return f"outlet:{outlet_key(name)}"


def via_filter(name: str) -> str:
    """Carried by this agency or outlet."""
    return f"via:{outlet_key(name)}"


def source_filters(key: str) -> frozenset[str]:
    """Published or carried under this key."""
    return frozenset({f"outlet:{key}", f"via:{key}"})


def speaker_filter(key: str) -> str:
    """Said under this name key (words of ``name_key`` joined by blanks)."""
    return f"speaker:{key}"


def name_filter(key: str) -> str:
    """A passage that names this person."""
    return f"name:{key}"


@lru_cache(maxsize=1 << 14)
def joined_key(name: str) -> str:
    """A name's key as one text; the article before an organisation's name does not count."""
    return " ".join(name_key(without_article(name)))


def as_written_filters(texts: Iterable[str], language: Language) -> frozenset[str]:
    """One filter a word of how the speaker is put ("the Russian president", "a senior official")."""
    return frozenset(one for text in texts for one in _as_written(text, language.code))


@lru_cache(maxsize=1 << 14)
def _as_written(text: str, language: str) -> tuple[str, ...]:
    """The same of one text; news calls its speakers so again and again."""
    row = language_of(language)
    return tuple(f"as:{stem}" for stem in stems((w for w in words(text) if w not in row.stop_words), row))
