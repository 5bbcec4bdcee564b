"""What stands in the picture of a genealogy: each lot and batch in a maker's words, backward and forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.model import Disposition, State
from recipekeeper.material.genealogy import BATCH, CAME_LATER, LOT, TYPED, Branch, Link, Thing
from recipekeeper.material.model import Lot
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.paper.picture.lineage import Box, Lineage, Panel, panels, tree
from recipekeeper.paper.report.page import Fact

_LOUD = {Disposition.HOLD: "on hold", Disposition.REJECTED: "rejected"}


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a batch."""

    formula: str
    """`SOAP-LAV@3`."""
    state: State
    disposition: Disposition
    outcome: str | None
    began_at: datetime | None
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A lot or a batch with all that went into it and all that it went into, and what is known of each."""

    thing: Thing
    backward: Sequence[Branch]
    forward: Sequence[Branch]
    lots: Mapping[str, Lot]
    batches: Mapping[str, Made]
    without_lot: Sequence[str] = ()
    parts: Sequence[str] = ()
    head: str = ""
    as_of: datetime | None = None


def compose(known: Known, now: datetime) -> Lineage:
    """The picture; `now` is its date where the store has none."""
    thing = known.thing
    root = _box(known, thing)
    behind = _panels(
        known, root, known.backward, "What went into it", 1, lambda link: link.thing, is_mirrored=True
    )
    beyond = _panels(
        known,
        root,
        known.forward,
        "Where it went",
        len(behind) + 1,
        lambda link: Thing(BATCH, link.batch),
        is_mirrored=False,
    )
    return Lineage(
        name=root.code,
        kind=BATCH if thing.kind == BATCH else LOT,
        batch=thing.code,
        dated=known.as_of or now,
        facts=tuple(_facts(known, root)),
        summary=tuple(_summary(known)),
        panels=(*behind, *beyond),
        head=known.head,
        as_of=moment(known.as_of) if known.as_of else "",
    )


def _panels(
    known: Known,
    root: Box,
    branches: Sequence[Branch],
    title: str,
    first: int,
    end: Callable[[Link], Thing],
    *,
    is_mirrored: bool,
) -> tuple[Panel, ...]:
    if not branches:
        return ()
    boxes = [(branch.depth, _branch(known, branch, end(branch.link))) for branch in branches]
    return panels(tree(root, boxes), title, first, is_mirrored=is_mirrored)


def _branch(known: Known, branch: Branch, thing: Thing) -> Box:
    link = branch.link
    amount = "some" if link.amount is None else str(link.amount)
    other = f"in {link.batch}" if thing == link.thing else f"of {link.thing.code}"
    box = _box(known, thing)
    said = (CAME_LATER if link.came_later else "", "what hangs on it stands above" if branch.is_again else "")
    return Box(
        box.code,
        box.kind,
        box.lines,
        box.mark,
        link=one_line(f"{amount} as {link.ingredient} {other}"),
        note="; ".join(filter(None, said)),
    )


def _box(known: Known, thing: Thing) -> Box:
    if thing.kind == BATCH:
        made = known.batches.get(thing.code)
        if made is None:
            return Box(thing.code, BATCH, ("not in this store",))
        return Box(thing.code, BATCH, tuple(map(one_line, _of_batch(made))), _mark(made))
    if thing.kind == LOT:
        return Box(thing.code, LOT, tuple(map(one_line, _of_lot(known.lots[thing.code]))))
    return Box(one_line(thing.code), TYPED, ("never received here",))


def _of_batch(made: Made) -> tuple[str, ...]:
    """`SOAP-LAV@3, begun 2026-11-21, finished, released`."""
    began = f", begun {made.began_at:%Y-%m-%d}" if made.began_at else ""
    decided = made.disposition
    said = (
        made.state.value,
        "" if decided is Disposition.NONE else _LOUD.get(decided, decided.value),
        f"outcome {made.outcome}" if made.outcome else "",
        "trial" if made.is_trial else "",
    )
    return (", ".join(filter(None, (f"{made.formula}{began}", *said))),)


def _mark(made: Made) -> str:
    if made.state is State.VOID:
        return "void"
    return _LOUD.get(made.disposition, "bad" if made.outcome == "bad" else "")


def _of_lot(lot: Lot) -> tuple[str, ...]:
    """`5 kg olive oil, received 2026-11-20`, then `lot OO-2509 of The Mill, expires 2027-05`."""
    theirs = f"lot {lot.supplier_lot}" if lot.supplier_lot else ""
    supplier = f"of {lot.supplier}" if lot.supplier else ""
    expires = f"expires {lot.expires}" if lot.expires else ""
    whose = " ".join(filter(None, (theirs, supplier)))
    lines = (
        f"{lot.amount} {lot.material}, received {lot.received_at:%Y-%m-%d}",
        ", ".join(filter(None, (whose, expires))),
    )
    return tuple(filter(None, lines))


def _facts(known: Known, root: Box) -> tuple[Fact, ...]:
    kind = "Batch" if known.thing.kind == BATCH else "Lot"
    return (
        Fact(kind, "; ".join(root.lines)),
        Fact("Split into", ", ".join(known.parts)),
        Fact("Weighed without a lot", one_line(", ".join(known.without_lot))),
    )


def _summary(known: Known) -> tuple[str, ...]:
    behind = {branch.link.thing for branch in known.backward}
    beyond = {branch.link.batch for branch in known.forward}
    batches = sum(thing.kind == BATCH for thing in behind)
    lots = len(behind) - batches
    said = []
    if known.thing.kind == BATCH:
        went = " and ".join(filter(None, (_counted(lots, "lot"), _counted(batches, "batch"))))
        said.append(f"{went} went into it." if went else "No lot is recorded of what went into it.")
    said.append(
        f"It went into {_counted(len(beyond), 'batch')}."
        if beyond
        else "No batch is recorded that it went into."
    )
    return tuple(said)


def _counted(number: int, word: str) -> str:
    plural = f"{word}es" if word.endswith("ch") else f"{word}s"
    return "" if not number else f"{number} {word if number == 1 else plural}"
