"""One connection to a store, with a transaction begun, for reading or for writing.

The drivers are in autocommit and the transaction is begun by hand, because that is the only way to say
which kind it is. SQLite: WAL, synchronous FULL, foreign keys, BEGIN IMMEDIATE for a write, so that it
waits for its turn at the start instead of failing in the middle. PostgreSQL: one advisory lock for all
writes of a store, taken before the next number and the last digest are read.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from recipekeeper.errors import StoreError
from recipekeeper.store.location import Location, default_location
from recipekeeper.store.troubles import BUSY_SECONDS, no_driver

_LOCK: Final = int.from_bytes(b"rcpkeepr")
_CONNECT_SECONDS: Final = 10


def engine_of(location: Location) -> Engine:
    """What opens connections to a store, each without a transaction; nothing is opened yet."""
    if location.path is not None:
        return _sqlite(f"{location.path.as_uri()}?mode=rw")
    return _postgresql(location)


def connect_to_nothing() -> Connection:
    """A database in memory, for reading a store that is not there as the empty one that it is."""
    return _sqlite("file::memory:").connect()


def connect_to_still_file(location: Location) -> Connection | None:
    """A file that nobody writes to or can write to, read without the side files of WAL.

    None where something waits beside it, or where it cannot be read this way either.
    """
    if location.path is None:
        return None
    beside = [location.path.with_name(location.path.name + end) for end in ("-wal", "-journal")]
    try:
        if any(waiting.exists() and waiting.stat().st_size for waiting in beside):
            return None
        connection = _sqlite(f"{location.path.as_uri()}?mode=ro&immutable=1").connect()
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master").close()
    except (OSError, SQLAlchemyError):
        return None
    return connection


def begin_reading(connection: Connection) -> None:
    """One consistent look, however long it takes and whoever writes meanwhile."""
    snapshot = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if _on_server(connection) else ""
    connection.exec_driver_sql(f"BEGIN{snapshot}")


def begin_writing(connection: Connection) -> None:
    """A transaction that nobody else writes beside."""
    if _on_server(connection):
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        return
    _write_ahead(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def make_room_for(path: Path) -> None:
    """The empty file of a store that is to be made; raises StoreError where its folder is missing."""
    if not path.parent.is_dir():
        if path != default_location():
            raise StoreError(
                f"The folder {path.parent} for the store {path.name} is not there. "
                "Make it first, or name another place with --store."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _on_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _write_ahead(connection: Connection) -> None:
    """Switch to WAL, which stays; several programs at once may meet at a store that is just being made."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor = connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except Exception as error:
            busy = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > patience:
                raise
            time.sleep(0.01)
        else:
            cursor.close()
            return


def _engine(database: str, creator: Callable[[], Any]) -> Engine:
    # NullPool: a connection that is closed is closed, and the next command finds nothing in its way.
    return create_engine(database, creator=creator, poolclass=NullPool)


def _sqlite(uri: str) -> Engine:
    def open_file() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    return _engine("sqlite://", open_file)


def _postgresql(location: Location) -> Engine:
    try:
        # An extra: only whoever has a PostgreSQL store needs it.
        import psycopg
    except ImportError:
        raise no_driver(location) from None

    def open_session() -> psycopg.Connection[Any]:
        return psycopg.connect(location.url or "", autocommit=True, connect_timeout=_CONNECT_SECONDS)

    return _engine("postgresql+psycopg://", open_session)
