"""What a typed lot refers to: a lot of ours by its code or the supplier's, a batch, or a lot only typed so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recipekeeper.batch.codes import code_of
from recipekeeper.errors import Ambiguous, NotFound
from recipekeeper.formula.findings import shown
from recipekeeper.material.genealogy import BATCH, LOT, TYPED, Link, Thing
from recipekeeper.material.model import Lot
from recipekeeper.material.naming import folded
from recipekeeper.operations.names import nearest


def find_lot(typed: str, lots: Sequence[Lot], weighed: Iterable[str] = ()) -> Lot:
    """The received lot that is meant, by its code or the supplier's; `weighed` are lots as batches name them.

    Raises NotFound, which tells a lot of which batches took and that was never received, and Ambiguous.
    """
    scan = code_of(typed, "lot")
    typed = (scan.lot if scan else None) or typed
    by_code = {lot.code: lot for lot in lots}
    names = _names(lots)
    if fits := _fits(typed, names):
        return by_code[_only(typed, fits, lots).code]
    if any(folded(lot) == folded(typed) for lot in weighed):
        raise NotFound(
            f"{shown(typed)} was weighed, and was never received here: what it went into says "
            f'rk lot trace "{typed}"'
        )
    raise NotFound(f"There is no lot {shown(typed)}. {nearest(typed, list(names), 'lot')}")


def find_thing(typed: str, lots: Sequence[Lot], links: Iterable[Link], batches: Iterable[str]) -> Thing:
    """The lot or batch that is meant, also a lot that was only ever typed at a weighing."""
    scan = code_of(typed, "lot", "batch", "step")
    typed = ((scan.lot or scan.batch) if scan else None) or typed
    names = _names(lots)
    things = [Thing(BATCH, code) for code in batches]
    things += dict.fromkeys(link.thing for link in links if link.thing.kind == TYPED)
    for thing in things:
        names.setdefault(thing.code, []).append(thing)
    if fits := _fits(typed, names):
        return _only(typed, fits, lots)
    raise NotFound(f"There is no lot or batch {shown(typed)}. {nearest(typed, list(names), 'lot')}")


def _names(lots: Sequence[Lot]) -> dict[str, list[Thing]]:
    """Everything that lots are called by."""
    names: dict[str, list[Thing]] = {}
    for lot in lots:
        for name in dict.fromkeys((lot.code, lot.supplier_lot)):
            if name:
                names.setdefault(name, []).append(Thing(LOT, lot.code))
    return names


def _fits(typed: str, names: Mapping[str, list[Thing]]) -> list[Thing]:
    """What a typed name means: a whole code wins over what a supplier printed, a whole name over a prefix."""
    key = folded(typed)
    things = [(folded(name), thing) for name, called in names.items() for thing in called]
    whole = [thing for name, thing in things if name == key]
    for kind in (LOT, BATCH):
        if own := [thing for thing in whole if thing.kind == kind and folded(thing.code) == key]:
            return own[:1]
    begun = [thing for name, thing in things if key and name.startswith(key)]
    return list(dict.fromkeys(whole or begun))


def _only(typed: str, fits: Sequence[Thing], lots: Sequence[Lot]) -> Thing:
    if len(fits) == 1:
        return fits[0]
    materials = {lot.code: lot.material for lot in lots}
    named = [f"{each.code} ({materials[each.code]})" if each.kind == LOT else each.code for each in fits]
    listed = ", ".join(named[:12]) + (" …" if len(named) > 12 else "")
    raise Ambiguous(f"{shown(typed)} fits several lots: {listed}. Write more of the code.")
