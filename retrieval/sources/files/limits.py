"""Markup limits: refuses what is larger than a parser should be given, in one pass over the bytes."""

from __future__ import annotations

import re

_MAX_ATTRIBUTES = 1_000
# The zero byte is UTF-16's.
_LONG_ELEMENT = re.compile(rb"<\0?[A-Za-z][^<>]{4000,}")


def is_endless(markup: bytes, *, max_marks: int) -> bool:
    """Whether there are more marks, or more attributes on one element, than a parser takes in seconds and megabytes.

    Args:
        max_marks: the most ``<`` that there may be.

    >>> is_endless(b"<p>Rain.</p>" * 50, max_marks=200), is_endless(b"<p>" * 201, max_marks=200)
    (False, True)
    """
    if markup.count(b"<") > max_marks:
        return True
    return any(found[0].count(b"=") > _MAX_ATTRIBUTES for found in _LONG_ELEMENT.finditer(markup))
