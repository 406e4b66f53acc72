"""The chat page: a person chats with the bot in a browser, and other web sites are kept out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from bot.playground.methods.commands import menu
from bot.playground.people.actors import Person
from bot.playground.web.sessions import Sessions
from bot.playground.wire_values import Json

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STATIC = {
    "": ("page.html", "text/html; charset=utf-8"),
    "static/page.css": ("page.css", "text/css; charset=utf-8"),
    "static/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "static/entities.js": ("entities.js", "text/javascript; charset=utf-8"),
}
MAX_TEXT_CHARS = 4096
HEARTBEAT_S = 15.0
Route = tuple[str, type[RequestHandler], dict[str, Any]]


def page_routes(sessions: Sessions, port: int) -> list[Route]:
    """The addresses of the page, for a server that listens on ``port``."""
    shared = {"sessions": sessions, "port": port}
    return [
        (r"/(|static/page\.css|static/page\.js|static/entities\.js)", StaticHandler, shared),
        (r"/chat/events", EventHandler, shared),
        (r"/chat/file/([A-Za-z0-9_-]+)", AttachmentHandler, shared),
        (r"/chat/(say|press|edit|restart)", ActionHandler, shared),
    ]


class PageHandler(RequestHandler):
    """Serves the page's own origin only.

    The Host is checked against DNS rebinding, the Origin against forged posts; the cookie never travels with a request
    that another site started.
    """

    def initialize(self, sessions: Sessions, port: int) -> None:
        self.sessions = sessions
        self.cookie_name = f"verbatim_playground_{port}"
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        if self.request.host not in self.hosts:
            raise HTTPError(403, "unknown host")
        origin = self.request.headers.get("Origin")
        if origin not in (None, f"http://{self.request.host}"):
            raise HTTPError(403, "foreign origin")
        if self.request.method == "POST" and origin is None:
            raise HTTPError(403, "no origin")

    def write_error(self, status_code: int, **_details: Any) -> None:
        self.finish({"error": self._reason, "status": status_code})

    def visitor(self) -> Person:
        person = self.sessions.visitor(self.get_cookie(self.cookie_name))
        if person is None:
            raise HTTPError(410, reason="This chat has ended: reload the page")
        return person


class StaticHandler(PageHandler):
    """The page itself; whoever opens it gets a private chat."""

    def get(self, path: str) -> None:
        name, mime_type = STATIC[path]
        if not path and self.sessions.visitor(self.get_cookie(self.cookie_name)) is None:
            self.set_cookie(self.cookie_name, self.sessions.open(), httponly=True, samesite="Strict")
        self.set_header("Content-Type", mime_type)
        self.finish(files("bot.playground").joinpath("static", name).read_bytes())


class EventHandler(PageHandler):
    """Server-sent events: the chat as it is, then everything that happens in it."""

    async def get(self) -> None:
        person = self.visitor()
        self.set_header("Content-Type", "text/event-stream")
        state = self.sessions.state
        last = state.last_event
        try:
            await self._send("chat", self._chat(person))
            shown = self._status(person)
            while not self.sessions.is_closed:
                for event in state.events(person.id, last):
                    last = event.number
                    await self._send(event.kind, event.payload)
                if (status := self._status(person)) != shown:
                    shown = status
                    await self._send("status", status)
                await self._changed()
        except StreamClosedError:
            return

    async def _changed(self) -> None:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                await self.sessions.state.signal.changed()
        except TimeoutError:
            self.write(":\n\n")
            await self.flush()

    async def _send(self, kind: str, payload: Json) -> None:
        self.write(f"event: {kind}\ndata: {json.dumps(payload)}\n\n")
        await self.flush()

    def _chat(self, person: Person) -> Json:
        return {
            "bot": self.sessions.state.bot.as_json(),
            "examples": list(self.sessions.examples),
            "messages": list(person.chat.messages.values()),
            "status": self._status(person),
        }

    def _status(self, person: Person) -> Json:
        return {
            "is_listening": self.sessions.is_bot_listening(),
            "commands": menu(self.sessions.state, person.chat, person.user.language_code),
        }


class ActionHandler(PageHandler):
    """What the person does: writes, presses a button, edits, starts over."""

    def post(self, action: str) -> None:
        try:
            body = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400, reason="Expected JSON") from None
        if not isinstance(body, dict):
            raise HTTPError(400, reason="Expected a JSON object")
        self.finish(self._done(action, body))

    def _done(self, action: str, body: Mapping[str, object]) -> Json:
        if action == "restart":
            self.set_cookie(self.cookie_name, self.sessions.open(), httponly=True, samesite="Strict")
            return {"done": True}
        person = self.visitor()
        if action == "say":
            return {"message": person.say(_text(body))}
        message = person.chat.messages.get(int(str(body.get("message_id", 0))))
        if message is None:
            raise HTTPError(404, reason="The message is gone")
        if action == "edit":
            return {"message": person.edit(message, _text(body))}
        try:
            return {"query_id": person.press(message, str(body.get("data", ""))).body["id"]}
        except ValueError:
            raise HTTPError(409, reason="The button is gone") from None


def _text(body: Mapping[str, object]) -> str:
    text = str(body.get("text", "")).strip()
    if not 1 <= len(text) <= MAX_TEXT_CHARS:
        raise HTTPError(400, reason=f"A message has 1 to {MAX_TEXT_CHARS} characters")
    return text


class AttachmentHandler(PageHandler):
    """A file in the visitor's chat."""

    def get(self, file_id: str) -> None:
        in_chat = [message.get("document", {}) for message in self.visitor().chat.messages.values()]
        upload = self.sessions.state.files.get(file_id)
        if upload is None or file_id not in [document.get("file_id") for document in in_chat]:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", "attachment")
        self.finish(upload.content)
