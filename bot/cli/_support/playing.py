"""The playground's backstage: examples from the archive, articles to try things on, and the bot started again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cli._support.opening import counted
from retrieval.model.clock import move_ahead

if TYPE_CHECKING:
    from bot.playground import Playground
    from bot.settings import Settings
    from retrieval.answers.archive import Archive

# What an archive that was only looked at holds: the project's own article.
SEEDS = 1


class PlayedBot:
    """The very application of `run`, on a Telegram of one's own; started again whenever its settings change."""

    def __init__(self, chosen: Settings, archive: Archive) -> None:
        self._chosen = chosen
        self._archive = archive
        self._found: dict[tuple[int, str, date], Sequence[str]] = {}
        self._stop = asyncio.Event()
        self._goes_on = self._is_starting = True

    async def examples(self, language: str) -> Sequence[str]:
        return await asyncio.to_thread(self._examples, language)

    def _examples(self, language: str) -> Sequence[str]:
        from bot.dialogue.examples import five_examples
        from bot.render.translate import known, speaking

        today = self._chosen.today()
        moment = (self._archive.store.history.last_position(), language, today)
        if moment not in self._found:
            with speaking(known(language) or self._chosen.language):
                self._found[moment] = five_examples(self._archive, today)
        return self._found[moment]

    async def offers_articles(self) -> bool:
        counts = await asyncio.to_thread(self._archive.counts)
        return counts.articles <= SEEDS

    async def fill(self) -> str:
        """Take in the articles of `verbatim demo`; whoever follows something is told of what is new to them."""
        from bot.demo import demo_articles

        articles = list(demo_articles(datetime.now(UTC).date()))
        done = await asyncio.to_thread(self._archive.add, articles, jobs=1)
        return f"{counted(done.added, 'article')} of invented people added"

    def is_starting(self) -> bool:
        return self._is_starting

    def restart(self) -> None:
        self._goes_on = self._is_starting = True
        self._stop.set()

    def stop(self) -> None:
        """End it, as Ctrl-C does."""
        self._goes_on = False
        self._stop.set()

    async def play(self, playground: Playground, *, started: Callable[[], None]) -> None:
        """Run the bot until Ctrl-C, as often as it is to start again; ``started`` is told of the first time."""
        from bot.app import serve

        tellers = iter((started,))

        def tell(_name: str) -> None:
            self._is_starting = self._goes_on
            playground.state.signal.notify()
            next(tellers, _nothing)()

        ours = replace(self._chosen, bot_token=playground.token, api_url=playground.api_url)
        while self._goes_on:
            self._goes_on, self._stop = False, asyncio.Event()
            move_ahead(timedelta(seconds=playground.state.ahead_s))
            operators = self._chosen.operators | playground.state.operators
            await serve(replace(ours, operators=operators), self._archive, stop=self._stop, started=tell)


def _nothing() -> None:
    """Nobody is told again."""
