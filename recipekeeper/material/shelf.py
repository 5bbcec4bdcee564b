"""What a typed lot means: one of our codes, a batch that was made for another, or what a supplier printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from recipekeeper.material.model import Lot
from recipekeeper.material.naming import folded, same_material

if TYPE_CHECKING:
    from recipekeeper.material.takings import Taking


class Shelf:
    """Lots and batches by every name that a weighing may give them, without regard to case."""

    __slots__ = ("_batches", "_by_code", "_by_supplier_lot")

    def __init__(
        self, lots: Iterable[Lot], batches: Iterable[str] = (), parts: Mapping[str, str] | None = None
    ) -> None:
        """`parts` are the batches by the codes of what they were split into."""
        self._by_code: dict[str, Lot] = {}
        self._by_supplier_lot: dict[str, list[Lot]] = {}
        for lot in lots:
            self._by_code[folded(lot.code)] = lot
            if lot.supplier_lot:
                self._by_supplier_lot.setdefault(folded(lot.supplier_lot), []).append(lot)
        self._batches = {folded(code): batch for code, batch in (parts or {}).items()}
        self._batches |= {folded(code): code for code in batches}

    def knows(self, text: str) -> bool:
        """Whether a text, as it stands, names a lot or a batch."""
        name = folded(text)
        return name in self._by_code or name in self._batches or name in self._by_supplier_lot

    def batch(self, text: str) -> str | None:
        """The batch that a lot is, or is a part of, where it was made here."""
        return None if folded(text) in self._by_code else self._batches.get(folded(text))

    def named(self, text: str, material: str) -> tuple[Lot, ...]:
        """The lots that a text names; of several with one supplier's lot, those of the material."""
        name = folded(text)
        if name in self._by_code:
            return (self._by_code[name],)
        if name in self._batches:
            return ()
        lots = self._by_supplier_lot.get(name, [])
        if len(lots) < 2:
            return tuple(lots)
        return tuple(lot for lot in lots if same_material(lot.material, material)) or tuple(lots)

    def lots(self, taking: Taking) -> tuple[Lot, ...]:
        """The lots of which something may have been taken: of several deliveries, those that had come by then.

        Where none had, all of them: they are at least of the supplier's lot that was named.
        """
        lots = self.named(taking.lot, taking.ingredient)
        return tuple(lot for lot in lots if came_by(lot, taking)) or lots


def came_by(lot: Lot, taking: Taking) -> bool:
    """Whether a lot can have been there: a delivery is often noted only in the evening of its day.

    Who names a lot by our own code has it in hand, whatever the clock says.
    """
    day = lot.received_at.date()
    is_by_code = folded(taking.lot) == folded(lot.code)
    return is_by_code or taking.at.astimezone(lot.received_at.tzinfo).date() >= day
