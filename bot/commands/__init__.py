"""What can be asked of the bot in a chat? One command, one file, one line here."""

from bot.commands import (
    again,
    article,
    ask,
    ban,
    day,
    export,
    forget,
    help,  # noqa: A004
    ingest,
    latest,
    outlets,
    people,
    person,
    privacy,
    reports,
    saved,
    settings,
    sources,
    start,
    stats,
    subscribe,
    subscriptions,
    timeline,
    timezone,
    unsubscribe,
    users,
)
from bot.dialogue.press import Tap, TapResult
from bot.dialogue.request import ANYONE, Command, Request, Services

COMMANDS: tuple[Command, ...] = (
    start.COMMAND,
    ask.COMMAND,
    latest.COMMAND,
    people.COMMAND,
    person.COMMAND,
    day.COMMAND,
    timeline.COMMAND,
    outlets.COMMAND,
    article.COMMAND,
    again.COMMAND,
    saved.COMMAND,
    subscribe.COMMAND,
    subscriptions.COMMAND,
    unsubscribe.COMMAND,
    settings.COMMAND,
    timezone.COMMAND,
    help.COMMAND,
    privacy.COMMAND,
    export.COMMAND,
    forget.COMMAND,
    stats.COMMAND,
    reports.COMMAND,
    ingest.COMMAND,
    sources.COMMAND,
    users.COMMAND,
    ban.COMMAND,
    ban.BACK,
)

__all__ = ["ANYONE", "COMMANDS", "Command", "Request", "Services", "Tap", "TapResult"]
