"""Drawing jobs: everything that a picture shows, as plain values that travel to the process that draws."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

Theme = Literal["light", "dark"]
Ink = Literal["first", "second"]


class NotDrawn(StrEnum):
    """Why there is no picture."""

    TOO_LONG = "too long"
    NO_FONT = "no font has a sign of it"
    FAILED = "failed"


class CannotDraw(Exception):
    """A job of which no whole picture can be made.

    Attributes:
        why: what to say instead.
    """

    def __init__(self, why: NotDrawn) -> None:
        super().__init__(why.value)
        self.why = why


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


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class CardJob:
    """A quotation to draw.

    Attributes:
        words: the excerpt as it is shown, the speaker's words bold; drawn whole or not at all.
        speaker: and the lines under it: role, how it was said, outlet and day; each whole.
        address: where it was published, as text and as a code to be scanned; empty where there is none.
    """

    kind: ClassVar[str] = "card"
    words: tuple[Run, ...]
    speaker: str = ""
    lines: tuple[str, ...] = ()
    address: str = ""
    theme: Theme = "light"

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.words)


@dataclass(frozen=True, slots=True)
class Column:
    """One person's words and the lines under them."""

    name: str
    words: tuple[Run, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairJob:
    """Two people's words to draw side by side; whole or not at all."""

    kind: ClassVar[str] = "pair"
    columns: tuple[Column, Column]
    theme: Theme = "light"


Job = ChartJob | CardJob | PairJob
