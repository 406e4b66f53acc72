"""How does English write dates? The tables that date finding reads."""

from __future__ import annotations

from retrieval.text.languages.calendar import Calendar

CALENDAR = Calendar()
