"""The grammar of a quantity: numbers with their units, compounds, clock times, and what fits where."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from recipekeeper.quantity.number import FIFTEEN_DIGITS, NUMBER, bounded, value_of
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.units import find_unit
from recipekeeper.quantity.vocabulary import KINDS, UNITS, UnitSystem, ladder_step

# Longer than any quantity; everything after this check costs time that grows with the text.
LONGEST = 100

# A number, then what may be its unit: letters, each with a full stop unless that begins a number.
_PART = re.compile(rf"({NUMBER})((?:[^\W\d_](?:\.(?![0-9]))?|[ %#°º˚·℃℉])*)")
_NAME_FIRST = re.compile(rf"(pH|SG)(?: ?[:=])? ?({NUMBER})", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")
_WEEKS = frozenset({"w", "wk", "wks", "week", "weeks"})
_NEXT_ON_THE_CLOCK = {"h": "min", "min": "s"}
_MAY_BE_NEGATIVE = frozenset({"temperature", "percent", "number", "brix", "plato"})


class _Bounds(NamedTuple):
    low: Decimal
    high: Decimal
    example: str


# Below absolute zero nothing is; 1050 SG is meant to be 1.050. Brix and Plato go a little below water.
_POSSIBLE = {
    "pH": _Bounds(Decimal(0), Decimal(14), "4.1 pH"),
    "SG": _Bounds(Decimal("0.5"), Decimal("2.5"), "1.050 SG"),
    "Brix": _Bounds(Decimal(-10), Decimal(100), "12 Brix"),
    "Plato": _Bounds(Decimal(-10), Decimal(100), "12 Plato"),
    "degC": _Bounds(Decimal("-273.15"), Decimal(5000), "31 °C"),
    "degF": _Bounds(Decimal("-459.67"), Decimal(9000), "88 °F"),
}


class Wanted(NamedTuple):
    """What a place in the program expects to read there.

    `bare` is the unit that a number alone takes (None: it is refused); `points` says that the value is a
    point on a scale, which may lie below zero where the scale does, and not a size or a difference.
    """

    what: str
    example: str
    units: UnitSystem | None
    bare: str | None = None
    dimensions: frozenset[str] | None = None
    points: bool = False

    @property
    def is_time(self) -> bool:
        """Whether 30m can only be minutes here, and 1:30 an hour and a half."""
        bare_time = self.bare is not None and UNITS[self.bare].dimension == "time"
        return bare_time or self.dimensions == frozenset({"time"})

    @property
    def usual(self) -> str:
        """A text that is right here."""
        if not self.bare:
            return self.example
        bounds = _POSSIBLE.get(self.bare)
        return bounds.example if bounds and self.points else f"5 {UNITS[self.bare].many}"


class Found(NamedTuple):
    """A value and the key of its unit, as read."""

    value: Decimal
    unit: str


def parsed(text: str, wanted: Wanted) -> Found | Refusal:
    """What the text says, or why it does not say what is wanted."""
    if len(text) > LONGEST:
        return Refusal(f"is longer than {LONGEST} characters")
    tidy = " ".join(text.split())
    if not tidy:
        return Refusal(f"is empty, and {wanted.what} is expected")
    if match := _NAME_FIRST.fullmatch(tidy):
        tidy = f"{match[2]} {match[1]}"
    found = _clock(tidy, wanted) if ":" in tidy else _compound(tidy, wanted)
    return found if isinstance(found, Refusal) else fitting(found, wanted)


def fitting(found: Found, wanted: Wanted) -> Found | Refusal:
    """The same, if what was read can stand in this place."""
    value, unit = found
    dimension = UNITS[unit].dimension
    checked = bounded(value)
    if isinstance(checked, Refusal):
        return checked
    if wanted.dimensions is not None and dimension not in wanted.dimensions:
        return Refusal(f"is {KINDS[dimension]}, and {wanted.what} is expected")
    if value < 0 and not (wanted.points and dimension in _MAY_BE_NEGATIVE):
        return Refusal(
            f"is below zero, which {wanted.what} here cannot be", (f"{plain(-value)} {UNITS[unit].many}",)
        )
    bounds = _POSSIBLE.get(unit)
    if bounds and wanted.points and not bounds.low <= value <= bounds.high:
        return Refusal(
            f"is outside what {KINDS[dimension]} can be, {bounds.low} to {bounds.high} {UNITS[unit].one}",
            (bounds.example,),
        )
    return found


def _clock(tidy: str, wanted: Wanted) -> Found | Refusal:
    """`1:30` is an hour and a half, `0:45:00` three quarters of one."""
    match = _CLOCK.fullmatch(tidy)
    if match is None or not wanted.is_time:
        return Refusal(f"has a colon, as only a duration has, and {wanted.what} is expected")
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if minutes > 59 or seconds > 59:
        return Refusal("has more than 59 minutes or seconds after a colon", ("1:30", "90 min"))
    if match[3] is None:
        return Found(Decimal(hours * 60 + minutes), "min")
    return Found(Decimal(hours * 3600 + minutes * 60 + seconds), "s")


def _compound(tidy: str, wanted: Wanted) -> Found | Refusal:
    """One number and its unit, or several that descend: `1 lb 4 oz`, `1h30`."""
    total: Found | None = None
    position = 0
    while position < len(tidy):
        match = _PART.match(tidy, position)
        if match is None:
            return Refusal(f"is not read as {wanted.what}: a number and its unit are expected")
        position = match.end()
        part = _part(tidy, match[1], match[2].strip(), total, wanted)
        joined = part if total is None or isinstance(part, Refusal) else _joined(total, part)
        if isinstance(joined, Refusal):
            return joined
        total = joined
    return total or Refusal("has no number")


def _part(tidy: str, token: str, name: str, before: Found | None, wanted: Wanted) -> Found | Refusal:
    value = value_of(token, wanted.units)
    if isinstance(value, Refusal):
        digits = token.removeprefix("-")
        return Refusal(value.reason, tuple(tidy.replace(digits, each, 1) for each in value.instead))
    if not name:
        return _without_unit(tidy, token, value, before, wanted)
    if name == "m" and (wanted.is_time or (before is not None and before.unit == "h")):
        return Found(value, "min")
    if name.lower() in _WEEKS:
        return Found(FIFTEEN_DIGITS.multiply(value, Decimal(7)), "d")
    unit = find_unit(name, wanted.units)
    return Found(value, unit) if isinstance(unit, str) else _unit_refused(token, name, unit, wanted)


def _unit_refused(token: str, name: str, refusal: Refusal, wanted: Wanted) -> Refusal:
    """Why this name is no unit; its first word may be one, as in `5 g oil` and `1 t salt`."""
    first = name.split(maxsplit=1)[0]
    alone = find_unit(first, wanted.units)
    if first != name and isinstance(alone, str):
        return Refusal("has words after the unit; what is measured is named apart", (f"{token} {first}",))
    if first != name and isinstance(alone, Refusal) and not refusal.instead:
        name, refusal = first, alone
    return Refusal(refusal.reason, tuple(each.format(n=token) for each in refusal.instead), name)


def _without_unit(
    tidy: str, token: str, value: Decimal, before: Found | None, wanted: Wanted
) -> Found | Refusal:
    if not tidy.endswith(token):
        return Refusal(f"is not read as {wanted.what}: a number and its unit are expected")
    if before is not None:
        smaller = _NEXT_ON_THE_CLOCK.get(before.unit) if token.isdigit() and len(token) <= 2 else None
        return Found(value, smaller) if smaller else Refusal("has a last number without a unit")
    if wanted.bare is not None:
        return Found(value, wanted.bare)
    likely = ("%",) if wanted.dimensions == frozenset({"percent"}) else ("g", "min")
    return Refusal("has no unit", tuple(f"{token} {each}" for each in likely))


def _joined(larger: Found, smaller: Found) -> Found | Refusal:
    """Both in the smaller unit: 1 lb and 4 oz are 20 oz."""
    step = ladder_step(larger.unit, smaller.unit)
    if step is None:
        return Refusal(
            "is not one measure: its parts do not follow one another as lb and oz do",
            ("1 lb 4 oz", "1 h 30 min"),
        )
    if larger.value < 0 or larger.value % 1 or not 0 <= smaller.value < step:
        small, large = UNITS[smaller.unit].many, UNITS[larger.unit].one
        return Refusal(
            f"is not one measure: a whole number of {large} comes first, then less than {step} {small}",
            (f"1 {large} {min(4, step - 1)} {small}",),
        )
    return Found(FIFTEEN_DIGITS.fma(larger.value, Decimal(step), smaller.value), smaller.unit)
