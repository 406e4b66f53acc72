"""What can be asked of the bot in a chat? One command, one file, one line here."""

from bot.commands import ask, help, privacy, start, timezone  # noqa: A004
from bot.commands.buttons import Effect, Tap, tapped
from bot.commands.command import ANYONE, Asked, Command, House

COMMANDS: tuple[Command, ...] = (
    start.COMMAND,
    ask.COMMAND,
    timezone.COMMAND,
    help.COMMAND,
    privacy.COMMAND,
)

__all__ = ["ANYONE", "COMMANDS", "Asked", "Command", "Effect", "House", "Tap", "tapped"]
