"""Short forms of first names ("Liz" of "Elizabeth"), told by their letters alone."""

from __future__ import annotations

_MIN_SHORTENED = 3


def is_short_for(asked: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether a first name can be a short form of another: its beginning, a part of it, or its sounds in order.

    >>> [is_short_for((short,), ("elizabeth",)) for short in ("liz", "beth", "eliza", "ann")]
    [True, True, True, False]
    >>> is_short_for(("bill",), ("william",)), is_short_for(("greg",), ("gregory",))
    (True, True)
    """
    if len(asked) != 1 or not given or len(asked[0]) < _MIN_SHORTENED:
        return False
    short, full = asked[0].rstrip("yi"), given[0]
    return (short in full and len(short) > 1) or (
        short[1:] != "" and short[1:] in full and short[0] in "bdrt" and len(short) > 2
    )
