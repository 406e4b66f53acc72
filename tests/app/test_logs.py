"""Do logs stay free of secrets and of what people ask, whoever writes them?"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.app.operations.logs import quiet_libraries, without_secrets
from bot.settings import SETTINGS, load_settings

SECRETS = {
    "TELEGRAM_BOT_TOKEN": "123456:AbcdefghijklmnopqrstuvwxyzABCDEFGHI",
    "VERBATIM_DATABASE_URL": "postgresql://me:gannet%2Fnest@db.example/news",
    "VERBATIM_WEBHOOK_SECRET": "puffin-under-the-stairs",
    "VERBATIM_SEARCH_PASSWORD": "cormorant on a buoy",
}


class Cluster(BaseHTTPRequestHandler):
    """Answers every search with nothing found."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture
def cluster() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Cluster)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_secret_of_the_settings_is_hidden(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert {row.name for row in SETTINGS if row.is_secret} == set(SECRETS)
    settings = load_settings(environ=SECRETS, folder=tmp_path)

    with without_secrets(settings), caplog.at_level(logging.INFO):
        for secret in SECRETS.values():
            logging.getLogger("anybody").info("it is %s, or %r", secret, secret)

    assert len(caplog.records) == len(SECRETS)
    assert not [secret for secret in SECRETS.values() if secret in caplog.text]


def test_what_is_asked_of_a_cluster_is_not_logged(cluster: str, caplog: pytest.LogCaptureFixture) -> None:
    opensearchpy = pytest.importorskip("opensearchpy", reason="the extra [opensearch] is not installed")
    loggers = [logging.getLogger(name) for name in ("opensearch", "opensearchpy.trace")]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:  # another test's bot may have quieted them
        logger.setLevel(logging.NOTSET)
        logger.propagate = True
    loggers[1].addHandler(quiet := logging.NullHandler())  # it traces where somebody listens
    try:
        with caplog.at_level(logging.DEBUG), opensearchpy.OpenSearch([cluster]) as client:
            client.search(body={"query": {"match": {"text": "heron"}}})
            loud = {record.name for record in caplog.records if "heron" in record.getMessage()}
            caplog.clear()
            quiet_libraries()
            client.search(body={"query": {"match": {"text": "heron"}}})
    finally:
        loggers[1].removeHandler(quiet)
        for logger, (level, propagates) in zip(loggers, before, strict=True):
            logger.setLevel(level)
            logger.propagate = propagates

    assert loud == {"opensearch", "opensearchpy.trace"}
    assert "opensearch" not in caplog.text
    assert "heron" not in caplog.text
