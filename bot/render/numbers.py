"""How is a number written?"""

from __future__ import annotations


def number(count: int) -> str:
    """A whole number with its thousands apart.

    >>> number(12345)
    '12,345'
    """
    return f"{count:,}"
