"""Report contract: doubts about excerpts, tied to the words, so that they outlive every re-annotation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

ReportReason = Literal["wrong-speaker", "not-said", "other"]
ReportState = Literal["open", "hidden", "corrected", "left"]


@dataclass(frozen=True, slots=True)
class Report:
    """A doubt about an excerpt, and what was decided.

    Attributes:
        number: the store's own; 0 until it is kept.
        words: the speaker's, as they stand in the article; the excerpt's whole text where nobody speaks.
        speaker: who the answer said had spoken them.
        corrected_speaker: whose words they are; only where the state is "corrected".
    """

    article_id: str
    words: str
    speaker: str | None
    reason: ReportReason
    reported_utc: datetime
    state: ReportState = "open"
    corrected_speaker: str | None = None
    number: int = 0


class Reports(Protocol):
    """Reports and decisions; every method is one transaction. Removing an article removes its reports."""

    def add(self, report: Report) -> int:
        """Keep a report; the same words reported again while it is open are one report.

        Returns:
            Its number.
        """

    def open(self) -> tuple[Report, ...]:
        """Those that wait for a decision, oldest first."""

    def get(self, number: int) -> Report | None:
        """One report."""

    def decide(self, number: int, state: ReportState, *, corrected_speaker: str | None = None) -> bool:
        """Keep a decision; its article is indexed anew. False where there is no such report."""

    def decided(self, article_ids: Collection[str]) -> dict[str, tuple[Report, ...]]:
        """What was hidden or corrected in these articles; those without are left out."""
