"""From the canonical document to values: every quantity read, every refusal noted with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from recipekeeper.errors import QuantityError
from recipekeeper.formula.findings import Findings, place, shown
from recipekeeper.formula.model import Check, Law, Limits, Line, Rounding, Step
from recipekeeper.formula.roles import is_alkali, rounding_by_role
from recipekeeper.quantity import (
    Amount,
    Setpoint,
    Span,
    UnitSystem,
    read_amount,
    read_duration,
    read_range,
    read_setpoint,
    read_span,
)

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

    def _setpoint(self, text: str) -> Setpoint:
        return read_setpoint(text, self.units)

    def _read(self, key: str, read: Callable[[str], T]) -> T | None:
        text = self.keys.get(key)
        return None if text is None else self._read_text(key, text, read)

    def _read_text(self, key: str, text: str, read: Callable[[str], T]) -> T | None:
        return self.findings.attempt(place(self.where, key), lambda: read(_dotted(text)))


def _dotted(text: str) -> str:
    """The text itself: in a file, which travels from maker to maker, a comma is never a decimal mark."""
    if "," in text:
        meant = [text.replace(",", ".")] + ([text.replace(",", "")] if _GROUPED.search(text) else [])
        raise QuantityError(
            f"{shown(text)} has a comma, and a formula file always uses the dot. "
            f"Write {' or '.join(map(shown, meant))}."
        )
    return text


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a formula; lines and steps stand in the order of the document's tables."""

    table: Table
    yields: Amount | None
    yield_within: Limits | None
    lines: list[Line | None]
    """None for an ingredient without a readable amount."""
    steps: list[Step]


def read_draft(document: Mapping[str, Any], findings: Findings) -> Draft:
    """Every quantity of a canonical document read, every refusal noted."""
    units = UnitSystem(document["units"]) if "units" in document else None
    table = Table(document, "", findings, units)
    ingredients = table.tables("ingredient")
    beside_alkali = any(is_alkali(ingredient.text("name")) for ingredient in ingredients)
    return Draft(
        table=table,
        yields=table.amount("yields"),
        yield_within=table.range("yield_within"),
        lines=[_line(ingredient, beside_alkali=beside_alkali) for ingredient in ingredients],
        steps=[_step(step) for step in table.tables("step")],
    )


_QUANTUM_SATIS = (
    '"q.s." is not yet read by this version; it comes with a later version. '
    "Until then give the ingredient its amount."
)


def _is_quantum_satis(text: str) -> bool:
    return text.casefold().replace(".", "").replace(" ", "") == "qs"


def _line(table: Table, *, beside_alkali: bool) -> Line | None:
    if _is_quantum_satis(table.text("amount")):
        table.findings.error(place(table.where, "amount"), _QUANTUM_SATIS)
        return None
    amount = table.amount("amount")
    tolerance = table.span("tolerance")
    resolution = table.amount("resolution")
    if amount is None:
        return None
    name, phase = table.text("name"), table.text("phase")
    by_role = rounding_by_role(name, phase, has_sap="sap" in table.keys, beside_alkali=beside_alkali)
    return Line(
        name=name,
        amount=amount,
        phase=phase or None,
        tolerance=tolerance,
        resolution=resolution,
        rounding=Rounding(table.keys["round"]) if "round" in table.keys else by_role,
        law=Law(table.keys.get("scales", "linear")),
        was=table.maybe("was"),
    )


def _step(table: Table) -> Step:
    return Step(
        name=table.text("name"),
        text=table.text("text"),
        uses=table.names("uses"),
        equipment=table.maybe("equipment"),
        lasts=table.duration("lasts"),
        within=table.duration("within"),
        wait_at_most=table.duration("wait_at_most"),
        checks=tuple(_check(check) for check in table.tables("check")),
        was=table.maybe("was"),
    )


def _check(table: Table) -> Check:
    target = table.setpoint("target")
    within = table.span("within", target)
    limits = _limits(table, target, within)
    words = table.names("is")
    whole = table.keys.get("critical") is True
    return Check(
        measure=table.text("measure"),
        target=target,
        within=within,
        limits=limits,
        critical=limits if whole else table.pair("critical"),
        words=words,
        words_critical=whole and bool(words),
        each=table.duration("each"),
        was=table.maybe("was"),
    )


def _limits(table: Table, target: Setpoint | None, within: Span | None) -> Limits | None:
    """The working limits: target ± within, between, or the one end that is given."""
    if target is not None and within is not None:
        if within.dimension == target.dimension:
            return Limits(target.less(within), target.plus(within))
        message = f"{within} is no tolerance of {target}: the two have different units."
        table.findings.error(place(table.where, "within"), message)
        return None
    if between := table.pair("between"):
        return between
    low, high = table.setpoint("at_least"), table.setpoint("at_most")
    return None if low is None and high is None else Limits(low, high)
