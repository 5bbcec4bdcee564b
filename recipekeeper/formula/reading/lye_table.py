"""The table [lye] of a file, and the lines that it stands for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recipekeeper.formula.amounts.lye import LYE_PHASE, computed
from recipekeeper.formula.findings import place
from recipekeeper.formula.lye import Lye, Water
from recipekeeper.formula.model import Line, Origin, Rounding
from recipekeeper.formula.reading.table import Table, percent
from recipekeeper.formula.substance.sap import Alkali
from recipekeeper.quantity import Amount


def read_lye(table: Table) -> Lye | None:
    """How the lye follows from the oils; None where the table does not say enough."""
    parts = _parts(table)
    superfat = _superfat(table)
    ways = [
        (way, table.ratio(way.value) if way is Water.RATIO else table.percent(way.value)) for way in Water
    ]
    solution = table.percent("solution")
    given = [(way, value) for way, value in ways if value is not None]
    if table.findings.errors or not parts or superfat is None or len(given) != 1:
        return None
    if given[0] == (Water.CONCENTRATION, Fraction(0)):
        return None  # review_parts says why
    purity = tuple((alkali, _purity(table, alkali) or Fraction(1)) for alkali, _ in parts)
    return Lye(tuple(parts), purity, superfat, *given[0], solution)


def _superfat(table: Table) -> Fraction | None:
    """Below 0 is an excess of lye: it can be written, and is then an error of the trade."""
    text = table.text("superfat").strip()
    if text.startswith(("-", "−")):
        value = table.findings.attempt(place(table.where, "superfat"), lambda: percent(text[1:]))
        return None if value is None else -value
    value = table.percent("superfat")
    if value == 1:
        message = 'a superfat of 100 % leaves no lye at all; it is below 100 %, such as superfat = "5 %".'
        table.findings.error(place(table.where, "superfat"), message)
        return None
    return value


def _parts(table: Table) -> list[tuple[Alkali, Fraction]]:
    written = table.keys.get("alkali")
    if isinstance(written, str):
        return [(Alkali(written), Fraction(1))]
    parts = [(Alkali(name), table.part_of("alkali", name)) for name in written or ()]
    return [(alkali, part) for alkali, part in parts if part is not None]


def _purity(table: Table, alkali: Alkali) -> Fraction | None:
    written = table.keys.get("purity", "100 %")
    if isinstance(written, str):
        return table.percent("purity")
    return table.part_of("purity", alkali.value) if alkali.value in written else None


def lye_lines(table: Table, lye: Lye) -> list[Line]:
    """The lines that are computed, in the order in which they are weighed; their amounts come later."""
    alkali = table.span("tolerance"), table.amount("resolution"), Rounding.DOWN
    water = table.span("water_tolerance"), table.amount("water_resolution"), Rounding.UP
    lines = []
    for part in computed(lye):
        tolerance, resolution, rounding = alkali if part.alkali else water
        checked = part.alkali is not None and table.flag("checked")
        lines.append(
            Line(
                name=part.name,
                amount=Amount(Decimal(0), "g"),
                phase=LYE_PHASE,
                tolerance=tolerance,
                resolution=resolution,
                rounding=rounding,
                origin=Origin.LYE,
                checked=checked,
            )
        )
    return lines
