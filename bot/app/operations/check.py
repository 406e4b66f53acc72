"""Checks at Telegram: is the bot set up there as it needs to be?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.app.operations.logs import quiet_libraries, without_secrets
from bot.settings import Settings
from retrieval.answers.ingest.health import Check


def check_telegram(settings: Settings) -> tuple[Check, ...]:
    """Ask Telegram who the bot is and how it is delivered to; settings must hold a token."""
    quiet_libraries()
    with without_secrets(settings):
        return asyncio.run(_check(settings))


async def _check(settings: Settings) -> tuple[Check, ...]:
    try:
        async with Bot(settings.bot_token or "", base_url=f"{settings.api_url}/bot") as bot:
            webhook = await bot.get_webhook_info()
            return (*_of_profile(bot.bot), _of_delivery(settings, webhook))
    except InvalidToken:
        message = "Telegram does not know the token; get the right one from BotFather and set TELEGRAM_BOT_TOKEN"
        return (Check("telegram", ok=False, message=message),)
    except TelegramError as error:
        message = (
            f"{settings.api_url} cannot be reached ({type(error).__name__}); look at the network and TELEGRAM_API_URL"
        )
        return (Check("telegram", ok=False, message=message),)


def _of_profile(me: User) -> Iterator[Check]:
    yield Check("telegram", ok=True, message=f"the token is @{me.username}'s")
    if me.can_read_all_group_messages:
        message = (
            "off, so that every message of a group is sent to the bot, which needs none of them; "
            "turn it on in BotFather: /setprivacy, Enable"
        )
        yield Check("group privacy", ok=False, message=message)
    else:
        yield Check("group privacy", ok=True, message="on: in groups the bot sees commands, mentions and replies only")
    hint = (
        "on"
        if me.supports_inline_queries
        else "off; turn it on in BotFather with /setinline to share excerpts in any chat"
    )
    yield Check("inline mode", ok=True, message=hint)
    if not me.can_join_groups:
        message = "the bot cannot be added to groups; to allow it, in BotFather: /setjoingroups, Enable"
        yield Check("groups", ok=True, message=message)


def _of_delivery(settings: Settings, webhook: WebhookInfo) -> Check:
    if not settings.webhook_url:
        if webhook.url:
            message = f"by polling; the webhook {webhook.url}, which is set, will be removed at the start"
            return Check("delivery", ok=True, message=message)
        return Check("delivery", ok=True, message=f"by polling, {webhook.pending_update_count} updates waiting")
    if webhook.url and webhook.url != settings.webhook_url:
        message = f"Telegram delivers to {webhook.url}, not to VERBATIM_WEBHOOK_URL; start the bot to change it"
        return Check("delivery", ok=False, message=message)
    if webhook.last_error_message:
        message = f"the last delivery to {settings.webhook_url} failed: {webhook.last_error_message}"
        return Check("delivery", ok=False, message=message)
    return Check("delivery", ok=True, message=f"by webhook, {webhook.pending_update_count} updates waiting")
