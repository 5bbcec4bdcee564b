"""What is typed of an instrument and its checks, as values: codes, kinds, rhythms, and what it showed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recipekeeper.batch.instrument import KINDS, OTHER, Instrument, Point
from recipekeeper.errors import Misused, QuantityError, Refused
from recipekeeper.formula.findings import listed, shown
from recipekeeper.formula.reading.measuring import BARE, SHOWS
from recipekeeper.operations.context import Context
from recipekeeper.quantity import Setpoint, Span, read_duration, read_setpoint, read_span

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,19}")
LONGEST_NAME, LONGEST_NOTE = 60, 400
"""So many letters at most."""


def read_code(text: str) -> str:
    """A code in capital letters; raises Misused for what is none."""
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise Misused(
            f"{shown(text)} is no code: it has at most 20 of A-Z, 0-9, - . and _, and begins with a letter "
            "or a digit, e.g. PH-1"
        )
    return code


def read_kind(text: str) -> str:
    """One of KINDS, without regard to case; raises Misused."""
    folded = " ".join(text.split()).casefold()
    found = next((kind for kind in KINDS if kind.casefold() == folded), None)
    if found is None:
        raise Misused(
            f'{shown(text)} is no kind of instrument: it is {listed(KINDS)}, e.g. --kind "pH meter"'
        )
    return found


def read_rhythm(text: str | None) -> Span | None:
    """The time from one check to the next; raises QuantityError."""
    if text is None:
        return None
    every = read_duration(text)
    if not every.value:
        raise QuantityError(f'"{text}" is no time between two checks; write how often, e.g. "1 d".')
    return every


def read_within(context: Context, text: str | None, kind: str) -> Span | None:
    """How far off an instrument of that kind may be; raises QuantityError."""
    if text is None:
        return None
    within = read_span(text, context.units, bare=BARE.get(kind))
    if within.dimension != "percent" or kind == "refractometer":
        _refuse_other_unit(kind, text, within)
    if not within.value:
        raise QuantityError(f'"{text}" leaves no room: no instrument shows exactly what it should.')
    return within


def refuse_unpaired(showed: Sequence[str], expected: Sequence[str], buffers: Sequence[str]) -> None:
    """Raise Misused where what was shown and what was expected do not pair."""
    example = '--showed "4.02 pH" --expected "4.01 pH"'
    if not showed or len(showed) != len(expected):
        raise Misused(
            f"--showed stands {len(showed)} times and --expected {len(expected)} times; each point of a check "
            f"has both, e.g. {example}"
        )
    if buffers and len(buffers) != len(showed):
        raise Misused(
            f"--buffer stands {len(buffers)} times for {len(showed)} points; name one for each point in the "
            "same order, or none."
        )


def read_point(context: Context, one: Instrument, showed: str, expected: str, lot: str | None) -> Point:
    """One point of a check; a bare number takes the unit of the instrument. Raises QuantityError."""
    own = one.within.unit if one.within and one.within.dimension != "percent" else BARE.get(one.kind)
    points = [read_setpoint(text, context.units, bare=own) for text in (showed, expected)]
    for text, value in zip((showed, expected), points, strict=True):
        _refuse_other_unit(one.kind, text, value)
    point = Point(points[0], points[1], lot)
    if point.showed.dimension != point.expected.dimension:
        raise QuantityError(
            f"{point.showed} and {point.expected} do not compare: write both in the same unit."
        )
    if one.within is not None and one.within.dimension not in ("percent", point.expected.dimension):
        raise QuantityError(
            f"{one.code} may be off by {one.within}, and {point.showed} does not compare with that. "
            f"Write what it showed in {one.within.symbol}."
        )
    return point


def _refuse_other_unit(kind: str, text: str, value: Setpoint | Span) -> None:
    if kind == OTHER or value.dimension in SHOWS[kind]:
        return
    unit = {"thermometer": "0 degC", "scale": "500 g"}.get(kind, f"4.01 {BARE.get(kind)}")
    found = "has no unit" if value.dimension == "number" else f"is nothing that a {kind} shows"
    raise QuantityError(f"{shown(text)} {found}. Write it as the {kind} shows it, e.g. {unit}.")


def read_words(text: str, what: str, example: str, longest: int = LONGEST_NAME) -> str:
    """Words on one line; raises Refused for none, and for too many."""
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > longest or not tidy.isprintable():
        raise Refused(f'{shown(text)} is no {what}: that has 1 to {longest} letters, e.g. "{example}".')
    return tidy
