"""View: one page of something to look through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.render.document import Document
from bot.render.message import Picture
from bot.render.rich import Rich

PAGE_ROWS = 8
"""Rows of a list on a page; each may have a button, and the buttons of a page are counted by this."""


def no_picture() -> Picture | None:
    """A page that is words alone."""
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that leads on; ``question`` is asked when it is tapped, a command or words; danger ends something."""

    label: str
    question: str
    is_danger: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One page of something to look through.

    Attributes:
        offers: at most `PAGE_ROWS`.
        article_ids: what it quotes; where one of these is withdrawn, so is the page.
        as_document: all of it at once, where the server knows documents; it has no pages to turn.
        asks_chat: the words on the key that lets a channel be chosen; empty where none is to be.
        picture: draws what is shown instead of the text; asked once, when the page is sent.
    """

    text: Rich
    has_next: bool = False
    offers: tuple[Offer, ...] = ()
    article_ids: tuple[str, ...] = ()
    asks_chat: str = ""
    picture: Callable[[], Picture | None] = no_picture
    as_document: Document | None = None

    def __post_init__(self) -> None:
        if len(self.offers) > PAGE_ROWS:
            raise ValueError(f"a page offers at most {PAGE_ROWS}, got {len(self.offers)}")
