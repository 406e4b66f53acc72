"""Metrics in Prometheus's text format, on a page of their own; needs the extra ``[metrics]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bot.settings import Listen, SettingsError
from retrieval.answers.figures import Figure

PREFIX = "verbatim_"


@contextmanager
def serving_metrics(listen: Listen | None, read: Callable[[], Sequence[Figure]]) -> Iterator[None]:
    """Serve the figures at ``/metrics`` while the block runs; nothing where no address is set.

    Raises:
        SettingsError: the extra is missing, or the address cannot be used.
    """
    if listen is None:
        yield
        return
    try:
        from prometheus_client import CollectorRegistry, start_http_server
        from prometheus_client.core import GaugeMetricFamily
    except ImportError:
        raise SettingsError(
            "VERBATIM_METRICS_LISTEN", "needs the extra: pip install 'verbatim-news-bot[metrics]'"
        ) from None

    class Collector:
        def collect(self) -> Iterator[Any]:
            for figure in read():
                yield GaugeMetricFamily(PREFIX + figure.name, figure.meaning, value=figure.value)

    registry = CollectorRegistry()
    registry.register(Collector())
    try:
        server, thread = start_http_server(listen.port, listen.host, registry)
    except OSError as error:
        raise SettingsError("VERBATIM_METRICS_LISTEN", f"cannot be listened on: {error.strerror}") from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
