"""What is typed at a place of the guided run: a value, the lot behind it, the time after an @."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recipekeeper.errors import QuantityError
from recipekeeper.operations.when import read_when
from recipekeeper.quantity import UnitSystem, read_amount


@dataclass(frozen=True, slots=True)
class Typed:
    """`412 g OO-2509 @14:10`, taken apart. `value` is "" where only a lot or a time was typed."""

    value: str
    lot: str | None = None
    at: datetime | None = None


def read_typed(text: str, now: datetime, units: UnitSystem | None, *, with_lot: bool) -> Typed:
    """Value, lot and time; raises QuantityError for a time that is none and for a lot that may be digits.

    Whether the value can be read is for the operation to say, in its own sentence.
    """
    rest, sign, when = text.partition("@")
    at = read_when(when, now) if sign else None
    value, lot = _with_lot(rest, units) if with_lot else (" ".join(rest.split()), None)
    return Typed(value, lot, at)


def _with_lot(text: str, units: UnitSystem | None) -> tuple[str, str | None]:
    """The longest beginning that is an amount, and what follows it as the lot.

    A lot without letters, or without digits, needs a # before it: it may be a slip in the amount.
    """
    before, sign, marked = text.partition("#")
    if sign:
        return " ".join(before.split()), marked.strip()
    words = text.split()
    for end in range(len(words), 0, -1):
        value, lot = " ".join(words[:end]), " ".join(words[end:])
        if not _is_amount(value, units):
            continue
        if lot and not any(each.isalpha() for each in lot):
            raise QuantityError(
                f'"{text.strip()}" can be read two ways. Write {value.replace(" ", "")}{lot.replace(" ", "")} '
                f"for one number, or {value} #{lot} for {value} of lot {lot}."
            )
        if not lot or any(each.isdigit() for each in lot):
            return value, lot or None
    return " ".join(words), None


def _is_amount(text: str, units: UnitSystem | None) -> bool:
    try:
        read_amount(text, units, bare="g")
    except QuantityError:
        return False
    return True


def read_word(text: str, offered: tuple[str, ...]) -> str | None:
    """The offered word that is meant by its number or its beginning; None where none or several fit."""
    typed = " ".join(text.split()).casefold()
    whole = [word for word in offered if word.casefold() == typed]
    if whole:
        return whole[0]
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(offered):
        return offered[int(typed) - 1]
    begins = [word for word in offered if word.casefold().startswith(typed)]
    return begins[0] if len(begins) == 1 else None
