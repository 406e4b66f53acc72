"""How is a table of words written so that people can read and extend it? As plain lines of words."""

from __future__ import annotations


def word_set(*lines: str) -> frozenset[str]:
    """The words of lines that hold one word after another.

    >>> sorted(word_set("say says", "said"))
    ['said', 'say', 'says']
    """
    return frozenset(word for line in lines for word in line.split())
