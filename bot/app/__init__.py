"""The bot at Telegram: put together, run and checked."""

from bot.app.application import build_application
from bot.app.check import check_telegram
from bot.app.service import BotRefused, run_bot, serve
from bot.app.watchdog import check_health

__all__ = ["BotRefused", "build_application", "check_health", "check_telegram", "run_bot", "serve"]
