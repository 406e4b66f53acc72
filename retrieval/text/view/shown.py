"""What a reader is shown of a stored slice: the same words, easier on the eye, with every position kept.

A line end inside a sentence becomes a blank, an entity the sign it stands for, and signs that nobody sees are left out.
Nothing else is ever changed on the way to a chat or a terminal; JSON carries the stored slice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.text.view.edits import Edit
from retrieval.text.view.encodings import decode_entities
from retrieval.text.view.reading_view import ReadingView, read_through
from retrieval.text.view.wrapping import join_lines_of_sentences, join_wrapped_lines

# Marks of direction stay: what stands between them would be shown in another order without them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")


def _leave_out_unseen(text: str) -> Iterator[Edit]:
    if not text.isascii():
        for found in _UNSEEN.finditer(text):
            yield Edit(found.start(), found.end(), "")


@lru_cache(maxsize=256)
def shown_view(text: str) -> ReadingView:
    r"""A stored slice as it is shown.

    >>> shown_view("“We will keep the wall for now, as you\nkeep the &quot;old&quot; one.”").text
    '“We will keep the wall for now, as you keep the "old" one.”'
    """
    return read_through(text, (decode_entities, _leave_out_unseen, join_wrapped_lines, join_lines_of_sentences))
