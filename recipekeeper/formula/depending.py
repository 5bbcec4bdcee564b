"""Checks that depend on another reading: on a limit for each of its values, or on how far the two are apart."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.formula.limits import Limits
from recipekeeper.quantity import Setpoint, Span, plain

Place = tuple[str, str]
"""A step and a measure of it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A limit for each value of another reading, in rows that rise.

    Between two rows the upper one counts, and nothing is interpolated: of fill temperatures by pH the pH is
    rounded up (University of Arkansas, table of fill temperatures). Below the first row that one counts;
    beyond the last there is no limit, and so no value that is within it.
    """

    of: Place
    rows: tuple[tuple[Setpoint, Setpoint], ...]
    is_least: bool
    critical: bool = False
    """Whether the limit is a critical one."""

    def row(self, value: Setpoint) -> tuple[Setpoint, Setpoint] | None:
        """The row that counts at that value; None beyond the last one."""
        return next((row for row in self.rows if value <= row[0]), None)

    def limits(self, limit: Setpoint) -> Limits:
        """The limits that a row sets."""
        return Limits(low=limit) if self.is_least else Limits(high=limit)

    def __str__(self) -> str:
        """`at least 65.6 to 98.9 °C by pH`."""
        first, last = self.rows[0][1], self.rows[-1][1]
        low = plain(first.value) if first.unit == last.unit else str(first)
        return f"{'at least' if self.is_least else 'at most'} {low} to {last} by {self.of[1]}"


@dataclass(frozen=True, slots=True)
class Apart:
    """Another reading, and how far from it this one may be."""

    of: Place
    at_most: Span
