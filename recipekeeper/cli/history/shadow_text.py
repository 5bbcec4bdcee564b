"""The shadow of a lot on a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.deviation import Deviation, DeviationStatus, Severity
from recipekeeper.batch.model import BatchRecord, Entry, Kind
from recipekeeper.cli import document
from recipekeeper.cli.recording.entry_text import state_words
from recipekeeper.cli.recording.later_words import words_of
from recipekeeper.cli.screen import counted, say, table
from recipekeeper.material.genealogy import BATCH, LOT, Thing
from recipekeeper.trace.studying.shadow import Counts

if TYPE_CHECKING:
    from recipekeeper.operations.history.shadow import Shadow, Together, Touched

LISTED = 12
"""So many batches of which the lot is not known are named; the JSON has all."""


def shadow_document(found: Shadow) -> document.Document:
    """All that the lot touched; chances and shares are numbers."""
    return {
        **_thing(found.thing),
        "is_received": found.lot is not None,
        "material": found.lot.material if found.lot else None,
        "supplier": found.lot.supplier if found.lot else None,
        "supplier_lot": found.lot.supplier_lot if found.lot else None,
        "received": document.quantity(found.lot.amount) if found.lot else None,
        "received_at": document.moment(found.lot.received_at) if found.lot else None,
        "batches": [_batch(each) for each in found.batches],
        "counts": [_counts(each) for each in found.counts],
        "chance": found.chance,
        "together": [
            {**_thing(each.thing), "ingredient": each.ingredient, "other_batches": each.besides}
            for each in found.together
        ],
    }


def _thing(thing: Thing) -> document.Document:
    return {"kind": BATCH if thing.kind == BATCH else LOT, "code": thing.code}


def _batch(touched: Touched) -> document.Document:
    one = touched.record
    plan, state = one.plan, one.state
    return {
        "batch": plan.batch,
        "formula": plan.formula.code,
        "version": plan.version,
        "trial": plan.trial,
        "began_at": document.moment(state.started_at),
        "depth": touched.depth,
        "through": [
            {
                "from": link.thing.code,
                "ingredient": link.ingredient,
                "amount": document.quantity(link.amount),
            }
            for link in touched.links
        ],
        "state": state.state.value,
        "disposition": state.disposition.value,
        "outcome": state.outcome,
        "symptoms": list(state.symptoms),
        "is_bad": touched.is_bad,
        "deviations": [
            {"id": each.id, "sentence": each.sentence, "severity": each.severity.value}
            for each in _standing(one)
        ],
        "complaints": [words_of(entry) for entry in _of_kind(one, Kind.COMPLAINT)],
        "observations": [words_of(entry) for entry in _of_kind(one, Kind.OBSERVATION)],
        "yield": document.quantity(state.yields),
        "units": document.quantity(state.units),
        "yield_percent": document.number(state.yield_percent),
    }


def _counts(each: Counts) -> document.Document:
    return {
        "formula": each.formula,
        "with": {"bad": each.with_bad, "all": each.with_all},
        "without": {"bad": each.without_bad, "all": each.without_all},
        "unknown": list(each.unknown),
        "chance": each.chance,
    }


def show_shadow(found: Shadow) -> None:
    """Every batch in order of time, the counts, and what else was in all of them."""
    say(f"{_named(found)}: {counted(len(found.batches), 'batch')} touched", strong=True)
    if not found.batches:
        say("No batch is recorded that it went into.")
        return
    rows = [
        (
            each.record.plan.batch,
            f"{each.record.plan.reference}{' trial' if each.record.plan.trial else ''}",
            f"{each.record.state.started_at:%Y-%m-%d}" if each.record.state.started_at else "",
            "; ".join(_through(found.thing, each)),
            state_words(each.record.state.state, each.record.state.disposition, each.record.state.outcome),
            _made(each.record),
        )
        for each in found.batches
    ]
    table(("batch", "formula", "began", "with", "became", "yield"), rows)
    for each in found.batches:
        if said := "; ".join(_remarks(each.record)):
            say(f"{each.record.plan.batch}: {said}", hanging="  ")
    print()
    for count in found.counts:
        say(_count_words(count), hanging="  ")
    if len(found.counts) > 1 and found.chance is not None and any(each.with_bad for each in found.counts):
        say(f"All formulas together: {_chance_words(found.chance)}.")
    for count in found.counts:
        if count.unknown:
            say(_unknown_words(count), hanging="  ")
    if found.together:
        say(_together_words(found), hanging="  ")


def _named(found: Shadow) -> str:
    lot = found.lot
    if lot is None:
        return (
            found.thing.code if found.thing.kind == BATCH else f"lot {found.thing.code}, never received here"
        )
    of = f", lot {lot.supplier_lot}" if lot.supplier_lot else ""
    supplier = f" of {lot.supplier}" if lot.supplier else ""
    return f"{lot.code}, {lot.amount} {lot.material}, received {lot.received_at:%Y-%m-%d}{of}{supplier}"


def _through(thing: Thing, touched: Touched) -> list[str]:
    """`800 g shea butter`; where it came in with another batch, that one: `950 g levain LEVAIN-1`."""
    return [
        f"{link.amount or 'some'} {link.ingredient}" + ("" if link.thing == thing else f" {link.thing.code}")
        for link in touched.links
    ]


def _made(one: BatchRecord) -> str:
    state = one.state
    percent = "" if state.yield_percent is None else f"{float(state.yield_percent):.1f} %"
    return ", ".join(filter(None, (percent, str(state.units) if state.units else "")))


def _remarks(one: BatchRecord) -> list[str]:
    standing = _standing(one)
    critical = sum(each.severity is Severity.CRITICAL for each in standing)
    said = [*one.state.symptoms]
    if standing:
        said.append(counted(len(standing), "deviation") + (f", {critical} critical" if critical else ""))
    return [
        *said,
        *map(words_of, _of_kind(one, Kind.COMPLAINT)),
        *map(words_of, _of_kind(one, Kind.OBSERVATION)),
    ]


def _standing(one: BatchRecord) -> list[Deviation]:
    return [each for each in one.deviations if each.status is not DeviationStatus.CORRECTED]


def _of_kind(one: BatchRecord, kind: Kind) -> list[Entry]:
    return [entry for entry in one.state.in_force if entry.kind is kind]


def _count_words(count: Counts) -> str:
    """`SOAP-LAV: 1 of 4 batches with it went bad, 0 of 8 without it; chance alone puts …`."""
    if not count.with_all:
        return f"{count.formula}: no batch with it has turned out yet, or counts."
    said = f"{count.formula}: {count.with_bad} of {counted(count.with_all, 'batch')} with it went bad"
    if not count.without_all:
        return f"{said}; none is known to be without it, so nothing can be compared."
    said += f", {count.without_bad} of {count.without_all} without it"
    if count.with_bad and count.chance is not None:
        said += f"; {_chance_words(count.chance)}"
    return f"{said}."


def _chance_words(chance: float) -> str:
    if chance >= 0.5:
        return "chance alone puts as many there more often than not"
    return f"chance alone puts as many there 1 time in {float(f'{1 / chance:.2g}'):.0f}"


def _unknown_words(count: Counts) -> str:
    codes, more = count.unknown[:LISTED], len(count.unknown) - LISTED
    return (
        f"Of {counted(len(count.unknown), 'other batch')} of {count.formula} nobody wrote down which lot went in; "
        f"it may be in them: {', '.join(codes)}{f' and {more} more' if more > 0 else ''}."
    )


def _together_words(found: Shadow) -> str:
    same = [_with_ingredient(each) for each in found.together if not each.besides]
    wider = [
        f"{_with_ingredient(each)} (and in {counted(each.besides, 'other batch')})"
        for each in found.together
        if each.besides
    ]
    said = []
    if same:
        said.append(
            f"Always together with it, and in no other batch: {', '.join(same)}. No count can tell them apart."
        )
    if wider:
        said.append(f"In all these batches as well: {', '.join(wider)}.")
    return "\n".join(said)


def _with_ingredient(each: Together) -> str:
    return f"{each.ingredient} {each.thing.code}"
