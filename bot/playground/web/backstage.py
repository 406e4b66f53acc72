"""What the page may ask of whoever has started the bot: Telegram itself knows nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Backstage(Protocol):
    """The bot's own machine, as far as a newcomer may turn its knobs."""

    async def examples(self, language: str) -> Sequence[str]:
        """Questions with an answer, in somebody's language."""

    async def offers_articles(self) -> bool:
        """Whether the archive holds so little that articles to try things on are worth offering."""

    async def fill(self) -> str:
        """Put articles to try things on into the archive; says how many."""

    def is_starting(self) -> bool:
        """Whether the bot is being started again and takes nothing yet."""

    def restart(self) -> None:
        """Start the bot again, with the operators and the clock that the playground's state has now."""


class NoBackstage:
    """Offers some fixed questions and nothing else."""

    def __init__(self, examples: Sequence[str] = ()) -> None:
        self._examples = tuple(examples)

    async def examples(self, _language: str) -> Sequence[str]:
        return self._examples

    async def offers_articles(self) -> bool:
        return False

    async def fill(self) -> str:
        raise ValueError("there is no archive here to fill")

    def is_starting(self) -> bool:
        return False

    def restart(self) -> None:
        raise ValueError("this bot is started elsewhere")
