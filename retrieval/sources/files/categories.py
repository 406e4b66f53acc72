"""Categories of an article, as sources write them: short names on one line, each once."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.sources.files.source_file import broken_characters

_MOST, _MAX_CHARS = 30, 100


def as_categories(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are names, in their order; an address that stands for one says nothing to a reader.

    >>> as_categories(["Sport", " Town  hall ", "sport", "https://mill.example/tags/7", "Sport"])
    ('Sport', 'Town hall', 'sport')
    """
    lines = (" ".join(name.split()) for name in names)
    kept = (n for n in lines if n and len(n) <= _MAX_CHARS and n.isprintable() and not broken_characters(n))
    return tuple(dict.fromkeys(name for name in kept if "://" not in name))[:_MOST]
