"""One table of a document: its keys read as values, each refusal noted at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from recipekeeper.errors import QuantityError
from recipekeeper.formula.findings import Findings, place, shown
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Share
from recipekeeper.quantity import (
    Amount,
    Setpoint,
    Span,
    UnitSystem,
    read_amount,
    read_duration,
    read_percent,
    read_range,
    read_setpoint,
    read_span,
)

if TYPE_CHECKING:
    from recipekeeper.formula.substance.sap import Sap
    from recipekeeper.quantity import Density

T = TypeVar("T")

_GROUPED = re.compile(r",[0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document with its place and the unit system of its file."""

    keys: Mapping[str, Any]
    where: str
    findings: Findings
    units: UnitSystem | None

    def tables(self, key: str) -> list[Table]:
        """The tables that a key lists, each with its place counted from 1."""
        where = place(self.where, key)
        listed = enumerate(self.keys.get(key, ()), 1)
        return [Table(keys, f"{where}[{number}]", self.findings, self.units) for number, keys in listed]

    def text(self, key: str) -> str:
        """The text of a key, "" where it is left out."""
        return str(self.keys.get(key, ""))

    def maybe(self, key: str) -> str | None:
        """The text of a key, None where it is left out."""
        return self.keys.get(key)

    def flag(self, key: str) -> bool:
        """Whether a key says true; false where it is left out."""
        return self.keys.get(key) is True

    def names(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or the one text that stands alone."""
        value = self.keys.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def amount(self, key: str) -> Amount | None:
        """The amount of a key; None where it is left out or refused."""
        return self._read(key, lambda text: read_amount(text, self.units))

    def setpoint(self, key: str) -> Setpoint | None:
        """The point of a key; None where it is left out or refused."""
        return self._read(key, self._setpoint)

    def span(self, key: str, of: Amount | Setpoint | None = None) -> Span | None:
        """The tolerance of a key; beside a number without unit it has none either."""
        bare = "" if of is not None and of.dimension == "number" else None
        return self._read(key, lambda text: read_span(text, self.units, bare=bare))

    def table(self, key: str) -> Table | None:
        """The one table of a key."""
        keys = self.keys.get(key)
        return None if keys is None else Table(keys, place(self.where, key), self.findings, self.units)

    def percent(self, key: str) -> Fraction | None:
        """A percentage as a part of 1; None where it is left out or refused."""
        return self._read(key, percent)

    def part_of(self, key: str, name: str) -> Fraction | None:
        """A percentage in a table of its own: of one alkali."""
        return self._read_text(key, self.keys[key][name], percent)

    def ratio(self, key: str) -> Fraction | None:
        """`2:1` as 2; None where it is left out or refused."""
        return self._read(key, _ratio)

    def density(self, key: str) -> Density | None:
        """The density of a key; None where it is left out or refused."""
        return self._read(key, lambda text: _density(text, self.units))

    def sap(self, key: str) -> Sap | None:
        """The SAP value of a key; None where it is left out or refused."""
        return self._read(key, _sap)

    def share(self, key: str, of: tuple[str, ...]) -> Share | None:
        """So much of a group; None where it is left out or refused."""
        return self._read(key, lambda text: _share(text, self.units, of))

    def duration(self, key: str) -> Span | None:
        """The duration of a key; None where it is left out or refused."""
        return self._read(key, read_duration)

    def range(self, key: str) -> Limits | None:
        """The two ends of a text such as `90..102 %`."""
        return self._read(key, lambda text: Limits(*read_range(text, self.units)))

    def pair(self, key: str) -> Limits | None:
        """The two ends of a list of two texts; None where it is left out or one is refused."""
        if not isinstance(self.keys.get(key), list):
            return None
        low, high = (self._read_text(key, text, self._setpoint) for text in self.keys[key])
        return None if low is None or high is None else Limits(low, high)

    def rows(self, key: str) -> tuple[tuple[Setpoint, Setpoint], ...]:
        """The rows of a list, each of two points; none where it is left out or one is refused."""
        read = [
            [self._read_text(key, text, self._setpoint) for text in row] for row in self.keys.get(key, ())
        ]
        whole = tuple((at, limit) for at, limit in read if at is not None and limit is not None)
        return whole if len(whole) == len(read) else ()

    def durations(self, key: str) -> tuple[Span, ...]:
        """The durations of a list, or the one that stands alone; those that are refused left out."""
        read = [self._read_text(key, text, read_duration) for text in self.names(key)]
        return tuple(span for span in read if span is not None)

    def _setpoint(self, text: str) -> Setpoint:
        return read_setpoint(text, self.units)

    def _read(self, key: str, read: Callable[[str], T]) -> T | None:
        text = self.keys.get(key)
        return None if text is None else self._read_text(key, text, read)

    def _read_text(self, key: str, text: str, read: Callable[[str], T]) -> T | None:
        return self.findings.attempt(place(self.where, key), lambda: read(_dotted(text)))


# Readers that few formulas need, and no weighing: each is loaded where the first one asks for it.


def _sap(text: str) -> Sap:
    from recipekeeper.formula.substance.sap import read_sap

    return read_sap(text)


def _ratio(text: str) -> Fraction:
    from recipekeeper.quantity import read_ratio

    return read_ratio(text)


def _density(text: str, units: UnitSystem | None) -> Density:
    from recipekeeper.quantity import read_density

    return read_density(text, units)


def _share(text: str, units: UnitSystem | None, of: tuple[str, ...]) -> Share:
    from recipekeeper.quantity import read_rate

    return Share(read_rate(text, units), of)


def percent(text: str) -> Fraction:
    """A percentage up to 100 % as a part of 1; raises QuantityError."""
    part = read_percent(text)
    if part > 1:
        raise QuantityError(f'{shown(text)} is not a percentage up to 100 %, such as "5 %".')
    return part


def _dotted(text: str) -> str:
    """The text itself: in a file, which travels from maker to maker, a comma is never a decimal mark."""
    if "," in text:
        meant = [text.replace(",", ".")] + ([text.replace(",", "")] if _GROUPED.search(text) else [])
        raise QuantityError(
            f"{shown(text)} has a comma, and a formula file always uses the dot. "
            f"Write {' or '.join(map(shown, meant))}."
        )
    return text
