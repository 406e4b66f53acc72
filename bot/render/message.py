"""What does the bot send? A text with its buttons; who receives it is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from bot.render.rich import Rich, plain

MAX_BUTTON_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message.

    Attributes:
        press: comes back when it is tapped; at most 64 bytes.
    """

    label: str
    press: str

    def __post_init__(self) -> None:
        if not self.label or not 1 <= len(self.press.encode()) <= MAX_BUTTON_BYTES:
            raise ValueError(f"a button needs a label and 1 to {MAX_BUTTON_BYTES} bytes, got {self}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message, or one to be split if its text is too long; the buttons go under the last piece.

    Attributes:
        token: the short id of the shown answer that it is, where it is one.
    """

    text: Rich
    rows: tuple[tuple[Button, ...], ...] = ()
    token: str = ""


def line(text: str) -> Message:
    """A message of plain words."""
    return Message(plain(text))
