"""Subjects of remembered messages, and the one string each is stored as: what did a chat see, for its buttons?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from retrieval.model.watch import Intent, intent_as_json, intent_from_json

_ALERT = "alert"
_ALERT_WORDS = re.compile(r"(?P<subscription>\d+) (?P<watch>\d+) (?P<edition>\d+) (?P<found>\{.*\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """The answer to a question in words."""

    words: str


@dataclass(frozen=True, slots=True)
class ListingSubject:
    """A list or card that a command shows, with the words after the command."""

    command: str
    words: str = ""

    def __post_init__(self) -> None:
        if not self.command or self.command.split() != [self.command]:
            raise ValueError(f"a command is one word, got {self.command!r}")


@dataclass(frozen=True, slots=True)
class AlertSubject:
    """An alert: something new that a subscription asked for.

    Attributes:
        subscription: its number.
        edition: 0 the first time; above, the same was told before and is a correction where it is worded differently.
    """

    subscription: int
    edition: int
    intent: Intent


Subject = AskedQuestion | ListingSubject | AlertSubject


def subject_as_text(subject: Subject) -> str:
    """The string that is stored: a question as it stands, a command behind its slash.

    >>> subject_as_text(ListingSubject("people", "Berg"))
    '/people Berg'
    """
    match subject:
        case AskedQuestion(words):
            return words
        case ListingSubject(command, words):
            return f"/{command} {words}" if words else f"/{command}"
        case AlertSubject(subscription, edition, intent):
            found = json.dumps(intent_as_json(intent), separators=(",", ":"))
            return f"/{_ALERT} {subscription} {intent.watch} {edition} {found}"


def subject_from_text(text: str) -> Subject:
    """What a stored string stands for.

    >>> subject_from_text("/people Berg"), subject_from_text("who is Berg")
    (ListingSubject(command='people', words='Berg'), AskedQuestion(words='who is Berg'))
    """
    command, *rest = (text[1:].split(maxsplit=1) if text.startswith("/") else ()) or ("",)
    if not command:
        return AskedQuestion(text)
    words = "".join(rest)
    found = _ALERT_WORDS.fullmatch(words) if command == _ALERT else None
    if found is None:
        return ListingSubject(command, words)
    intent = intent_from_json(int(found["watch"]), json.loads(found["found"]))
    return AlertSubject(int(found["subscription"]), int(found["edition"]), intent)
