"""THE DATABASE. Sole importer of sqlmodel, sqlalchemy and alembic.

Every change is an act: one row that says who, when, on which station, with which command and why,
and that carries the digest of every fact it wrote, chained to the act before it. Facts are only ever
added, and the database itself guards them.

    store = open_store("bench.db", station="A")
    with store.write(by="Ana", at=now, command="rk weigh", why=None) as act:
        act.add_entry(Draft("SOAP-LAV-261121-1", Kind.WEIGH, name="olive oil", value=amount))
    with store.read() as reading:
        reading.entries("SOAP-LAV-261121-1")

The names here are loaded when they are first used, because `--help` has no need of a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recipekeeper.store.act import Act as Act
    from recipekeeper.store.backups import Restored as Restored
    from recipekeeper.store.backups import backup as backup
    from recipekeeper.store.backups import restore as restore
    from recipekeeper.store.information import info as info
    from recipekeeper.store.location import default_location as default_location
    from recipekeeper.store.model import ActLine as ActLine
    from recipekeeper.store.model import Card as Card
    from recipekeeper.store.model import Draft as Draft
    from recipekeeper.store.model import Info as Info
    from recipekeeper.store.model import Verification as Verification
    from recipekeeper.store.opening import Store as Store
    from recipekeeper.store.opening import open_store as open_store
    from recipekeeper.store.reading import Reading as Reading
    from recipekeeper.store.upgrading import Upgraded as Upgraded
    from recipekeeper.store.upgrading import upgrade as upgrade
    from recipekeeper.store.verifying import verify as verify

_HOME = {
    "Act": "act",
    "ActLine": "model",
    "Card": "model",
    "Draft": "model",
    "Info": "model",
    "Reading": "reading",
    "Restored": "backups",
    "Store": "opening",
    "Upgraded": "upgrading",
    "Verification": "model",
    "backup": "backups",
    "default_location": "location",
    "info": "information",
    "open_store": "opening",
    "restore": "backups",
    "upgrade": "upgrading",
    "verify": "verifying",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    # Only what is asked for is loaded; the functions of maintenance cost nothing to a weighing.
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
