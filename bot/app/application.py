"""How is the application put together? The composition root."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from telegram import BotCommand, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.alerts.delivery import DeliveryLoop
from bot.alerts.outbox import Outbox
from bot.app.handlers import Handlers
from bot.app.notices import Notices
from bot.app.question_limits import QuestionLimits
from bot.app.watchdog import Watch
from bot.commands import COMMANDS
from bot.render.translate import _
from bot.settings import Settings, SettingsError
from bot.transport.chat_lives import Lives
from bot.transport.chat_order import ChatOrder
from bot.transport.heartbeat import Heartbeat
from bot.transport.inbox import Inbox
from bot.transport.line import Line
from bot.transport.pace import Pace
from bot.transport.retries import Retries
from bot.transport.sender import Sender
from bot.transport.threads import ThreadBridge
from bot.transport.wire import WireRequest

if TYPE_CHECKING:
    from retrieval.answers import Archive

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.MY_CHAT_MEMBER,
)
"""Always given: without the list, Telegram keeps to what some earlier program wanted."""
_CONNECTIONS = 64
# The handlers of this group come before all others.
_FIRST = -1
_READ_TIMEOUT_S = 15.0
_RECORDS_TIMEOUT_S = 30.0
_LOOK_TIMEOUT_S = 600.0
App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Components:
    """What has to be told when the bot leaves."""

    line: Line
    retries: Retries
    order: ChatOrder
    inbox: Inbox
    lives: Lives
    bridge: ThreadBridge
    records: ThreadBridge
    notices: Notices
    delivery: DeliveryLoop
    heartbeat: Heartbeat
    watch: Watch


def build_application(settings: Settings, archive: Archive) -> App:
    """The whole bot, ready to be initialized and fed with updates; its `Components` stand in ``bot_data``.

    Raises:
        SettingsError: there is no token.
    """
    if settings.bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN", "is not set: the bot needs one")
    order = ChatOrder()
    app = _library(settings, settings.bot_token, order)
    bridge = ThreadBridge(threads=settings.questions_at_once, timeout_s=settings.answer_timeout_s)
    records = ThreadBridge(threads=1, timeout_s=_RECORDS_TIMEOUT_S)
    heartbeat = Heartbeat()
    inbox = Inbox(archive.store.inbox, records, app.bot, app.update_queue, heartbeat)
    order.in_hand = inbox.in_hand
    lives = Lives(archive.store.lives, records)
    line = Line(app.bot.get_me, chance=Random())  # noqa: S311  # spreads pauses, hides nothing
    retries = Retries(Pace(), lives, line)
    question_limits = QuestionLimits(user=settings.questions_per_minute_user, chat=settings.questions_per_minute_chat)
    sender = Sender(app.bot, retries, lives)
    notices = Notices(archive.store, sender, records, settings, line)
    handlers = Handlers(settings, archive, sender, bridge, app.bot, lives, question_limits)
    delivery = _delivery_loop(settings, archive, sender, handlers, line, records, heartbeat)
    watch = Watch(heartbeat, archive.store, notices, records, settings.health_file, line)
    app.bot_data[Components] = Components(
        line, retries, order, inbox, lives, bridge, records, notices, delivery, heartbeat, watch
    )
    _register(app, handlers)
    return app


def menu(*, has_operators: bool = False) -> tuple[BotCommand, ...]:
    """The commands as Telegram's menu shows them, in the language spoken now."""
    offered = (command for command in COMMANDS if has_operators or not command.is_operators)
    return tuple(BotCommand(command.name, _(command.help)) for command in offered)


def _library(settings: Settings, token: str, order: ChatOrder) -> App:
    """The library's application, which fetches nothing by itself."""
    # Without it, the library warns whenever Telegram asks to wait. It reads nothing else that could carry the choice.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .updater(None)
        .concurrent_updates(order)
        .request(WireRequest(connection_pool_size=_CONNECTIONS, read_timeout=_READ_TIMEOUT_S))
        .job_queue(None)
        .build()
    )


def _delivery_loop(
    settings: Settings,
    archive: Archive,
    sender: Sender,
    handlers: Handlers,
    line: Line,
    records: ThreadBridge,
    heartbeat: Heartbeat,
) -> DeliveryLoop:
    max_age = timedelta(hours=settings.alert_max_age_hours)
    return DeliveryLoop(
        archive.store,
        Outbox(archive, zone=settings.timezone, max_age=max_age),
        sender,
        handlers.services,
        settings,
        line,
        looking=ThreadBridge(threads=1, timeout_s=_LOOK_TIMEOUT_S),
        records=records,
        heartbeat=heartbeat,
    )


def _register(app: App, handlers: Handlers) -> None:
    app.add_handler(TypeHandler(Update, handlers.greet), group=_FIRST)
    new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    for command in COMMANDS:
        app.add_handler(CommandHandler(command.name, partial(handlers.command, command), filters=new))
    app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, handlers.message))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, handlers.edited))
    app.add_handler(CallbackQueryHandler(handlers.tap))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, handlers.moved))
    app.add_handler(ChatMemberHandler(handlers.came_or_went, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(InlineQueryHandler(handlers.inline))
    app.add_error_handler(handlers.error)
