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

from bot.alerts.delivery import Delivering
from bot.alerts.outbox import Outbox
from bot.app.handlers import Desk
from bot.app.notices import Notices
from bot.app.question_limits import Fairness
from bot.app.watchdog import Watch
from bot.commands import COMMANDS
from bot.render.translate import _
from bot.settings import Settings, SettingsError
from bot.transport.chat_lives import Lives
from bot.transport.chat_order import ChatOrder
from bot.transport.heartbeat import Pulse
from bot.transport.inbox import Inbox
from bot.transport.line import Line
from bot.transport.pace import Pace
from bot.transport.retries import Tries
from bot.transport.sender import Sender
from bot.transport.threads import Edge
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
class Parts:
    """What has to be told when the bot leaves."""

    line: Line
    tries: Tries
    order: ChatOrder
    inbox: Inbox
    lives: Lives
    edge: Edge
    records: Edge
    notices: Notices
    delivering: Delivering
    pulse: Pulse
    watch: Watch


def build_application(settings: Settings, archive: Archive) -> App:
    """The whole bot, ready to be initialized and fed with updates; its `Parts` stand in ``bot_data``.

    Raises:
        SettingsError: there is no token.
    """
    if settings.bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN", "is not set: the bot needs one")
    # Without it, the library warns whenever Telegram asks to wait. It reads nothing else that could carry the choice.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    order = ChatOrder()
    app: App = (
        ApplicationBuilder()
        .token(settings.bot_token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .updater(None)
        .concurrent_updates(order)
        .request(WireRequest(connection_pool_size=_CONNECTIONS, read_timeout=_READ_TIMEOUT_S))
        .job_queue(None)
        .build()
    )
    edge = Edge(threads=settings.questions_at_once, timeout_s=settings.answer_timeout_s)
    records = Edge(threads=1, timeout_s=_RECORDS_TIMEOUT_S)
    pulse = Pulse()
    inbox = Inbox(archive.store.inbox, records, app.bot, app.update_queue, pulse)
    order.in_hand = inbox.in_hand
    lives = Lives(archive.store.lives, records)
    line = Line(app.bot.get_me, chance=Random())  # noqa: S311  # spreads pauses, hides nothing
    tries = Tries(Pace(), lives, line)
    fairness = Fairness(user=settings.questions_per_minute_user, chat=settings.questions_per_minute_chat)
    sender = Sender(app.bot, tries, lives)
    notices = Notices(archive.store, sender, records, settings, line)
    desk = Desk(settings, archive, sender, edge, app.bot, lives, fairness)
    max_age = timedelta(hours=settings.alert_max_age_hours)
    outbox = Outbox(archive, zone=settings.timezone, max_age=max_age)
    looking = Edge(threads=1, timeout_s=_LOOK_TIMEOUT_S)
    delivering = Delivering(
        archive.store, outbox, sender, desk.house, settings, line, looking=looking, records=records, pulse=pulse
    )
    watch = Watch(pulse, archive.store, notices, records, settings.health_file, line)
    app.bot_data[Parts] = Parts(line, tries, order, inbox, lives, edge, records, notices, delivering, pulse, watch)
    _register(app, desk)
    return app


def menu(*, has_operators: bool = False) -> tuple[BotCommand, ...]:
    """The commands as Telegram's menu shows them, in the language spoken now."""
    offered = (command for command in COMMANDS if has_operators or not command.is_operators)
    return tuple(BotCommand(command.name, _(command.help)) for command in offered)


def _register(app: App, desk: Desk) -> None:
    app.add_handler(TypeHandler(Update, desk.greet), group=_FIRST)
    new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    for command in COMMANDS:
        app.add_handler(CommandHandler(command.name, partial(desk.command, command), filters=new))
    app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, desk.message))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, desk.edited))
    app.add_handler(CallbackQueryHandler(desk.tap))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, desk.moved))
    app.add_handler(ChatMemberHandler(desk.came_or_went, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(InlineQueryHandler(desk.inline))
    app.add_error_handler(desk.error)
