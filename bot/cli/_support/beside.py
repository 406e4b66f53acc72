"""A background thread for the length of a ``with`` block, ended with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def working_beside(work: Callable[[threading.Event], None], name: str) -> Iterator[None]:
    """Do the work while the block runs; at its end the work is told to stop, and waited for.

    Args:
        work: looks at the event it is given, or waits on it, and returns soon after it is set.
    """
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
