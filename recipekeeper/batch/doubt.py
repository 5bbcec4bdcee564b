"""Whether a weight or a reading looks like a slip: a scale in another unit, a lost point, the wrong line.

Nothing is decided here: a doubt is a sentence to ask about. What is up to three times the plan and like no
slip is a deviation and no doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from recipekeeper.batch.contents import weighed
from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.wording import legible, limits_text
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Amount, Setpoint

ALIKE = Fraction(1, 50)
"""A weight that is so near to another, or within the tolerance, can be meant for it. Our own choice."""

MOST_TIMES = 3
"""So many times the plan can be poured by mistake; more is rather typed by mistake."""

NEAR_A_TARGET = Fraction(1, 10)
"""So near to a target without limits a reading counts as it is meant to be."""

NEAR_A_LIMIT = Fraction(3, 2)
"""Makers set a single limit not farther than this from what they expect. Our own choice."""

_SHOWN_BY_INSTRUMENTS: tuple[dict[str, Fraction], ...] = (
    {"g": Fraction(1), "kg": Fraction(1000), "oz": Fraction("28.35"), "lb": Fraction("453.6")},
    {"ml": Fraction(1), "l": Fraction(1000), "fl_oz_us": Fraction("29.57"), "fl_oz_uk": Fraction("28.41")},
    {"s": Fraction(1), "min": Fraction(60), "h": Fraction(3600)},
)
"""What a scale, a jug or a clock may be set to, and how large it is: as exactly as it takes to tell one from
another. The exact sizes would wake the units with every weighing, a tenth of a second each."""

_OTHER_DEGREES = {"degC": "degF", "degF": "degC"}


def doubts(
    record: BatchRecord, line: ScaledLine, value: Amount, *, instead_of: Amount | None = None
) -> str | None:
    """Why this weighing of a line looks like a slip, as a sentence; None where it does not.

    `instead_of` is the weight that it corrects: of what is in already, that does not count.
    """
    plan = Fraction(line.planned.value)
    if not plan:
        return None
    there = weighed(record, line)
    if there and instead_of:
        rest = there - instead_of
        there = rest if rest.value > 0 else None
    before = there.exact_in(line.planned.unit) if there else Fraction(0)
    now = value.exact_in(line.planned.unit)
    slack = max(plan * ALIKE, Fraction(line.tolerance.value) if line.tolerance else Fraction(0))
    is_all_there = there is not None and before >= plan - slack
    if there is not None and is_all_there and abs(now - plan) <= slack:
        times = "twice" if before <= plan + slack else f"{float((before + now) / plan):.1f} times"
        would_be = f"it would be {times} the plan of {line.planned}"
        return f"{line.name}: {legible(there)} is in already; with {value} more {would_be}."
    # What is typed may be all of it, or what the portions before have left.
    goals = [] if is_all_there else [plan, plan - before]
    if _is_near(now, goals, slack):
        return None
    return (
        _other_scale(line, value, goals, slack)
        or _extra_or_lost_point(line, value, goals or [plan], slack, is_first=there is None)
        or _other_line(record, line, value, is_too_much=before + now > plan + slack)
        or _too_often(line, value, there, (before + now) / plan)
    )


def _is_near(found: Fraction, goals: list[Fraction], slack: Fraction) -> bool:
    return any(abs(found - goal) <= slack for goal in goals)


def _other_scale(line: ScaledLine, value: Amount, goals: list[Fraction], slack: Fraction) -> str | None:
    """28 g of 794 g: the scale shows ounces."""
    for unit, size in _sizes_in(line.planned.unit):
        if unit != value.unit and _is_near(Fraction(value.value) * size, goals, slack):
            read = Amount(value.value, unit)
            return (
                f"{line.name} {value}, and {line.planned} is planned. {read} would fit: your scale looks to be in "
                f"{read.symbol}. If so, write {read}."
            )
    return None


def _extra_or_lost_point(
    line: ScaledLine, value: Amount, goals: list[Fraction], slack: Fraction, *, is_first: bool
) -> str | None:
    """2380 g of 238 g; 23.8 g of 238 g, where it is no portion behind others."""
    now = value.exact_in(line.planned.unit)
    for times, word in ((10, "ten times"), (100, "a hundred times")):
        if _is_near(now / times, goals, slack):
            return f"{line.name} {value} is {word} what is planned, {line.planned}: an extra zero, or a lost point?"
    if is_first and _is_near(now * 10, goals, slack):
        return f"{line.name} {value} is a tenth of what is planned, {line.planned}: was a digit or the point lost?"
    return None


def _other_line(record: BatchRecord, line: ScaledLine, value: Amount, *, is_too_much: bool) -> str | None:
    """The plan of another ingredient to the digit; less than its own plan is a portion where the other is in."""
    for other in record.plan.scaled.lines:
        is_its_plan = other.name != line.name and other.planned == value
        if is_its_plan and (is_too_much or weighed(record, other) is None):
            return f"{value} is what is planned of {other.name}; of {line.name} it is {line.planned}."
    return None


def _too_often(line: ScaledLine, value: Amount, there: Amount | None, times: Fraction) -> str | None:
    if times <= MOST_TIMES:
        return None
    total = (
        f"{line.name} {value}"
        if there is None
        else f"{value} more make {legible(there + value)} {line.name}, which"
    )
    return f"{total} is {float(times):.1f} times what is planned, {line.planned}."


def _sizes_in(unit: str) -> Iterator[tuple[str, Fraction]]:
    """What instruments of the same kind may be set to, and how large that is in `unit`."""
    for sizes in _SHOWN_BY_INSTRUMENTS:
        if unit in sizes:
            yield from ((each, size / sizes[unit]) for each, size in sizes.items())


# Readings


def doubtful_reading(check: Check, value: Setpoint | str) -> str | None:
    """Why a reading looks like a slip: words as `_doubtful_word` says, a number as `_doubtful_number` does."""
    return _doubtful_word(check, value) if isinstance(value, str) else _doubtful_number(check, value)


def _doubtful_word(check: Check, word: str) -> str | None:
    """A word that nearly is the one that is meant, or no word at all, where it would put the batch on hold."""
    if not check.words_critical or word.casefold() in {each.casefold() for each in check.words}:
        return None
    # Only a word that nobody expected is compared, and the module costs start-up time.
    from difflib import get_close_matches

    expected = " or ".join(check.words)
    held = "any other word puts the batch on hold."
    folded = [each.casefold() for each in check.words]
    if near := get_close_matches(word.casefold(), folded, n=1, cutoff=_NEAR_A_WORD):
        return f'{check.measure} "{word}" looks like {near[0]}, and planned is {expected}; {held}'
    if any(letter.isdigit() for letter in word):
        return f'{check.measure} is read in words, {expected}, and "{word}" has a number; {held}'
    return None


_NEAR_A_WORD = 0.6
"""`pas` and `psas` for pass, but neither fail nor stings."""


def _doubtful_number(check: Check, value: Setpoint) -> str | None:
    """Why a number looks like a slip: it is out of its limits, and within them in another unit or by its point.

    Between two limits or near a target that says much; below a single one nearly everything would be, so there
    only a reading that is three times beyond it is asked about.
    """
    window = _window(check)
    if window is None or value.dimension == "count":
        return None
    low, high, far = window
    own = Fraction(value.to(check.unit).value)
    if low <= own <= high or not far(own):
        return None
    limits = check.critical if check.target is None and check.limits is None else check.limits
    planned = limits_text(check, limits) if limits else str(check.target)
    said = f"{check.measure} {value}, and planned is {planned}."
    for read, found in _in_other_units(value, check.unit):
        if low <= found <= high:
            what = "thermometer" if read.unit in _OTHER_DEGREES else "instrument"
            unit = str(read).partition(" ")[2]
            return f"{said} {read} would be within: your {what} looks to be in {unit}. If so, write {read}."
    for places in (-1, 1, -2, 2):
        read = Setpoint(value.value.scaleb(places), value.unit)
        if low <= Fraction(read.to(check.unit).value) <= high:
            return f"{said} {read} would be within: is the point where it belongs?"
    return None


_Window = tuple[Fraction, Fraction, Callable[[Fraction], bool]]


def _window(check: Check) -> _Window | None:
    """Between which values a reading is as it is meant to be, and how far out one has to be to be asked about."""
    limits = next((each for each in (check.critical, check.limits) if each and each.low and each.high), None)
    if limits and limits.low and limits.high:
        return _in(check, limits.low), _in(check, limits.high), lambda _: True
    single = check.critical or check.limits
    if single and single.high and (high := _in(check, single.high)) > 0:
        return high / NEAR_A_LIMIT, high, lambda value: value > high * MOST_TIMES
    if single and single.low and (low := _in(check, single.low)) > 0:
        return low, low * NEAR_A_LIMIT, lambda value: value < low / MOST_TIMES
    if check.target and (target := _in(check, check.target)) > 0:
        return target * (1 - NEAR_A_TARGET), target * (1 + NEAR_A_TARGET), lambda _: True
    return None


def _in(check: Check, value: Setpoint) -> Fraction:
    return Fraction(value.to(check.unit).value)


def _in_other_units(value: Setpoint, unit: str) -> Iterator[tuple[Setpoint, Fraction]]:
    """The same figure in the other units that the instrument may show, with what it then is in `unit`."""
    if value.unit in _OTHER_DEGREES:
        read = Setpoint(value.value, _OTHER_DEGREES[value.unit])
        yield read, Fraction(read.to(unit).value)
    for other, size in _sizes_in(unit):
        if other != value.unit:
            yield Setpoint(value.value, other), Fraction(value.value) * size
