"""Entities and mojibake decoded, run by run; what no decoder explains stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from retrieval.text.view.edits import Edit

# With its semicolon an entity is one; "AT&T" and "Q&A" have none. Twice encoded ones ("&amp;quot;") are decoded twice.
_ENTITY = re.compile(r"&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_RUN = re.compile(r"[^\x00-\x7f]+")
_LONGEST_RUN = 400


def decode_entities(text: str) -> Iterator[Edit]:
    """HTML's entities as the signs they stand for.

    >>> list(decode_entities("&quot;Yes&quot;, AT&T; said"))
    [Edit(start=0, end=6, replacement='"'), Edit(start=9, end=15, replacement='"')]
    """
    if "&" in text:
        for found in _ENTITY.finditer(text):
            decoded = _decoded(found[0])
            if decoded != found[0]:
                yield Edit(found.start(), found.end(), decoded)


def _decoded(entity: str) -> str:
    for _ in range(3):
        decoded = unescape(entity)
        if decoded == entity:
            break
        entity = decoded
    return "" if entity in ("\u00ad", "\u200b") else entity.replace("\u00a0", " ")


def undo_mojibake(text: str) -> Iterator[Edit]:
    """Signs that were read in a wrong encoding, as they were written.

    >>> list(undo_mojibake("â€œYesâ€\x9d, said he."))
    [Edit(start=0, end=3, replacement='“'), Edit(start=6, end=9, replacement='”')]
    """
    if text.isascii():
        return
    for found in _RUN.finditer(text):
        if len(found[0]) > 1 and found.end() - found.start() <= _LONGEST_RUN:
            fixed = _undone(found[0])
            if fixed != found[0]:
                yield Edit(found.start(), found.end(), fixed)


@lru_cache(maxsize=1 << 14)
def _undone(run: str) -> str:
    # Who reads clean English never needs it.
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    fixed = fix_encoding(run)
    # A repair makes fewer signs of several; what still looks wrong was no such damage, or not all of it is here.
    return fixed if len(fixed) < len(run) and not is_bad(fixed) else run
