"""Compaction: segments are written and merged by a process of its own that yields to searches.

python -m retrieval.search.index.compaction FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from retrieval.search.index.local_index import LocalIndex

_NICENESS = 10


def main(folder: Path) -> None:
    """Compact the index in a folder."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    LocalIndex(folder).compact()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
