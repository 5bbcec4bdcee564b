"""One batter into several moulds, one batch into several containers: parts with one log and one plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recipekeeper.batch.model import Entry, Kind
from recipekeeper.batch.part import Part
from recipekeeper.quantity import Amount

PART = re.compile(r"[A-Z0-9]{1,8}")
"""The name of a part: short, because it is printed behind the code of the batch."""
LONGEST_CODE = 20
"""A code has at most so many characters, with its part: it is printed on labels."""


def parts_of(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """The parts that entries in force, in order of happening, tell of."""
    amounts: dict[str, Amount] = {}
    said: dict[tuple[str, Kind], Amount | str] = {}
    for entry in entries:
        if entry.part is None:
            continue
        if entry.kind is Kind.SPLIT and isinstance(entry.value, Amount):
            amounts[entry.part] = entry.value
        elif entry.kind is Kind.EQUIPMENT or isinstance(entry.value, Amount):
            said[entry.part, entry.kind] = (
                entry.value if isinstance(entry.value, Amount) else str(entry.value)
            )
    return tuple(
        Part(
            name,
            amount,
            _words(said.get((name, Kind.EQUIPMENT))),
            _amount(said.get((name, Kind.YIELD))),
            _amount(said.get((name, Kind.UNITS))),
        )
        for name, amount in amounts.items()
    )


def _words(value: Amount | str | None) -> str | None:
    return value if isinstance(value, str) else None


def _amount(value: Amount | str | None) -> Amount | None:
    return value if isinstance(value, Amount) else None


def part_code(batch: str, part: str) -> str:
    """`SOAP-LAV-261121-1-A`, as it stands on a label; without its dash where it would be longer than a code."""
    code = f"{batch}-{part}"
    return code if len(code) <= LONGEST_CODE else f"{batch}{part}"


def part_meant(code: str, batch: str, parts: Iterable[Part]) -> str | None:
    """The part of a batch that a typed code names, without regard to case; None where it names none."""
    return next(
        (part.name for part in parts if part_code(batch, part.name).casefold() == code.strip().casefold()),
        None,
    )
