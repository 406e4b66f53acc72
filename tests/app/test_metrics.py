"""Can a monitoring system read the figures, and is a bad address a clear word?"""

from __future__ import annotations

import socket
from urllib.request import urlopen

import pytest

from bot.app.operations.metrics import serving_metrics
from bot.settings import Listen, SettingsError
from retrieval.answers.figures import Figure

pytest.importorskip("prometheus_client", reason="the extra [metrics] is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_figures_are_served_as_gauges_while_the_block_runs() -> None:
    port = free_port()

    with serving_metrics(Listen("127.0.0.1", port), lambda: (Figure("alerts_dead", "Refused", 3),)):
        page = urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()

    assert "# HELP verbatim_alerts_dead Refused" in page
    assert "verbatim_alerts_dead 3.0" in page
    with pytest.raises(OSError, match="refused"):
        urlopen(f"http://127.0.0.1:{port}/metrics")


def test_without_an_address_nothing_is_served() -> None:
    with serving_metrics(None, tuple):
        pass


def test_an_address_in_use_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = Listen("127.0.0.1", taken.getsockname()[1])

        with (
            pytest.raises(SettingsError, match="VERBATIM_METRICS_LISTEN cannot be listened on"),
            serving_metrics(listen, tuple),
        ):
            pass
