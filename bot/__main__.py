"""Where does the program start? ``verbatim`` and ``python -m bot`` are the same."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line and exit."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a screen that cannot show a character still shows the rest
        from bot.cli import verbatim

        verbatim(prog_name="verbatim")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
