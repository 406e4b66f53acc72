"""What does the program find in one article's text? Positions and names, nothing from other articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from retrieval.model.span import Span

AttributionKind = Literal["direct", "mixed", "reported"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words and whose they are.

    Attributes:
        content: the speaker's words: at least one span, in order, apart from one another. Quotation marks belong to it.
        kind: "direct" (all of it quoted), "mixed" (a paraphrase with quoted words) or "reported" (a paraphrase).
        cue: the words that say it was said ("declared", "according to"); None where layout alone says so.
        speaker: the fullest name *this article* gives, organisations and unnamed sources as written; None for a
            pronoun that is not resolved, or where nobody is named.
        speaker_as_written: the words at ``speaker_span`` ("he", "Kim").
        speaker_span: where the speaker stands.
        speaker_is_person: ``speaker`` is a person's name, not an organisation or an unnamed source.
        role: as the article gives it ("Kremlin press secretary").
        via: the agency or outlet that carried the words, as written.
        is_loose: only a loose rule found it; show it last.
        is_doubtful: ``speaker`` is whom a pronoun most likely means; where that must be sure, show the pronoun.
    """

    content: tuple[Span, ...]
    kind: AttributionKind
    cue: Span | None = None
    speaker: str | None = None
    speaker_as_written: str | None = None
    speaker_span: Span | None = None
    speaker_is_person: bool = False
    role: str | None = None
    via: str | None = None
    is_loose: bool = False
    is_doubtful: bool = False

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("an attribution needs content")
        if len(self.content) > 1 and any(a.end > b.start for a, b in pairwise(self.content)):
            raise ValueError(f"content spans must be in order and apart, got {self.content}")


@dataclass(frozen=True, slots=True)
class Role:
    """What an article calls a person, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PersonInArticle:
    """One person of one article under all the names it uses.

    Attributes:
        name: the fullest form written ("Dmitry Peskov"); a surname alone where the article has no more.
        mentions: every place where a name of this person stands, in order.
        roles: in order of appearance.
        introduction: where the article first says who this is (name with role), else the first mention.
    """

    name: str
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    introduction: Span | None = None


@dataclass(frozen=True, slots=True, order=True)
class DayRange:
    """Half-open range of calendar days: ``start`` belongs to it, ``end`` does not."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"need start < end, got {self.start}..{self.end}")

    def touches(self, other: DayRange) -> bool:
        """Whether the two share a day."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text and the days it stands for, best reading only.

    Attributes:
        span: where it stands in the text it was found in.
        days: the days meant.
        kind: "day", "week", "weekend", "month", "quarter", "season", "year", "decade", "range" or "hours".
        instants: start and end in aware UTC for spans of hours ("the past 48 hours"), else None.
    """

    span: Span
    days: DayRange
    kind: str
    instants: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one revision of one article.

    Attributes:
        version: of the program that found it; an older one is annotated anew.
        failure: the class of the error with which this version gave up ("KeyError"); there is nothing else then.
        edits: what of the text is read otherwise, as ``(start, end, replacement)`` in order and apart; empty where it
            is read as it stands, None where that is not known and has to be found again.
    """

    version: int
    attributions: tuple[Attribution, ...] = ()
    people: tuple[PersonInArticle, ...] = ()
    dates: tuple[DateMention, ...] = field(default=())
    failure: str | None = None
    edits: tuple[tuple[int, int, str], ...] | None = None

    def __post_init__(self) -> None:
        if self.failure is not None and (self.attributions or self.people or self.dates):
            raise ValueError(f"nothing is found where finding failed with {self.failure}")
