"""Can an operator see which alerts did not arrive, and send them again?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import verbatim
from retrieval.answers import Archive
from retrieval.model import Intent, Span, Watch
from retrieval.store import NewDelivery

NOW = datetime(2024, 5, 2, 12, tzinfo=UTC)


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(verbatim, ["alerts", *map(str, words)], catch_exceptions=False)
    return done.exit_code, done.output


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An archive in which one alert is dead, one uncertain and one waits."""
    with Archive.open(tmp_path / "data") as archive:
        kept = archive.store.deliveries
        rows = []
        for chat in (5, 6, 7):
            made = archive.store.subscriptions.subscribe(Watch(("Ada Reed",)), chat_id=chat, created_by=1, now=NOW)
            intent = Intent(made.watch_number, "dam", 1, Span(0, 3))
            rows.append(NewDelivery(made.number, chat, ("dam",), intent, NOW))
        kept.advance("alerts", None, 1, rows)
        dead, uncertain, _waiting = kept.claim("w", NOW, NOW, limit=9)
        kept.dead([dead.number], NOW, "chat not found")
        kept.uncertain([uncertain.number], NOW, "timed out")
    return tmp_path / "data"


def test_failed_alerts_are_listed_newest_first(data: Path) -> None:
    code, output = run("--data", data)

    assert code == 0
    assert output.splitlines() == [
        "uncertain chat 6 article dam: timed out",
        "dead      chat 5 article dam: chat not found",
        "1 dead, 1 uncertain, 1 waiting",
    ]
    assert '"error": "chat not found"' in run("--json", "--data", data)[1]


@pytest.mark.parametrize(
    ("option", "count", "left"), [("--retry", 1, "0 dead, 1"), ("--retry-uncertain", 2, "0 dead, 0")]
)
def test_they_are_sent_again_where_an_operator_wants_it(data: Path, option: str, count: int, left: str) -> None:
    assert run(option, "--data", data) == (0, f"{count} will be sent again.\n")
    assert run("--data", data)[1].splitlines()[-1].startswith(f"{left} uncertain")
