"""Settings: one table of what the operator can choose, read from the environment and ``.env``."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.setting_sources import Setting, SettingsError, dot_env, given_text, read_value
from retrieval.model.clock import utc_now

if TYPE_CHECKING:
    from retrieval.search import ClusterAddress

__all__ = ["SETTINGS", "Access", "Listen", "Setting", "Settings", "SettingsError", "load_settings", "node_addresses"]

Theme = Literal["light", "dark"]
Naming = Literal["operators", "admins", "everyone"]
Seen = Literal["shared", "private"]
_SOURCES_ARE = "What chats name is found by all who may ask (shared) or by the chat that named it alone (private)."
OFFICIAL_API_URL = "https://api.telegram.org"
_MAX_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the webhook listens: host and port, or a unix socket."""

    host: str = "127.0.0.1"
    port: int = 8443
    unix: Path | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask; everyone where ``listed`` is None, else these users and chats."""

    listed: frozenset[int] | None = None

    def admits(self, user_id: int | None, chat_id: int | None) -> bool:
        """Whether a user, or the chat they write in, is let in."""
        return self.listed is None or user_id in self.listed or chat_id in self.listed


def _matching(pattern: str, otherwise: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if re.fullmatch(pattern, value):
            return value
        raise ValueError(otherwise)

    return read


_token = _matching(r"\d+:[A-Za-z0-9_-]+", "is not a token as BotFather writes them (digits, a colon, letters)")
_secret = _matching("[A-Za-z0-9_-]{1,256}", "must be 1 to 256 letters, digits, _ or -")


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises where it is no number that a port can have
    except ValueError:
        raise ValueError("must be an http or https address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an http or https address")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    # The rest is the store's to read; but anything else would quietly become a file of that name.
    if "://" not in value:
        raise ValueError("must be an address: dialect://user:password@host/name")
    return value


def _command(value: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(value))
    except ValueError as error:
        raise ValueError(f"must be a command: {error}") from None
    if not words:
        raise ValueError("must be a command")
    return words


def _listen(value: str) -> Listen:
    if value.startswith(("unix:", "/")):
        return Listen(unix=Path(value.removeprefix("unix:")))
    host, _, port = value.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise ValueError("must be host:port or unix:/path/of/a/socket")
    return Listen(host.strip("[]"), int(port))


def _ids(value: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in value.replace(",", " ").split())
    except ValueError as error:
        raise ValueError("must be Telegram ids (whole numbers) with commas between them") from error


def _access(value: str) -> Access:
    try:
        return Access() if value == "open" else Access(_ids(value))
    except ValueError as error:
        raise ValueError("must be the word open, or ids of users and chats with commas between them") from error


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError("must be a time zone like Europe/Lisbon") from error


def _language(value: str) -> str:
    from retrieval.text.languages import LANGUAGES

    if value not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return value


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _MAX_SECONDS:
        raise ValueError(f"must be a number of seconds above 0, at most {_MAX_SECONDS:g}")
    return seconds


def _one_line(value: str) -> str:
    if value.isprintable() and len(value) <= 200:
        return value
    raise ValueError("must be one short line")


def _one_of(*known: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value in known:
            return value
        raise ValueError(f"must be {', '.join(known[:-1])} or {known[-1]}")

    return read


def _hosts(value: str) -> frozenset[str]:
    hosts = value.lower().replace(",", " ").split()
    if any("/" in host for host in hosts):
        raise ValueError("must be names of hosts, without http:// and paths")
    return frozenset(hosts)


def node_addresses(value: str) -> tuple[str, ...]:
    """The nodes of a cluster, as they are written with blanks or commas between them.

    Raises:
        ValueError: one is no address; the rest of a sentence.
    """
    return tuple(_url(part) for part in value.replace(",", " ").split())


def _count_from_0(most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        return 0 if value == "0" else _count(most)(value)

    return read


def _count(most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= most:
            raise ValueError(f"must be a whole number from 1 to {most}")
        return int(value)

    return read


SETTINGS = (
    Setting(
        "TELEGRAM_BOT_TOKEN", _token, None, "The bot's token from BotFather; without it, the local playground.", True
    ),
    Setting("TELEGRAM_API_URL", _url, OFFICIAL_API_URL, "The Bot API server, if not Telegram's own."),
    Setting("VERBATIM_DATA", Path, "data", "The archive's folder."),
    Setting(
        "VERBATIM_DATABASE_URL", _database_url, None, "Another database than SQLite in the archive's folder.", True
    ),
    Setting(
        "VERBATIM_SEARCH_URL",
        node_addresses,
        "",
        "Nodes of an OpenSearch cluster that holds the index, with blanks or commas between; else the folder does.",
    ),
    Setting("VERBATIM_SEARCH_USER", _one_line, None, "Who asks the cluster, where it wants to know."),
    Setting("VERBATIM_SEARCH_PASSWORD", _one_line, None, "This user's password.", True),
    Setting("VERBATIM_SEARCH_CA_FILE", Path, None, "Certificates that the cluster's own is held against."),
    Setting("VERBATIM_SEARCH_SHARDS", _count(1000), "1", "Parts of a new index in the cluster."),
    Setting("VERBATIM_SEARCH_REPLICAS", _count_from_0(10), "1", "Copies of each part beside the first."),
    Setting("VERBATIM_WEBHOOK_URL", _url, None, "Where Telegram delivers to; without it, the bot polls."),
    Setting(
        "VERBATIM_WEBHOOK_LISTEN", _listen, "127.0.0.1:8443", "Where the webhook listens: host:port or unix:/path."
    ),
    Setting(
        "VERBATIM_WEBHOOK_SECRET",
        _secret,
        None,
        "Proves deliveries; made up at each start if not given. Bots that share a database need one for all.",
        True,
    ),
    Setting("VERBATIM_OPERATORS", _ids, "", "Telegram ids of those who run the bot; always admitted."),
    Setting("VERBATIM_ACCESS", _access, "open", "Who may ask: open, or the ids of users and chats."),
    Setting(
        "VERBATIM_TIMEZONE",
        _zone,
        "UTC",
        'Where "today" and "yesterday" are, unless a chat says otherwise (/timezone).',
    ),
    Setting("VERBATIM_LANGUAGE", _language, "en", "The language of the bot's own words; excerpts keep theirs."),
    Setting(
        "VERBATIM_PICTURE_THEME",
        _one_of("light", "dark"),
        "light",
        "Timelines and quote cards are drawn light or dark.",
    ),
    Setting("VERBATIM_QUESTION_MAX_CHARS", _count(4096), "500", "Longer questions are declined."),
    Setting("VERBATIM_ANSWER_TIMEOUT_S", _seconds, "20", "Seconds until an asker is told that it takes too long."),
    Setting("VERBATIM_QUESTIONS_AT_ONCE", _count(64), "4", "Questions answered at once; with 1, in one process."),
    Setting("VERBATIM_QUESTIONS_PER_MINUTE_USER", _count(1000), "20", "Questions that one user may ask in a minute."),
    Setting("VERBATIM_QUESTIONS_PER_MINUTE_CHAT", _count(1000), "40", "Questions that one chat may ask in a minute."),
    Setting("VERBATIM_SUBSCRIPTIONS_PER_CHAT", _count(1000), "50", "Things that one chat may follow."),
    Setting(
        "VERBATIM_ALERTS_PER_HOUR",
        _count(1000),
        "20",
        "Alerts that one chat gets in an hour one by one; what comes beyond them comes as a digest.",
    ),
    Setting(
        "VERBATIM_ALERT_MAX_AGE_HOURS",
        _count(87600),
        "48",
        "An article that was published longer than this before it came in alerts nobody.",
    ),
    Setting(
        "VERBATIM_VOICE_COMMAND",
        _command,
        None,
        "A program that writes what an .ogg file says; {file} stands for the file. Without it, voice is declined.",
    ),
    Setting("VERBATIM_HEALTH_FILE", Path, None, "Where a running bot writes every few seconds how it is doing."),
    Setting(
        "VERBATIM_METRICS_LISTEN",
        _listen,
        None,
        "Where Prometheus may read, host:port, best on 127.0.0.1; needs the extra [metrics].",
    ),
    Setting(
        "VERBATIM_INTAKE_CONTACT",
        _one_line,
        None,
        "How a site reaches you (an address or a mail address); told to every site that is read.",
    ),
    Setting(
        "VERBATIM_INTAKE_ALLOW_HOSTS",
        _hosts,
        "",
        "Hosts on your own network that may be read as sources, with commas between them.",
    ),
    Setting(
        "VERBATIM_SOURCES_BY",
        _one_of("operators", "admins", "everyone"),
        "operators",
        "Who may name sources: operators, admins (of groups and channels too) or everyone (in private chats too).",
    ),
    Setting("VERBATIM_SOURCES_ARE", _one_of("shared", "private"), "shared", _SOURCES_ARE),
    Setting("VERBATIM_SOURCES_PER_CHAT", _count(10000), "100", "Sources that one chat may name."),
    Setting("VERBATIM_INTAKE_MIN_MINUTES", _count(10080), "10", "A source is read at most this often."),
    Setting("VERBATIM_INTAKE_MAX_MINUTES", _count(10080), "360", "A source is read at least this often."),
    Setting("VERBATIM_INTAKE_HOST_DELAY_S", _seconds, "2", "Seconds between two requests to one host."),
    Setting("VERBATIM_BUTTONS_LIFE_DAYS", _count(3650), "30", "Days for which the buttons under an answer work."),
)


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """The values of the table, checked; `repr` shows no secret."""

    bot_token: str | None
    api_url: str
    data: Path
    database_url: str | None
    search_url: tuple[str, ...]
    search_user: str | None
    search_password: str | None
    search_ca_file: Path | None
    search_shards: int
    search_replicas: int
    webhook_url: str | None
    webhook_listen: Listen
    webhook_secret: str | None
    operators: frozenset[int]
    access: Access
    timezone: ZoneInfo
    language: str
    picture_theme: Theme
    question_max_chars: int
    answer_timeout_s: float
    questions_at_once: int
    questions_per_minute_user: int
    questions_per_minute_chat: int
    subscriptions_per_chat: int
    alerts_per_hour: int
    alert_max_age_hours: int
    voice_command: tuple[str, ...] | None
    health_file: Path | None
    metrics_listen: Listen | None
    intake_contact: str | None
    intake_allow_hosts: frozenset[str]
    sources_by: Naming
    sources_are: Seen
    sources_per_chat: int
    intake_min_minutes: int
    intake_max_minutes: int
    intake_host_delay_s: float
    buttons_life_days: int

    def __repr__(self) -> str:
        hidden = {row.field for row in SETTINGS if row.is_secret}
        shown = (
            f"{f.name}={'***' if f.name in hidden and value else repr(value)}"
            for f in fields(self)
            for value in (getattr(self, f.name),)
        )
        return f"Settings({', '.join(shown)})"

    @property
    def cluster(self) -> ClusterAddress | None:
        """Where the index is, if not in the archive's folder."""
        if not self.search_url:
            return None
        from retrieval.search import ClusterAddress

        return ClusterAddress(
            self.search_url,
            self.search_user,
            self.search_password,
            self.search_ca_file,
            self.search_shards,
            self.search_replicas,
        )

    def today(self, now: datetime | None = None) -> date:
        """The operator's calendar day."""
        return (now or utc_now()).astimezone(self.timezone).date()


def load_settings(
    *, data: Path | None = None, environ: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Read every setting: the environment wins over ``.env`` in the current folder.

    Args:
        data: the archive's folder, if chosen on the command line.
        environ, folder: stand for the process's own.

    Raises:
        SettingsError: a value cannot be used.
    """
    sources = (os.environ if environ is None else environ, dot_env(folder or Path()))
    given = {row.field: text for row in SETTINGS if (text := given_text(row, sources)) is not None}
    values = {row.field: read_value(row, given.get(row.field, row.default)) for row in SETTINGS}
    if data is not None:
        values["data"] = data
    chosen = Settings(**values)
    if chosen.bot_token is None:
        for row in SETTINGS:
            if row.name.startswith("VERBATIM_WEBHOOK_") and row.field in given:
                raise SettingsError(row.name, "is set, but TELEGRAM_BOT_TOKEN is not: a webhook needs a bot")
    _refuse_what_cannot_be(chosen)
    return chosen


def _refuse_what_cannot_be(chosen: Settings) -> None:
    is_elsewhere = chosen.database_url is not None and not chosen.database_url.startswith("sqlite")
    if chosen.webhook_url and is_elsewhere and not chosen.webhook_secret:
        # Several bots on one server are given each other's deliveries: what each makes up, the others would refuse.
        why = "is not set: bots that share VERBATIM_DATABASE_URL behind one webhook need one secret, the same for all"
        raise SettingsError("VERBATIM_WEBHOOK_SECRET", why)
    if chosen.sources_are == "private" and (is_elsewhere or chosen.search_url):
        why = "is private, which needs an archive in its folder, without VERBATIM_DATABASE_URL and VERBATIM_SEARCH_URL"
        raise SettingsError("VERBATIM_SOURCES_ARE", why)
