"""How is it said that articles could not be read for people and quotations? In one line, with their ids and why."""

from __future__ import annotations

from collections.abc import Sequence


def unread_message(count: int, named: Sequence[tuple[str, str]]) -> str:
    """The line; what is named with the class of its error may be fewer than there are.

    >>> unread_message(1, [("rain", "KeyError")])
    '1 article could not be read for people and quotations: rain (KeyError)'
    >>> unread_message(3, [("rain", "KeyError"), ("sun", "TimeoutError")])
    '3 articles could not be read for people and quotations: rain (KeyError), sun (TimeoutError) and 1 more'
    """
    noun = "article" if count == 1 else "articles"
    listed = ", ".join(f"{article_id} ({failure})" for article_id, failure in named)
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return f"{count:,} {noun} could not be read for people and quotations: {listed}{more}"
