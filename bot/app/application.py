"""Composition root: the application, put together from its parts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING, Any

from telegram import Bot, BotCommand, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.alerts.delivery import DeliveryLoop
from bot.alerts.outbox import Outbox
from bot.alerts.own_outboxes import Outboxes
from bot.app.admission.access import AccessControl, AccessGate
from bot.app.admission.question_limits import QuestionLimits
from bot.app.answering import Answering
from bot.app.channel_handlers import ChannelHandlers
from bot.app.incoming.middleware import Middleware
from bot.app.ingesting.operator_ingest import take_in
from bot.app.ingesting.opml_import import OpmlImport
from bot.app.message_handlers import EditHandlers, MembershipHandlers, MessageHandlers
from bot.app.operations.notices import Notices
from bot.app.operations.watchdog import Watch
from bot.app.taps import QueryHandlers
from bot.commands import COMMANDS
from bot.dialogue.request import Services
from bot.intake.adding import SourceFinder
from bot.render.pictures.painter import DrawingProcess, Painter
from bot.render.translate import _
from bot.settings import Settings, SettingsError
from bot.transport.heartbeat import Heartbeat
from bot.transport.incoming.chat_order import ChatOrder
from bot.transport.incoming.inbox import Inbox
from bot.transport.line import Line
from bot.transport.outgoing.chat_lives import Lives
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.retries import Retries
from bot.transport.outgoing.sender import Sender
from bot.transport.threads import ThreadBridge
from bot.transport.wire import WireRequest
from retrieval.answers.audiences import Audiences, LivesOfAudiences

if TYPE_CHECKING:
    from retrieval.answers import Archive

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)
"""Always given: without the list, Telegram keeps to what some earlier program wanted."""
_CONNECTIONS = 64
_GLANCES_AT_ONCE = 2
_TOKEN_BYTES = 12
_READ_TIMEOUT_S = 15.0
_RECORDS_TIMEOUT_S = 30.0
_LOOK_TIMEOUT_S = 600.0
App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Bridges:
    """Threads for what takes long, for what is written down, and for what is only looked up.

    A question at work must not hold up the settings of a chat, without which nobody is answered.
    """

    answers: ThreadBridge
    records: ThreadBridge
    glances: ThreadBridge

    def close(self) -> None:
        """Take no more work."""
        for bridge in (self.answers, self.records, self.glances):
            bridge.close()


@dataclass(frozen=True, slots=True)
class Components:
    """What has to be told when the bot leaves."""

    line: Line
    retries: Retries
    order: ChatOrder
    inbox: Inbox
    lives: Lives
    bridges: Bridges
    notices: Notices
    delivery: DeliveryLoop
    heartbeat: Heartbeat
    watch: Watch
    painter: DrawingProcess
    channels: ChannelHandlers
    lists: OpmlImport
    audiences: Audiences


def build_application(settings: Settings, archive: Archive) -> App:
    """The whole bot, ready to be initialized and fed with updates; its `Components` are in ``bot_data``.

    Raises:
        SettingsError: there is no token.
    """
    # Longer than other functions: each part is made here once, in the order in which they need one another.
    order = ChatOrder()
    app = _telegram(settings, order)
    bridge = ThreadBridge(threads=settings.questions_at_once, timeout_s=settings.answer_timeout_s)
    records = ThreadBridge(threads=1, timeout_s=_RECORDS_TIMEOUT_S)
    heartbeat = Heartbeat()
    kept = archive.store
    inbox = Inbox(kept.inbox, records, app.bot, app.update_queue, heartbeat, is_shared=kept.is_shared)
    order.in_hand = inbox.in_hand
    glances = ThreadBridge(threads=_GLANCES_AT_ONCE, timeout_s=settings.answer_timeout_s)
    audiences = Audiences(archive, is_open=settings.sources_are == "private")
    lives = Lives(LivesOfAudiences(kept.lives, audiences), records)
    line = Line(app.bot.get_me, chance=Random())  # noqa: S311  # spreads pauses, hides nothing
    retries = Retries(Pace(), lives, line)
    sender = Sender(app.bot, retries, lives, heartbeat)
    notices = Notices(archive.store, sender, records, settings, line)
    # Built when it is first needed, as the bot learns its name from Telegram, and once.
    painter = DrawingProcess()
    services = cache(partial(_services, app.bot, settings, archive, audiences, painter))
    delivery = _delivery(settings, archive, audiences, sender, services, line, records, heartbeat)
    watch = Watch(heartbeat, archive.store, notices, records, settings.health_file, line)
    channels, lists = ChannelHandlers(archive, app.bot), OpmlImport(sender, services)
    app.bot_data[Components] = Components(
        line,
        retries,
        order,
        inbox,
        lives,
        Bridges(bridge, records, glances),
        notices,
        delivery,
        heartbeat,
        watch,
        painter,
        channels,
        lists,
        audiences,
    )
    _register(app, settings, archive, sender, bridge, glances, lives, services, channels, lists)
    return app


def _telegram(settings: Settings, order: ChatOrder) -> App:
    """The library's application, which knows none of the bot's rooms yet."""
    if settings.bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN", "is not set: the bot needs one")
    # Without it, the library warns whenever Telegram asks to wait. It reads nothing else that could carry the choice.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return (
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


def _delivery(
    settings: Settings,
    archive: Archive,
    audiences: Audiences,
    sender: Sender,
    services: Callable[[], Services],
    line: Line,
    records: ThreadBridge,
    heartbeat: Heartbeat,
) -> DeliveryLoop:
    zone, max_age = settings.timezone, timedelta(hours=settings.alert_max_age_hours)
    of_all = Outbox(archive, zone=zone, max_age=max_age)
    return DeliveryLoop(
        archive.store,
        Outboxes(of_all, audiences, zone=zone, max_age=max_age) if settings.sources_are == "private" else of_all,
        sender,
        services,
        settings,
        line,
        looking=ThreadBridge(threads=1, timeout_s=_LOOK_TIMEOUT_S),
        records=records,
        heartbeat=heartbeat,
    )


def menu(settings: Settings, *, has_operators: bool = False, is_of_groups: bool = False) -> tuple[BotCommand, ...]:
    """The commands as Telegram's menu shows them, in the language spoken now.

    Args:
        is_of_groups: those whose answer is for the asker alone are seen by nobody else either (Bot API 10.2); only as
            an answer to such a command may a bot that is no administrator answer one person alone.
    """
    offered = (command for command in COMMANDS if has_operators or not command.is_closed(settings))
    return tuple(
        BotCommand(
            command.name,
            _(command.help),
            api_kwargs={"is_ephemeral": True} if is_of_groups and command.is_for_asker else None,
        )
        for command in offered
    )


def _services(bot: Bot, settings: Settings, archive: Archive, audiences: Audiences, painter: Painter) -> Services:
    """What commands, and whoever tells chats of news, may use; the bot must know its name by now."""
    return Services(
        archive,
        settings,
        COMMANDS,
        bot.username,
        partial(secrets.token_urlsafe, _TOKEN_BYTES),
        bool(bot.supports_inline_queries),
        partial(take_in, settings=settings, archive=archive),
        SourceFinder(settings, lambda: archive.store.sources, audiences),
        painter,
        audiences,
    )


def _register(
    app: App,
    settings: Settings,
    archive: Archive,
    sender: Sender,
    bridge: ThreadBridge,
    glances: ThreadBridge,
    lives: Lives,
    services: Callable[[], Services],
    channels: ChannelHandlers,
    lists: OpmlImport,
) -> None:
    """Which handler takes which update; the first that fits takes it."""
    store = archive.store
    limits = QuestionLimits(user=settings.questions_per_minute_user, chat=settings.questions_per_minute_chat)
    access = AccessControl(settings, store)
    gate = AccessGate(settings, access, glances, sender)
    answering = Answering(store, app.bot, sender, bridge, limits, services)
    messages = MessageHandlers(settings, app.bot, sender, lives, gate, answering, channels, lists)
    edits = EditHandlers(app.bot, store, bridge, sender, gate, answering)
    memberships = MembershipHandlers(lives)
    queries = QueryHandlers(settings, app.bot, sender, bridge, gate, answering, services)
    middleware = Middleware(store, glances, sender, access.admits, default_language=settings.language)
    around, new = middleware.around, filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    for command in COMMANDS:
        app.add_handler(
            CommandHandler((command.name, *command.aliases), around(partial(messages.command, command)), filters=new)
        )
    app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, around(messages.message)))
    app.add_handler(MessageHandler(filters.StatusUpdate.CHAT_SHARED, around(messages.chat_shared)))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, around(edits.edited)))
    app.add_handler(CallbackQueryHandler(around(queries.tap)))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, around(memberships.moved)))
    app.add_handler(ChatMemberHandler(around(memberships.came_or_went), ChatMemberHandler.MY_CHAT_MEMBER))
    # Beside the others: what a channel's post asks of the bot is answered as any message is.
    app.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POSTS, around(channels.posted)), group=1)
    app.add_handler(InlineQueryHandler(around(queries.inline)))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, around(queries.guest)))
    app.add_error_handler(middleware.error)
