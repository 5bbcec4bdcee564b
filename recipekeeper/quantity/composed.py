"""What the readers of composed texts share: a rate, a density, a mould are quantities with a mark between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from recipekeeper.quantity.grammar import LONGEST, Found, Wanted, parsed
from recipekeeper.quantity.read import explained
from recipekeeper.quantity.refusal import Refusal, refused

_Value = TypeVar("_Value")


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
    instead = tuple(whole.replace(part, each, 1) for each in refusal.instead)
    return Refusal(refusal.reason, instead, refusal.part or (part if part != whole else ""))
