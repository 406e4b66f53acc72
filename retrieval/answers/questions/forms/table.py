"""The type of a language's table of question forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FormName = Literal[
    "greeting", "who-said", "who-spoke", "who-is", "said-about", "on", "when", "happened", "latest", "bare"
]


@dataclass(frozen=True, slots=True)
class Form:
    """How a question is put.

    Attributes:
        name: "on" is "X on Y", "bare" has no form at all.
        who: the words in the slot of the speaker or person; empty where the form has none.
        rest: the words after it; the topic, the fragment, the event.
        is_quoted: ``rest`` stood in quotation marks.
    """

    name: FormName
    who: str = ""
    rest: str = ""
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class FormTable:
    """Patterns of one language's questions, as regular expressions read without regard to case.

    They see straight quotation marks and single blanks, and no mark behind the last word.

    Attributes:
        markers: normal forms one of which is in every question that has a form in this language; nothing else
            of the table is looked at without one.
        polite: words before the question proper.
        greeting: small talk, as a whole.
        newest: what is new, as a whole.
        said: with the slots ``who`` and ``rest``; the others fill ``who`` or ``rest``.
        on: "X on Y".
        link: what may come between the verb and the topic.
        that: what may come before the topic then.
        not_speakers: beginnings of a ``who`` that is none, in lower case.
        before_date: words that belong to the date behind them; ``joined_before`` and ``joined_after`` make it a topic.
        before_outlet: words before the name of an outlet, and ``articles`` that may follow them; ``behind_outlet`` are
            those that may follow it within a question.
    """

    code: str
    markers: frozenset[str]
    polite: str
    greeting: str
    newest: str
    who_spoke: tuple[str, ...]
    who_said: tuple[str, ...]
    said: tuple[str, ...]
    who_is: tuple[str, ...]
    when: tuple[str, ...]
    latest: tuple[str, ...]
    happened: tuple[str, ...]
    on: str
    link: str
    that: str
    before_date: str
    joined_before: str
    joined_after: str
    before_outlet: frozenset[str]
    not_speakers: tuple[str, ...] = ()
    articles: frozenset[str] = frozenset()
    behind_outlet: frozenset[str] = frozenset()
