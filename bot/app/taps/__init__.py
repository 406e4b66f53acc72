"""Taps on inline buttons, and inline queries: what does each do?"""

from bot.app.taps.buttons import EXPIRED, HANDLERS, STRANGER, WITHDRAWN, tapped
from bot.app.taps.queries import QueryHandlers

__all__ = ["EXPIRED", "HANDLERS", "STRANGER", "WITHDRAWN", "QueryHandlers", "tapped"]
