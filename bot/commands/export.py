"""/export: send what is kept about this chat, as a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from bot.dialogue import saving
from bot.dialogue.request import Command, Request, Services
from bot.render.message import File, Message
from bot.render.rich import plain
from bot.render.translate import N_, _


def export(asked: Request, services: Services) -> tuple[Message, ...]:
    """Everything about the chat as one JSON file."""
    store = services.archive.store
    chosen, shown = store.chats.get(asked.chat_id), store.shown.of_chat(asked.chat_id)
    kept = {
        "chat_id": asked.chat_id,
        "settings": asdict(chosen) if chosen else None,
        "answers": [asdict(answer) for answer in shown],
        "saved": [saving.as_json(one, services) for one in store.saved.of_owner(asked.chat_id)],
        "sources": [source.url for source in store.sources.of_chat(asked.chat_id)],
        "subscriptions": [asdict(followed) for followed in store.subscriptions.of_chat(asked.chat_id)],
    }
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=_as_text).encode("utf-8", "replace")
    return (Message(plain(_("What is kept about this chat.")), file=File("verbatim-export.json", content)),)


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


COMMAND = Command(
    name="export",
    help=N_("What is kept about this chat, as a file"),
    run=export,
    is_for_admins=True,
    is_aside=True,
)
