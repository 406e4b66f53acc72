"""The compose file for several bots: is it YAML, and does it name settings, services and volumes that there are?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.settings import SETTINGS, load_settings

FILE = Path(__file__).parents[2] / "bot" / "several.compose.yaml"


def read() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_every_setting_of_the_bots_is_one_and_is_read_as_it_is_meant(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        environ = read()["services"][f"bot-{number}"]["environment"]
        given = {name: value.replace("${POSTGRES_PASSWORD:?}", "secret") for name, value in environ.items()}
        given |= {"TELEGRAM_BOT_TOKEN": "1:abc", "VERBATIM_WEBHOOK_URL": "https://bot.example/hook"}
        given["VERBATIM_WEBHOOK_SECRET"] = "s3cret"
        chosen = load_settings(environ=given, folder=tmp_path)

        assert set(given) <= {row.name for row in SETTINGS}
        assert chosen.cluster is not None
        assert len(chosen.cluster.urls) == 3


def test_every_service_and_volume_that_is_named_is_there() -> None:
    file = read()
    named = {volume.split(":")[0] for one in file["services"].values() for volume in one["volumes"]}
    awaited = {name for one in file["services"].values() for name in one.get("depends_on", ())}

    assert named == set(file["volumes"])
    assert awaited <= set(file["services"])
    assert all(port.startswith("127.0.0.1:") for one in file["services"].values() for port in one.get("ports", ()))
