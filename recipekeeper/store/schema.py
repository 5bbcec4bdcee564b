"""Making the tables of a new store, and telling our stores from others by their stamp."""

from __future__ import annotations

from sqlalchemy import Connection

from recipekeeper.errors import StoreError, StoreOutdated
from recipekeeper.store.columns import ACT, ALL, REVISION, REVISIONS, STAMP, VERSION
from recipekeeper.store.location import Location

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def make(connection: Connection) -> None:
    """All tables, indexes and guards, and the stamp: without Alembic, which takes long to load."""
    # The models: a store that is there does not ask for them.
    from recipekeeper.store.guards import statements
    from recipekeeper.store.tables import METADATA

    METADATA.create_all(connection, checkfirst=False)
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(STAMP.insert(), {"version_num": REVISION})


def unmake(connection: Connection) -> None:
    """Drop all that `make` made; a guard keeps every row, and only the whole is ever replaced."""
    # Only a restore over something that is there.
    from recipekeeper.store.guards import FUNCTION
    from recipekeeper.store.tables import METADATA

    METADATA.drop_all(connection, checkfirst=False)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"DROP FUNCTION {FUNCTION}()")


def table_names(connection: Connection) -> set[str]:
    """The tables that are there, ours and others."""
    return set(connection.exec_driver_sql(_TABLES[connection.dialect.name]).scalars())


def stamps(connection: Connection) -> list[str]:
    """The revisions that a store says it is of: one, unless somebody meddled."""
    if STAMP.name not in table_names(connection):
        return []
    return sorted(connection.execute(STAMP.select()).scalars())


def is_there(connection: Connection, location: Location) -> bool:
    """Whether there is a store of ours, of this revision; False where there is nothing yet.

    Raises StoreOutdated for another revision, StoreError for what is not ours.
    """
    if not is_ours(connection, location):
        return False
    found = stamps(connection)
    if found != [REVISION]:
        raise outdated(location, found)
    return True


def is_ours(connection: Connection, location: Location) -> bool:
    """Whether there is a store of any revision; raises StoreError for what is not ours."""
    names = table_names(connection)
    ours = {table.name for table in ALL}
    if not (names & ours if location.url else names):
        return False
    # Either of the two tells a store; one that lost the other is ours, and damaged.
    if not names & {ACT.name, VERSION.name}:
        raise StoreError(
            f"{location.shown} is the database of another program: it holds {_some(names)}, but no store "
            "of recipekeeper. Name another place with --store; one that is not there yet is made."
        )
    return True


def outdated(location: Location, found: list[str]) -> StoreError:
    """What to say of a store whose stamp is not that of this program."""
    if len(found) == 1 and found[0] in REVISIONS:
        return StoreOutdated(
            f"The store {location.shown} was made by an earlier recipekeeper (revision {found[0]}; this one "
            f"needs {REVISION}). Bring it up to date, with a backup made first: rk store upgrade{_named(location)}"
        )
    if len(found) == 1:
        return StoreOutdated(
            f"The store {location.shown} was made by a later recipekeeper (revision {found[0]}; this one "
            f'knows {REVISION}). Install the newer program: pip install --upgrade "recipekeeper".'
        )
    stamped = " and ".join(found) if found else "nothing"
    return StoreError(
        f"The store {location.shown} says that its revision is {stamped}; exactly one is expected, such as "
        f'{REVISION}. Somebody changed it: "rk store verify" says what it found.'
    )


def _named(location: Location) -> str:
    """How a command names a store that is a file: it may be a backup, and not the one usually meant."""
    return f' --store "{location.shown}"' if location.path else ""


def _some(names: set[str]) -> str:
    first = sorted(names)[:3]
    return ", ".join(first) + (" and more" if len(names) > len(first) else "")
