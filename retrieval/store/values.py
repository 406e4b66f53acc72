"""Stored values: what a store hands out besides articles and annotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from retrieval.model import Span, Subject, subject_from_text

Outcome = Literal["added", "updated", "unchanged"]
AlertForm = Literal["whole", "title", "words"]


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that happened to an article.

    Attributes:
        position: counts up with every change of the archive and is never used twice.
    """

    position: int
    article_id: str
    is_removal: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """How an archive relates to a state that it was once in.

    Attributes:
        position: of the last change; 0 before the first.
        state: the name of the state that it is in now; empty before the first change. Each change gives a new name,
            which stays unique also where the database is put back and changed otherwise.
        is_of_it: whether it went on from that state; not so where its database was put back to before it.
    """

    position: int
    state: str
    is_of_it: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds.

    Attributes:
        stale: articles annotated by an older program.
        unread: articles that could not be annotated, by this program or an older one.
    """

    articles: int
    revisions: int
    attributions: int
    stale: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name as articles write it, with what all of them together do with it.

    Attributes:
        key: ``name_key`` joined by blanks, the same for every spelling.
        is_person: a person's name, not an organisation or an unnamed source.
        articles: in how many the name occurs.
        attributions: words said under this name.
        first_day: the earliest day of publication among them; None where no article has a day.
    """

    name: str
    key: str
    surname_key: str
    is_person: bool
    articles: int
    mentions: int
    attributions: int
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name in one article.

    Attributes:
        introduction: where the article first says who this is; None for one that only speaks.
        role: the first one the article gives.
    """

    article_id: str
    name: str
    introduction: Span | None
    role: str | None
    attributions: int
    published_day: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that a chat has seen; its buttons carry only the token.

    Attributes:
        asked_on: the asker's day, so that "yesterday" still means the same when a button is pressed later.
        created_utc: aware UTC.
        article_ids: the articles it cites.
        is_withdrawn: an article it cited has been removed since; which one is not kept.
        topic_id: the forum topic it is in.
        question_message_id: the message that asked, None where a button did.
        page: the one that is seen now, from 0.
        answer_message_id: the message it is in, None until it was sent.
    """

    token: str
    chat_id: int
    asker_id: int
    question: str
    asked_on: date
    created_utc: datetime
    article_ids: tuple[str, ...] = ()
    is_withdrawn: bool = False
    topic_id: int | None = None
    question_message_id: int | None = None
    answer_message_id: int | None = None
    page: int = 0

    def __post_init__(self) -> None:
        if not self.token:
            raise ValueError("a shown answer needs a token")
        if self.created_utc.tzinfo is None:
            raise ValueError(f"created_utc must be aware, got {self.created_utc}")

    @property
    def subject(self) -> Subject:
        """What ``question`` stands for: words, a listing, or an alert."""
        return subject_from_text(self.question)


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What a chat has chosen for itself; None where it goes with the operator's choice.

    Attributes:
        time_zone: an IANA name ("Europe/Berlin"); whether there is such a zone is not the store's to know.
        language: the code of the interface's language.
        is_short: one excerpt a message.
        is_silent: messages make no sound.
        quiet_from, quiet_to: minutes of the chat's day between which nothing is told unasked; None without such hours.
        alert_form: how much of an excerpt an alert tells: the words and whose they are, the title, or the words alone.
        alert_has_link, alert_has_tags, alert_has_picture: what comes with it: the source's address, hashtags, the
            article's main picture.
        changed_utc: when anything of it was last changed, aware UTC.
    """

    chat_id: int
    changed_utc: datetime
    time_zone: str | None = None
    language: str | None = None
    is_short: bool = False
    is_silent: bool = False
    quiet_from: int | None = None
    quiet_to: int | None = None
    alert_form: AlertForm = "whole"
    alert_has_link: bool = True
    alert_has_tags: bool = False
    alert_has_picture: bool = False

    def __post_init__(self) -> None:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise ValueError(f"quiet hours need both ends, got {self.quiet_from} and {self.quiet_to}")
        if self.changed_utc.tzinfo is None:
            raise ValueError(f"changed_utc must be aware, got {self.changed_utc}")
        if self.time_zone is not None and not (self.time_zone.isascii() and self.time_zone.isprintable()):
            raise ValueError(f"time_zone must be printable ASCII, got {self.time_zone!r}")


Standing = Literal["listed", "banned", "told"]


@dataclass(frozen=True, slots=True)
class Admission:
    """What access a user or a chat has to the bot.

    Attributes:
        telegram_id: a user's or a chat's.
        standing: "listed" is let in where not everyone is; "banned" is not answered at all; "told" is one who is
            not let in and has been told so.
        changed_utc: aware UTC.
    """

    telegram_id: int
    standing: Standing
    changed_utc: datetime
