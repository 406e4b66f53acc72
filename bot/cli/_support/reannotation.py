"""Background re-annotation: articles that an older program annotated, in small steps while the bot answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bot.cli._support.beside import working_beside
from retrieval.answers.archive import Archive
from retrieval.answers.audiences import reannotate_own
from retrieval.errors import ArchiveBusy, VerbatimError

_ARTICLES_A_STEP = 20  # some tenths of a second, for which other writers wait
_PAUSE_S, _BUSY_PAUSE_S = 0.1, 5.0
_log = logging.getLogger(__name__)


@contextmanager
def reannotating(archive: Archive) -> Iterator[None]:
    """Re-annotate what needs it until the block ends; the step in hand is finished first."""
    with working_beside(partial(_reannotate, archive), "reannotating"):
        yield


def _reannotate(archive: Archive, stop: threading.Event) -> None:
    pause_s = 0.0
    while not stop.wait(pause_s):
        try:
            if archive.reannotate(limit=_ARTICLES_A_STEP) == 0 and (
                reannotate_own(archive.folder, limit=_ARTICLES_A_STEP) == 0
            ):
                return
            pause_s = _PAUSE_S
        except ArchiveBusy:
            pause_s = _BUSY_PAUSE_S
        except VerbatimError as error:
            _log.warning("Could not re-annotate articles of an older version: %s", error)
            return
