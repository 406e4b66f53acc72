"""Are settings read as written, and bad ones refused by name?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.settings import SETTINGS, Listen, Settings, SettingsError, load_settings
from retrieval.errors import VerbatimError

TOKEN = "123456:a-token_that-is-secret"
EXAMPLE = Path(__file__).parents[1] / ".env.example"


def load(folder: Path, **environ: str) -> Settings:
    return load_settings(environ=environ, folder=folder)


def test_nothing_set_means_the_defaults(tmp_path: Path) -> None:
    chosen = load(tmp_path)

    assert (chosen.bot_token, chosen.data, chosen.webhook_listen) == (None, Path("data"), Listen("127.0.0.1", 8443))
    assert chosen.access.admits(1, 2)


def test_the_environment_wins_over_dot_env_and_the_command_line_over_both(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("VERBATIM_DATA=from-file\nVERBATIM_TIMEZONE=Asia/Tokyo\n", encoding="utf-8")

    chosen = load(tmp_path, VERBATIM_DATA="from-environment")
    told = load_settings(data=Path("told"), environ={"VERBATIM_DATA": "from-environment"}, folder=tmp_path)

    assert (chosen.data, chosen.timezone.key, told.data) == (Path("from-environment"), "Asia/Tokyo", Path("told"))


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")

    chosen = load(tmp_path, TELEGRAM_BOT_TOKEN_FILE=str(tmp_path / "token"))

    assert chosen.bot_token == TOKEN


def test_a_file_named_in_dot_env_gives_way_to_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN_FILE=/nowhere/at/all\n", encoding="utf-8")

    chosen = load(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN)

    assert chosen.bot_token == TOKEN


@pytest.mark.parametrize(
    ("environ", "named", "seen"),
    [
        pytest.param({"TELEGRAM_BOT_TOKEN": " "}, "TELEGRAM_BOT_TOKEN", "nothing", id="token-set-to-nothing"),
        pytest.param({"TELEGRAM_BOT_TOKEN": "hunter2"}, "TELEGRAM_BOT_TOKEN", "BotFather", id="token-is-none"),
        pytest.param({"TELEGRAM_BOT_TOKEN_FILE": "/no/file"}, "TELEGRAM_BOT_TOKEN_FILE", "/no/file", id="no-file"),
        pytest.param(
            {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_TOKEN_FILE": "x"}, "TELEGRAM_BOT_TOKEN", "both", id="both"
        ),
        pytest.param({"VERBATIM_WEBHOOK_URL": "https://a.example/b"}, "VERBATIM_WEBHOOK_URL", "bot", id="no-token"),
        pytest.param({"VERBATIM_WEBHOOK_LISTEN": ":80"}, "VERBATIM_WEBHOOK_LISTEN", "':80'", id="no-host"),
        pytest.param({"VERBATIM_WEBHOOK_LISTEN": "a:b"}, "VERBATIM_WEBHOOK_LISTEN", "'a:b'", id="no-port"),
        pytest.param({"VERBATIM_WEBHOOK_SECRET": "a b"}, "VERBATIM_WEBHOOK_SECRET", "letters", id="odd-secret"),
        pytest.param({"TELEGRAM_API_URL": "ftp://x"}, "TELEGRAM_API_URL", "'ftp://x'", id="odd-scheme"),
        pytest.param(
            {"TELEGRAM_API_URL": "http://a.example:8o"}, "TELEGRAM_API_URL", "'http://a.example:8o'", id="port"
        ),
        pytest.param({"TELEGRAM_API_URL": "http://[a"}, "TELEGRAM_API_URL", "'http://[a'", id="no-host-at-all"),
        pytest.param({"VERBATIM_SEARCH_URL": "http://a:9200,b:9200"}, "VERBATIM_SEARCH_URL", "address", id="no-scheme"),
        pytest.param({"VERBATIM_DATABASE_URL": "news.db"}, "VERBATIM_DATABASE_URL", "address", id="a-file-for-a-url"),
        pytest.param({"VERBATIM_OPERATORS": "1, me"}, "VERBATIM_OPERATORS", "'1, me'", id="a-name-for-an-id"),
        pytest.param({"VERBATIM_ACCESS": "closed"}, "VERBATIM_ACCESS", "'closed'", id="unknown-access"),
        pytest.param({"VERBATIM_TIMEZONE": "Moon/Base"}, "VERBATIM_TIMEZONE", "'Moon/Base'", id="no-such-zone"),
        pytest.param({"VERBATIM_TIMEZONE": "../etc"}, "VERBATIM_TIMEZONE", "'../etc'", id="zone-outside"),
        pytest.param({"VERBATIM_LANGUAGE": "xx"}, "VERBATIM_LANGUAGE", "'xx'", id="no-such-language"),
        pytest.param({"VERBATIM_ANSWER_TIMEOUT_S": "0"}, "VERBATIM_ANSWER_TIMEOUT_S", "'0'", id="no-time-at-all"),
        pytest.param({"VERBATIM_ANSWER_TIMEOUT_S": "nan"}, "VERBATIM_ANSWER_TIMEOUT_S", "'nan'", id="not-a-time"),
        pytest.param({"VERBATIM_QUESTION_MAX_CHARS": "-1"}, "VERBATIM_QUESTION_MAX_CHARS", "'-1'", id="negative"),
    ],
)
def test_a_bad_value_is_refused_by_name(tmp_path: Path, environ: dict[str, str], named: str, seen: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, **environ)

    assert (refused.value.name, isinstance(refused.value, VerbatimError)) == (named, True)
    assert str(refused.value).startswith(named)
    assert seen in str(refused.value)


@pytest.mark.parametrize("name", [row.name for row in SETTINGS if row.is_secret and row.default is None])
def test_a_secret_shows_neither_in_repr_nor_in_an_error(tmp_path: Path, name: str) -> None:
    value = {"TELEGRAM_BOT_TOKEN": TOKEN}.get(name, "s3cret-value")
    if name == "VERBATIM_DATABASE_URL":
        value = "postgresql://me:s3cret-value@host/name"
    chosen = load(tmp_path, **{"TELEGRAM_BOT_TOKEN": TOKEN, name: value})

    assert value not in repr(chosen)
    if name != "VERBATIM_DATABASE_URL":
        with pytest.raises(SettingsError) as refused:
            load(tmp_path, **{"TELEGRAM_BOT_TOKEN": TOKEN, name: value + " \x07ü"})
        assert value not in str(refused.value)
        assert refused.value.__cause__ is None


def test_a_token_without_a_value_in_dot_env_is_set_to_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is set to nothing"):
        load(tmp_path)


@pytest.mark.parametrize("line", ["TELEGRAM_BOT_TOKEN: s3cret-value", "TELEGRAM_BOT_TOKEN='s3cret-value"])
def test_a_line_of_dot_env_that_is_no_setting_is_refused_by_number(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(f"# ours\nVERBATIM_DATA=news\n{line}\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="line 3 is not NAME=value") as refused:
        load(tmp_path)

    assert "s3cret" not in str(refused.value)


def test_dot_env_may_hold_comments_quotes_and_exports(tmp_path: Path) -> None:
    text = "\ufeff# ours\n\nexport VERBATIM_DATA='some news'\r\nVERBATIM_TIMEZONE=Europe/Lisbon # home\n"
    (tmp_path / ".env").write_text(text, encoding="utf-8")

    chosen = load(tmp_path)

    assert (chosen.data.name, chosen.timezone.key) == ("some news", "Europe/Lisbon")


def test_an_address_without_a_scheme_keeps_its_password_to_itself(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load(tmp_path, VERBATIM_DATABASE_URL="me:s3cret-value@host/name")

    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_unreadable_dot_env_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"VERBATIM_DATA=\xff\xfe\n")

    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        load(tmp_path)


def test_a_unix_socket_can_be_listened_on(tmp_path: Path) -> None:
    chosen = load(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, VERBATIM_WEBHOOK_LISTEN="unix:/run/verbatim.sock")

    assert chosen.webhook_listen.unix == Path("/run/verbatim.sock")


def test_only_listed_users_and_chats_are_admitted(tmp_path: Path) -> None:
    access = load(tmp_path, VERBATIM_ACCESS="7, -100").access

    assert [access.admits(7, 1), access.admits(1, -100), access.admits(1, 1)] == [True, True, False]


def test_today_is_the_operators_day(tmp_path: Path) -> None:
    chosen = load(tmp_path, VERBATIM_TIMEZONE="Asia/Tokyo")

    assert chosen.today(datetime(2023, 9, 13, 20, tzinfo=UTC)) == date(2023, 9, 14)


def test_the_example_repeats_the_table() -> None:
    rows = [
        (f"# {row.meaning}{' (secret)' if row.is_secret else ''}", f"# {row.name}={row.default or ''}")
        for row in SETTINGS
    ]

    written = re.findall(r"^(# .+)\n(# [A-Z_]+=.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert written == rows


def test_bots_on_one_server_need_one_webhook_secret(tmp_path: Path) -> None:
    """What one makes up, Telegram's deliveries to the others would lack."""
    shared = {
        "TELEGRAM_BOT_TOKEN": "1:abc",
        "VERBATIM_WEBHOOK_URL": "https://bot.example/hook",
        "VERBATIM_DATABASE_URL": "postgresql://db.example/news",
    }
    with pytest.raises(SettingsError, match=r"VERBATIM_WEBHOOK_SECRET is not set: .* one secret, the same for all"):
        load(tmp_path, **shared)

    assert load(tmp_path, **shared, VERBATIM_WEBHOOK_SECRET="s3cret").webhook_secret == "s3cret"
    assert load(tmp_path, **shared | {"VERBATIM_DATABASE_URL": "sqlite:///news.db"}).webhook_secret is None


@pytest.mark.parametrize("between", [" ", ",", ", ", "\n"])
def test_nodes_of_a_cluster_are_told_apart_by_blanks_or_commas(tmp_path: Path, between: str) -> None:
    nodes = ("http://a.example:9200", "https://b.example")

    assert load(tmp_path, VERBATIM_SEARCH_URL=between.join(nodes)).search_url == nodes
