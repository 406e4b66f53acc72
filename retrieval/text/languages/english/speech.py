"""How does English say that somebody said something? The tables that attribution reads."""

from __future__ import annotations

from retrieval.text.languages.speech import Speech

SPEECH = Speech()
