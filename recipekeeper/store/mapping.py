"""The one place that joins rows and facts: a fact as the row it is stored in, and back (lots: `goods`).

Both ways lose nothing: `row_of(fact_of(row))` is the row, which is how `verify` finds a change that
leaves the meaning alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import RowMapping, TableClause

from recipekeeper.batch.model import BatchState, Disposition, Entry, Kind, State
from recipekeeper.errors import RecipekeeperError
from recipekeeper.formula.model import Status
from recipekeeper.store import columns
from recipekeeper.store.facts import (
    BatchFact,
    Fact,
    InstrumentFact,
    LotFact,
    MaterialFact,
    MovementFact,
    SettingFact,
    StatusFact,
    VersionFact,
)
from recipekeeper.store.model import ActLine, Card
from recipekeeper.store.texts import (
    formula_of,
    plan_of,
    plan_text,
    text_or_none,
    time_of,
    time_or_none,
    time_text,
    value_of,
    value_text,
)

Row = dict[str, Any]

_KINDS: Final = {kind.value: kind for kind in Kind}

UNREADABLE: Final = (
    RecipekeeperError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
"""What a row raises that is no row of ours: somebody wrote it behind the program's back."""


def table_of(fact: Fact) -> TableClause:
    """Where a fact is stored."""
    match fact:
        case Entry():
            return columns.ENTRY
        case VersionFact():
            return columns.VERSION
        case StatusFact():
            return columns.STATUS
        case BatchFact():
            return columns.BATCH
        case SettingFact():
            return columns.SETTING
        case LotFact():
            return columns.LOT
        case MovementFact():
            return columns.MOVEMENT
        case MaterialFact():
            return columns.MATERIAL
        case InstrumentFact():
            return columns.INSTRUMENT


def row_of(fact: Fact) -> Row:
    """The row of a fact."""
    match fact:
        case Entry():
            return _entry_row(fact)
        case VersionFact(number, formula, why, act):
            return {
                "code": formula.code,
                "number": number,
                "fingerprint": formula.fingerprint,
                "why": why,
                "act": act,
                "formula": _canonical(formula.document),
            }
        case StatusFact(code, number, seq, status, why, act):
            return {
                "code": code,
                "number": number,
                "seq": seq,
                "status": status.value,
                "why": why,
                "act": act,
            }
        case BatchFact(plan, act):
            return {
                "code": plan.batch,
                "formula": plan.formula.code,
                "version": plan.version,
                "trial": int(plan.trial),
                "act": act,
                "plan": plan_text(plan),
            }
        case SettingFact(name, seq, value, act):
            return {"name": name, "seq": seq, "value": value, "act": act}
        case LotFact() | MovementFact() | MaterialFact():
            from recipekeeper.store.goods import row_of_goods  # late: most acts write entries

            return row_of_goods(fact)
        case InstrumentFact():
            from recipekeeper.store.instruments import row_of_instrument  # late, as above

            return row_of_instrument(fact)


def fact_of(table: TableClause, row: RowMapping) -> Fact:
    """The fact of a row; raises one of UNREADABLE for what is none."""
    if table is columns.ENTRY:
        return entry_of([row[name] for name in entry_columns()])
    if table is columns.BATCH:
        return BatchFact(plan_of(row["plan"]), row["act"])
    if table is columns.VERSION:
        return VersionFact(row["number"], formula_of(row["formula"]), row["why"], row["act"])
    if table is columns.STATUS:
        return StatusFact(
            row["code"], row["number"], row["seq"], Status(row["status"]), row["why"], row["act"]
        )
    if table is columns.SETTING:
        return SettingFact(row["name"], row["seq"], row["value"], row["act"])
    if table is columns.INSTRUMENT:
        from recipekeeper.store.instruments import event_of  # late, as above

        return InstrumentFact(event_of(row), row["act"])
    from recipekeeper.store.goods import fact_of_goods  # late, as above

    return fact_of_goods(table, row)


def _canonical(document: Mapping[str, Any]) -> str:
    from recipekeeper.formula.reading.document import canonical

    return canonical(document)


def entry_id(station: str, counter: int) -> str:
    """`A-17`."""
    return f"{station}-{counter}"


def _entry_row(entry: Entry) -> Row:
    station, _, counter = entry.id.rpartition("-")
    form, value, unit = value_text(entry.value)
    happened_at, happened_offset = text_or_none(entry.happened_at)
    recorded_at, recorded_offset = time_text(entry.recorded_at)
    return {
        "batch": entry.batch,
        "seq": entry.seq,
        "station": station,
        "counter": int(counter),
        "kind": entry.kind.value,
        "step": entry.step,
        "name": entry.name,
        "form": form,
        "value": value,
        "unit": unit,
        "typed": entry.typed,
        "lot": entry.lot,
        "happened_at": happened_at,
        "happened_offset": happened_offset,
        "recorded_at": recorded_at,
        "recorded_offset": recorded_offset,
        "who": entry.by,
        "supersedes": entry.supersedes,
        "why": entry.why,
        "imported": int(entry.imported),
        "act": entry.act,
    }


@cache
def entry_columns() -> tuple[str, ...]:
    """The columns of an entry, in the order that `entry_of` takes them."""
    return tuple(columns.ENTRY.columns.keys())


def entry_of(row: Sequence[Any]) -> Entry:
    """An entry from the plain columns of its row: a thousand batches are read this way at once."""
    (
        batch, seq, station, counter, kind, step, name, form, value, unit, typed, lot,
        happened_at, happened_offset, recorded_at, recorded_offset, who, supersedes, why, imported, act,
    ) = row  # fmt: skip
    return Entry(
        id=entry_id(station, counter),
        batch=batch,
        seq=seq,
        kind=_KINDS[kind],
        recorded_at=time_of(recorded_at, recorded_offset),
        by=who,
        act=act,
        happened_at=time_or_none(happened_at, happened_offset),
        step=step,
        name=name,
        value=value_of(form, value, unit),
        typed=typed,
        lot=lot,
        supersedes=supersedes,
        why=why,
        imported=bool(imported),
    )


def card_row(state: BatchState) -> Row:
    """What of a batch's state is kept for lists."""
    started_at, started_offset = text_or_none(state.started_at)
    last_at, last_offset = text_or_none(state.last_at)
    return {
        "state": state.state.value,
        "disposition": state.disposition.value,
        "outcome": state.outcome,
        "started_at": started_at,
        "started_offset": started_offset,
        "last_at": last_at,
        "last_offset": last_offset,
    }


def card_of(row: RowMapping) -> Card:
    """A line of a list."""
    return Card(
        batch=row["batch"],
        formula=row["formula"],
        version=row["version"],
        trial=bool(row["trial"]),
        state=State(row["state"]),
        disposition=Disposition(row["disposition"]),
        outcome=row["outcome"],
        started_at=time_or_none(row["started_at"], row["started_offset"]),
        last_at=time_or_none(row["last_at"], row["last_offset"]),
    )


def act_row(act: ActLine, manifest: str) -> Row:
    """The row of an act, with the text of its manifest."""
    recorded_at, recorded_offset = time_text(act.recorded_at)
    return {
        "id": entry_id(act.station, act.counter),
        "station": act.station,
        "counter": act.counter,
        "who": act.by,
        "recorded_at": recorded_at,
        "recorded_offset": recorded_offset,
        "command": act.command,
        "why": act.why,
        "previous": act.previous,
        "digest": act.digest,
        "manifest": manifest,
    }


def act_of(row: RowMapping) -> ActLine:
    """One line of the audit trail."""
    return ActLine(
        id=row["id"],
        station=row["station"],
        counter=row["counter"],
        by=row["who"],
        recorded_at=time_of(row["recorded_at"], row["recorded_offset"]),
        command=row["command"],
        why=row["why"],
        previous=row["previous"],
        digest=row["digest"],
    )
