"""From text to value: what people type for amounts, targets, tolerances, durations and ranges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recipekeeper.quantity.grammar import LONGEST, Found, Wanted, fitting, parsed
from recipekeeper.quantity.number import is_number, value_of
from recipekeeper.quantity.refusal import Refusal, refused
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount, Setpoint, Span
from recipekeeper.quantity.vocabulary import AMOUNT_DIMENSIONS, UNITS, UnitSystem, same_ladder


def read_amount(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Amount:
    """A weight, a volume or a count, not below zero; a compound in its smallest unit (`1 lb 4 oz` is 20 oz).

    `bare` is the key of the unit that a number alone takes; without it such a number is refused.
    `oz` is always a weight. Raises QuantityError, with an example that can be read.
    """
    return Amount(*_read(text, Wanted("an amount", "500 g", units, bare, AMOUNT_DIMENSIONS)))


def read_setpoint(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Setpoint:
    """A reading, target or limit of any dimension: `31 °C`, `pH 4.1`, `1.050 SG`, `5 %`.

    A number alone takes `bare`, else it has no unit. Raises QuantityError, also for what cannot be: a
    temperature below absolute zero, a pH outside 0 to 14.
    """
    wanted = Wanted("a reading", "31 °C", units, "" if bare is None else bare, points=True)
    return Setpoint(*_read(text, wanted))


def read_span(text: str, units: UnitSystem | None = None, *, bare: str | None = None) -> Span:
    """A tolerance or difference of any dimension, not below zero: `3 degC`, `0.25 %`, `2 g`, `2.5 min`.

    `bare` is the key of the unit that a number alone takes; without it such a number is refused. Raises
    QuantityError.
    """
    return Span(*_read(text, Wanted("a tolerance", "2 g", units, bare)))


def read_percent(text: str) -> Fraction:
    """A percentage as a part of 1, not below zero: `5 %` as 1/20. Raises QuantityError."""
    found = _read(text, Wanted("a percentage", "5 %", None, None, frozenset({"percent"})))
    return Fraction(found.value) / 100


def read_duration(text: str, *, bare: str | None = None) -> Span:
    """A length of time in the smallest unit typed: `1h30`, `1:30`, `0:45:00`, `90 min`, `2 d`, `30m`.

    Weeks are given in days. `bare` is the key of the unit that a number alone takes; without it such a
    number is refused. Raises QuantityError.
    """
    return Span(*_read(text, Wanted("a duration", "90 min", None, bare, frozenset({"time"}))))


def read_number(text: str, units: UnitSystem | None = None) -> Decimal:
    """A number without unit; raises QuantityError."""
    wanted = Wanted("a number without unit", "3.8", units, "", frozenset({"number"}), points=True)
    return _read(text, wanted).value


def read_range(text: str, units: UnitSystem | None = None) -> tuple[Setpoint, Setpoint]:
    """Two points, the lower first: `90..102 %`, `18..24 degC`, `500 g..1 kg`.

    Where only the second has a unit, the first takes it. Raises QuantityError, also for a range that does
    not rise, and for one between units that only a conversion could compare (g and lb).
    """
    wanted = Wanted("a range", "18..24 °C", units, "", points=True)
    found = _range(text, wanted)
    if not isinstance(found, Refusal):
        return found
    refusal = explained(text, found, range_wanted=True)
    raise refused(text, refusal, lambda each: _range(each, wanted), [wanted.example])


def _read(text: str, wanted: Wanted) -> Found:
    found = parsed(text, wanted)
    if not isinstance(found, Refusal):
        return found
    refusal = explained(text, found, range_wanted=False)
    example = wanted.example if isinstance(parsed(wanted.usual, wanted), Refusal) else wanted.usual
    raise refused(text, refusal, lambda each: parsed(each, wanted), [example])


def explained(text: str, refusal: Refusal, *, range_wanted: bool) -> Refusal:
    """The refusal, or a better one where the text has a shape that people are known to type."""
    if len(text) > LONGEST or not text.strip():
        return refusal
    # Only a refusal needs to know what else people type.
    from recipekeeper.quantity.diagnosis import diagnosed

    return diagnosed(" ".join(text.split()), range_wanted=range_wanted) or refusal


def _range(text: str, wanted: Wanted) -> tuple[Setpoint, Setpoint] | Refusal:
    if len(text) > LONGEST:
        return Refusal(f"is longer than {LONGEST} characters")
    low_text, dots, high_text = (each.strip() for each in text.partition(".."))
    if not (low_text and dots and high_text) or high_text.startswith(".") or ".." in high_text:
        return Refusal("is not a range, which is two values with two dots between")
    high = parsed(high_text, wanted)
    if isinstance(high, Refusal):
        return high
    low = _same_unit(low_text, high.unit, wanted) if is_number(low_text) else parsed(low_text, wanted)
    if isinstance(low, Refusal):
        return low
    return _rising(Setpoint(*low), Setpoint(*high))


def _same_unit(number: str, unit: str, wanted: Wanted) -> Found | Refusal:
    value = value_of(number, wanted.units)
    return value if isinstance(value, Refusal) else fitting(Found(value, unit), wanted)


def _rising(low: Setpoint, high: Setpoint) -> tuple[Setpoint, Setpoint] | Refusal:
    if high.dimension == "number" and low.unit:
        unit = UNITS[low.unit].many
        return Refusal(
            "has its unit behind the first value only", (f"{plain(low.value)}..{plain(high.value)} {unit}",)
        )
    if low.unit != high.unit and not same_ladder(low.unit, high.unit):
        return Refusal("has two units of different families; one for both is expected")
    return (
        (low, high)
        if low < high
        else Refusal("does not rise: the lower value comes first", (f"{high}..{low}",))
    )
