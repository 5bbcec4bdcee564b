"""The store itself: what it is, its settings, whether it is whole, its backups."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.errors import Misused
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.quantity import UnitSystem
from recipekeeper.store import Info, Restored, Upgraded, Verification, backup, info, restore, upgrade, verify

UNITS = tuple(system.value for system in UnitSystem)
MINIMUM_DIVISIONS = "minimum_divisions"
"""From how many of its divisions on a scale weighs well."""

SETTINGS = ("units", MINIMUM_DIVISIONS)
"""What can be set."""

_MOST_DIVISIONS = 10_000
"""No scale of a workshop shows many more at its full load."""


def store_info(context: Context) -> Info:
    """What the store is and holds, or where it would be."""
    return info(context.store)


def set_setting(context: Context, key: str, value: str) -> tuple[str, str]:
    """Sets one setting of the store; the newest counts, and earlier ones stay in the record."""
    key = match(key, SETTINGS, "setting")
    choice = _divisions(value) if key == MINIMUM_DIVISIONS else _units(value)
    with context.act() as act:
        act.set(key, choice)
    return key, choice


def _units(value: str) -> str:
    choice = value.strip().casefold()
    if choice not in UNITS:
        raise Misused(f'"{value}" is no value for units; it is one of: {", ".join(UNITS)}.')
    return choice


def _divisions(value: str) -> str:
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits[:9]) <= _MOST_DIVISIONS:
        raise Misused(
            f"{shown(value)} is no number of divisions: it is a whole number from 1 to {_MOST_DIVISIONS}, e.g. 50."
        )
    return str(int(digits))


def verify_store(context: Context) -> Verification:
    """Recomputes every digest and every cache, and names each row that does not fit."""
    progress = context.progress
    if progress is None:
        return verify(context.store)
    return verify(context.store, lambda done, total: progress(done, total, "verifying"))


def backup_store(context: Context, file: Path | None = None) -> Path:
    """A copy of the whole store in one file that `restore` reads; gives its path."""
    return backup(context.store, file)


def restore_store(context: Context, file: Path, *, replace: bool = False) -> Restored:
    """Puts a backup in the place of the store; `replace` backs up first what the store holds."""
    return restore(context.store, file, replace=replace)


def upgrade_store(context: Context) -> Upgraded:
    """Brings a store that an earlier version made to this one, with a dated backup first."""
    return upgrade(context.store)
