"""Where what went into a batch came from, and what it was measured with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recipekeeper.batch.force import hosts
from recipekeeper.batch.instrument import Instrument, off_text
from recipekeeper.batch.model import Entry, Kind
from recipekeeper.material.model import Lot
from recipekeeper.material.used import Used
from recipekeeper.paper.entries import Told
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.paper.report.page import Column, Group, Row, Section

LOTS, INSTRUMENTS = "Lots received", "Instruments"


def lots(used: Iterable[Used]) -> Section | None:
    """The deliveries and the batches that went into it; None where no lot is named."""
    columns = (
        Column("lot"),
        Column("ingredient", 4),
        Column("taken", right=True, finds=True),
        Column("supplier", 4),
        Column("their lot", 3),
        Column("received", right=True),
        Column("on"),
        Column("expires"),
    )
    rows = tuple(map(_lot, used))
    return Section(LOTS, columns, (Group("", rows),)) if rows else None


def _lot(one: Used) -> Row:
    taken = str(one.amount) if one.amount is not None else "some"
    lot = one.lot
    if lot is None:
        came = "made here" if one.batch else "not received by then" if one.later else "never received here"
        cells = (one.name, one.ingredient, taken, came, "", "", "", "")
        return Row(tuple(map(one_line, cells)), notes=tuple(_later(one.later)))
    notes = [
        f"Received as {lot.material}." if lot.material.casefold() != one.ingredient.casefold() else "",
        f"SAP of this lot: {lot.sap}." if lot.sap else "",
        lot.note or "",
    ]
    cells = (
        lot.code,
        one.ingredient,
        taken,
        lot.supplier or "",
        lot.supplier_lot or "",
        str(lot.amount),
        f"{lot.received_at:%Y-%m-%d}",
        lot.expires or "",
    )
    return Row(tuple(map(one_line, cells)), notes=tuple(one_line(each) for each in notes if each))


def _later(lot: Lot | None) -> Iterator[str]:
    if lot is not None:
        supplier = f" from {lot.supplier}" if lot.supplier else ""
        day = f"{lot.received_at:%Y-%m-%d}"
        yield one_line(
            f"{lot.code}, with the same lot number{supplier}, is recorded as received only on {day}."
        )


def instruments(told: Told, known: Iterable[Instrument]) -> Section | None:
    """What was measured with, each with its last check before this batch used it last."""
    last_used: dict[str, Entry] = {}
    host_of = hosts(told.record.entries)
    by_seq = {entry.seq: entry for entry in told.record.entries}
    for entry in told.record.entries:
        if entry.kind is Kind.INSTRUMENT and entry.seq in host_of:
            last_used[str(entry.value)] = by_seq[host_of[entry.seq]]
    columns = (Column("instrument", 2), Column("kind", 2), Column("name", 4), Column("last check", 4))
    rows = tuple(_instrument(one, last_used[one.code]) for one in known if one.code in last_used)
    return Section(INSTRUMENTS, columns, (Group("", rows),)) if rows else None


def _instrument(one: Instrument, used: Entry) -> Row:
    at = used.happened_at or used.recorded_at
    check = one.last_check(at)
    points = [
        f"showed {point.showed} for {point.expected}, {off_text(point.off)}"
        + (f", buffer {point.buffer}" if point.buffer else "")
        for point in (check.points if check else ())
    ]
    against = one.against(at)
    notes = (*points, *((f"Against it then: {against}",) if against else ()))
    cells = (one.code, one.kind, one.name, f"{moment(check.at)} by {check.by}" if check else "never")
    return Row(tuple(map(one_line, cells)), notes=tuple(f"{one_line(each)}." for each in notes))
