"""Number formatting."""

from __future__ import annotations

from bot.render.translate import SOURCE_LANGUAGE, spoken


def number(count: int) -> str:
    """A whole number with its thousands apart, as the language spoken now has it.

    >>> number(12345)
    '12,345'
    """
    if spoken() == SOURCE_LANGUAGE:
        return f"{count:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(count, locale=spoken()))
