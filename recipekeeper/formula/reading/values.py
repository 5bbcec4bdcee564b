"""From the canonical document to values: every quantity read, every refusal noted with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from recipekeeper.formula.findings import Findings, place
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Fill, Law, Line, Origin, Rounding, Step
from recipekeeper.formula.reading.table import Table
from recipekeeper.formula.substance.roles import is_alkali, rounding_by_role
from recipekeeper.quantity import Amount, Setpoint, Span, UnitSystem

if TYPE_CHECKING:
    from recipekeeper.formula.depending import Apart, Lookup
    from recipekeeper.formula.keeping import Durability
    from recipekeeper.formula.lye import Lye
    from recipekeeper.quantity import Density


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a formula; `lines` and `steps` stand in the order of the document's tables."""

    table: Table
    yields: Amount | None
    yield_within: Limits | None
    lines: list[Line | None]
    """None for an ingredient without a readable amount. Those that the lye adds stand in `lye_lines`."""
    steps: list[Step]
    basis: tuple[str, ...]
    basis_amount: Amount | None
    lye: Lye | None
    lye_lines: list[Line]
    fill: Fill | None
    density: Density | None
    vessel_fill: Fraction | None
    best_before: Durability | None


def read_draft(document: Mapping[str, Any], findings: Findings) -> Draft:
    """Every quantity of a canonical document read, every refusal noted."""
    units = UnitSystem(document["units"]) if "units" in document else None
    table = Table(document, "", findings, units)
    ingredients = table.tables("ingredient")
    lye_table, fill_table = table.table("lye"), table.table("fill")
    lye, lye_lines = _lye(lye_table) if lye_table else (None, [])
    basis = table.names("basis")
    soap = lye_table is not None or any(is_alkali(ingredient.text("name")) for ingredient in ingredients)
    return Draft(
        table=table,
        yields=table.amount("yields"),
        yield_within=table.range("yield_within"),
        lines=[_line(ingredient, basis, beside_alkali=soap) for ingredient in ingredients],
        steps=_steps(table.tables("step")),
        basis=basis,
        basis_amount=table.amount("basis_amount"),
        lye=lye,
        lye_lines=lye_lines,
        fill=_fill(fill_table) if fill_table else None,
        density=table.density("density"),
        vessel_fill=table.percent("vessel_fill"),
        best_before=_keeping(table),
    )


def _keeping(table: Table) -> Durability | None:
    typed = table.maybe("best_before")
    if typed is None:
        return None
    from recipekeeper.formula.keeping import read_keeping  # late: few formulas say it

    return table.findings.attempt("best_before", lambda: read_keeping(typed))


def is_quantum_satis(text: str) -> bool:
    """Whether an amount says: as much as is needed."""
    return text.casefold().replace(".", "").replace(" ", "") in {"qs", "qs to 100", "qsad", "quantum satis"}


NOTHING = Amount(Decimal(0), "g")
"""What a line holds until the whole formula is balanced."""


def _line(table: Table, basis: tuple[str, ...], *, beside_alkali: bool) -> Line | None:
    share = table.share("share", table.names("of") or basis)
    rest = is_quantum_satis(table.text("amount"))
    amount = None if rest else table.amount("amount")
    origin = Origin.SHARE if share else Origin.REST if rest else Origin.GIVEN
    tolerance = table.span("tolerance")
    resolution = table.amount("resolution")
    purity, sap, density, pack = (
        table.percent("purity"),
        table.sap("sap"),
        table.density("density"),
        table.amount("pack"),
    )
    if amount is None and origin is Origin.GIVEN:
        return None
    name, phase = table.text("name"), table.text("phase")
    by_role = rounding_by_role(name, phase, has_sap="sap" in table.keys, beside_alkali=beside_alkali)
    return Line(
        name=name,
        amount=amount or NOTHING,
        phase=phase or None,
        tolerance=tolerance,
        resolution=resolution,
        rounding=Rounding(table.keys["round"]) if "round" in table.keys else by_role,
        law=Law(table.keys.get("scales", "linear")),
        was=table.maybe("was"),
        origin=origin,
        written=amount,
        share=share,
        pack=pack,
        sap=sap,
        purity=purity,
        density=density,
        product_of=table.maybe("formula"),
        inci=table.maybe("inci"),
        allergens=table.names("allergens"),
        contains=table.names("contains"),
        original=table.maybe("original"),
        doubt=table.maybe("doubt"),
        checked=table.flag("checked"),
    )


def _lye(table: Table) -> tuple[Lye | None, list[Line]]:
    # Only a formula that has its lye computed needs to know how.
    from recipekeeper.formula.reading.lye_table import lye_lines, read_lye

    lye = read_lye(table)
    return lye, lye_lines(table, lye) if lye else []


def _fill(table: Table) -> Fill | None:
    each = table.amount("each")
    loss, overage = table.percent("loss"), table.percent("overage")
    fixed = table.amount("fixed_loss")
    if each is None:
        return None
    return Fill(each, table.text("unit") or "piece", loss or Fraction(0), fixed, overage or Fraction(0))


# Steps


def _steps(tables: list[Table]) -> list[Step]:
    steps = [_step(table) for table in tables]
    if not any(step.after or any(check.lookup or check.apart for check in step.checks) for step in steps):
        return steps
    # Only what names another step or reading has it looked up.
    from recipekeeper.formula.reading.depending import placed

    return placed(steps, tables)


def _step(table: Table) -> Step:
    return Step(
        name=table.text("name"),
        text=table.text("text"),
        uses=table.names("uses"),
        equipment=table.maybe("equipment"),
        lasts=table.duration("lasts"),
        within=table.duration("within"),
        wait_at_most=table.duration("wait_at_most"),
        due=table.duration("due"),
        after=table.maybe("after"),
        checked=table.flag("checked"),
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
        critical=limits if whole else table.pair("critical") or _one_sided(table),
        words=words,
        words_critical=whole and bool(words),
        each=table.duration("each"),
        lookup=_lookup(table),
        apart=_apart(table),
        due=table.durations("due"),
        retest=table.flag("retest"),
        instrument=table.maybe("instrument"),
        meter_above=table.setpoint("meter_above"),
        checked=table.flag("checked"),
        was=table.maybe("was"),
    )


def _lookup(table: Table) -> Lookup | None:
    if "depends_on" not in table.keys:
        return None
    from recipekeeper.formula.reading.depending import read_lookup  # late, as above

    return read_lookup(table)


def _apart(table: Table) -> Apart | None:
    if "apart_from" not in table.keys:
        return None
    from recipekeeper.formula.reading.depending import read_apart  # late, as above

    return read_apart(table)


def _one_sided(table: Table) -> Limits | None:
    """Critical limits of which only one end is set."""
    low, high = table.setpoint("critical_at_least"), table.setpoint("critical_at_most")
    return None if low is None and high is None else Limits(low, high)


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
