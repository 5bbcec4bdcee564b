"""What a formula comes to: shares, q.s. and lye as exact amounts, at any size.

Every line is a sum of known amounts and of parts of a few groups (the oils, the flour, the whole). What
those groups come to is a small system of linear equations, solved in fractions: so a share of the total
may stand in the total, and the lye, which follows from the oils, counts in it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import NoReturn

from recipekeeper.errors import Unbalanced
from recipekeeper.formula.amounts.lye import computed
from recipekeeper.formula.model import TOTAL, Formula, Law, Line, Origin, group_text
from recipekeeper.quantity import Amount

Vector = list[Fraction]
"""A constant, and then so much of each unknown."""

_ZERO = Fraction(0)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Balance:
    """The exact value of each line, in the unit beside it, and what each group comes to."""

    values: tuple[Fraction, ...]
    units: tuple[str, ...]
    groups: Mapping[tuple[str, ...], tuple[Fraction, str]]

    def amount(self, number: int) -> Amount:
        """One line as an amount of 28 digits."""
        return Amount.of_exact(self.values[number], self.units[number])


def settled(formula: Formula) -> Formula:
    """The formula with the amount of every line at its own size; raises Unbalanced where it has none."""
    balance = solve(formula)
    lines = (
        line if line.amount == amount else replace(line, amount=amount)
        for number, line in enumerate(formula.lines)
        if (amount := _as_written(line) or balance.amount(number))
    )
    return replace(formula, lines=tuple(lines))


def _as_written(line: Line) -> Amount | None:
    return line.written if line.origin is Origin.GIVEN and line.law is not Law.PER_UNIT else None


def solve(formula: Formula, factor: Fraction = _ONE) -> Balance:
    """Every line at `factor` times the formula's own size; shares hold at every size.

    Raises Unbalanced where shares do not add up, where nothing says how much 100 % is, and where a
    volume would have to be a weight and no density is recorded.
    """
    return _System(formula, factor).solved()


def members(lines: Sequence[Line], group: tuple[str, ...]) -> list[int]:
    """The places of the lines that a group holds: all, those of a phase, or those of the names."""
    if group == (TOTAL,):
        return list(range(len(lines)))
    names = {name.casefold() for name in group}
    return [
        number
        for number, line in enumerate(lines)
        if line.name.casefold() in names or (line.phase or "").casefold() in names
    ]


def units_of(formula: Formula, factor: Fraction = _ONE) -> int | None:
    """How many pieces a batch gives; None where neither the yield nor [fill] says."""
    if formula.yields.dimension == "count":
        return ceil(Fraction(formula.yields.value) * factor)
    if formula.fill is None:
        return None
    fill = formula.fill
    made = formula.yields.exact_in(formula.yields.unit) * factor
    each = _in_unit_of(formula, fill.each)
    fixed = _in_unit_of(formula, fill.fixed_loss) if fill.fixed_loss else _ZERO
    return max(0, floor((made - fixed) * (1 - fill.loss) / each))


def _in_unit_of(formula: Formula, amount: Amount) -> Fraction:
    """An amount of the product in the unit of its yield, by its density where the kinds differ."""
    yields = formula.yields
    if amount.dimension == yields.dimension:
        return amount.exact_in(yields.unit)
    if formula.density is None:
        raise Unbalanced(
            f"{formula.code} yields {yields} and a piece holds {amount}: to turn one into the other the "
            'density of the product is needed, such as density = "1.04 g/ml" at the top of the formula.',
            key="density",
        )
    if yields.dimension == "mass":
        return (
            formula.density.exact * amount.exact_in("ml") * Amount.of_exact(_ONE, "g").exact_in(yields.unit)
        )
    return amount.exact_in("g") / formula.density.exact * Amount.of_exact(_ONE, "ml").exact_in(yields.unit)


class _System:
    """The equations of one formula at one factor."""

    def __init__(self, formula: Formula, factor: Fraction) -> None:
        self.formula = formula
        self.factor = factor
        self.lines = formula.lines
        self.mass_unit = _unit(formula, "mass", "g")
        self.volume_unit = _unit(formula, "volume", "ml")
        shares = [line.share.of for line in self.lines if line.share]
        self.groups = list(dict.fromkeys([*shares, *([formula.basis] if formula.basis_amount else [])]))
        self.rest = next((n for n, line in enumerate(self.lines) if line.origin is Origin.REST), None)
        self.width = 1 + len(self.groups) + (self.rest is not None)
        self.vectors: dict[int, Vector] = {}
        self.units: dict[int, str] = {}

    def solved(self) -> Balance:
        for number, line in enumerate(self.lines):
            if line.origin is not Origin.LYE:
                self.vectors[number], self.units[number] = self._line(number, line)
        self._add_lye()
        unknown = self._unknowns() if self.width > 1 else []
        known = [_ONE, *unknown]
        values = tuple(_dot(self.vectors[number], known) for number in range(len(self.lines)))
        groups = {group: (known[1 + place], self._unit_of(group)) for place, group in enumerate(self.groups)}
        self._refuse_what_does_not_add_up(values, groups)
        return Balance(values, tuple(self.units[number] for number in range(len(self.lines))), groups)

    # Lines

    def _line(self, number: int, line: Line) -> tuple[Vector, str]:
        if line.share is not None:
            place = 1 + self.groups.index(line.share.of)
            unit = self._unit_of(line.share.of)
            part = line.share.rate.fraction
            if part is not None and line.share.rate.per != unit:
                return self._vector({place: part}), unit
            each, unit = line.share.rate.of(Amount.of_exact(_ONE, unit))
            return self._vector({place: each}), unit
        if line.origin is Origin.REST:
            return self._vector({self.width - 1: _ONE}), self.mass_unit
        written = line.written or line.amount
        return self._vector({0: written.exact_in(written.unit) * self._times(number, line)}), written.unit

    def _times(self, number: int, line: Line) -> Fraction:
        if line.law is Law.FIXED:
            return _ONE
        if line.law is not Law.PER_UNIT:
            return self.factor
        units = units_of(self.formula, self.factor)
        if units is None:
            raise Unbalanced(
                f'{line.name} scales per unit, and the formula does not say how many it gives: yields = "40 bars" '
                'says so, or a [fill] with each = "142 g".',
                number,
                "scales",
            )
        return Fraction(units)

    def _add_lye(self) -> None:
        if self.formula.lye is None:
            return
        koh, oils = self._vector({}), self._vector({})
        for number, line in enumerate(self.lines):
            if line.sap is not None:
                mass = self._as(number, "mass")
                oils = _plus(oils, mass, _ONE)
                koh = _plus(koh, mass, line.sap.koh)
        parts = {part.name: part for part in computed(self.formula.lye)}
        for number, line in enumerate(self.lines):
            if line.origin is Origin.LYE:
                part = parts[line.name]
                vector = _plus(_plus(self._vector({}), koh, part.per_koh), oils, part.per_oil)
                self.vectors[number], self.units[number] = vector, self.mass_unit

    def _vector(self, values: Mapping[int, Fraction]) -> Vector:
        return [values.get(place, _ZERO) for place in range(self.width)]

    def _as(self, number: int, dimension: str) -> Vector:
        """A line as a weight or a volume, by its density where it is the other; nothing for a count."""
        vector, unit = self.vectors[number], self.units[number]
        one = Amount.of_exact(_ONE, unit)
        if one.dimension == "count":
            return self._vector({})
        if one.dimension == dimension:
            return _times(vector, one.exact_in(self.mass_unit if dimension == "mass" else self.volume_unit))
        line = self.lines[number]
        if line.density is None:
            raise Unbalanced(
                f"{line.name} is {_a(one.dimension)} and has to count as {_a(dimension)}, and no density of it "
                'is recorded. Write it, such as density = "0.915 g/ml", or weigh it.',
                number,
                "density",
            )
        if dimension == "mass":
            grams = line.density.exact * one.exact_in("ml")
            return _times(vector, grams * Amount.of_exact(_ONE, "g").exact_in(self.mass_unit))
        millilitres = one.exact_in("g") / line.density.exact
        return _times(vector, millilitres * Amount.of_exact(_ONE, "ml").exact_in(self.volume_unit))

    # Groups

    def _dimension(self, group: tuple[str, ...]) -> str:
        """A group is weighed, unless all that is in it is measured out and has no density."""
        if group == self.formula.basis and self.formula.basis_amount is not None:
            return self.formula.basis_amount.dimension
        written = [self.lines[n] for n in members(self.lines, group) if self.lines[n].written is not None]
        volumes = [line.written is not None and line.written.dimension == "volume" for line in written]
        bare = any(line.density is None for line in written)
        return "volume" if volumes and all(volumes) and bare else "mass"

    def _unit_of(self, group: tuple[str, ...]) -> str:
        return self.volume_unit if self._dimension(group) == "volume" else self.mass_unit

    def _sum(self, group: tuple[str, ...]) -> Vector:
        dimension = self._dimension(group)
        total = self._vector({})
        for number in members(self.lines, group):
            total = _plus(total, self._as(number, dimension), _ONE)
        return total

    def _unknowns(self) -> list[Fraction]:
        rows = []
        for place, group in enumerate(self.groups):
            row = self._vector({1 + place: _ONE})
            fixed = self._basis_amount() if group == self.formula.basis else None
            row = (
                _plus(row, self._sum(group), -_ONE)
                if fixed is None
                else _plus(row, self._vector({0: fixed}), -_ONE)
            )
            rows.append(row)
        if self.rest is not None:
            group, total = self._filled()
            rows.append(_plus(self._sum(group), self._vector({0: total}), -_ONE))
        found = _eliminated(rows)
        return found if found is not None else self._refuse_without_size()

    def _basis_amount(self) -> Fraction | None:
        amount = self.formula.basis_amount
        unit = self._unit_of(self.formula.basis)
        return None if amount is None else amount.exact_in(unit) * self.factor

    def _filled(self) -> tuple[tuple[str, ...], Fraction]:
        """What a q.s. line fills up, and to how much: its basis, else the whole."""
        formula, rest = self.formula, self.rest
        basis_amount = self._basis_amount()
        if basis_amount is not None and rest in members(self.lines, formula.basis):
            return formula.basis, basis_amount
        if formula.yields.dimension == "mass":
            return (TOTAL,), formula.yields.exact_in(self.mass_unit) * self.factor
        if formula.yields.dimension == "volume" and formula.density is not None:
            grams = formula.density.exact * formula.yields.exact_in("ml")
            return (TOTAL,), grams * Amount.of_exact(_ONE, "g").exact_in(self.mass_unit) * self.factor
        raise Unbalanced(
            f"q.s. fills up to the total, and nothing says how much that is: the formula yields {formula.yields}. "
            'Give basis = "total" and basis_amount = "5000 g".',
            rest,
            "amount",
        )

    # Refusals

    def _refuse_without_size(self) -> NoReturn:
        basis = group_text(self.formula.basis) if self.formula.basis else "its basis"
        if self.formula.basis and self.formula.basis_amount is None:
            raise Unbalanced(
                f"every line of {basis} is a share, and nothing says how much 100 % is: "
                'give the formula a basis_amount, such as basis_amount = "4000 g".',
                key="basis_amount",
            )
        raise Unbalanced(
            "the shares lead round in a circle: each is a share of something that is itself only shares. "
            "Give one of the ingredients an amount.",
            key="basis",
        )

    def _refuse_what_does_not_add_up(
        self, values: Sequence[Fraction], groups: Mapping[tuple[str, ...], tuple[Fraction, str]]
    ) -> None:
        if self.rest is not None and values[self.rest] < 0:
            over = Amount.of_exact(-values[self.rest], self.units[self.rest])
            raise Unbalanced(
                f"nothing is left for {self.lines[self.rest].name}: the others come to {over} too much. "
                "Lower a share or raise basis_amount.",
                self.rest,
                "amount",
            )
        for group, (value, unit) in groups.items():
            if value == 0 and group == self.formula.basis and self.formula.basis_amount is None:
                self._refuse_without_size()
            if value <= 0:
                raise Unbalanced(
                    f"{group_text(group)} comes to {'less than ' if value < 0 else ''}nothing, so there is no share "
                    "of it: give what belongs to it an amount.",
                    next(
                        (n for n, line in enumerate(self.lines) if line.share and line.share.of == group),
                        None,
                    ),
                    "share",
                )
            if group == self.formula.basis and self.formula.basis_amount is not None:
                summed = _dot(self._sum(group), [_ONE, *self._known(groups, values)])
                self._refuse_gap(group, value, summed, unit)

    def _known(
        self, groups: Mapping[tuple[str, ...], tuple[Fraction, str]], values: Sequence[Fraction]
    ) -> Iterable[Fraction]:
        yield from (value for value, _ in groups.values())
        if self.rest is not None:
            yield values[self.rest]

    def _refuse_gap(self, group: tuple[str, ...], wanted: Fraction, found: Fraction, unit: str) -> None:
        if wanted == found:
            return
        percent = found / wanted * 100
        gap = Amount.of_exact(abs(wanted - found), unit)
        short = found < wanted
        raise Unbalanced(
            f"{group_text(group)} {'add' if group != (TOTAL,) else 'adds'} up to {_percent(percent)} of basis_amount: "
            f"{_percent(abs(100 - percent))} ({gap}) {'is missing' if short else 'is too much'}. "
            "The shares of a basis make 100 %.",
            key="basis_amount" if group == (TOTAL,) else "basis",
        )


def _percent(value: Fraction) -> str:
    return str(Amount.of_exact(round(value * 10**6) / Fraction(10**6), "g")).removesuffix(" g") + " %"


def _a(dimension: str) -> str:
    return {"mass": "a weight", "volume": "a volume"}.get(dimension, f"a {dimension}")


def _unit(formula: Formula, dimension: str, default: str) -> str:
    """The unit that the formula itself uses: so that grams need no conversion and pounds stay pounds."""
    amounts = [formula.basis_amount, *(line.written for line in formula.lines), formula.yields]
    return next((each.unit for each in amounts if each is not None and each.dimension == dimension), default)


def _plus(vector: Vector, other: Vector, factor: Fraction) -> Vector:
    return [one + two * factor if two else one for one, two in zip(vector, other, strict=True)]


def _times(vector: Vector, factor: Fraction) -> Vector:
    return vector if factor == 1 else [each * factor for each in vector]


def _dot(vector: Vector, known: Sequence[Fraction]) -> Fraction:
    return sum((one * two for one, two in zip(vector, known, strict=True) if one), _ZERO)


def _eliminated(rows: list[Vector]) -> list[Fraction] | None:
    """The unknowns for which every row is nothing; None where they are not all decided."""
    rows = [list(row) for row in rows]
    size = len(rows)
    for place in range(1, size + 1):
        pivot = next((row for row in rows[place - 1 :] if row[place]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        pivot = [each / pivot[place] for each in pivot]
        rows = [_plus(row, pivot, -row[place]) if row[place] else row for row in rows]
        rows.insert(place - 1, pivot)
    return [-row[0] for row in rows]
