"""From text to value: what people type for amounts, targets, tolerances, durations and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.convert import STORED_DIGITS
from recipekeeper.quantity.diagnosis import diagnosed
from recipekeeper.quantity.number import FIFTEEN_DIGITS, NUMBER, bounded, value_of
from recipekeeper.quantity.refusal import Refusal, sentence
from recipekeeper.quantity.show import trimmed
from recipekeeper.quantity.units import AMOUNT_DIMENSIONS, UNITS, UnitSystem, find_unit, ladder_step
from recipekeeper.quantity.values import KINDS, Amount, Setpoint, Span

_LONGEST = 100
_PART = re.compile(rf"({NUMBER})((?:[^\W\d_]|[ %#°º˚·℃℉]|\.(?![0-9]))*)")
_NUMBER = re.compile(NUMBER)
_NAME_FIRST = re.compile(rf"(pH|SG)(?: ?[:=])? ?({NUMBER})", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")
_SHORT_REST = re.compile(r"[0-9]{1,2}")
_AFTER = {"h": "min", "min": "s"}
_BELOW_ZERO = frozenset({"temperature", "percent", "number", "brix", "plato"})

# What can be: below absolute zero nothing is, and 1050 SG is meant to be 1.050.
_PHYSICAL: dict[str, tuple[Decimal, Decimal]] = {
    "pH": (Decimal(0), Decimal(14)),
    "SG": (Decimal("0.5"), Decimal("2.5")),
    "Brix": (Decimal(-10), Decimal(100)),
    "Plato": (Decimal(-10), Decimal(100)),
    "degC": (Decimal("-273.15"), Decimal(10) ** 4),
    "degF": (Decimal("-459.67"), Decimal(10) ** 4),
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a place in the program expects to read."""

    what: str
    example: str
    units: UnitSystem | None
    bare: str | None = None
    dimensions: frozenset[str] | None = None
    signed: bool = False
    points: bool = False

    @property
    def time(self) -> bool:
        return self.dimensions == _TIME or (self.bare is not None and UNITS[self.bare].dimension == "time")


_TIME = frozenset({"time"})
_Found = tuple[Decimal, str]


def read_amount(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Amount:
    """A weight, a volume or a count; a compound in its smallest unit (`1 lb 4 oz` is 20 oz).

    `bare` is the key of the unit that a number alone takes; without it such a number is refused.
    Raises QuantityError, with an example that can be read.
    """
    return Amount(*_read_or_raise(text, _Wanted("an amount", "500 g", units, bare, AMOUNT_DIMENSIONS)))


def read_setpoint(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Setpoint:
    """A reading, target or limit of any dimension; a number alone takes `bare`, else it has no unit."""
    wanted = _Wanted("a reading", "31 °C", units, "" if bare is None else bare, signed=True, points=True)
    return Setpoint(*_read_or_raise(text, wanted))


def read_span(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Span:
    """A tolerance or difference of any dimension; never below zero."""
    return Span(*_read_or_raise(text, _Wanted("a tolerance", "2 g", units, bare)))


def read_duration(text: str, *, bare: str | None = None) -> Span:
    """A length of time in the smallest unit typed: `1h30`, `1:30`, `0:45:00`, `90 min`, `2 d`, `6 wk`."""
    return Span(*_read_or_raise(text, _Wanted("a duration", "90 min", None, bare, _TIME)))


def read_number(text: str, units: UnitSystem | None = None) -> Decimal:
    """A number without unit."""
    wanted = _Wanted("a number", "3.8", units, "", frozenset({"number"}), signed=True, points=True)
    return _read_or_raise(text, wanted)[0]


def read_range(text: str, units: UnitSystem | None = None) -> tuple[Setpoint, Setpoint]:
    """Two points, the lower first: `90..102 %`, `18..24 degC`, `500 g..1 kg`."""
    wanted = _Wanted("a range", "18..24 °C", units, "", signed=True, points=True)
    found = _read_range(text, wanted)
    if isinstance(found, Refusal):
        candidates = [each for each in found.instead if not isinstance(_read_range(each, wanted), Refusal)]
        raise QuantityError(sentence(text, found, candidates[:2] or [wanted.example]))
    return found


def _read_range(text: str, wanted: _Wanted) -> tuple[Setpoint, Setpoint] | Refusal:
    tidy = " ".join(text[: _LONGEST + 1].split())
    low_text, dots, high_text = tidy.partition("..")
    if not dots or "..." in tidy or ".." in high_text:
        return diagnosed(tidy) or Refusal("is not a range of two values with two dots between")
    high = _read(high_text, wanted)
    if isinstance(high, Refusal):
        return high
    low_part = _NUMBER.fullmatch(low_text.strip())
    low = _read(low_text, wanted) if low_part is None else _bare(low_text.strip(), high[1], wanted)
    if isinstance(low, Refusal):
        return low
    pair = Setpoint(*low), Setpoint(*high)
    try:
        ascending = pair[0] < pair[1]
    except QuantityError:
        return Refusal("is a range between two things that do not compare")
    return (
        pair
        if ascending
        else Refusal("does not rise: the lower value comes first", (f"{high_text}..{low_text}",))
    )


def _bare(token: str, unit: str, wanted: _Wanted) -> _Found | Refusal:
    value = value_of(token, wanted.units)
    return value if isinstance(value, Refusal) else _fitting((value, unit), wanted)


def _read_or_raise(text: str, wanted: _Wanted) -> _Found:
    found = _read(text, wanted)
    if not isinstance(found, Refusal):
        return found
    raise QuantityError(sentence(text, found, _examples(found, wanted)))


def _examples(refusal: Refusal, wanted: _Wanted) -> list[str]:
    """Up to two texts that can be read where the refused one stood."""
    usual = f"5 {UNITS[wanted.bare].one}" if wanted.bare else wanted.example
    meant = [each for each in dict.fromkeys(refusal.instead) if not isinstance(_read(each, wanted), Refusal)]
    return meant[:2] or [usual if not isinstance(_read(usual, wanted), Refusal) else wanted.example]


def _read(text: str, wanted: _Wanted) -> _Found | Refusal:
    if len(text) > _LONGEST:
        return Refusal(f"is longer than {_LONGEST} characters")
    tidy = " ".join(text.split())
    if not tidy:
        return Refusal(f"is empty, and {wanted.what} is expected")
    if match := _NAME_FIRST.fullmatch(tidy):
        tidy = f"{match[2]} {match[1]}"
    found = _clock(tidy, wanted) if ":" in tidy else _compound(tidy, wanted)
    if isinstance(found, Refusal):
        return diagnosed(tidy) or found
    return _fitting(found, wanted)


def _clock(tidy: str, wanted: _Wanted) -> _Found | Refusal:
    """`1:30` is an hour and a half, `0:45:00` three quarters of one."""
    match = _CLOCK.fullmatch(tidy)
    if match is None or not wanted.time:
        return Refusal(f"has a colon, which only a duration has, and {wanted.what} is expected")
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if minutes > 59 or seconds > 59:
        return Refusal("has more than 59 minutes or seconds after the colon", (f"{hours} h {minutes} min",))
    if match[3] is None:
        return Decimal(hours * 60 + minutes), "min"
    return Decimal(hours * 3600 + minutes * 60 + seconds), "s"


def _compound(tidy: str, wanted: _Wanted) -> _Found | Refusal:
    """One number and its unit, or several that descend: `1 lb 4 oz`, `1h30`."""
    total: _Found | None = None
    position = 0
    while position < len(tidy):
        match = _PART.match(tidy, position)
        if match is None:
            return Refusal(f"is not {wanted.what}: a number with its unit is expected")
        position = match.end()
        part = _part(tidy, match[1], match[2].strip(), total, wanted)
        if isinstance(part, Refusal):
            return part
        joined = part if total is None else _joined(total, part)
        if isinstance(joined, Refusal):
            return joined
        total = joined
    return total or Refusal("has no number")


def _part(tidy: str, token: str, name: str, before: _Found | None, wanted: _Wanted) -> _Found | Refusal:
    value = value_of(token, wanted.units)
    if isinstance(value, Refusal):
        number = token.removeprefix("-")
        return Refusal(value.reason, tuple(tidy.replace(number, each, 1) for each in value.instead))
    if not name:
        return _without_unit(token, value, before, wanted)
    if name == "m" and (wanted.time or (before and before[1] == "h")):
        return value, "min"
    if name.lower().rstrip(".") in {"wk", "wks", "week", "weeks", "w"}:
        return STORED_DIGITS.multiply(value, Decimal(7)), "d"
    unit = find_unit(name, wanted.units)
    if isinstance(unit, str):
        return value, unit
    first = name.split(maxsplit=1)[0]
    alone = find_unit(first, wanted.units)
    if first != name and isinstance(alone, str):
        return Refusal("has words after the unit; what is measured is named apart", (f"{token} {first}",))
    name, refusal = (first, alone) if isinstance(alone, Refusal) and alone.instead else (name, unit)
    return Refusal(refusal.reason, tuple(each.format(n=token) for each in refusal.instead), name)


def _without_unit(token: str, value: Decimal, before: _Found | None, wanted: _Wanted) -> _Found | Refusal:
    if before is not None:
        smaller = _AFTER.get(before[1]) if _SHORT_REST.fullmatch(token) else None
        return (value, smaller) if smaller else Refusal(f"is not {wanted.what}: its last number has no unit")
    if wanted.bare is not None:
        return value, wanted.bare
    return Refusal("has no unit, and it needs one", tuple(f"{token} {each}" for each in ("g", "min", "%")))


def _joined(larger: _Found, smaller: _Found) -> _Found | Refusal:
    step = ladder_step(larger[1], smaller[1])
    if step is None:
        return Refusal(
            "is not one measure: its parts do not follow one another as lb and oz do", ("1 lb 4 oz",)
        )
    if larger[0] != larger[0].to_integral_value() or larger[0] < 0 or not 0 <= smaller[0] < step:
        name = UNITS[smaller[1]].many
        return Refusal(
            f"is not one measure: before {name} stands a whole number, and {step} {name} are one more",
            (f"1 {UNITS[larger[1]].one} {step - 1} {name}",),
        )
    return FIFTEEN_DIGITS.add(larger[0] * step, smaller[0]), smaller[1]


def _fitting(found: _Found, wanted: _Wanted) -> _Found | Refusal:
    """The same, if what was read can stand in this place."""
    value, unit = found
    dimension = UNITS[unit].dimension
    checked = bounded(value)
    if isinstance(checked, Refusal):
        return checked
    if wanted.dimensions is not None and dimension not in wanted.dimensions:
        hint = (f"{trimmed(value)} fl oz",) if unit == "oz" else ()
        return Refusal(f"is {KINDS[dimension]}, and {wanted.what} is expected", hint)
    if value < 0 and not (wanted.signed and dimension in _BELOW_ZERO):
        return Refusal("is below zero", (f"{trimmed(-value)} {UNITS[unit].many}",))
    low, high = _PHYSICAL.get(unit, (value, value))
    if wanted.points and not low <= value <= high:
        thousandth = f"{value.scaleb(-3)} {unit}" if unit == "SG" else f"{low} {unit}"
        return Refusal(f"is outside what {KINDS[dimension]} can be, {low} to {high}", (thousandth,))
    return value, unit
