"""The shadow of a lot: every batch that it touched, what became of each, and whether they went bad more often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.record import folded, record
from recipekeeper.material.genealogy import BATCH, Link, Thing, backward, forward, links
from recipekeeper.material.model import Lot
from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.lot_finding import find_thing
from recipekeeper.operations.goods.lots import shelf_and_takings
from recipekeeper.store import Reading
from recipekeeper.trace.studying.shadow import Counts, chance_of, counts
from recipekeeper.trace.tracing import is_bad


@dataclass(frozen=True, slots=True)
class Touched:
    """One batch that the lot is in: through which links, how many batches away, and what became of it.

    `depth` is 1 where it was weighed in itself. `is_bad` is None where the batch counts as neither.
    """

    record: BatchRecord
    links: tuple[Link, ...]
    depth: int
    is_bad: bool | None


@dataclass(frozen=True, slots=True)
class Together:
    """Another lot that is in every batch which the lot is in, and in how many besides.

    In none besides: no count can tell the two apart.
    """

    thing: Thing
    ingredient: str
    besides: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """All that a lot touched. `chance` is over all formulas together; None where there is nothing to compare."""

    thing: Thing
    lot: Lot | None
    batches: tuple[Touched, ...]
    counts: tuple[Counts, ...]
    chance: float | None
    together: tuple[Together, ...]


def shadow_of(context: Context, typed: str) -> Shadow:
    """The shadow of a lot by its code or the supplier's, as it was only typed at a weighing, or of a batch.

    A batch that was made for another is a lot of that one. Raises NotFound, and Ambiguous where a prefix fits
    several.
    """
    with context.read() as reading:
        lots = {lot.code: lot for lot in reading.lots()}
        shelf, taken = shelf_and_takings(reading)
        known = links(taken, shelf)
        cards = [card.batch for card in reading.cards()]
        thing = find_thing(shelf.batch(typed) or typed, tuple(lots.values()), known, cards)
        batches = _touched(reading, known, thing)
        told = _counts(reading, batches)
    return Shadow(
        thing, lots.get(thing.code), batches, told, chance_of(told), _together(known, thing, batches)
    )


def _touched(reading: Reading, known: Sequence[Link], thing: Thing) -> tuple[Touched, ...]:
    """In order of their beginning."""
    ways: defaultdict[str, list[Link]] = defaultdict(list)
    depths: dict[str, int] = {}
    for branch in forward(known, thing):
        batch = branch.link.batch
        if branch.link not in ways[batch]:
            ways[batch].append(branch.link)
        depths[batch] = min(branch.depth, depths.get(batch, branch.depth))
    found = []
    for batch in ways:
        plan = reading.plan(batch)
        if plan is not None:
            one = record(plan, reading.entries(batch))
            found.append(Touched(one, tuple(ways[batch]), depths[batch], is_bad(one)))
    return tuple(sorted(found, key=lambda each: _began(each.record)))


def _began(one: BatchRecord) -> tuple[float, str]:
    began = one.state.started_at
    return (began.timestamp() if began else 0.0, one.plan.batch)


def _counts(reading: Reading, batches: Sequence[Touched]) -> tuple[Counts, ...]:
    ingredients: defaultdict[str, set[str]] = defaultdict(set)
    for each in batches:
        ingredients[each.record.plan.formula.code] |= {link.ingredient for link in each.links}
    touched = {each.record.plan.batch for each in batches}
    return tuple(
        counts(
            code,
            [folded(plan, log) for plan, log in reading.pasts(code, most=None)],
            touched,
            names,
        )
        for code, names in sorted(ingredients.items())
    )


def _together(known: Sequence[Link], thing: Thing, batches: Sequence[Touched]) -> tuple[Together, ...]:
    """Other lots in all of them, as far back as they go; what carried the lot itself is no other lot."""
    touched = {each.record.plan.batch for each in batches}
    if not touched:
        return ()
    first = batches[0].record.plan.batch
    own = {thing, *(Thing(BATCH, batch) for batch in touched)}
    others = {
        branch.link.thing: branch.link.ingredient
        for branch in reversed(backward(known, Thing(BATCH, first)))
        if branch.link.thing not in own
    }
    found = []
    for other, ingredient in reversed(others.items()):
        reached = {branch.link.batch for branch in forward(known, other)}
        if touched <= reached and not _is_behind(known, thing, other):
            found.append(Together(other, ingredient, len(reached - touched)))
    return tuple(sorted(found, key=lambda each: each.besides))


def _is_behind(known: Sequence[Link], thing: Thing, other: Thing) -> bool:
    """Whether the one went into the other: of a batch as a lot, its own ingredients."""
    return any(branch.link.thing == other for branch in backward(known, thing))
