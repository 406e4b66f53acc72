"""The chat page: somebody is in a small Telegram in a browser, and other web sites are kept out."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from bot.playground.web.actions import ACTIONS, Act, Gone, carry_out
from bot.playground.web.page_view import concerns, status_view, world_view
from bot.playground.web.sessions import Sessions, Visitor
from bot.playground.wire_values import Json, Refusal
from bot.playground.world.state import CALLS, ChatEvent

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
MIME_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
SECRET_MARK = b"{{secret}}"
PICTURE = b"\x89PNG\r\n\x1a\n"
HEARTBEAT_S = 15.0
MAX_FILE_BYTES = 50 * 1024 * 1024
STALE = "This page is of an earlier start: reload it"
Route = tuple[str, type[RequestHandler], dict[str, Any]]


def page_routes(sessions: Sessions, port: int) -> list[Route]:
    """The addresses of the page, for a server that listens on ``port``."""
    shared = {"sessions": sessions, "port": port}
    return [
        (r"/(|static/[a-z_]+\.(?:css|js))", StaticHandler, shared),
        (r"/chat/events", EventHandler, shared),
        (r"/chat/file/([A-Za-z0-9_-]+)", AttachmentHandler, shared),
        (r"/chat/upload", UploadHandler, shared),
        (r"/chat/leave", LeaveHandler, shared),
        (rf"/chat/({'|'.join(ACTIONS)})", ActionHandler, shared),
    ]


@cache
def static_file(name: str) -> bytes | None:
    """A file of the page; None where there is none."""
    found = files("bot.playground").joinpath("static", name)
    return found.read_bytes() if found.is_file() else None


class PageHandler(RequestHandler):
    """Serves the page's own origin only.

    The Host is checked against DNS rebinding, the Origin against forged posts; the cookie never travels with a request
    that another site started. Beside it, whatever reads or changes a chat shows the secret of this start, which stands
    in the page: other programs of this machine get the cookie too, as cookies know no ports.
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
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise HTTPError(403, "foreign site")

    def write_error(self, status_code: int, **_details: Any) -> None:
        self.finish({"error": self._reason, "status": status_code})

    @property
    def key(self) -> str | None:
        return self.get_cookie(self.cookie_name)

    def visitor(self) -> Visitor:
        """Whose page it is.

        Raises:
            HTTPError: 403 for a page without this start's secret, 410 for somebody forgotten.
        """
        shown = self.request.headers.get("X-Playground-Secret") or self.get_query_argument("s", "")
        if not secrets.compare_digest(shown.encode(), self.sessions.secret.encode()):
            raise HTTPError(403, reason=STALE)
        visitor = self.sessions.visitor(self.key)
        if visitor is None:
            raise HTTPError(410, reason="This chat has ended: reload the page")
        return visitor

    async def answer(self, work: Callable[[], Awaitable[Json]]) -> None:
        """What an action gives, or in words why it could not be."""
        try:
            self.finish(await work())
        except (Gone, Refusal, ValueError) as error:
            self.set_status(404 if isinstance(error, Gone) else 409)
            self.finish({"error": str(error)})

    def let_in(self) -> None:
        """Somebody new: the cookie outlives the browser's window, as what was said outlives the program."""
        language = self.request.headers.get("Accept-Language", "en")[:2].lower()
        key = self.sessions.open(language if language.isascii() and language.isalpha() else "en")
        self.set_cookie(self.cookie_name, key, httponly=True, samesite="Strict", expires_days=365)


class StaticHandler(PageHandler):
    """The page itself; whoever opens it gets a neighbourhood."""

    def get(self, path: str) -> None:
        name = path.removeprefix("static/") or "page.html"
        content = static_file(name)
        if content is None:
            raise HTTPError(404)
        if not path:
            content = content.replace(SECRET_MARK, self.sessions.secret.encode())
            if self.sessions.visitor(self.key) is None:
                self.let_in()
        self.set_header("Content-Type", f"{MIME_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        self.finish(content)


class EventHandler(PageHandler):
    """Server-sent events: the chats as they are, then everything that happens in them."""

    async def get(self) -> None:
        self.visitor()
        self.set_header("Content-Type", "text/event-stream")
        try:
            while not self.sessions.is_closed:
                await self._tell_on(self.visitor())
        except StreamClosedError:
            return

    async def _tell_on(self, visitor: Visitor) -> None:
        """Until the visitor is somebody else, or another number of chats."""
        shows = self._shows(visitor)
        last = self.sessions.state.last_event
        await self._send("world", await world_view(self.sessions, visitor))
        status = status_view(self.sessions, visitor)
        while not self.sessions.is_closed and self._shows(visitor) == shows:
            for chat_id, event in self._events(visitor, last):
                last = event.number
                await self._send(event.kind, {"chat_id": chat_id, "body": event.payload})
            if (now := status_view(self.sessions, visitor)) != status:
                status = now
                await self._send("status", status)
            await self._changed()
            self.visitor()

    def _shows(self, visitor: Visitor) -> Json:
        return {"me": visitor.person.user.as_json(), "chats": [chat.id for chat in visitor.chats]}

    def _events(self, visitor: Visitor, after: int) -> list[tuple[int, ChatEvent]]:
        """What has happened in all the windows, in order."""
        state = self.sessions.state
        places = {chat.id for chat in visitor.chats} | {visitor.person.id}
        found = [(place, event) for place in places for event in state.events(place, after)]
        found += [(CALLS, event) for event in state.events(CALLS, after) if concerns(state, visitor, event)]
        return sorted(found, key=lambda placed: placed[1].number)

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


class ActionHandler(PageHandler):
    """What the person does: writes, presses a button, edits, is somebody else."""

    async def post(self, action: str) -> None:
        visitor = self.visitor()
        try:
            body = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400, reason="Expected JSON") from None
        if not isinstance(body, dict):
            raise HTTPError(400, reason="Expected a JSON object")
        await self.answer(lambda: carry_out(action, Act(self.sessions, visitor, body)))


class LeaveHandler(PageHandler):
    """Start over as somebody new; what was said before is forgotten here."""

    def post(self) -> None:
        self.visitor()
        self.sessions.close_visit(self.key)
        self.let_in()
        self.finish({"done": True})


class UploadHandler(PageHandler):
    """A file that the person sends into a chat."""

    async def post(self) -> None:
        visitor = self.visitor()
        act = Act(self.sessions, visitor, {name: self.get_body_argument(name) for name in self.request.body_arguments})
        sent_files = self.request.files.get("file", [])
        if not sent_files or not 0 < len(sent_files[0]["body"]) <= MAX_FILE_BYTES:
            raise HTTPError(400, reason="A file has 1 byte to 50 MB")
        upload = sent_files[0]

        async def send() -> Json:
            caption = act.words("caption", 1024, 0)
            sent = act.person.send_file(upload["filename"], upload["body"], act.chat, caption=caption, topic=act.topic)
            return {"message": sent}

        await self.answer(send)


class AttachmentHandler(PageHandler):
    """A file or a picture in one of the visitor's chats."""

    def get(self, file_id: str) -> None:
        visitor = self.visitor()
        upload = self.sessions.state.files.get(file_id)
        if upload is None or not any(_shows_file(chat.messages.values(), file_id) for chat in visitor.chats):
            raise HTTPError(404)
        is_picture = upload.content.startswith(PICTURE)
        self.set_header("Content-Type", "image/png" if is_picture else "application/octet-stream")
        self.set_header("Content-Disposition", "inline" if is_picture else "attachment")
        self.finish(upload.content)


def _shows_file(messages: Iterable[Json], file_id: str) -> bool:
    for message in messages:
        shown = [message.get("document") or {}, *(message.get("photo") or ())]
        if any(size.get("file_id") == file_id for size in shown):
            return True
    return False
