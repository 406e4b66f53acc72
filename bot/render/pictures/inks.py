"""Colours of the pictures, light and dark; each pair of text and paper has a contrast of at least 4.5 to 1."""

from __future__ import annotations

from bot.render.pictures.jobs import Theme

INKS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "text": "#1c1c1e",
        "soft": "#5c5c63",
        "faint": "#d9d9de",
        "first": "#2a6fdb",
        "second": "#d9741a",
    },
    "dark": {
        "paper": "#17212b",
        "text": "#f2f2f5",
        "soft": "#a9b4c0",
        "faint": "#3a4654",
        "first": "#6ab2ff",
        "second": "#ffb15c",
    },
}
