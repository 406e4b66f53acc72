"""Rows that Russian and Ukrainian share."""

from __future__ import annotations

EXONYMS = {
    "трамп": "Trump",
    "байден": "Biden",
    "джонсон": "Johnson",
    "буш": "Bush",
    "шольц": "Scholz",
    "мерц": "Merz",
    "маск": "Musk",
    "кремль": "Kremlin",
    "пентагон": "Pentagon",
}
"""Names that both write alike, and what English writes."""
