"""UTF-16 offsets: Telegram counts lengths in UTF-16 code units, Python in code points."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """UTF-16 code units of a text.

    >>> utf16_length("naïve"), utf16_length("🎙")
    (5, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, offset: int, length: int) -> str | None:
    """The text under an entity, or None where the entity leaves the text or cuts a character in two.

    >>> utf16_slice("🎙 on air", 3, 2)
    'on'
    >>> utf16_slice("🎙 on air", 1, 2) is None
    True
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if offset < 0 or length < 0 or 2 * (offset + length) > len(units):
        return None
    try:
        return units[2 * offset : 2 * (offset + length)].decode("utf-16-le")
    except UnicodeDecodeError:
        return None


def cut_by_entity(text: str, entity: dict[str, int] | dict[str, object]) -> str:
    """The words an entity covers; empty where it does not fit the text."""
    return utf16_slice(text, int(str(entity["offset"])), int(str(entity["length"]))) or ""
