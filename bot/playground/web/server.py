"""HTTP server of the Bot API: how calls arrive and are answered."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from collections.abc import Mapping
from typing import Any

from tornado.web import RequestHandler

from bot.playground.methods import METHODS, PROPER_NAMES
from bot.playground.methods.documents import MAX_DOWNLOAD_BYTES
from bot.playground.methods.parameters import Parameters
from bot.playground.wire_values import Refusal, Upload, bad_request
from bot.playground.world.faults import Fault
from bot.playground.world.records import Call
from bot.playground.world.state import CALLS, State

TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class ApiHandler(RequestHandler):
    """``/bot<token>/<method>``: reads a call, carries it out and records it."""

    def initialize(self, state: State) -> None:
        self.state = state
        self._running: asyncio.Task[Any] | None = None
        self._has_hung_up = False

    async def get(self, token: str, method: str) -> None:
        await self._answer(token, method)

    async def post(self, token: str, method: str) -> None:
        await self._answer(token, method)

    def check_xsrf_cookie(self) -> None:
        """Browsers never call the Bot API here: ``prepare`` turns them away."""

    def prepare(self) -> None:
        if "Origin" in self.request.headers:
            self._write_refusal(Refusal(403, "Forbidden: the Bot API is not for web pages"))

    def on_connection_close(self) -> None:
        self._has_hung_up = True
        if self._running is not None:
            self._running.cancel()

    async def _answer(self, token: str, method: str) -> None:
        try:
            self._check(token, method)
            parameters = self._parameters()
        except Refusal as refusal:
            self._write_refusal(refusal)
            return
        call = Call(PROPER_NAMES[method.lower()], parameters.as_json(), self.state.clock())
        self.state.calls.add(call)
        fault = self.state.faults.take(method, _chat_id(call.parameters))
        try:
            await self._carry_out(call, parameters, fault)
        except Refusal as refusal:
            call.outcome, call.code, call.description = "refused", refusal.code, refusal.description
            self._write_refusal(refusal)
            self._show_refusal(call)
        except asyncio.CancelledError:
            if not self._has_hung_up:
                raise
            call.outcome = "hung up"
        call.complaints = tuple(parameters.complaints)
        if call.method != "getUpdates":
            self.state.show(CALLS, "call", call.as_json())
        self.state.signal.notify()

    def _check(self, token: str, method: str) -> None:
        if token != self.state.token:
            raise Refusal(401, "Unauthorized") if TOKEN_SHAPE.fullmatch(token) else Refusal(404, "Not Found")
        if method.lower() not in METHODS:
            raise Refusal(404, "Not Found: method not found")

    async def _carry_out(self, call: Call, parameters: Parameters, fault: Fault) -> None:
        if fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        if fault.drop == "before":
            call.outcome = "dropped before"
            self.detach().close()
            return
        if fault.page is not None:
            call.outcome, call.code = "page", fault.page_status
            self.set_status(fault.page_status)
            self.finish(fault.page)
            return
        if fault.refusal:
            raise fault.refusal
        call.result = await self._run(call.method, parameters)
        call.outcome = "dropped after" if fault.drop else "ok"
        if fault.drop:
            self.detach().close()
        else:
            self.finish({"ok": True, "result": call.result})

    async def _run(self, method: str, parameters: Parameters) -> object:
        result = METHODS[method.lower()](self.state, parameters)
        if not inspect.isawaitable(result):
            return result
        self._running = asyncio.ensure_future(result)
        try:
            return await self._running
        finally:
            self._running = None

    def _write_refusal(self, refusal: Refusal) -> None:
        self.set_status(refusal.code)
        if "retry_after" in refusal.parameters:
            self.set_header("Retry-After", str(refusal.parameters["retry_after"]))
        self.finish(refusal.as_json())

    def _show_refusal(self, call: Call) -> None:
        """Whoever tries the bot out sees in the chat what Telegram would not have taken."""
        chat_id = _chat_id(call.parameters)
        if chat_id is not None and chat_id in self.state.chats:
            self.state.show(chat_id, "refused", {"method": call.method, "description": call.description})

    def _parameters(self) -> Parameters:
        values: dict[str, object] = {
            name: _decoded(given[-1])
            for source in (self.request.query_arguments, self.request.body_arguments)
            for name, given in source.items()
        }
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            values |= _json_body(self.request.body)
        files = {
            name: Upload(given[-1]["filename"], given[-1]["content_type"], given[-1]["body"])
            for name, given in self.request.files.items()
        }
        return Parameters(values, files)


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


def _json_body(body: bytes) -> Mapping[str, object]:
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("can't parse request: expected an Object")
    return values


def _chat_id(parameters: Mapping[str, object]) -> int | None:
    chat_id = parameters.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None


class FileHandler(RequestHandler):
    """``/file/bot<token>/<path>``: files that getFile has named."""

    def initialize(self, state: State) -> None:
        self.state = state

    def get(self, token: str, file_id: str) -> None:
        upload = self.state.files.get(file_id)
        if token != self.state.token or upload is None or len(upload.content) > MAX_DOWNLOAD_BYTES:
            self.set_status(404)
            self.finish(Refusal(404, "Not Found").as_json())
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", "attachment")
        self.finish(upload.content)


class ControlHandler(RequestHandler):
    """``/control/<token>/faults`` and ``/control/<token>/calls``: for tests in another process."""

    def initialize(self, state: State) -> None:
        self.state = state

    def prepare(self) -> None:
        token = str(self.path_args[0])
        if token != self.state.token or "Origin" in self.request.headers:
            self.set_status(404)
            self.finish({"error": "Not Found"})

    def get(self, _token: str, what: str) -> None:
        self.finish({"calls": [call.as_json() for call in self.state.calls]} if what == "calls" else {})

    def post(self, _token: str, _what: str) -> None:
        """Plan a fault: its fields, and ``method``, ``chat_id`` and ``times`` (null: for ever) beside them."""
        try:
            body = json.loads(self.request.body)
            fault = Fault.from_json(body)
        except (ValueError, TypeError) as error:
            self.set_status(400)
            self.finish({"error": str(error)})
            return
        self.state.faults.add(fault, method=body.get("method"), chat_id=body.get("chat_id"), times=body.get("times", 1))
        self.finish({"planned": True})

    def delete(self, _token: str, what: str) -> None:
        if what == "faults":
            self.state.faults.clear()
        else:
            self.state.calls.clear()
        self.finish({"cleared": what})
