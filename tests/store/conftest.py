"""The same tests on SQLite and on a real PostgreSQL, which is started when the first test needs it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg
import pytest

from recipekeeper.store import Store, open_store

_numbers = count(1)


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
