"""How is Python itself set, in a process that lives to answer?"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from itertools import count
from typing import Literal

_SWITCH_S = 0.001
"""An update goes from the loop to threads and back a dozen times, and each time waits until a question that is being
answered lets Python go: by itself it does so every five milliseconds."""
_THRESHOLDS = 10_000, 20, 100
"""By itself Python looks for garbage after every 700 new things that could be in a circle, a question's first reads."""
_ALL = 2
_LOOKS_BETWEEN_ALL = 200


def suit_python_to_answering() -> None:
    """Let nobody wait long for Python: threads go on sooner, and garbage is looked for rarely.

    What is there by now (modules, lexicons, the index) lives as long as the process: looking through all of it for
    circles held every answer up for a tenth of a second and more, each time. What comes later is looked through once:
    what lives on then is what is kept from question to question (articles, annotations, answers), hundreds of
    thousands of things without a circle, which go as soon as nobody refers to them. The few circles among them go when
    everything is looked through again, after many such looks.
    """
    gc.collect()
    gc.freeze()
    looks = count(1)
    gc.callbacks.append(lambda phase, info: _set_survivors_aside(phase, info, looks))
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_S)


def _set_survivors_aside(phase: Literal["start", "stop"], info: dict[str, int], looks: Iterator[int]) -> None:
    if phase != "stop" or info["generation"] != _ALL:
        return
    if next(looks) % _LOOKS_BETWEEN_ALL:
        gc.freeze()
    else:
        gc.unfreeze()  # the next look is through everything, and sets it aside again
