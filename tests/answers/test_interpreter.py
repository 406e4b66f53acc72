"""Is Python set so that nobody waits for it?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import gc, sys, weakref
from retrieval.answers.interpreter import suit_python_to_answering
young, switch_s = gc.get_threshold()[0], sys.getswitchinterval()
suit_python_to_answering()
looked = []
gc.callbacks.append(lambda phase, info: looked.append(phase) if phase == "stop" else None)
kept = [[] for _ in range(100_000)]
print(gc.get_freeze_count() > 10_000, len(looked) < 100_000 // young // 5, sys.getswitchinterval() < switch_s)
ring = []
ring.append(ring)
del ring
print(gc.collect() > 0)
print(len(gc.get_objects()) < 50_000 < gc.get_freeze_count())
ring = []
ring.append(ring)
del ring
print(gc.collect() > 0)
class Ring: pass
late = Ring()
late.itself = late
gone = weakref.ref(late)
gc.collect()
del late
print(gc.collect() == 0 and gone() is not None)
for _ in range(200): gc.collect()
print(gone() is None)
"""


def test_what_lives_as_long_as_the_bot_is_not_looked_through_for_garbage() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True"] * 8


BESIDE = """
import gc, sys, threading
from multiprocessing import Pipe
from pathlib import Path
from retrieval.answers.archive import _answer_beside
from retrieval.answers.beside import READY, Address
near, far = Pipe()
def look():
    print(near.recv() == READY, gc.get_freeze_count() > 10_000)
    near.close()
threading.Thread(target=look).start()
_answer_beside(far, Address(Path(sys.argv[1]), None))
"""


def test_the_process_that_answers_beside_looks_for_garbage_as_rarely(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", BESIDE, str(tmp_path)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True"] * 2
