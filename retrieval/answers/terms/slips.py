"""Slips of the hand: is a word another one mistyped, with a letter left out, doubled, turned round or hit beside?"""

from __future__ import annotations

from functools import cache
from itertools import product

# The rows of the keyboards on which questions are typed; a finger that misses hits a key beside the one meant.
_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)


def is_slip(written: str, meant: str) -> bool:
    """Whether one stroke makes a word of another.

    >>> [is_slip(word, "bridge") for word in ("bridg", "brridge", "brigde", "brisge", "brixge", "bride")]
    [True, True, True, True, True, True]
    >>> is_slip("bripge", "bridge"), is_slip("bridge", "bridge"), is_slip("bridges", "bridge")
    (False, False, False)
    """
    if len(written) + 1 == len(meant):
        return any(meant[:at] + meant[at + 1 :] == written for at in range(len(meant)))
    if len(written) == len(meant) + 1:
        doubled = (at for at in range(1, len(written)) if written[at] == written[at - 1])
        return any(written[:at] + written[at + 1 :] == meant for at in doubled)
    if len(written) != len(meant):
        return False
    changed = [(at, pair) for at, pair in enumerate(zip(written, meant, strict=True)) if pair[0] != pair[1]]
    if len(changed) == 1:
        return changed[0][1] in _beside()
    turned = len(changed) == len("ab") and changed[0][0] + 1 == changed[1][0]
    return turned and changed[0][1] == changed[1][1][::-1]


@cache
def _beside() -> frozenset[tuple[str, str]]:
    """The pairs of letters whose keys touch."""
    found: set[tuple[str, str]] = set()
    for rows in _KEYBOARDS:
        keys = [(letter, y, x) for y, row in enumerate(rows) for x, letter in enumerate(row)]
        for (one, y, x), (other, down, across) in product(keys, keys):
            if one != other and abs(y - down) <= 1 and abs(x - across) <= 1:
                found.add((one, other))
    return frozenset(found)
