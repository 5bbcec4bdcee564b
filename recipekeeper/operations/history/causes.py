"""Causes: what the trade knows of symptoms, and what a maker adds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recipekeeper.files.causes import EXAMPLE, default_file, read_causes, with_own
from recipekeeper.files.write import make_folder, write_text
from recipekeeper.operations.context import Context
from recipekeeper.trace.causes import Cause, Causes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a symptom, or of all of them; and where a maker's own rules are looked for."""

    causes: tuple[Cause, ...]
    file: Path
    has_file: bool
    symptom: str = ""


def cause_file(context: Context) -> Path:
    """The file of a maker's own rules that counts, whether it is there or not."""
    return context.cause_file or default_file()


def all_causes(context: Context) -> Causes:
    """All rules, the maker's own first.

    Raises NotFound for a named file that is not there, Unreadable with every mistake of a file.
    """
    file = cause_file(context)
    if context.cause_file is None and not file.is_file():
        return with_own(())
    return with_own(read_causes(file))


def list_causes(context: Context, symptom: str = "", trade: str = "") -> Known:
    """What is known of a symptom as it is typed, in one trade or in all; raises as `all_causes` does."""
    every, file = all_causes(context), cause_file(context)
    found = every.of(symptom, trade) if symptom else every.in_trade(trade)
    return Known(found, file, file.is_file(), symptom)


def write_example(context: Context, target: Path | None = None, *, force: bool = False) -> Path:
    """The file that an example of own rules was written to: by default where it then counts.

    Raises Conflict where a file is there already and `force` does not replace it.
    """
    if target is None:
        target = cause_file(context)
        make_folder(target.parent)
    write_text(target, EXAMPLE, force=force)
    return target
