"""The way into a store: its place, and a connection for each look and each act."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from recipekeeper.errors import RecipekeeperError
from recipekeeper.store import schema
from recipekeeper.store.connecting import (
    begin_reading,
    begin_writing,
    connect_to_nothing,
    connect_to_still_file,
    engine_of,
    make_room_for,
)
from recipekeeper.store.location import Location
from recipekeeper.store.troubles import FOREIGN_ERRORS, is_of_the_disk, trouble


class Entrance:
    """The way into one store, for each look and each act.

    `made_now` says that this program made it; `on_made` is told its place when that happens.
    """

    def __init__(self, location: Location, station: str) -> None:
        self.location = location
        self.station = station
        self.made_now = False
        self.on_made: Callable[[str], None] | None = None
        self._engine: Engine | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.shown!r}, station={self.station!r})"

    @property
    def shown(self) -> str:
        """The location as it may be printed: without a password."""
        return self.location.shown

    def connect_to_read(self) -> tuple[Connection, bool]:
        """A connection with a look begun, and whether there is a store behind it."""
        if self.has_place:
            connection = self.connected_to_read()
            try:
                begin_reading(connection)
                if schema.is_there(connection, self.location):
                    return connection, True
            except FOREIGN_ERRORS as error:
                connection.close()
                raise trouble(self.location, error) from None
            except RecipekeeperError:
                connection.close()
                raise
            connection.close()
        empty = connect_to_nothing()
        schema.make(empty)
        return empty, False

    def connect_to_write(self) -> tuple[Connection, bool]:
        """A connection with a write begun, and whether the store was made for it."""
        if self.location.path is not None and not self.has_place:
            try:
                make_room_for(self.location.path)
            except OSError as error:
                raise trouble(self.location, error) from None
        connection = self.connected()
        try:
            begin_writing(connection)
            made = not schema.is_there(connection, self.location)
            if made:
                schema.make(connection)
        except FOREIGN_ERRORS as error:
            connection.close()
            raise trouble(self.location, error) from None
        except RecipekeeperError:
            connection.close()
            raise
        return connection, made

    def was_made(self) -> None:
        """To be called when a store that was made is there to stay."""
        self.made_now = True
        if self.on_made:
            self.on_made(self.shown)

    @property
    def has_place(self) -> bool:
        """Whether there is a file, or may be a database, to look into."""
        try:
            return self.location.path is None or self.location.path.exists()
        except OSError as error:
            raise trouble(self.location, error) from None

    def connected(self) -> Connection:
        """A connection without a transaction, whatever may be behind it."""
        try:
            return self._connect()
        except FOREIGN_ERRORS as error:
            raise trouble(self.location, error) from None

    def connected_to_read(self) -> Connection:
        """The same, also where a full or protected disk leaves SQLite no room for its side files."""
        try:
            return self._connect()
        except FOREIGN_ERRORS as error:
            still = connect_to_still_file(self.location) if is_of_the_disk(error) else None
            if still is None:
                raise trouble(self.location, error) from None
            return still

    def _connect(self) -> Connection:
        self._engine = self._engine or engine_of(self.location)
        return self._engine.connect()
