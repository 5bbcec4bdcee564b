"""Which lots went into a batch, and which batches a lot went into: through every batch made for another.

A batch is named as the lot of a weighing by its code. Records can be wrong in any way, so that a batch may
even be said to hold itself: everything is followed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from recipekeeper.material.naming import folded
from recipekeeper.material.shelf import Shelf, came_by
from recipekeeper.material.takings import Taking, total
from recipekeeper.quantity import Amount

BATCH: Final = "batch"
LOT: Final = "lot"
TYPED: Final = "typed"
"""A lot that was typed at a weighing and is neither received here nor made here."""

CAME_LATER: Final = "this delivery of the lot came only later"
"""What is said of such a link."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What something is made of: a lot by its code, a batch by its code, or a lot as it was typed."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that went into one batch, as one ingredient."""

    thing: Thing
    batch: str
    ingredient: str
    amount: Amount | None
    """None where it is not known how much of it."""
    came_later: bool = False
    """Whether a supplier's lot was weighed before any delivery of it had come: this one is of the same lot."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A link as it is met on the way; `depth` is 1 for what is next to the thing that was asked about."""

    link: Link
    depth: int
    is_again: bool = False
    """Whether what lies behind it was followed at an earlier place, and is not told twice."""


def links(takings: Iterable[Taking], shelf: Shelf) -> tuple[Link, ...]:
    """What went into what, each thing once for each batch and ingredient, in the order of the takings.

    Where one supplier's lot came in several deliveries, each of them that had come may be in the batch. Where
    none had, those that came later stand for their lot, and say so: a recall of the lot must reach the batch.
    """
    spellings: dict[str, str] = {}
    amounts: dict[tuple[Thing, str, str], list[Amount | None]] = {}
    had_come: set[tuple[Thing, str, str]] = set()
    for taking in takings:
        things = _things(taking, shelf, spellings)
        comes_later = any(not came_by(lot, taking) for lot in shelf.lots(taking))
        for thing in things:
            share = taking.amount if len(things) == 1 else None
            place = (thing, taking.batch, taking.ingredient)
            amounts.setdefault(place, []).append(share)
            if thing.kind != LOT or not comes_later:
                had_come.add(place)
    return tuple(
        Link(*place, _sum(shares), came_later=place not in had_come) for place, shares in amounts.items()
    )


def backward(known: Iterable[Link], thing: Thing) -> tuple[Branch, ...]:
    """All that went into a batch, and into what went into it; a branch follows what it went into."""
    into: dict[Thing, list[Link]] = {}
    for link in known:
        into.setdefault(Thing(BATCH, link.batch), []).append(link)
    return tuple(_walk(thing, into, lambda link: link.thing))


def forward(known: Iterable[Link], thing: Thing) -> tuple[Branch, ...]:
    """Every batch that a thing went into, and those that these went into."""
    out_of: dict[Thing, list[Link]] = {}
    for link in known:
        out_of.setdefault(link.thing, []).append(link)
    return tuple(_walk(thing, out_of, lambda link: Thing(BATCH, link.batch)))


def _things(taking: Taking, shelf: Shelf, spellings: dict[str, str]) -> list[Thing]:
    batch = shelf.batch(taking.lot)
    if batch is not None:
        return [Thing(BATCH, batch)]
    lots = shelf.lots(taking)
    if lots:
        return [Thing(LOT, lot.code) for lot in lots]
    return [Thing(TYPED, spellings.setdefault(folded(taking.lot), taking.lot))]


def _sum(shares: list[Amount | None]) -> Amount | None:
    amounts = [share for share in shares if share is not None]
    return total(amounts) if len(amounts) == len(shares) else None


def _walk(start: Thing, near: Mapping[Thing, list[Link]], end: Callable[[Link], Thing]) -> Iterator[Branch]:
    """Depth first, with a stack of our own: a chain of batches may be longer than Python recurses."""
    followed = {start}
    waiting = [(link, 1) for link in reversed(near.get(start, []))]
    while waiting:
        link, depth = waiting.pop()
        reached = end(link)
        beyond = near.get(reached, [])
        yield Branch(link, depth, is_again=reached in followed and bool(beyond))
        if reached not in followed:
            followed.add(reached)
            waiting += [(each, depth + 1) for each in reversed(beyond)]
