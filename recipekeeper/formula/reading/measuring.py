"""Which instrument shows what, and whether a check asks for one that can show its measure."""

from __future__ import annotations

from recipekeeper.formula.findings import place
from recipekeeper.formula.model import Check
from recipekeeper.formula.reading.table import Table

SHOWS: dict[str, tuple[str, ...]] = {
    "pH meter": ("ph",),
    "thermometer": ("temperature",),
    "scale": ("mass",),
    "hydrometer": ("gravity", "plato", "brix"),
    "refractometer": ("brix", "plato", "gravity", "percent"),
}
"""The dimensions that each kind shows; what is of no kind may show anything."""

BARE = {"pH meter": "pH", "hydrometer": "SG", "refractometer": "Brix"}
"""The unit that a number alone has on an instrument that everybody reads in one."""


def review_instrument(table: Table, check: Check) -> None:
    """Note an instrument that cannot show what the check reads, and a value that it is not needed above."""
    kind, above = check.measured_with, check.meter_above
    if kind is None:
        return
    if above is not None and check.instrument is None and above.dimension != "ph":
        message = f"{above} is no pH, and nothing says which instrument is needed above it, such as"
        table.findings.error(place(table.where, "meter_above"), f'{message} instrument = "thermometer".')
        return
    key = "instrument" if "instrument" in table.keys else "meter_above"
    if check.words:
        message = f"{check.measure} is read in words, and a {kind} shows a number."
        table.findings.error(place(table.where, key), message)
        return
    points = [*check.points, *([above] if above is not None else [])]
    other = next((point for point in points if point.dimension not in SHOWS[kind]), None)
    if other is not None and other.dimension != "number":
        message = f"{check.measure} is read in {other.symbol}, such as {other}, which a {kind} does not show."
        table.findings.error(place(table.where, key), message)
    elif above is not None and any(point.dimension != above.dimension for point in check.points):
        message = f"{above} does not compare with {check.points[0]}, which the check asks for."
        table.findings.error(place(table.where, "meter_above"), message)
