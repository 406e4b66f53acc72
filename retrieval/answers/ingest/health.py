"""Check result: what came of looking at one part of the archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what to do where it is not well."""

    name: str
    ok: bool
    message: str
