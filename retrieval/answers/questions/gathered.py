"""Evidence gathered from a question's words, what is asked for beside its slots, and a reading of it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from retrieval.answers.questions.asks import ASKS_NOTHING_MORE, Act, Asks, Thing
from retrieval.answers.questions.evidence.outline import Outline
from retrieval.answers.questions.evidence.sentence import Sentence
from retrieval.answers.questions.evidence.slots import Range, Slots
from retrieval.answers.questions.form import Form

# Acts that are only said to be done: whose words they are is asked, not who did it.
WORDS_ALONE = frozenset({"say", "think", "call"})
COUNTED = frozenset({"how-many", "how-much"})


@dataclass(frozen=True, slots=True)
class Read:
    """A question as one way of asking reads it.

    Attributes:
        weight: how much of the question speaks for it; comparable among the readings of one question.
        asking: all words of it without politeness, as they are meant, behind those of other sentences on its matter.
        context: those other sentences.
    """

    weight: float
    form: Form
    asks: Asks = ASKS_NOTHING_MORE
    asking: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question's words, their outline, and the slots around its act."""

    s: Sentence
    outline: Outline
    slots: Slots
    asks: Asks

    @property
    def content(self) -> Range:
        """What is left behind politeness, asking word and auxiliaries."""
        return self.outline.before if self.outline.act is None else (self.outline.before[0], self.outline.after[1])


def asks_of(e: Evidence) -> Asks:
    """What is asked for beside the slots."""
    act = e.outline.act
    name = _name_of_act(e) if act else ""
    thing = e.outline.thing or ("whether" if e.outline.ask is None and (e.outline.is_turned or _is_doubted(e)) else "")
    return Asks(
        thing=cast(Thing, thing) if thing else _thing_within(e),
        act=cast(Act, "say" if name == "speak" else name) if name else None,
        verb=act.entry.verb if act else "",
        toward=e.s.slice(*e.slots.rest) if name and name not in WORDS_ALONE else "",
        is_negative=e.outline.is_negative,
        count=e.outline.count,
        is_newest=e.s.first(0, act.start if act else len(e.s), "newest") is not None,
    )


def _is_doubted(e: Evidence) -> bool:
    """Whether only the sign at the end asks if somebody did something ("Reed pidió perdón?")."""
    act = e.outline.act
    return act is not None and act.entry.role == "act" and e.s.text.rstrip().endswith("?")


def _name_of_act(e: Evidence) -> str:
    """What somebody did; a view that stands where a verb would, behind an auxiliary, is one taken of an event."""
    act = e.outline.act
    is_verb = act is not None and act.entry.role == "noun" and e.outline.thing == "how" and e.outline.is_turned
    is_taken = is_verb and act is not None and act.entry.value == "think" and e.slots.who[1] == act.start
    return "react" if is_taken else act.entry.value if act else ""  # "how did Reed *take* the news"


def _thing_within(e: Evidence) -> Thing | None:
    """A counting, choosing or reasoning word that is no first one ("conscripts *how many*")."""
    mark = e.s.first(0, len(e.s), "ask")
    return cast(Thing, mark.entry.value) if mark and mark.entry.value in (*COUNTED, "which", "why") else None
