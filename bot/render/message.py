"""Message: a text with its buttons, ready to send; who receives it is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from bot.render.document import Document
from bot.render.rich import Rich, plain

MAX_BUTTON_BYTES = 64
MAX_COPY_CHARS = 256
MAX_SHARE_CHARS = 256
MAX_CAPTION_UNITS = 1024


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; it does one thing.

    Attributes:
        press: comes back when it is tapped; at most 64 bytes.
        copy: is copied; at most 256 characters.
        share: is put behind the bot's name in a chat that the asker chooses; at most 256 characters.
        url: is opened.
        is_danger: it ends or deletes something, which apps show in red.
    """

    label: str
    press: str = ""
    copy: str = ""
    share: str = ""
    url: str = ""
    is_danger: bool = False

    def __post_init__(self) -> None:
        if not self.label or sum(map(bool, (self.press, self.copy, self.share, self.url))) != 1:
            raise ValueError(f"a button needs a label and one thing to do, got {self}")
        if len(self.press.encode()) > MAX_BUTTON_BYTES:
            raise ValueError(f"what a button says is at most {MAX_BUTTON_BYTES} bytes, got {self}")
        if len(self.copy) > MAX_COPY_CHARS or len(self.share) > MAX_SHARE_CHARS:
            raise ValueError(f"a button copies and shares at most {MAX_COPY_CHARS} characters, got {self}")


@dataclass(frozen=True, slots=True)
class File:
    """A file to send."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that takes the place of a message's text where it can be shown.

    Attributes:
        content: a PNG.
        caption: stands under it, and is what those hear who do not see it; at most 1024 UTF-16 units.
    """

    content: bytes
    caption: Rich

    def __post_init__(self) -> None:
        if self.caption.units > MAX_CAPTION_UNITS:
            raise ValueError(f"a caption has at most {MAX_CAPTION_UNITS} units, got {self.caption.units}")


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What a message is where it can be a document: all of it at once, with the buttons that this leaves."""

    document: Document
    rows: tuple[tuple[Button, ...], ...] = ()


FOR_ALERTS, FOR_SOURCES = 1, 2
"""What a channel is chosen for: to be told of news, or to be a source of them."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, or one to be split if its text is too long; the buttons go under the last piece.

    Attributes:
        file: goes with the text, which is then its caption.
        picture: shown instead of the text; where Telegram takes none, the text stands.
        token: the short id of the shown answer that it is, where it is one.
        is_for_asker: a group's others need not see it, where Telegram can show it to one person alone.
        asks_chat: the words on the key that lets a channel be chosen; empty where none is to be.
        asks_chat_for: what the channel is chosen for.
        preview: the address whose picture is shown large above the text; empty where none is.
        asks: the words in the empty field where it asks for a reply; empty where it asks for none.
        as_document: takes the place of text and buttons where the server knows documents.
    """

    text: Rich
    rows: tuple[tuple[Button, ...], ...] = ()
    token: str = ""
    file: File | None = None
    asks: str = ""
    asks_chat: str = ""
    asks_chat_for: int = FOR_ALERTS
    preview: str = ""
    is_for_asker: bool = False
    picture: Picture | None = None
    as_document: DocumentForm | None = None


def line(text: str) -> Message:
    """A message of plain words."""
    return Message(plain(text))


def aside(text: str) -> Message:
    """Plain words for whoever asked, which a group's others need not see."""
    return Message(plain(text), is_for_asker=True)
