"""Line breaks and directions of a paragraph: where a line may end, and which way each sign is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from bot.render.pictures.fonts import clusters

_NO_BREAK = "\u00a0\u202f\u2060"
_HYPHENS = "-\u2010\u2013\u2014/"
_NEVER_FIRST = "、。，．：；？！）」』】〉》〕…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％"
_NEVER_LAST = "（「『【〈《〔“‘"


def breaks(text: str) -> Iterator[int]:
    """The places at which a line may begin: behind blanks and hyphens, and between signs of Chinese and Japanese.

    >>> list(breaks("a well-known 天地")), list(breaks("天地。"))
    ([2, 7, 13, 14], [1])
    """
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if not after.isspace() and (_ends_word(text, at) or _parts_signs(before, after)):
            yield at


def _ends_word(text: str, at: int) -> bool:
    """Whether a blank, or a hyphen between letters, stands before a place."""
    before = text[at - 1]
    if before.isspace():
        return before not in _NO_BREAK
    return before in _HYPHENS and text[at].isalpha() and at > 1 and text[at - 2].isalpha()


def _parts_signs(before: str, after: str) -> bool:
    """Whether a line may end between two signs, one of which is Chinese or Japanese."""
    return (_is_wide(before) or _is_wide(after)) and _may_part(before, after)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F") and not "\uac00" <= sign <= "\ud7a3"


def _may_part(before: str, after: str) -> bool:
    is_mark = unicodedata.category(after) in ("Mn", "Mc", "Me", "Pe", "Pf", "Po") or after in _NEVER_FIRST
    return not is_mark and unicodedata.category(before) not in ("Ps", "Pi") and before not in _NEVER_LAST


def broken_anywhere(text: str) -> Iterator[int]:
    """The places between the signs of a word that is longer than a line; never before a sign's own marks.

    >>> list(broken_anywhere("abc"))
    [1, 2]
    """
    at = 0
    for cluster in clusters(text):
        if at:
            yield at
        at += len(cluster)


def base_level(text: str) -> int:
    """Which way a paragraph is read, 0 rightwards and 1 leftwards: as its first letter is.

    >>> base_level("“مرحبا, Ada”"), base_level("12")
    (1, 0)
    """
    strong = next((kind for sign in text if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL")), "L")
    return int(strong != "L")


def levels(text: str) -> list[int]:
    """The embedding level of each sign of a paragraph; even ones are read rightwards, odd ones leftwards.

    Source:
        Unicode Standard Annex #9, rules W1 to W7, N1, N2, I1 and I2; explicit embeddings are left out when shown.

    >>> levels("א 1.5% ב"), levels("a א 1 ב"), levels("א ab, c")
    ([1, 1, 2, 2, 2, 2, 1, 1], [0, 0, 1, 1, 2, 1, 1], [1, 1, 2, 2, 2, 2, 2])
    """
    base = base_level(text)
    of_base = "R" if base else "L"
    kinds = [_KINDS.get(unicodedata.bidirectional(sign), "-") for sign in text]
    _resolve_marks(kinds)
    _resolve_numbers(kinds)
    _resolve_words(kinds, of_base)
    at = 0
    while at < len(kinds):
        end = next((later for later in range(at, len(kinds)) if kinds[later] in "LREN"), len(kinds))
        if end > at:
            sides = {_side(kinds, at - 1, of_base), _side(kinds, end, of_base)}
            kinds[at:end] = [sides.pop() if len(sides) == 1 else of_base] * (end - at)
        at = end + 1
    return [{"R": 1, "E": 2, "N": 2, "L": 2 * base}[kind] for kind in kinds]


_KINDS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "NSM": "M",
    "ET": "T",
    "ES": "S",
    "CS": "C",
}
"""Letters of the two ways, Arabic ones apart; numbers of the two kinds; marks; what goes with numbers: a terminator,
and separators of European numbers and of both. All else is neutral."""


def _side(kinds: list[str], at: int, of_base: str) -> str:
    """What stands beside neutral signs; numbers count as read leftwards."""
    return ("L" if kinds[at] == "L" else "R") if 0 <= at < len(kinds) else of_base


def _resolve_marks(kinds: list[str]) -> None:
    """Marks go with what they stand on (W1); numbers among Arabic words are Arabic numbers (W2)."""
    strong = ""
    for at, kind in enumerate(kinds):
        if kind == "M":
            kinds[at] = kinds[at - 1] if at else "-"
        elif kind in "LRA":
            strong = kind
        elif kind == "E" and strong == "A":
            kinds[at] = "N"


def _resolve_numbers(kinds: list[str]) -> None:
    """Separators go with the digits around them (W4), percents and currencies with a European number (W5)."""
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1] + kinds[at + 1]
        if (kinds[at] in "SC" and around == "EE") or (kinds[at] == "C" and around == "NN"):
            kinds[at] = around[0]
    for places in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for at in places:
            beside = at - places.step
            if kinds[at] == "T" and kinds[beside] == "E":
                kinds[at] = "E"


def _resolve_words(kinds: list[str], strong: str) -> None:
    """Arabic letters are read leftwards (W3); a number goes with the words before it that are read rightwards (W7)."""
    for at, kind in enumerate(kinds):
        if kind == "A":
            kinds[at] = "R"
        if kind in "LRA":
            strong = kind
        elif kind == "E" and strong == "L":
            kinds[at] = "L"


def in_visual_order(of_line: Sequence[int]) -> list[int]:
    """The places of a line's pieces from left to right, by their levels (rule L2).

    >>> in_visual_order([0, 1, 2, 1]), in_visual_order([1, 2, 2])
    ([0, 3, 2, 1], [1, 2, 0])
    """
    order = list(range(len(of_line)))
    for level in range(max(of_line, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and of_line[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order
