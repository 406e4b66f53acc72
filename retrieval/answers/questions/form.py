"""Question form: the value that says how a question is put; what fills its slots is decided elsewhere."""

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
