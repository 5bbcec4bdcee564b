"""What the readers of composed texts share: a rate, a density, a mould are quantities with a mark between."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from recipekeeper.quantity.grammar import LONGEST, Found, Wanted, parsed
from recipekeeper.quantity.number import FIFTEEN_DIGITS, VULGAR, is_number
from recipekeeper.quantity.read import explained
from recipekeeper.quantity.refusal import Refusal, refused
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.vocabulary import UNITS

_Value = TypeVar("_Value")

_PER = r"(.*[^ ]) ?(?:/| per (?!cent\b)) ?([^/ ][^/]*)"


def composed(
    text: str, attempt: Callable[[str], _Value | Refusal], what: str, examples: Sequence[str]
) -> _Value:
    """What `attempt` makes of the tidied text.

    Raises QuantityError with the suggestions that it reads itself, else with the examples.
    """

    def tried(typed: str) -> _Value | Refusal:
        if len(typed) > LONGEST:
            return Refusal(f"is longer than {LONGEST} characters")
        tidy = " ".join(typed.split())
        return attempt(tidy) if tidy else Refusal(f"is empty, and {what} is expected")

    found = tried(text)
    if isinstance(found, Refusal):
        raise refused(text, found, tried, examples)
    return found


def part_of(whole: str, part: str, wanted: Wanted) -> Found | Refusal:
    """What a part of the text says; where it is refused, the suggestions are for the whole."""
    found = parsed(part, wanted)
    if not isinstance(found, Refusal):
        return found
    refusal = explained(part, found, range_wanted=False)
    instead = tuple(whole.replace(part, each.strip(), 1) for each in refusal.instead)
    return Refusal(refusal.reason, instead, refusal.part or (part if part != whole else ""))


def amount_per_unit(whole: str, above: Wanted, below: Wanted) -> tuple[Found, str] | Refusal | None:
    """An amount, and the key of the unit that it is for one of; None where the text is nothing per something."""
    match = re.fullmatch(_PER, whole)
    if match is None or (is_number(match[1]) and match[2][0].isdigit()):
        return None
    amount = part_of(whole, match[1], above)
    if isinstance(amount, Refusal):
        return amount
    counted = match[2] if match[2][0] in f"-.0123456789{VULGAR}" else f"1 {match[2]}"
    base = part_of(counted, counted, below)
    if isinstance(base, Refusal):
        instead = tuple(f"{match[1]}/{each.removeprefix('1 ')}" for each in base.instead)
        return Refusal(base.reason, instead, match[2])
    if base.value == 1:
        return amount, base.unit
    return _per_one(amount, base) if base.value else Refusal("is per nothing", (), match[2])


def _per_one(amount: Found, base: Found) -> Refusal:
    value = FIFTEEN_DIGITS.divide(amount.value, base.value)
    return Refusal(
        f"is per {plain(base.value)} {UNITS[base.unit].many}; per one is expected",
        (f"{plain(value)} {UNITS[amount.unit].many}/{UNITS[base.unit].one}",),
    )
