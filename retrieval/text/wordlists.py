"""Word tables as plain lines of words, so that people can read and extend them."""

from __future__ import annotations


def word_set(*lines: str) -> frozenset[str]:
    """The words of lines that hold one word after another.

    >>> sorted(word_set("say says", "said"))
    ['said', 'say', 'says']
    """
    return frozenset(word for line in lines for word in line.split())
