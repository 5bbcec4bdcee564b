"""A store: named, and opened for each look and each act. Nothing is made before the first write."""

from __future__ import annotations

import re
from datetime import datetime

from recipekeeper.errors import Misused
from recipekeeper.store.act import Act
from recipekeeper.store.entrance import Entrance
from recipekeeper.store.location import read_location
from recipekeeper.store.reading import Reading

_STATION = re.compile(r"[A-Za-z0-9._-]{1,20}")


def open_store(location: str, *, station: str) -> Store:
    """The store at a path or a `postgresql://` URL, which need not be there yet.

    `station` names this bench in every id that is given here: `A` makes `A-1`, `A-2`.
    Raises Misused for a location or a station that cannot be one.
    """
    if not _STATION.fullmatch(station):
        raise Misused(
            f'"{station}" cannot name a station: up to 20 of A-Z 0-9 - . _ can, such as A or BENCH-2.'
        )
    return Store(read_location(location), station)


class Store(Entrance):
    """One store, to be looked into and written to."""

    @property
    def exists(self) -> bool:
        """Whether it is there and of this program's revision; raises StoreError for what is not ours."""
        with self.read() as reading:
            return reading.exists

    def read(self) -> Reading:
        """A consistent look, to be used in a `with`; at a store that is not there, at nothing."""
        return Reading(self)

    def write(self, *, by: str, at: datetime, command: str = "", why: str | None = None) -> Act:
        """An act, to be used in a `with`: all that is written in it is kept, or nothing."""
        return Act(self, by=by, at=at, command=command, why=why)
