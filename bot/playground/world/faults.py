"""Fault injection: which call goes wrong on demand, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.playground.wire_values import Json, Refusal

Drop = Literal["before", "after"]
BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a call fails; the plain ``Fault()`` does nothing.

    Args:
        refusal: answered instead of doing anything.
        page: body of an HTTP error that is not JSON, with its ``page_status``.
        delay_s: wait this long first.
        drop: cut the connection before the call is carried out, or after.
    """

    refusal: Refusal | None = None
    page: str | None = None
    page_status: int = 502
    delay_s: float = 0.0
    drop: Drop | None = None

    @classmethod
    def refuse(cls, code: int, description: str, parameters: Mapping[str, int] | None = None) -> Fault:
        return cls(refusal=Refusal(code, description, parameters))

    @classmethod
    def flood(cls, retry_after_s: int = 1) -> Fault:
        description = f"Too Many Requests: retry after {retry_after_s}"
        return cls.refuse(429, description, {"retry_after": retry_after_s})

    @classmethod
    def blocked(cls) -> Fault:
        return cls.refuse(403, "Forbidden: bot was blocked by the user")

    @classmethod
    def kicked(cls) -> Fault:
        return cls.refuse(403, "Forbidden: bot was kicked from the group chat")

    @classmethod
    def migrated(cls, chat_id: int) -> Fault:
        return cls.refuse(400, UPGRADED, {"migrate_to_chat_id": chat_id})

    @classmethod
    def server_error(cls) -> Fault:
        return cls.refuse(500, "Internal Server Error")

    @classmethod
    def bad_gateway(cls) -> Fault:
        return cls(page=BAD_GATEWAY)

    @classmethod
    def slow(cls, delay_s: float) -> Fault:
        return cls(delay_s=delay_s)

    @classmethod
    def dropped_before(cls) -> Fault:
        return cls(drop="before")

    @classmethod
    def dropped_after(cls) -> Fault:
        return cls(drop="after")

    @classmethod
    def from_json(cls, body: Json) -> Fault:
        """Read ``{"code", "description", "parameters", "page", "page_status", "delay_s", "drop"}``, all optional."""
        refusal = None
        if "code" in body:
            refusal = Refusal(int(body["code"]), str(body.get("description", "")), body.get("parameters"))
        drop = body.get("drop")
        if drop not in (None, "before", "after"):
            raise ValueError(f"drop must be before or after, got {drop!r}")
        return cls(
            refusal=refusal,
            page=body.get("page"),
            page_status=int(body.get("page_status", 502)),
            delay_s=float(body.get("delay_s", 0)),
            drop=drop,
        )


@dataclass(slots=True)
class _Planned:
    fault: Fault
    method: str | None
    chat_id: int | None
    left: int | None


@dataclass(slots=True)
class FaultPlan:
    """Faults waiting for the calls they are meant for, oldest first."""

    _planned: list[_Planned] = field(default_factory=list)

    def add(
        self, fault: Fault, *, method: str | None = None, chat_id: int | None = None, times: int | None = 1
    ) -> None:
        """Let the next ``times`` matching calls go wrong (None: every one from now on)."""
        self._planned.append(_Planned(fault, method.lower() if method else None, chat_id, times))

    def clear(self) -> None:
        self._planned.clear()

    def take(self, method: str, chat_id: int | None) -> Fault:
        """The fault for this call; one without effect where none is planned."""
        for planned in self._planned:
            meant = planned.method in (None, method.lower()) and planned.chat_id in (None, chat_id)
            if meant:
                if planned.left is not None:
                    planned.left -= 1
                    if planned.left <= 0:
                        self._planned.remove(planned)
                return planned.fault
        return Fault()
