"""The text as meant, with the way back: one reading of damaged, wrapped and foreign text for everything that reads."""

from retrieval.text.view.reading_view import ReadingView, reading_view, restore_view
from retrieval.text.view.shown import shown_view

__all__ = ["ReadingView", "reading_view", "restore_view", "shown_view"]
