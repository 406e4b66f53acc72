"""What must a language tell to find dates? The type of its table of days, months and spans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words by which a language writes dates."""
