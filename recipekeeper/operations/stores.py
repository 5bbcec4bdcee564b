"""The store itself: what it is, its settings, whether it is whole, its backups."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.errors import Misused
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.quantity import UnitSystem
from recipekeeper.store import Info, Restored, Upgraded, Verification, backup, info, restore, upgrade, verify

SETTINGS = {"units": tuple(system.value for system in UnitSystem)}
"""What can be set, and the values that each takes."""


def store_info(context: Context) -> Info:
    """What the store is and holds, or where it would be."""
    return info(context.store)


def set_setting(context: Context, key: str, value: str) -> tuple[str, str]:
    """Sets one setting of the store; the newest counts, and earlier ones stay in the record."""
    key = match(key, SETTINGS, "setting")
    choice = value.strip().casefold()
    if choice not in SETTINGS[key]:
        raise Misused(f'"{value}" is no value for {key}; it is one of: {", ".join(SETTINGS[key])}.')
    with context.act() as act:
        act.set(key, choice)
    return key, choice


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
