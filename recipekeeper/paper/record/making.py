"""How a batch was made, plan beside actual: weights, what they make of a soap, steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from recipekeeper.batch.contents import is_over
from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.model import Entry, Kind, StepRun, StepState, Weighing
from recipekeeper.batch.wording import converted, percent_off
from recipekeeper.formula.amounts.lye import LyeState, is_soap, lye_state
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Step
from recipekeeper.formula.substance.sap import Sap
from recipekeeper.paper.entries import NOT_RECORDED, Told, deviations_of, value_text
from recipekeeper.paper.figures import duration_words, target_and_range, unit_of
from recipekeeper.paper.lines import one_line
from recipekeeper.paper.report.page import Column, Group, Row, Section
from recipekeeper.quantity import Amount, duration_text

NOT_IN_FORMULA = "not in the formula"
_PORTIONS = 12
"""So many portions of one ingredient are told one by one."""

_WEIGHTS = (
    Column("ingredient", 5),
    Column("target", right=True),
    Column("allowed", right=True),
    Column("weighed", right=True, finds=True),
    Column("off", right=True),
    Column("lot", 3),
    Column("by", 3),
    Column("at", 2),
)
_STEPS = (
    Column("", right=True),
    Column("step", 6),
    Column("planned", 5),
    Column("took", 4, finds=True),
    Column("began", 4),
    Column("ended", 4),
    Column("waited", 4),
    Column("equipment", 7),
    Column("by", 4),
)


def standing_deviations(told: Told, *keys: tuple[str, ...]) -> tuple[str, ...]:
    """The deviations of these keys that nothing put right since."""
    counted = (one for one in told.record.deviations if one.status is not DeviationStatus.CORRECTED)
    return deviations_of(counted, *keys)


def blank(told: Told, step: str | None) -> str:
    """What stands where nothing does: while its step is not over, it is still to come."""
    return NOT_RECORDED if is_over(told.record, step) else "to come"


# Weights


def weights(told: Told) -> Section:
    """Every line of the plan with what was weighed, and what was weighed beyond the plan."""
    weighings = {each.ingredient: each for each in told.record.state.weighings}
    by_phase: dict[str, list[Row]] = {}
    for line in told.record.plan.scaled.lines:
        weighing = weighings.pop(line.name, None)
        by_phase.setdefault(line.phase or "", []).append(_weight(told, line, weighing))
    groups = [Group(one_line(phase), tuple(rows)) for phase, rows in by_phase.items()]
    if weighings:
        groups.append(Group(NOT_IN_FORMULA, tuple(_beyond(told, each) for each in weighings.values())))
    return Section("Weights", _WEIGHTS, tuple(groups))


def _weight(told: Told, line: ScaledLine, weighing: Weighing | None) -> Row:
    target, low, high = target_and_range(line)
    total = weighing.total if weighing else None
    entries = _entries(told, weighing)
    found, off = _weighed(line, total, blank(told, line.step))
    return Row(
        (
            one_line(line.name),
            f"{target} {unit_of(line.planned)}",
            f"{low} – {high}" if low else "",
            found,
            off,
            one_line(", ".join(weighing.lots)) if weighing else "",
            told.by(entries),
            told.at(entries[-1].happened_at) if entries else "",
        ),
        departs=standing_deviations(
            told, ("weight", line.name), ("second check", line.step or "", line.name), *_instruments(entries)
        ),
        is_changed=bool(told.changed(Kind.WEIGH, None, line.name)),
        notes=(*_portions(told, entries, line.planned.unit), *told.changed(Kind.WEIGH, None, line.name)),
    )


def _weighed(line: ScaledLine, total: Amount | None, blank: str) -> tuple[str, str]:
    if total is None:
        return blank, ""
    if total.dimension != line.planned.dimension:
        return str(total), ""
    same = total.to(line.planned.unit)
    off = percent_off(same, line.planned) if same.value != line.planned.value else ""
    return str(converted(total, line.planned, line.tolerance)), "" if off in ("+0.0 %", "−0.0 %") else off


def _beyond(told: Told, weighing: Weighing) -> Row:
    entries = _entries(told, weighing)
    at = told.at(entries[-1].happened_at) if entries else ""
    found = str(weighing.total or NOT_RECORDED)
    lots = one_line(", ".join(weighing.lots))
    changed = told.changed(Kind.WEIGH, None, weighing.ingredient)
    return Row(
        (one_line(weighing.ingredient), "", "", found, "", lots, told.by(entries), at),
        departs=standing_deviations(told, ("weight", weighing.ingredient), *_instruments(entries)),
        is_changed=bool(changed),
        notes=(*_portions(told, entries, None), *changed),
    )


def _entries(told: Told, weighing: Weighing | None) -> list[Entry]:
    return [told.in_force[seq] for seq in weighing.entries if seq in told.in_force] if weighing else []


def _instruments(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    return (("instrument", str(entry.seq)) for entry in entries)


def _portions(told: Told, entries: list[Entry], unit: str | None) -> tuple[str, ...]:
    """Each portion of several, and what was typed in another unit."""
    if len(entries) < 2 and all(_is_plain(entry, unit) for entry in entries):
        return ()
    if len(entries) > _PORTIONS:
        first, last = (f"entry {each.seq}, {told.at(each.happened_at)}" for each in (entries[0], entries[-1]))
        return (f"{len(entries)} portions, from {first}, to {last}; each stands among the entries.",)
    said = []
    for entry in entries:
        lot = f" of lot {entry.lot}" if entry.lot else ""
        at = f", {told.at(entry.happened_at)}" if entry.happened_at else ""
        said.append(one_line(f"{value_text(entry) or 'lot noted'}{lot} by {entry.by}{at}"))
    return (f"{'; '.join(said)}.",)


def _is_plain(entry: Entry, unit: str | None) -> bool:
    """Whether the row shows the weighing as it was typed."""
    is_converted = isinstance(entry.value, Amount) and unit is not None and entry.value.unit != unit
    return not is_converted and ", typed as" not in value_text(entry)


# What the weights make of a soap


def soap(told: Told, saps: Mapping[str, Sap]) -> Section | None:
    """Superfat and lye by the weights as they are; None for what is no soap."""
    plan = told.record.plan
    if not is_soap(plan.formula):
        return None
    totals = {each.ingredient: each.total for each in told.record.state.weighings if each.total is not None}
    planned = lye_state(plan.formula, plan.scaled.weights)
    lacking = [line.name for line in plan.scaled.lines if line.name not in totals]
    counted = {line.name: totals.get(line.name, line.planned) for line in plan.scaled.lines}
    actual = lye_state(plan.formula, counted, saps)
    rows = tuple(
        Row((name, wanted, found, ""))
        for (name, wanted), (_, found) in zip(_lye(planned), _lye(actual), strict=True)
    )
    lead = []
    if lacking:
        lead.append(
            f"Counted as planned, because nothing was recorded of it: {one_line(', '.join(lacking))}."
        )
    if saps:
        lead.append(f"By the SAP of the lots, as their certificates say: {one_line(', '.join(saps))}.")
    columns = (
        Column("", 2),
        Column("planned", 1, right=True),
        Column("weighed", 1, right=True, finds=True),
        Column("", 3),
    )
    return Section("What the weights make of the soap", columns, (Group("", rows),), tuple(lead))


def _lye(state: LyeState | None) -> tuple[tuple[str, str], ...]:
    if state is None:
        return ()
    return (
        ("superfat", _percent(state.superfat)),
        ("lye concentration", _percent(state.concentration) if state.concentration is not None else ""),
        ("water to alkali", f"{float(state.water_ratio):.2f} : 1" if state.water_ratio is not None else ""),
        ("water of oils", _percent(state.water_of_oils)),
    )


def _percent(part: Fraction) -> str:
    return f"{float(part * 100):.1f} %".replace("-", "−")


# Steps


def steps(told: Told) -> Section:
    """Every step with its times, beside what the plan says of them."""
    pairs = zip(told.record.plan.formula.steps, told.record.state.steps, strict=True)
    rows = tuple(_step(told, number, step, run) for number, (step, run) in enumerate(pairs, 1))
    in_brackets = any(
        step.equipment and not run.equipment
        for step, run in zip(told.record.plan.formula.steps, told.record.state.steps, strict=True)
    )
    lead = ("Equipment in brackets is the planned one: none was recorded.",) if in_brackets else ()
    return Section("Steps", _STEPS, (Group("", rows),), lead)


def _step(told: Told, number: int, step: Step, run: StepRun) -> Row:
    made = [
        entry
        for entry in told.in_force.values()
        if entry.step == step.name and entry.kind in (Kind.BEGIN, Kind.DONE, Kind.SKIP)
    ]
    changed = tuple(
        sentence
        for kind in (Kind.BEGIN, Kind.DONE, Kind.SKIP, Kind.PAUSE, Kind.RESUME)
        for sentence in told.changed(kind, step.name, None)
    )
    keys = [(kind, step.name) for kind in ("duration", "wait", "order", "skipped")]
    return Row(
        (
            str(number),
            one_line(step.name),
            duration_words(step.lasts, step.within),
            _took(run, blank(told, step.name)),
            told.at(run.began_at),
            told.at(run.ended_at),
            _waited(step, run),
            one_line(run.equipment or (f"({step.equipment})" if step.equipment else "")),
            told.by(made),
        ),
        departs=standing_deviations(told, *keys, ("second check", step.name, "")),
        is_changed=bool(changed),
        notes=(*_about(run), *changed),
    )


def _took(run: StepRun, blank: str) -> str:
    under_way = {StepState.SKIPPED: "skipped", StepState.RUNNING: "running", StepState.PAUSED: "paused"}
    if run.state in under_way:
        return under_way[run.state]
    if not run.recorded:
        return blank
    return duration_text(run.seconds) if run.seconds is not None else "done"


def _waited(step: Step, run: StepRun) -> str:
    if run.wait_seconds is None or step.wait_at_most is None:
        return ""
    return f"{duration_text(run.wait_seconds)} (≤ {step.wait_at_most})"


def _about(run: StepRun) -> Iterator[str]:
    if run.state is StepState.SKIPPED:
        yield f"Skipped: {one_line(run.why_skipped or 'no reason given')}."
    if run.paused_seconds:
        yield f"Rested {duration_text(run.paused_seconds)}, which is not counted."
    if run.clock_doubtful:
        yield "A clock went back meanwhile: the duration is doubtful."
