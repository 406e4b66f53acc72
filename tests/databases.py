"""PostgreSQL for tests: databases of a test process's own on the server that VERBATIM_TEST_POSTGRES_URL names."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Engine, create_engine, make_url, text

VARIABLE = "VERBATIM_TEST_POSTGRES_URL"
WHY_NOT = "" if VARIABLE in os.environ else f"{VARIABLE} names no server"


def emptied() -> str:
    """The address of this process's database, with nothing in it."""
    url = _created(f"verbatim_test_{os.getpid()}")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@contextmanager
def passing(name: str) -> Iterator[str]:
    """The address of a database that lives as long as the block; several processes may use it."""
    own = f"{name}_{os.getpid()}"
    try:
        yield _create(own)
    finally:
        _drop(own)


@cache
def _created(name: str) -> str:
    url = _create(name)
    atexit.register(_drop, name)
    return url


def _create(name: str) -> str:
    server = make_url(os.environ[VARIABLE])
    with _server() as engine, engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    return server.set(database=name).render_as_string(hide_password=False)


def _drop(name: str) -> None:
    with _server() as engine, engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@contextmanager
def _server() -> Iterator[Engine]:
    engine = create_engine(make_url(os.environ[VARIABLE]), isolation_level="AUTOCOMMIT")
    try:
        yield engine
    finally:
        engine.dispose()
