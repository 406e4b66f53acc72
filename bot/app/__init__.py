"""The bot at Telegram: put together, run and checked."""

from bot.app.application import build_application
from bot.app.operations.check import check_telegram
from bot.app.operations.watchdog import check_health
from bot.app.service import BotRefused, run_bot, serve

__all__ = ["BotRefused", "build_application", "check_health", "check_telegram", "run_bot", "serve"]
