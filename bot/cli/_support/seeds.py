"""The seed articles: where a fresh checkout keeps them."""

from __future__ import annotations

from pathlib import Path

import bot

FOLDER = "seeds"


def find_seeds() -> Path | None:
    """The project's ``seeds/``, beside a checkout's packages or in the current folder; None where there is none."""
    return next((folder for folder in places() if folder.is_dir()), None)


def places() -> tuple[Path, ...]:
    """Where `find_seeds` looks, in this order."""
    checkout = Path(bot.__file__).resolve().parent.parent
    here = Path.cwd() / FOLDER
    # An installed copy has site-packages above it, where a folder "seeds" would be somebody else's.
    return (checkout / FOLDER, here) if (checkout / "pyproject.toml").is_file() else (here,)
