"""From an earlier revision to this one: a backup first, then Alembic's scripts, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, column, table

from recipekeeper.errors import NotFound
from recipekeeper.store import columns, schema
from recipekeeper.store.backups import copy_file, dated, part_of, spoken
from recipekeeper.store.connecting import begin_reading, begin_writing, engine_of
from recipekeeper.store.location import read_location

if TYPE_CHECKING:
    from recipekeeper.store.opening import Store

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: from which revision to which, and where the store of before was saved."""

    before: str
    after: str
    backup: Path | None
    """None where the store was of this revision already, and nothing was done."""


def upgrade(store: Store) -> Upgraded:
    """The store as this program needs it, after a dated backup of it as it was.

    Raises NotFound where there is no store, StoreOutdated for one of a later revision, StoreError for
    what is not ours.
    """
    if not store.has_place:
        raise _nothing_there(store)
    with spoken(store), store.connected() as connection:
        begin_reading(connection)
        before = _revision(connection, store)
        if before == columns.REVISION:
            return Upgraded(before, before, None)
        with part_of(saved := dated(store)) as part:
            if store.location.path is None:
                _export(connection, before, part)
            else:
                copy_file(connection, part)
        connection.exec_driver_sql("ROLLBACK")
        begin_writing(connection)
        # Somebody else may have been faster while the backup was made.
        if _revision(connection, store) != columns.REVISION:
            migrate(connection, columns.REVISION)
        connection.exec_driver_sql("COMMIT")
    return Upgraded(before, columns.REVISION, saved)


def migrate(connection: Connection, revision: str) -> None:
    """Run the scripts up to a revision, in the transaction that the connection is in."""
    # A tenth of a second, which only an upgrade is worth.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _nothing_there(store: Store) -> NotFound:
    return NotFound(f"There is no store at {store.shown}, so there is nothing to upgrade.")


def _revision(connection: Connection, store: Store) -> str:
    if not schema.is_ours(connection, store.location):
        raise _nothing_there(store)
    found = schema.stamps(connection)
    if len(found) != 1 or found[0] not in columns.REVISIONS:
        raise schema.outdated(store.location, found)
    return found[0]


def _export(connection: Connection, revision: str, part: Path) -> None:
    """A store of an earlier revision on a server, as an SQLite file of that revision."""
    part.touch()
    with engine_of(read_location(str(part))).connect() as target:
        target.exec_driver_sql("BEGIN IMMEDIATE")
        migrate(target, revision)
        for name in sorted(schema.table_names(target) - {columns.STAMP.name}):
            known = target.exec_driver_sql(f"PRAGMA table_info({name})").mappings()
            there: Any = table(name, *(column(row["name"]) for row in known))
            rows = connection.execute(there.select()).mappings().all()
            if rows:
                target.execute(there.insert(), [dict(row) for row in rows])
        target.exec_driver_sql("COMMIT")
