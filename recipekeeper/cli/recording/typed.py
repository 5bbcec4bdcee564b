"""What is typed at a place of the guided run: a value, the lot behind it, and what signs set beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import UnitSystem, read_amount

_SCANNED_LOT = re.compile(r"(?:^|\s):?RK:L:", re.IGNORECASE)
_BEFORE_A_SIGN = re.compile(r"(?<!\S)(?=[#=&]\S)|(?=@)")


@dataclass(frozen=True, slots=True)
class Typed:
    """`4.1 =PH-1 &Bo @14:10`, `412 g OO-2509`, taken apart; `value` is "" where only signs were typed."""

    value: str
    lot: str | None = None
    at: datetime | None = None
    instrument: str | None = None
    second: str | None = None
    """The second person, who saw it."""

    @property
    def is_beside(self) -> bool:
        """Whether it says nothing by itself: it is for the entry that comes next."""
        return not self.value and self.lot is None

    def after(self, earlier: Typed) -> Typed:
        """With what was typed ahead of it, where it says nothing of that itself."""
        return replace(
            self,
            lot=self.lot or earlier.lot,
            at=self.at or earlier.at,
            instrument=self.instrument or earlier.instrument,
            second=self.second or earlier.second,
        )


NOTHING = Typed("")


def read_typed(
    text: str, when: Callable[[str], datetime], units: UnitSystem | None, *, with_lot: bool
) -> Typed:
    """What stands before the signs, and behind each: # lot, = instrument, & second person, @ time.

    `when` reads a time. Raises QuantityError for a time that is none and for a lot that may be digits; whether
    the value can be read is for the operation to say, in its own sentence.
    """
    first, *rest = _BEFORE_A_SIGN.split(_SCANNED_LOT.sub(" #", text))
    signed = {part[0]: part[1:].strip() for part in rest}
    value, lot = " ".join(first.split()), None
    if with_lot and "#" not in signed:
        value, lot = _with_lot(first, units)
    at = when(signed["@"]) if signed.get("@") else None
    return Typed(value, signed.get("#", lot), at, signed.get("="), signed.get("&"))


def _with_lot(text: str, units: UnitSystem | None) -> tuple[str, str | None]:
    """The longest beginning that is an amount, and what follows it as the lot.

    A lot without letters, or without digits, needs a # before it: it may be a slip in the amount.
    """
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
