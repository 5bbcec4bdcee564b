"""Lots as people read them: what came, what is left, where it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from recipekeeper.cli.recording.entry_text import state_words
from recipekeeper.cli.screen import say, table
from recipekeeper.material.genealogy import BATCH, CAME_LATER, LOT
from recipekeeper.material.model import MovementKind
from recipekeeper.material.wording import remarks
from recipekeeper.quantity import Amount

if TYPE_CHECKING:
    from recipekeeper.material.genealogy import Branch, Link, Thing
    from recipekeeper.material.model import Lot
    from recipekeeper.material.stock import LotOnHand
    from recipekeeper.operations.goods.genealogies import Genealogy
    from recipekeeper.operations.goods.lots import LotRecord, Moved, Received
    from recipekeeper.store import Card


def received(done: Received) -> None:
    """The code that a delivery got, and what to do with it."""
    say(f"{done.lot.code}: {_came(done.lot)}")
    say(f"Weigh from it with: --lot {done.lot.code}")


def listed(lots: Sequence[LotOnHand], day: date) -> None:
    """What is on hand, material by material."""
    if not lots:
        say('There is no lot yet. Receive one: rk lot receive "olive oil" 5 kg --lot OO-2509')
        return
    rows = [
        (
            one.lot.code,
            one.lot.material,
            _left(one),
            _expires(one, day),
            one.lot.supplier_lot or "",
            one.lot.supplier or "",
            f"{one.lot.received_at:%Y-%m-%d}",
        )
        for one in lots
    ]
    table(("lot", "material", "on hand>", "expires", "supplier's lot", "supplier", "received"), rows)


def shown(found: LotRecord, day: date) -> None:
    """One lot: what came, what is left, and what became of the rest."""
    one = found.lot
    say(f"{one.lot.code}  {_came(one.lot)}", strong=True)
    for what, words in (("SAP of this lot", one.lot.sap), ("paid", one.lot.paid), ("note", one.lot.note)):
        if words:
            say(f"{what}: {words}")
    say(f"on hand: {_left(one)}")
    _say_remarks(one, day)
    for movement in one.movements:
        did = "counted" if movement.kind is MovementKind.COUNT else "discarded"
        say(
            f"{did} {movement.amount} on {movement.at:%Y-%m-%d} by {movement.by}: {movement.why}", indent="  "
        )
    if not one.takings and not one.too_early:
        say("No batch has used it.")
        return
    rows = [
        (
            taking.batch,
            taking.ingredient,
            _known(taking.amount),
            f"{taking.at:%Y-%m-%d}",
            _became(found.batches.get(taking.batch)),
        )
        for taking in (*one.takings, *one.too_early)
    ]
    table(("batch", "as", "amount>", "weighed", "became"), rows)


def moved(done: Moved, day: date) -> None:
    """A count or a discard, and what is left."""
    one, movement = done.after, done.movement
    if movement.kind is MovementKind.COUNT:
        say(f"{one.lot.code}: {movement.amount} counted; by the record it was {_left(done.before)}.")
    else:
        say(f"{one.lot.code}: {movement.amount} discarded ({movement.why}); on hand: {_left(one)}.")
    _say_remarks(one, day)


def genealogy(found: Genealogy) -> None:
    """Both ways, as trees: what stands further in went into, or came out of, what stands before it."""
    say(_thing(found, found.thing), strong=True)
    if found.thing.kind == BATCH:
        say("What went into it:" if found.backward else "No lot is recorded of what went into it.")
        _tree(found.backward, lambda branch: _behind(found, branch))
        if found.without_lot:
            say(f"Weighed without a lot: {', '.join(found.without_lot)}.")
    if found.parts:
        say(f"Split into {', '.join(found.parts)}.")
    say("Where it went:" if found.forward else "No batch is recorded that it went into.")
    _tree(found.forward, lambda branch: _beyond(found, branch))


def _tree(branches: Sequence[Branch], words: Callable[[Branch], str]) -> None:
    for branch in branches:
        again = " (its own are told above)" if branch.is_again else ""
        say(f"{words(branch)}{again}", indent="  " * branch.depth, hanging="  ")


def _behind(found: Genealogy, branch: Branch) -> str:
    link = branch.link
    return f"{_known(link.amount)} {link.ingredient}: {_thing(found, link.thing)}{_later(link)}"


def _beyond(found: Genealogy, branch: Branch) -> str:
    link = branch.link
    card = found.batches.get(link.batch)
    return f"{link.batch}, {_known(link.amount)} as {link.ingredient}: {_became(card)}{_later(link)}"


def _later(link: Link) -> str:
    return f"; {CAME_LATER}" if link.came_later else ""


def _thing(found: Genealogy, thing: Thing) -> str:
    if thing.kind == BATCH:
        card = found.batches.get(thing.code)
        formula = f" of {card.formula}@{card.version}" if card else ""
        return f"{thing.code}{formula}, {_became(card)}"
    if thing.kind == LOT:
        return f"{thing.code}, {_came(found.lots[thing.code])}"
    return f"lot {thing.code}, never received here"


def _came(lot: Lot) -> str:
    """`5 kg olive oil, received 2026-11-20, lot OO-2509 of The Mill, expires 2027-05`."""
    supplier_lot = f"lot {lot.supplier_lot}" if lot.supplier_lot else ""
    supplier = f"of {lot.supplier}" if lot.supplier else ""
    parts = [
        f"{lot.amount} {lot.material}",
        f"received {lot.received_at:%Y-%m-%d}",
        " ".join(filter(None, (supplier_lot, supplier))),
        f"expires {lot.expires}" if lot.expires else "",
    ]
    return ", ".join(filter(None, parts))


def _left(one: LotOnHand) -> str:
    at_most = "at most " if one.unknown else ""
    overdrawn = f", overdrawn by {one.overdrawn}" if one.overdrawn is not None else ""
    return f"{at_most}{one.on_hand}{overdrawn}"


def _expires(one: LotOnHand, day: date) -> str:
    return f"{one.lot.expires or ''}{' expired' if one.lot.is_expired(day) else ''}"


def _known(amount: Amount | None) -> str:
    return "some" if amount is None else str(amount)


def _became(card: Card | None) -> str:
    return state_words(card.state, card.disposition, card.outcome) if card else "unknown"


def _say_remarks(one: LotOnHand, day: date) -> None:
    for sentence in remarks(one, day):
        say(sentence, colour="yellow")
