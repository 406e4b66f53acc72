"""Speech to text by a program that the operator has named; without one, the bot says that it cannot listen."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.render.translate import N_
from retrieval.errors import VerbatimError

NOT_UNDERSTOOD = N_("I did not understand your voice message. Please write your question.")
FILE = "{file}"
_AT_ONCE = 1
_LONGEST_S = 120.0
_MAX_CHARS = 4096


class NotHeard(VerbatimError):
    """The program failed, or took too long."""


class Listener:
    """Runs the program for one message at a time: it may well need the whole machine.

    Args:
        command: its words, one of which may hold ``{file}`` for the .ogg file; else the file comes last. It writes what
            was said to its standard output.
    """

    def __init__(self, command: Sequence[str] | None) -> None:
        self._command = tuple(command or ())
        self._turn = asyncio.Semaphore(_AT_ONCE)

    @property
    def can_hear(self) -> bool:
        """Whether there is a program."""
        return bool(self._command)

    async def heard(self, ogg: bytes) -> str:
        """What was said, on one line; empty where nothing was.

        Raises:
            NotHeard: there is no telling.
        """
        async with self._turn:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "voice.ogg"
                file.write_bytes(ogg)
                said = await self._run(str(file))
        return " ".join(said.decode("utf-8", "replace").split())[:_MAX_CHARS]

    async def _run(self, file: str) -> bytes:
        words = [word.replace(FILE, file) for word in self._command]
        words += [] if any(FILE in word for word in self._command) else [file]
        try:
            process = await asyncio.create_subprocess_exec(
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise NotHeard(f"{words[0]} cannot be run: {error.strerror}") from error
        try:
            async with asyncio.timeout(_LONGEST_S):
                said, _nothing = await process.communicate()
        except TimeoutError as error:
            raise NotHeard(f"{words[0]} took longer than {_LONGEST_S:g} s") from error
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            raise NotHeard(f"{words[0]} ended with {process.returncode}")
        return said
