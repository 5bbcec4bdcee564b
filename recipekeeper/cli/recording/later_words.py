"""Entries that few batches have, in words: parts, losses, what was seen and said later."""

from __future__ import annotations

from recipekeeper.batch.model import Entry, Kind
from recipekeeper.batch.parts import part_code


def words_of(entry: Entry) -> str:
    """`lost 120 g by trim at cut`, `complaint from Ms Hill, 1 bar: rash after use`."""
    of = f" of {part_code(entry.batch, entry.part)}" if entry.part else ""
    match entry.kind:
        case Kind.SPLIT:
            return f"{entry.value} into {part_code(entry.batch, entry.part or '')}"
        case Kind.LOSS:
            at = f" at {entry.step}" if entry.step else ""
            why = f": {entry.why}" if entry.why else ""
            return f"lost {entry.value}{of} by {entry.name}{at}{why}"
        case Kind.COMPLAINT:
            who = f" from {entry.name}" if entry.name else ""
            units = f", {entry.typed}" if entry.typed else ""
            return f"complaint{who}{of.replace(' of', ' about')}{units}: {entry.value}"
        case _:
            on = f" on {entry.name}" if entry.name else ""
            return f"seen{on}{of}: {entry.value}"


LATER = frozenset({Kind.SPLIT, Kind.LOSS, Kind.OBSERVATION, Kind.COMPLAINT})
"""The kinds that are said here."""
