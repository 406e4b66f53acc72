"""setWebhook and its like: where the bot wants its updates sent."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.playground.methods.parameters import Parameters
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.state import State, Webhook

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def set_webhook(state: State, parameters: Parameters) -> bool:
    """An empty address deletes the webhook. Plain http is taken on this machine only."""
    url = parameters.text("url").strip()
    if not url:
        return delete_webhook(state, parameters)
    parts = urlsplit(url)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        wrong = "is too long" if len(secret) > 256 else "contains unallowed characters"
        raise bad_request(f"secret token {wrong}")
    state.updates.allow(parameters.parsed("allowed_updates"))
    if parameters.boolean("drop_pending_updates"):
        state.updates.drop()
    connections = parameters.integer("max_connections") or 40
    state.webhook = Webhook(url, secret, max_connections=min(max(connections, 1), 100))
    state.signal.notify()
    return True


def delete_webhook(state: State, parameters: Parameters) -> bool:
    if parameters.boolean("drop_pending_updates"):
        state.updates.drop()
    state.webhook = Webhook()
    state.signal.notify()
    return True


def get_webhook_info(state: State, _parameters: Parameters) -> Json:
    webhook = state.webhook
    body: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
    if webhook.url:
        body |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.last_error_message:
        body |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error_message}
    if state.updates.allowed:
        body["allowed_updates"] = sorted(state.updates.allowed)
    return body
