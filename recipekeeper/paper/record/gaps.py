"""What of the items of the checklist this one batch has not on record, by the numbers of the items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.model import Disposition, Entry, Kind, State
from recipekeeper.formula.model import Version
from recipekeeper.material.used import Used
from recipekeeper.paper.entries import Told
from recipekeeper.paper.lines import one_line

_NAMED = 3
_PH = "ph"

Gap = tuple[int, str]
"""The number of an item, and what is missing of it."""


def gaps(told: Told, version: Version | None, used: Iterable[Used]) -> dict[int, str]:
    """What is missing of each item, in a few words; an item that has everything is not in it."""
    found = (
        *_of_formula(told, version),
        *_of_making(told),
        *_of_readings(told),
        *_of_end(told),
        *_of_lots(used),
    )
    return {number: one_line(words) for number, words in found if words}


def _of_formula(told: Told, version: Version | None) -> Iterator[Gap]:
    formula = told.record.plan.formula
    yield 3, "" if version and version.released_at else "the release of the formula"
    yield 4, "" if version and version.why else "the reason"
    yield 7, _some("tolerance of", (line.name for line in formula.lines if line.tolerance is None))
    yield 12, _some("time of", (step.name for step in formula.steps if step.lasts is None))
    yield 15, "" if formula.yield_within else "limits of the yield"


def _of_making(told: Told) -> Iterator[Gap]:
    record = told.record
    state = record.state
    weighed = {each.ingredient: each for each in state.weighings}
    names = [line.name for line in record.plan.scaled.lines]
    lotless = (name for name in names if not (name in weighed and weighed[name].lots))
    untold = (name for name in names if not (name in weighed and weighed[name].total is not None))
    ends = ("begin" if state.started_at is None else "", "" if state.state is State.FINISHED else "end")
    unequipped = (
        run.name
        for step, run in zip(record.plan.formula.steps, state.steps, strict=True)
        if step.equipment and not run.equipment
    )
    yield 20, " and ".join(filter(None, ends))
    yield 22, _some("equipment of", unequipped)
    yield 24, _some("lot of", lotless)
    yield 25, _some("amount of", untold)
    if not _checked(told, Kind.WEIGH):
        yield 26, "a second person"
    yield (
        27,
        _some("times of", (run.name for run in state.steps if run.seconds is None and not run.why_skipped)),
    )


def _of_readings(told: Told) -> Iterator[Gap]:
    record = told.record
    taken = {(reading.step, reading.measure) for reading in record.state.readings}
    missing = (
        f"{check.measure} at {step.name}"
        for step in record.plan.formula.steps
        for check in step.checks
        if (step.name, check.measure) not in taken
    )
    readings = [entry for entry in told.in_force.values() if entry.kind is Kind.READ]
    bare = [entry for entry in readings if not _instrument(told, entry)]
    acid = [entry for entry in readings if _is_acid(entry)]
    yield 28, _some("", missing)
    if not acid:
        yield 29, "no pH was read"
    elif any(not _instrument(told, entry) for entry in acid):
        yield 29, "with which meter"
    if bare:
        yield 30, f"instrument of {len(bare)} of {len(readings)} readings"


def _of_end(told: Told) -> Iterator[Gap]:
    state = told.record.state
    kinds = {entry.kind for entry in state.in_force}
    kept = {entry.name for entry in state.in_force if entry.kind is Kind.LOSS}
    waiting = (
        f"D{one.number}"
        for one in told.record.deviations
        if one.status is DeviationStatus.OPEN or (one.blocks_release and not one.cause)
    )
    yield 34, _some("cause and correction of", waiting)
    yield 35, "nothing is decided" if state.disposition is Disposition.NONE else ""
    for number in (21, 23):
        yield number, "unless a remark tells"
    yield 37, "" if state.yield_percent is not None else "the yield"
    yield 39, "" if state.units is not None else "units filled"
    yield 40, "" if kept & {"sample", "retained"} else "a sample"
    yield 46, "" if Kind.COMPLAINT in kinds else "no complaint"
    yield 41, "" if Kind.RELEASE in kinds or Kind.REJECT in kinds else "a release"


def _of_lots(used: Iterable[Used]) -> Iterator[Gap]:
    used = tuple(used)
    yield 42, _some("receipt of", (one.name for one in used if one.lot is None and one.batch is None))
    yield (
        43,
        _some("expiry of", (one.name for one in used if not one.batch and not (one.lot and one.lot.expires))),
    )


def _checked(told: Told, kind: Kind) -> bool:
    return any(
        told.standing[entry.seq].checked_by
        for entry in told.in_force.values()
        if entry.kind is kind and entry.seq in told.standing
    )


def _instrument(told: Told, entry: Entry) -> str | None:
    beside = told.standing.get(entry.seq)
    return beside.instrument if beside else None


def _is_acid(entry: Entry) -> bool:
    return _PH in {getattr(entry.value, "unit", "").casefold(), (entry.name or "").casefold()}


def _some(of: str, names: Iterable[str]) -> str:
    """`lot of water, kaolin and 4 more`; "" where there is none."""
    listed = list(dict.fromkeys(names))
    if not listed:
        return ""
    more = f" and {len(listed) - _NAMED} more" if len(listed) > _NAMED else ""
    return f"{of} {', '.join(listed[:_NAMED])}{more}".lstrip()
