"""``verbatim topics``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Verbatim = Callable[..., Result]


def test_the_demo_speaks_of_its_bridge(run: Verbatim, tmp_path: Path) -> None:
    run("demo", "--data", str(tmp_path / "demo"))
    shown = run("topics", "--data", str(tmp_path / "demo"))
    told = json.loads(run("topics", "--json", "--data", str(tmp_path / "demo")).stdout)

    assert "1. new bridge – 8 articles" in shown.stdout.splitlines()
    assert [topic["words"] for topic in told["topics"]] == ["new bridge"]


def test_one_article_has_no_topics(run: Verbatim) -> None:
    assert run("topics").stdout == "Nothing stands out between 17 August 2023 and 13 September 2023.\n"
