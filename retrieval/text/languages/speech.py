"""What must a language tell to find out who said what? The type of its table of cues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """Words by which a language attributes speech."""
