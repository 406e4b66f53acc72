"""``verbatim timeline``."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Verbatim = Callable[..., Result]


def test_the_seed_is_one_day_and_json_has_all_of_it(run: Verbatim) -> None:
    shown = run("timeline", "Putin")
    told = json.loads(run("timeline", "Putin", "--json").stdout)

    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == "Vladimir Putin · statements, by day"
    assert told["step"] == "day"
    assert [bucket["start"] for bucket in told["timelines"][0]["buckets"]] == ["2023-09-13"]
    assert told["timelines"][0]["busiest"][0]["headline"].startswith("The leader of North Korea")


def test_nobody_has_no_timeline(run: Verbatim) -> None:
    assert run("timeline", "Glaciers").stdout.startswith("The archive has nothing on Glaciers")
