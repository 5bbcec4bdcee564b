"""What to warn of when a lot is weighed: one that is over, or one of something else. Nothing is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recipekeeper.batch.model import Draft
from recipekeeper.material.model import Lot
from recipekeeper.material.naming import same_material
from recipekeeper.material.shelf import Shelf
from recipekeeper.store import Reading


def doubts(reading: Reading, drafts: Iterable[Draft]) -> tuple[str, ...]:
    """A sentence for each lot that is known here, and expired or of another material than what was weighed."""
    shelf = Shelf(reading.lots())
    found = (
        sentence
        for draft in drafts
        if draft.lot and draft.name
        for sentence in _doubts(shelf.named(draft.lot, draft.name), draft, draft.name)
    )
    return tuple(dict.fromkeys(found))


def _doubts(lots: Sequence[Lot], draft: Draft, ingredient: str) -> Iterator[str]:
    if not lots:
        return
    if not any(_means(lot.material, ingredient) for lot in lots):
        yield f"Lot {draft.lot} is {lots[0].material}, and this is weighed as {ingredient}."
    day = draft.happened_at and draft.happened_at.date()
    if day and all(lot.is_expired(day) for lot in lots):
        yield f"Lot {draft.lot} of {lots[-1].material} expired: {lots[-1].expires}."


def _means(material: str, ingredient: str) -> bool:
    if same_material(material, ingredient):
        return True
    # Only two names have need of the table: lye is sodium hydroxide.
    from recipekeeper.files.materials import shipped

    known = shipped().find(material)
    return known is not None and known is shipped().find(ingredient)
