"""What stands beside an entry: the instrument that it was taken with, and the second person who checked it.

Both are entries of their own, because an entry has no place for them. What is imported says nothing of
either, and that is unknown, not a departure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recipekeeper.batch.departure import Departure
from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.force import Ledger, hosts
from recipekeeper.batch.judging import checks_of
from recipekeeper.batch.model import COMPANIONS, BatchState, Entry, Kind, Plan
from recipekeeper.formula.model import Check
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import Setpoint

PH_BY_METER = Setpoint.of_text("4.0", "pH")
"""Above this a final equilibrium pH is measured with a meter: 21 CFR 114.80(a)(2)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What one entry was taken with, and who checked it."""

    instrument: str | None = None
    """Its code."""
    instrument_kind: str | None = None
    against: str | None = None
    """What spoke against the instrument at that time."""
    checked_by: str | None = None
    is_late: bool = False
    """Whether the second person signed only later."""

    @property
    def words(self) -> str:
        """`with PH-1, checked by Bo later`."""
        said = []
        if self.instrument:
            said.append(f"with {self.instrument}")
        if self.checked_by:
            said.append(f"checked by {self.checked_by}" + (" later" if self.is_late else ""))
        return ", ".join(said)


NOTHING = Beside()


def beside(entries: Sequence[Entry]) -> dict[int, Beside]:
    """By the `seq` of each entry that has any; of an entry that is not in force, as it was recorded."""
    companions = [entry for entry in entries if entry.kind in COMPANIONS]
    if not companions:
        return {}
    ledger, host_of = Ledger(entries), hosts(entries)
    found: dict[int, list[Entry]] = {}
    for companion in companions:
        host = host_of.get(companion.seq)
        if host is not None and (ledger.current(companion.seq) or ledger.current(host) is None):
            found.setdefault(host, []).append(companion)
    return {host: _joined(group) for host, group in found.items()}


def _joined(companions: Sequence[Entry]) -> Beside:
    instrument = next((entry for entry in companions if entry.kind is Kind.INSTRUMENT), None)
    signature = next((entry for entry in companions if entry.kind is Kind.CHECKED), None)
    return Beside(
        instrument=str(instrument.value) if instrument else None,
        instrument_kind=instrument.typed if instrument else None,
        against=instrument.why if instrument else None,
        checked_by=str(signature.value) if signature else None,
        is_late=signature is not None and signature.supersedes is not None,
    )


def departures_of_companions(plan: Plan, state: BatchState, ended: dict[str, int]) -> Iterator[Departure]:
    """Readings and weighings by an instrument that was not fit for them, and what no second person checked.

    `ended` says with which entry each step ended.
    """
    in_force = sorted(state.in_force, key=_by_seq)
    standing = beside(in_force)
    made = [entry for entry in in_force if not entry.imported]
    checks = checks_of(plan)
    for entry in made:
        if entry.kind in (Kind.READ, Kind.WEIGH):
            check = checks.get((entry.step, entry.name)) if entry.kind is Kind.READ else None
            yield from _instrument(entry, check, standing.get(entry.seq, NOTHING))
    unchecked = [entry for entry in made if standing.get(entry.seq, NOTHING).checked_by is None]
    yield from _second_checks(plan, unchecked, ended)


def _by_seq(entry: Entry) -> int:
    return entry.seq


# Instruments


def _instrument(entry: Entry, check: Check | None, found: Beside) -> Iterator[Departure]:
    wanted = _wanted(check, entry) if check else None
    is_lacking = wanted is not None and found.instrument_kind != wanted
    said = [_why(wanted, check, entry)] if wanted and check and is_lacking else []
    if found.against:
        said.append(found.against)
    if not said:
        return
    above = is_lacking and check is not None and check.meter_above is not None
    is_critical = check.is_critical if check else is_alkali(entry.name or "")
    yield Departure(
        key=("instrument", str(entry.seq)),
        seq=entry.seq,
        kind="instrument",
        step=entry.step,
        name=entry.name,
        expected=f"with a {wanted}" if wanted else "with an instrument whose check is in order",
        found=_found(entry, wanted, found),
        off=", ".join(said),
        severity=Severity.MAJOR if above or is_critical else Severity.MINOR,
    )


def _wanted(check: Check, entry: Entry) -> str | None:
    """The kind of instrument that this very reading has to come from; None where any way will do."""
    if check.meter_above is None:
        return check.instrument
    value = entry.value
    if not isinstance(value, Setpoint) or value.dimension != check.meter_above.dimension:
        return None
    return check.measured_with if value > check.meter_above else None


def _why(wanted: str, check: Check, entry: Entry) -> str:
    if check.meter_above is None:
        return f"the formula asks for a {wanted}"
    value, limit = entry.value, check.meter_above
    by_law = isinstance(value, Setpoint) and value.unit == PH_BY_METER.unit and value > PH_BY_METER
    source = " (21 CFR 114.80(a)(2))" if by_law else ""
    return f"above {limit} it is measured with a {wanted}{source}"


def _found(entry: Entry, wanted: str | None, found: Beside) -> str:
    value = f"{entry.value} in {entry.part}" if entry.part else str(entry.value)
    if found.instrument is None:
        return f"{value} without a {wanted}"
    is_another = wanted is not None and found.instrument_kind != wanted
    kind = f", a {found.instrument_kind}" if is_another and found.instrument_kind != "other" else ""
    return f"{value} with {found.instrument}{kind}"


# The second person


def _second_checks(plan: Plan, unchecked: Sequence[Entry], ended: dict[str, int]) -> Iterator[Departure]:
    """What the formula wants checked and nobody checked, told when its step has ended."""
    for line in plan.scaled.lines:
        written = plan.formula.line(line.name)
        if written is not None and written.checked:
            weighed = [entry for entry in unchecked if (entry.kind, entry.name) == (Kind.WEIGH, line.name)]
            yield from _second_check(line.step, line.name, weighed, ended)
    for step in plan.formula.steps:
        for check in step.checks:
            if check.checked:
                place = (Kind.READ, step.name, check.measure)
                read = [entry for entry in unchecked if (entry.kind, entry.step, entry.name) == place]
                yield from _second_check(step.name, check.measure, read, ended)
        if step.checked:
            done = [entry for entry in unchecked if (entry.kind, entry.step) == (Kind.DONE, step.name)]
            yield from _second_check(step.name, None, done, ended)


def _second_check(
    step: str | None, name: str | None, unchecked: Sequence[Entry], ended: dict[str, int]
) -> Iterator[Departure]:
    end = ended.get(step or "")
    if not unchecked or end is None:
        return
    numbers = [str(entry.seq) for entry in unchecked]
    listed = f"entry {numbers[0]}" if len(numbers) == 1 else f"entries {', '.join(numbers)}"
    yield Departure(
        key=("second check", step or "", name or ""),
        seq=max(end, unchecked[0].seq),
        kind="second check",
        step=step,
        name=name,
        expected="checked by a second person",
        found=f"not checked by a second person ({listed})",
        off="",
        severity=Severity.MINOR,
    )
