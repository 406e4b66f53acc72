"""Drawing jobs: everything that a picture shows, as plain values that travel to the process that draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Theme = Literal["light", "dark"]
Ink = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, a number for each label.

    Attributes:
        name: for the legend; empty where the caption tells it.
        is_line: drawn as a line over the bars.
    """

    name: str
    amounts: tuple[int, ...]
    ink: Ink = "first"
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class ChartJob:
    """A timeline to draw.

    Attributes:
        labels: under the bars, oldest first.
        numbers: what stands over the bars: the place of a label, and the numbers of its busy days ("1 2").
    """

    kind: ClassVar[str] = "chart"
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    numbers: tuple[tuple[int, str], ...] = ()
    theme: Theme = "light"

    def __post_init__(self) -> None:
        if not self.labels or any(len(one.amounts) != len(self.labels) for one in self.series):
            raise ValueError(f"need a number for each of the {len(self.labels)} labels in every series")


Job = ChartJob
