"""What is asked beside the slots: the thing wanted, the act and its direction, how many, before or after what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Thing = Literal["why", "how", "how-many", "how-much", "where", "which", "who", "what", "when", "whether"]
Act = Literal[
    "say",
    "think",
    "want",
    "praise",
    "criticise",
    "deny",
    "apologise",
    "threaten",
    "endorse",
    "promise",
    "react",
    "admit",
    "call-on",
    "call",
]
Relation = Literal["before", "after", "between", "since", "until"]


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked of the slots of a question; every part may be missing.

    Attributes:
        thing: what the asker wants to be told ("why", "how-many"); "whether" is a question of yes or no.
        act: what somebody is asked to have done, by class; None where no verb or noun says so.
        verb: the word that says so, in its dictionary form.
        toward: whom or what the act goes to ("did Reed endorse *Hale*").
        is_negative: it is asked for what was not done ("why didn't …").
        count: how many excerpts are wanted; None where the question leaves that open.
        groups: the words of a group that is to speak ("doctors", "the board").
        versus: the second of two people that are to be compared.
        is_newest: the newest is wanted first.
        relation: how the time asked for lies to ``event``, or to the days of the question.
        event: words that name an event in place of a day.
    """

    thing: Thing | None = None
    act: Act | None = None
    verb: str = ""
    toward: str = ""
    is_negative: bool = False
    count: int | None = None
    groups: tuple[str, ...] = ()
    versus: str = ""
    is_newest: bool = False
    relation: Relation | None = None
    event: str = ""


ASKS_NOTHING_MORE = Asks()
