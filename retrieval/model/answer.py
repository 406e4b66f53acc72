"""What does the archive answer? Excerpts by position, each with its chain of attribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from retrieval.model.annotation import AttributionKind, DateMention
from retrieval.model.article import Picture, Published
from retrieval.model.span import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """The place of the same statement in another article."""

    article_id: str
    revision: int
    span: Span
    content: tuple[Span, ...]
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reworded:
    """How an earlier revision of the article worded the same statement.

    Attributes:
        since: the day on which the present wording came in (UTC); None where nobody noted it.
        revision: the last one with the other wording.
        span: whole sentences of that revision's text; ``text`` is that slice.
    """

    since: date | None
    revision: int
    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise ValueError(f"a wording is its slice: {len(self.text)} code points for {self.span}")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A slice of an article with everything a reader needs to trust it.

    Attributes:
        span: in the article's text; ``text`` is that slice.
        content: the speaker's words, inside ``span``; None where nobody speaks.
        speaker: full name where known; None for a pronoun not resolved.
        marked: what answers the question besides the words (a date, a name), inside ``span``.
        also_in: other outlets whose articles hold these very words; never the excerpt's own, none twice.
        repeated_in: further articles that hold them, of the excerpt's own outlet and of those in ``also_in``.
        worded_differently_in: articles of the same agency text that say it in other words.
        reworded: how the statement stood in an earlier revision, if it stood there in other words.
        dates: the dates mentioned inside ``span``, positions in the article's text.
        score: higher is better; comparable within one answer only.
        categories: what the outlet files the article under.
        picture: the article's main picture.
    """

    article_id: str
    revision: int
    span: Span
    text: str
    content: tuple[Span, ...] | None = None
    speaker: str | None = None
    speaker_as_written: str | None = None
    speaker_span: Span | None = None
    role: str | None = None
    via: str | None = None
    attribution: AttributionKind | None = None
    also_in: tuple[Copy, ...] = ()
    dates: tuple[DateMention, ...] = ()
    marked: tuple[Span, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    score: float = 0.0
    reworded: Reworded | None = None
    repeated_in: tuple[Copy, ...] = ()
    worded_differently_in: tuple[Copy, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Picture | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise ValueError(f"an excerpt is its slice: {len(self.text)} code points for {self.span}")
        if any(not self.span.holds(c) for c in self.content or ()):
            raise ValueError(f"content {self.content} must lie inside {self.span}")


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read; each part empty where the question has none.

    Attributes:
        people: full names where the archive knows them, else as asked.
        topic: the asker's remaining words.
        dates: positions are in the question's text.
    """

    people: tuple[str, ...] = ()
    topic: str = ""
    dates: tuple[DateMention, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that was read as another; always shown to the asker."""

    written: str
    read_as: str


ReadingKind = Literal["name", "spelling", "day", "left-out"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of a question that were not read as they stand there; always shown to the asker.

    Attributes:
        kind: "name" for a nickname, a role or a misspelt name that is somebody's, "spelling" for another word, "day"
            for an event whose day was looked up, "left-out" for what does not count.
        read_as: a name, a word, a day as YYYY-MM-DD; empty for what is left out.
    """

    kind: ReadingKind
    written: str
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no excerpt: a stable code and one sentence for people.

    Attributes:
        message: in English.
        pattern: the same with names in braces for the facts, for whoever says it in another language.
    """

    code: str
    message: str
    pattern: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def because(code: str, pattern: str, **facts: str) -> Reason:
    """A reason whose sentence is a pattern filled with facts.

    >>> because("nothing-found", "The archive holds nothing on {topic}", topic="tea").message
    'The archive holds nothing on tea'
    """
    return Reason(code, pattern.format(**facts), pattern, tuple(facts.items()))


@dataclass(frozen=True, slots=True)
class Near:
    """Something the archive does hold, near to what was asked.

    Attributes:
        kind: "person", "day", "outlet" or "topic".
        value: a name, or a day as YYYY-MM-DD.
        count: excerpts or articles behind it.
    """

    kind: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; no excerpt is a value too, with a reason.

    Attributes:
        id: what the caller gave, else None.
        kind: the name of the kind of question ("said-about", "who-said", …).
        readings: how words were read where that is not plain; the corrections are among them.
        total: excerpts found in all; ``excerpts`` is the asked-for page of them.
    """

    question: str
    kind: str
    id: str | None = None
    understood: Understood = Understood()
    corrections: tuple[Correction, ...] = ()
    readings: tuple[Reading, ...] = ()
    reason: Reason | None = None
    near: tuple[Near, ...] = ()
    total: int = 0
    excerpts: tuple[Excerpt, ...] = ()
    elapsed_ms: float = 0.0

    def __post_init__(self) -> None:
        if not self.excerpts and self.reason is None and self.total == 0:
            raise ValueError("an answer without an excerpt needs a reason")


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage of an article with its BM25 score."""

    article_id: str
    revision: int
    span: Span
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Ranked passages for a query, best first, none overlapping another."""

    question: str
    passages: tuple[RankedPassage, ...] = ()
    id: str | None = None
    elapsed_ms: float = 0.0
