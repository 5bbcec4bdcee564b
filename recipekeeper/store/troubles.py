"""What a database says when something is wrong, as one sentence for the person at the bench.

The one place where errors of SQLAlchemy, sqlite3 and psycopg become errors of the house.
"""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from recipekeeper.errors import StoreError, StoreFull
from recipekeeper.store.location import Location

BUSY_SECONDS: Final = 30
"""How long a write waits for another one to end."""

FOREIGN_ERRORS: Final = (SQLAlchemyError, sqlite3.Error)

_NO_ROOM_ON_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "53100"})
_ALMOST_NOTHING: Final = 64 * 1024

_SENTENCES: Final = {
    "SQLITE_READONLY": "may only be read: the file, its folder or its disk is write-protected. "
    "Ask for the right to write, or copy the store to a folder of yours",
    "EROFS": "may only be read: its disk is write-protected. Copy the store to a folder of yours",
    "25006": "may only be read: the server allows no writing here. Give the URL of one that does",
    "SQLITE_PERM": "may not be opened: the file or its folder belongs to somebody else. Ask for the right",
    "EACCES": "may not be opened: the file or its folder belongs to somebody else. Ask for the right",
    "42501": "may not be used by this user: the server refuses. Ask for the right to create and to write",
    "SQLITE_CANTOPEN": "cannot be opened: the file or its folder is not there, or may not be read or "
    "written. Look at the path, and at who owns the folder",
    "SQLITE_BUSY": f"has been kept busy by another program for more than {BUSY_SECONDS} seconds. "
    "Nothing was written; try again",
    "SQLITE_LOCKED": "is kept busy by this program itself. Nothing was written; try again",
    "55P03": f"has been kept busy by another station for more than {BUSY_SECONDS} seconds. "
    "Nothing was written; try again",
    "SQLITE_NOTADB": "is not a database: the file holds something else. Name another file with --store",
    "SQLITE_CORRUPT": "is damaged. Keep the file as it is, and put a backup in another place with "
    '"rk --store NEW store restore BACKUP"',
}


def no_driver(location: Location) -> StoreError:
    """For a PostgreSQL URL where the driver is not installed."""
    return StoreError(
        f"{location.shown} is a PostgreSQL store, and the driver for it is not installed. "
        'Install it with: pip install "recipekeeper[postgres]"'
    )


def full(location: Location) -> StoreFull:
    """For a disk without room."""
    return StoreFull(
        f"There is no room left for the store {location.shown}: its disk, or what you may use of it, is "
        "full. Nothing of this was written, and everything before it is safe. Make room and try again."
    )


def trouble(location: Location, error: Exception) -> StoreError:
    """What to raise instead of an error of a database or of the file system."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    name = _name(cause)
    if (
        name in _FULL
        or _is_full(cause)
        or (name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _no_room(location))
    ):
        return full(location)
    for known, sentence in _SENTENCES.items():
        if name.startswith(known):
            return StoreError(f"The store {location.shown} {sentence}.")
    first_line = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
    said = location.without_secrets(first_line).rstrip(".")
    if location.url and (not name or name.startswith(("08", "28", "3D", "57P"))):
        return StoreError(
            f"The store {location.shown} cannot be reached: {said}. "
            "Look whether the server runs, and whether name, password and database are right."
        )
    return StoreError(f"The store {location.shown} could not do it: {said}. Nothing was written.")


def is_of_the_disk(error: Exception) -> bool:
    """Whether SQLite failed at a file, for want of room or of a right."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return _name(cause).startswith(("SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY"))


def _name(cause: BaseException) -> str:
    """The name that SQLite or the system gives an error, or the SQLSTATE of PostgreSQL."""
    if isinstance(cause, OSError) and cause.errno is not None:
        return errno.errorcode.get(cause.errno, "")
    return str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")


def _is_full(cause: BaseException) -> bool:
    return isinstance(cause, OSError) and cause.errno in _NO_ROOM_ON_DISK


def _no_room(location: Location) -> bool:
    """Whether the disk is so full that SQLite cannot even make its side files."""
    if location.path is None:
        return False
    # Only when something went wrong.
    from shutil import disk_usage

    try:
        return disk_usage(location.path.parent).free < _ALMOST_NOTHING
    except OSError:
        return False
