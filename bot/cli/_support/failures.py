"""Error reporting of the command line: one line on stderr and an exit code."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from retrieval.errors import VerbatimError

INTERRUPTED = 130


class Failure(click.ClickException):
    """Something that a person can mend: one line on stderr, exit code 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(f"verbatim: {self.format_message()}", file=file, err=file is None)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn expected errors into a `Failure`, and Ctrl-C into its quiet exit code; let bugs show themselves."""
    try:
        yield
    except VerbatimError as error:
        raise Failure(str(error)) from error
    except KeyboardInterrupt:
        raise click.exceptions.Exit(INTERRUPTED) from None
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # the reader of a pipe has left: click ends quietly
        raise Failure(_of_system(error)) from error


@contextmanager
def answering() -> Iterator[None]:
    """Turn a mistake of the program's own over a question into a `Failure`: what it was and where, never the words."""
    try:
        yield
    except (VerbatimError, OSError, click.ClickException):
        raise
    except Exception as error:  # whatever it was, one question must not end the others
        raise Mistake(error) from error


class Mistake(Failure):
    """A question that the program stumbled over.

    Attributes:
        kind: the class of the error.
    """

    def __init__(self, error: Exception) -> None:
        self.kind = type(error).__name__
        where = f"{self.kind} at {_place(error)}"
        super().__init__(f"this could not be answered, by a mistake of the program's own; please report: {where}")


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
