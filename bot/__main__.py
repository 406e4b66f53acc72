"""Where does the program start? ``verbatim`` and ``python -m bot`` are the same."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    try:
        from bot.cli import verbatim

        verbatim(prog_name="verbatim")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
