"""As whom, where and when a command works: what every operation is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from recipekeeper.errors import Misused
from recipekeeper.quantity import UnitSystem
from recipekeeper.store import Act, Reading, Store


@dataclass
class Context:
    """One call of the program.

    `now` has the maker's own offset. `by` is None where nobody is named: reading needs no name.
    `command` is what was typed, for the act. `units` is what the environment says; without it the
    setting of the store counts. `chosen_batch` is what the environment says.
    """

    store: Store
    now: datetime
    command: str = ""
    by: str | None = None
    at: datetime | None = None
    """When it happened, where `--at` says so."""
    transcribed: bool = False
    """What is entered stood on paper: it is marked so, and happened when `at` says, or at a time unknown."""
    units_given: UnitSystem | None = None
    chosen_batch: str | None = None
    print_file: Path | None = None
    """The print settings, where a file of them is named."""
    cause_file: Path | None = None
    """The maker's own rules of causes, where a file of them is named."""
    progress: Callable[[int, int, str], None] | None = None
    """Called with done, total (0: nobody knows) and what is being done, on long work."""

    @property
    def who(self) -> str:
        """The name that an entry bears; Misused where nobody is named."""
        if not self.by:
            raise Misused(
                "Nobody is named, and every entry says who made it. "
                'Name yourself with --by, e.g. --by "Ana", or once with RECIPEKEEPER_BY.'
            )
        return self.by

    @property
    def happened_at(self) -> datetime:
        """When it happened: what `--at` says, else now."""
        return self.at or self.now

    @cached_property
    def units(self) -> UnitSystem | None:
        """Which ounce, cup and decimal mark is meant."""
        if self.units_given:
            return self.units_given
        with self.store.read() as reading:
            setting = reading.setting("units")
        return UnitSystem(setting) if setting else None

    def read(self) -> Reading:
        """A consistent look at the store, to be used in a `with`."""
        return self.store.read()

    def act(self, why: str | None = None) -> Act:
        """A transaction that writes, to be used in a `with`: all of it or nothing."""
        return self.store.write(by=self.who, at=self.now, command=self.command, why=why)
