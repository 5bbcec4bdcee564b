"""Backups: one SQLite file, whatever the store is, so that one restore reads them all.

A backup is made beside its place and given its name when it is whole, and a restore is one transaction:
neither can be found half done.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from recipekeeper.errors import Conflict, Misused, NotFound, StoreError, StoreOutdated, Unreadable
from recipekeeper.store import schema
from recipekeeper.store.columns import ALL, STAMP
from recipekeeper.store.connecting import begin_writing, engine_of
from recipekeeper.store.location import read_location
from recipekeeper.store.troubles import FOREIGN_ERRORS, trouble

if TYPE_CHECKING:
    from recipekeeper.store.opening import Store

_ROWS_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought; `backup` is where the store it replaced was saved."""

    batches: int
    entries: int
    backup: Path | None


def backup(store: Store, file: Path | None = None) -> Path:
    """A backup of the store as one SQLite file, at `file` or under a dated name; gives the path.

    Raises NotFound where there is no store, Conflict where the file is there already.
    """
    with store.read() as reading:
        if not reading.exists:
            raise NotFound(f"There is no store at {store.shown}, so there is nothing to back up.")
        target = (file or dated(store)).absolute()
        with part_of(target) as part:
            if store.location.path is None:
                _export(reading.connection, part)
            else:
                copy_file(reading.connection, part)
    return target


def restore(store: Store, file: Path, *, replace: bool = False) -> Restored:
    """Everything that a backup holds, in place of what the store holds.

    A store that holds anything is refused with Conflict, unless `replace`: then it is backed up first.
    The backup is verified before. Raises NotFound for a file that is not there, Unreadable for one that
    is no backup, StoreError for one that was meddled with.
    """
    from recipekeeper.store.opening import open_store

    source = open_store(str(file), station=store.station)
    if source.location.path is None or not source.location.path.exists():
        raise NotFound(f"There is no file {source.shown}. Give the path of a backup.")
    if source.location.path == store.location.path:
        raise Misused(f"{source.shown} is the store itself. Give the path of a backup.")
    found = _verified(source)
    saved = None
    if _holds_anything(store):
        if not replace:
            raise Conflict(
                f"The store {store.shown} is not empty, and a restore would replace all of it. "
                "Say --replace if that is meant (a backup is made first), or restore to another place."
            )
        saved = backup(store)
    with source.read() as reading, spoken(store):
        _replace(store, reading.connection)
    return Restored(*found, saved)


def dated(store: Store) -> Path:
    """A name for a backup made now, that is not taken: beside the store, or here for one on a server."""
    path = store.location.path or Path.cwd() / "recipekeeper.db"
    name = f"{path.stem}-backup-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    tries = (path.with_name(f"{name}{again}.db") for again in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(each for each in tries if not each.exists())


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its name when all went well and is removed when not."""
    if target.exists():
        raise Conflict(f"The file {target} is there already, and no backup is ever overwritten.")
    if not target.parent.is_dir():
        raise NotFound(f"The folder {target.parent} for the backup is not there. Make it first.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        raise StoreError(f"The backup {target} could not be written: {error.strerror or error}.") from None
    except FOREIGN_ERRORS as error:
        # What SQLite itself says while a backup is made, it says of the new file.
        if isinstance(getattr(error, "orig", error), sqlite3.Error):
            raise trouble(read_location(str(target)), error) from None
        raise
    finally:
        for rest in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            rest.unlink(missing_ok=True)


@contextmanager
def spoken(store: Store) -> Iterator[None]:
    """Errors of a database inside, as sentences."""
    try:
        yield
    except FOREIGN_ERRORS as error:
        raise trouble(store.location, error) from None


def copy_file(connection: Connection, part: Path) -> None:
    """A whole copy of an SQLite store, through SQLite's own backup, while others may go on writing."""
    source = connection.connection.dbapi_connection
    with_target = sqlite3.connect(part, isolation_level=None)
    try:
        if source is not None:
            source.backup(with_target)
        _one_file(with_target)
    finally:
        with_target.close()


def copy_rows(source: Connection, target: Connection) -> None:
    """Every row of every table, except the stamp, which the target has of its own."""
    for table in ALL:
        if table is STAMP:
            continue
        with source.execution_options(yield_per=_ROWS_AT_ONCE).execute(table.select()) as rows:
            for some in rows.mappings().partitions(_ROWS_AT_ONCE):
                target.execute(table.insert(), [dict(row) for row in some])


def _export(connection: Connection, part: Path) -> None:
    part.touch()
    with engine_of(read_location(str(part))).connect() as target:
        begin_writing(target)
        schema.make(target)
        copy_rows(connection, target)
        target.exec_driver_sql("COMMIT")
        file = target.connection.dbapi_connection
        if isinstance(file, sqlite3.Connection):
            _one_file(file)


def _one_file(connection: sqlite3.Connection) -> None:
    """Nothing beside the file, so that it can be carried away; a store opened on it goes back to WAL."""
    connection.execute("PRAGMA journal_mode=DELETE").close()


def _verified(source: Store) -> tuple[int, int]:
    # Only a restore verifies.
    from recipekeeper.store.verifying import verify

    try:
        if not source.exists:
            raise Unreadable(f"{source.shown} holds no store. Give the path of a backup.")
        found = verify(source)
    except StoreOutdated:
        raise
    except StoreError:
        raise Unreadable(
            f"{source.shown} is no backup, or not a whole one. Give the path of another."
        ) from None
    if not found.ok:
        raise StoreError(
            f"The backup {source.shown} is not as it was written, so nothing was restored. "
            f"{found.problems[0]} ({len(found.problems)} in all). Take another backup."
        )
    return found.batches, found.entries


def _holds_anything(store: Store) -> bool:
    with store.read() as reading:
        return bool(reading.head())


def _replace(store: Store, source: Connection) -> None:
    target, made = store.connect_to_write()
    with target:
        if not made:
            schema.unmake(target)
            schema.make(target)
        copy_rows(source, target)
        target.exec_driver_sql("COMMIT")
    if made:
        store.was_made()
