"""The program's own table of materials: SAP values, densities, INCI names and allergens, with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.errors import QuantityError, Unreadable
from recipekeeper.formula.substance.material import Material, Materials, Sap, read_sap

if TYPE_CHECKING:
    from recipekeeper.quantity import Density

TABLES = (
    Path(__file__).parent / "data" / "oils.csv",
    Path(__file__).parent / "data" / "materials.csv",
)
_COLUMNS = frozenset(
    {
        "name", "also", "kind", "sap", "sap_low", "sap_high", "sap_source", "density", "density_at",
        "density_source", "inci", "inci_soap", "allergens", "contains", "note",
    }
)  # fmt: skip
_KINDS = frozenset({"", "fat", "scent"})


@cache
def shipped() -> Materials:
    """Every material that the program knows; raises Unreadable where its own tables are damaged."""
    return Materials(material for table in TABLES for material in read_table(table))


def read_table(table: Path) -> tuple[Material, ...]:
    """The materials of one table; raises Unreadable with the line that is damaged."""
    import csv  # late: only a formula that leaves a value to the table needs it

    try:
        with table.open(encoding="utf-8", newline="") as file:
            return tuple(_materials(csv.reader(file, strict=True), table))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _damaged(table, f"cannot be read ({error})") from None


def _materials(rows: Iterator[list[str]], table: Path) -> Iterator[Material]:
    columns = next(rows, [])
    if "name" not in columns or not _COLUMNS.issuperset(columns):
        raise _damaged(table, "does not begin with the names of its columns")
    for number, cells in enumerate(rows, start=2):
        try:
            if len(cells) != len(columns):
                raise _damaged(table, f"has {len(cells)} cells instead of {len(columns)} in row {number}")
            yield _material(dict(zip(columns, cells, strict=True)))
        except (QuantityError, ValueError) as error:
            raise _damaged(table, f"holds what cannot be read in row {number} ({error})") from None


def _material(row: dict[str, str]) -> Material:
    name, kind = row["name"], row.get("kind", "")
    if not name or kind not in _KINDS:
        raise ValueError(name or kind)
    sap = _sap(row, "sap")
    low, high = _sap(row, "sap_low"), _sap(row, "sap_high")
    return Material(
        name=name,
        also=_list(row, "also"),
        is_fat=kind == "fat" or sap is not None,
        is_scent=kind == "scent",
        sap=sap,
        sap_low=low.koh if low else None,
        sap_high=high.koh if high else None,
        sap_source=row.get("sap_source", ""),
        density=_density(row["density"]) if row.get("density") else None,
        density_at=row.get("density_at", ""),
        density_source=row.get("density_source", ""),
        inci=row.get("inci", ""),
        inci_soap=row.get("inci_soap", ""),
        allergens=_list(row, "allergens"),
        contains=_list(row, "contains"),
        note=row.get("note", ""),
    )


def _sap(row: dict[str, str], column: str) -> Sap | None:
    return read_sap(row[column]) if row.get(column) else None


def _density(text: str) -> Density:
    from recipekeeper.quantity import read_density  # late: loaded when the table is

    return read_density(text)


def _list(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(row[column].split("; ")) if row.get(column) else ()


def _damaged(table: Path, how: str) -> Unreadable:
    return Unreadable(
        f"The program's own table {table.name} {how}. Install recipekeeper again: the file is {table}."
    )
