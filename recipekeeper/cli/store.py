"""`rk store …`: where all is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.screen import counted, progress, say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words

if TYPE_CHECKING:
    from recipekeeper.store import Info, Restored, Upgraded, Verification


@click.group(
    cls=Group, examples=("rk store info", "rk store verify", "rk store backup", "rk store set units us")
)
def store() -> None:
    """Where all is kept: its state, backups, settings."""


@store.command(examples=("rk store info",))
@pass_asked
def info(asked: Asked) -> None:
    """Show where the store is and what it holds."""
    from recipekeeper.operations.stores import store_info

    answer(asked, store_info(open_context(asked)), _info_document, _info_text)


def _info_document(found: Info) -> document.Document:
    return {
        "location": found.location,
        "exists": found.exists,
        "database": found.database,
        "revision": found.revision,
        "size_bytes": found.size,
        "formulas": found.formulas,
        "versions": found.versions,
        "batches": found.batches,
        "entries": found.entries,
        "acts": found.acts,
        "stations": list(found.stations),
        "settings": found.settings,
        "head": found.head,
        "last_at": document.moment(found.last_at),
    }


def _info_text(found: Info) -> None:
    if not found.exists:
        say(f"There is no store yet. It will be made at {found.location} when something is recorded.")
        return
    say(f"{found.location} ({found.database}, revision {found.revision})", strong=True)
    size = f"{found.size / 1e6:.1f} MB, " if found.size is not None else ""
    say(f"{size}{counted(found.formulas, 'formula')} in {counted(found.versions, 'version')}")
    say(f"{counted(found.batches, 'batch')} with {counted(found.entries, 'entry')}")
    last = f", the last {found.last_at:%Y-%m-%d %H:%M}" if found.last_at else ""
    say(f"{counted(found.acts, 'act')} at {', '.join(found.stations) or 'no station'}{last}")
    for name, value in found.settings.items():
        say(f"{name}: {value}")
    say(f"head {found.head}")


@store.command("set", examples=("rk store set units us", "rk store set minimum_divisions 20"))
@click.argument("key", metavar="KEY")
@words("value", metavar="VALUE", required=True)
@pass_asked
def set_(asked: Asked, key: str, value: str) -> None:
    """Set what the whole store goes by.

    units is us, uk or metric; minimum_divisions says from how many of its divisions on a scale weighs well.
    """
    from recipekeeper.operations.stores import set_setting

    setting = set_setting(open_context(asked), key, value)
    answer(
        asked,
        setting,
        lambda pair: {"key": pair[0], "value": pair[1]},
        lambda pair: say(f"{pair[0]} is {pair[1]} from now on."),
    )


@store.command(examples=("rk store verify", "rk store verify --json"))
@pass_asked
def verify(asked: Asked) -> None:
    """Look whether any row was changed behind the program's back.

    Added and removed rows are found as well. The exit code is 1 if there is any.
    """
    from recipekeeper.operations.stores import verify_store

    context = open_context(asked)
    with progress("verifying") as context.progress:
        verified = verify_store(context)
    answer(asked, verified, _verified_document, _verified_text)
    if not verified.ok:
        click.get_current_context().exit(1)


def _verified_document(verified: Verification) -> document.Document:
    return {
        "ok": verified.ok,
        "batches": verified.batches,
        "entries": verified.entries,
        "problems": list(verified.problems),
    }


def _verified_text(verified: Verification) -> None:
    for problem in verified.problems:
        say(problem, colour="red")
    found = "ok" if verified.ok else "NOT ok"
    batches, entries = counted(verified.batches, "batch"), counted(verified.entries, "entry")
    say(f"{found}: looked at {batches} with {entries}")


@store.command(examples=("rk store backup", "rk store backup before-the-move.db"))
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@pass_asked
def backup(asked: Asked, file: Path | None) -> None:
    """Copy the whole store into one file, which `restore` reads."""
    from recipekeeper.operations.stores import backup_store

    context = open_context(asked)
    with progress("backing up") as context.progress:
        written = backup_store(context, file)
    answer(asked, written, lambda path: {"file": str(path)}, lambda path: say(f"Wrote the backup {path}"))


@store.command(examples=("rk --store new.db store restore before-the-move.db",))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what the store holds, after a backup of it.")
@pass_asked
def restore(asked: Asked, file: Path, *, replace: bool) -> None:
    """Put a backup in the place of the store.

    A store that holds anything stays as it is, unless --replace is given; a backup is made first.
    """
    from recipekeeper.operations.stores import restore_store

    answer(
        asked, restore_store(open_context(asked), file, replace=replace), _restored_document, _restored_text
    )


def _restored_document(restored: Restored) -> document.Document:
    return {
        "batches": restored.batches,
        "entries": restored.entries,
        "backup": str(restored.backup) if restored.backup else None,
    }


def _restored_text(restored: Restored) -> None:
    say(f"Restored {counted(restored.batches, 'batch')} with {counted(restored.entries, 'entry')}.")
    if restored.backup:
        say(f"What the store held before is in {restored.backup}")


@store.command(examples=("rk store upgrade",))
@pass_asked
def upgrade(asked: Asked) -> None:
    """Bring a store of an earlier version up to date.

    It makes a backup first and says where.
    """
    from recipekeeper.operations.stores import upgrade_store

    answer(asked, upgrade_store(open_context(asked)), _upgraded_document, _upgraded_text)


def _upgraded_document(upgraded: Upgraded) -> document.Document:
    return {
        "before": upgraded.before,
        "after": upgraded.after,
        "backup": str(upgraded.backup) if upgraded.backup else None,
    }


def _upgraded_text(upgraded: Upgraded) -> None:
    if upgraded.backup is None:
        say(f"The store is of revision {upgraded.after} already; nothing was done.")
    else:
        say(f"Upgraded from revision {upgraded.before} to {upgraded.after}.")
        say(f"The store as it was is in {upgraded.backup}")
