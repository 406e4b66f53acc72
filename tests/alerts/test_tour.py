"""Is the README's tour of alerts what the bot really says? Played over the article in `seeds/`."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.alerts.message import told
from bot.commands import COMMANDS, Request, Services
from bot.commands.subscribe import subscribe
from bot.commands.subscriptions import subscriptions
from bot.render.message import Message
from bot.settings import load_settings
from retrieval.answers import Archive
from retrieval.sources import read_articles

PROJECT = Path(__file__).parents[2]
CHAT = 5


def shown(said: str, message: Message) -> str:
    """What was written and what came, with the buttons in brackets; empty lines inside are left out."""
    buttons = [" ".join(f"[{button.label}]" for button in row) for row in message.rows]
    lines = [line for line in message.text.text.splitlines() if line]
    return "\n".join([said, *(f"    {line}" for line in (*lines, *buttons))])


def played(folder: Path) -> str:
    numbers, now = count(), datetime.now(UTC)
    with Archive.open(folder / "archive") as archive:
        archive.add(read_articles([PROJECT / "seeds"]))
        services = Services(
            archive, load_settings(environ={}, folder=folder), COMMANDS, "bot", lambda: f"token-{next(numbers)}"
        )

        def asked(words: str) -> Request:
            return Request(words, CHAT, CHAT, True, now)

        asking = subscribe(asked("Peskov on weapons"), services)[0]
        agreed = subscribe(asked("yes Peskov on weapons"), services)[0]
        (followed,) = archive.store.subscriptions.of_chat(CHAT)
        matcher = archive.following.matcher()
        matcher.file(followed.watch_number, followed.watch)
        (intent,) = archive.following.intents(matcher, archive.store.articles.ids(after=None, limit=1))
        alert = told(followed, intent, services, now)
        assert alert
        listing = subscriptions(asked(""), services)[0]
        card = subscriptions(asked(str(followed.number)), services)[0]
    parts = (
        shown("/subscribe Peskov on weapons", asking),
        shown("[Yes]", agreed),
        shown("… an article comes in, and the chat is told:", alert),
        shown("/subscriptions", listing),
        shown("[1 ⋯ …]", card),
    )
    return "\n\n".join(parts)


def test_the_tour_is_what_the_bot_says(tmp_path: Path) -> None:
    readme = (PROJECT / "bot" / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^## Tell of what is new\n(?:.*\n)*?```text\n((?:.*\n)*?)```", readme, re.MULTILINE)

    assert textwrap.dedent(block).strip() == played(tmp_path)
