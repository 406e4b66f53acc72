"""Annotating that goes wrong on purpose, in processes that are started for it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from retrieval.answers.ingest import annotators
from retrieval.model import Article


def annotate_faultily(articles: Sequence[Article]) -> list[tuple[str, bytes]]:
    """As the program does, but an article may end the process or never come to an end, deaf to every alarm."""
    for article in articles:
        if "DIE" in article.text:
            os._exit(9)
        if "HANG" in article.text:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(3600)
    return annotators._annotate_all(articles)  # another process has it as it is
