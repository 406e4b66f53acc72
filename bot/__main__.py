"""Entry point: ``verbatim`` and ``python -m bot`` are the same program."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def main() -> None:
    """Run the command line and exit."""
    try:
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a screen that cannot show a character still shows the rest
        from bot.cli import verbatim

        verbatim(prog_name="verbatim")
    except KeyboardInterrupt:
        sys.exit(130)


def _open_closed_streams() -> None:
    """Started with a stream closed (``>&-``), the program reads nothing there and writes to nobody."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    main()
