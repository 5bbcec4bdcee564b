"""The store itself: what it is, its settings, whether it is whole, its backups."""

from __future__ import annotations

from recipekeeper.errors import Misused
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.quantity import UnitSystem
from recipekeeper.store import Info, info

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
