"""As whom, where and when: what the options, the environment and the computer say, as one context."""

from __future__ import annotations

import gc
import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.cli.frame import Asked
from recipekeeper.cli.screen import warn
from recipekeeper.errors import Misused

if TYPE_CHECKING:
    from recipekeeper.operations.context import Context
    from recipekeeper.quantity import UnitSystem

_LOOK_EVERY = 50_000
"""How many new objects make Python look for garbage."""

_NEEDS_QUOTES = re.compile(r"[\s\"'$*?]")
_NO_STATION = re.compile(r"[^A-Za-z0-9._-]+")


def open_context(asked: Asked, at: str | None = None) -> Context:
    """The context in which this call works; nothing of the store is touched yet."""
    # Loaded here, because `--help`, completion of commands and usage errors need none of it.
    from recipekeeper.operations.context import Context
    from recipekeeper.store import open_store

    now = datetime.now().astimezone()
    store = open_store(location(asked), station=_station())
    store.on_made = lambda place: warn(f"Made a new store at {place}")
    context = Context(
        store=store,
        now=now,
        command=_command(asked.words),
        by=_who(asked),
        at=_moment(at, now),
        units_given=_units(),
        chosen_batch=os.environ.get("RECIPEKEEPER_BATCH") or None,
        print_file=_named_file(asked.settings, "RECIPEKEEPER_PRINT"),
        cause_file=_named_file(asked.causes, "RECIPEKEEPER_CAUSES"),
    )
    # What was loaded until here lives as long as the program: it is never looked through again.
    gc.freeze()
    # A history is a hundred thousand values and no cycle: to look at it every 700 is a tenth of a trace.
    gc.set_threshold(_LOOK_EVERY)
    gc.enable()
    return context


def location(asked: Asked) -> str:
    """Where the store is."""
    named = asked.store or os.environ.get("RECIPEKEEPER_STORE")
    if named:
        return named
    from recipekeeper.store import default_location

    return str(default_location())


def _named_file(typed: str | None, variable: str) -> Path | None:
    named = typed or os.environ.get(variable)
    return Path(named).expanduser() if named else None


def _who(asked: Asked) -> str | None:
    named = asked.by or os.environ.get("RECIPEKEEPER_BY")
    if named and named.strip():
        return " ".join(named.split())
    import getpass  # late: not needed where a name is given

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


def _moment(at: str | None, now: datetime) -> datetime | None:
    if at is None:
        return None
    from recipekeeper.operations.when import read_when

    return read_when(at, now)


def _units() -> UnitSystem | None:
    named = os.environ.get("RECIPEKEEPER_UNITS")
    if not named:
        return None
    from recipekeeper.quantity import UnitSystem

    try:
        return UnitSystem(named.strip().casefold())
    except ValueError:
        choices = ", ".join(system.value for system in UnitSystem)
        raise Misused(f'RECIPEKEEPER_UNITS says "{named}"; it is one of: {choices}.') from None


def _station() -> str:
    named = os.environ.get("RECIPEKEEPER_STATION")
    if named:
        return named
    host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return _NO_STATION.sub("-", host.partition(".")[0]).strip("-")[:20] or "station"


def _command(words: tuple[str, ...]) -> str:
    """What was typed, for the record; a password in a URL is no part of it."""
    shown = (_without_password(word) for word in words)
    quoted = (word if word and not _NEEDS_QUOTES.search(word) else f'"{word}"' for word in shown)
    return " ".join(("rk", *quoted))


def _without_password(word: str) -> str:
    before, scheme, rest = word.partition("postgres")
    if "://" not in rest:
        return word
    from recipekeeper.store.location import read_location  # late: only where a URL was typed

    return before + read_location(scheme + rest).shown
