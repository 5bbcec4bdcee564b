"""What is asked at a place of the guided run: its label, the figure that matters, and what Enter alone does."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.batch.agenda import Item, StepAsked, ToRead, ToWeigh
from recipekeeper.batch.wording import SECOND_PERSON
from recipekeeper.cli.formulas.text import check_text
from recipekeeper.cli.run.clocks import large_time
from recipekeeper.cli.run.desk import Desk
from recipekeeper.cli.run.places import Spot, first_asked
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check
from recipekeeper.paper.figures import target_and_range, unit_of
from recipekeeper.quantity import Amount, Setpoint, plain


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands around the large figure."""

    label: str
    figure: str = ""
    unit: str = ""
    detail: str = ""
    typed_unit: str = ""
    """The unit that a bare number takes."""


def asked_of(desk: Desk) -> Asked:
    """What is asked at the place where one stands."""
    place = desk.place
    match place.spot:
        case Spot.BEGIN if place.step:
            return _to_begin(desk, place.step)
        case Spot.ITEM if place.item:
            return _item(desk, place.item)
        case Spot.END if place.step:
            return _running(place.step)
        case Spot.YIELD | Spot.UNITS:
            return _made(desk.agenda.record.plan.scaled.yields, place.spot)
        case Spot.FINISH:
            given = " and ".join(each for each in (desk.yielded, desk.pieces) if each)
            return Asked("FINISH", detail=f"d finishes the batch{f': {given}' if given else ''}.")
        case _:
            return Asked("FINISHED", detail="Readings and remarks may still be added: go back with b.")


def _made(planned: Amount, spot: Spot) -> Asked:
    counted = planned.dimension == "count"
    label = "PIECES: how many it gave" if spot is Spot.UNITS else "YIELD: what it gave"
    if counted == (spot is Spot.UNITS):
        return Asked(label, plain(planned.value), unit_of(planned), f"planned {planned}", unit_of(planned))
    return Asked(label, detail="its weight or volume, with the unit" if counted else "")


def _to_begin(desk: Desk, step: StepAsked) -> Asked:
    first = first_asked(step)
    if first is None or first.item is None:
        lasts = step.step.lasts
        return (
            Asked("TO BEGIN")
            if lasts is None
            else Asked("TO BEGIN: it lasts", plain(lasts.value), lasts.symbol)
        )
    said = _item(desk, first.item)
    return Asked(f"TO BEGIN, then {said.label}", said.figure, said.unit, said.detail, said.typed_unit)


def _running(step: StepAsked) -> Asked:
    clock = step.clock
    names = ", ".join(item.name for item in step.open_items)
    detail = f"Not recorded: {names}" if names else "All that is asked is recorded." if step.items else ""
    if step.step.checked:
        detail = f"To be {SECOND_PERSON}: &NAME. {detail}".rstrip()
    if clock is None or clock.seconds is None:
        return Asked("UNDER WAY", detail=detail)
    figure, unit = large_time(clock.seconds)
    return Asked("PAUSED" if clock.paused else "UNDER WAY", figure, unit, detail)


def _item(desk: Desk, item: Item) -> Asked:
    return _to_weigh(desk, item) if isinstance(item, ToWeigh) else _to_read(item)


def _to_weigh(desk: Desk, item: ToWeigh) -> Asked:
    target, low, high = target_and_range(item.line)
    unit = unit_of(item.line.planned)
    allowed = f"{low} to {high} {unit}" if low else ""
    scale = f"scale {item.line.resolution}" if item.line.resolution else ""
    left = item.left if item.total is not None else None
    inside = f"{item.total} in of {target} {unit}" if item.total is not None else ""
    lots = f"lot {', '.join(item.lots)}" if item.lots else ""
    figure = plain(left.value) if left is not None else plain(item.total.value) if item.total else target
    verb = "WEIGH" if item.total is None else "TO GO:" if left else "WEIGHED"
    lye = "  !! LYE: goggles, gloves" if item.is_critical else ""
    written = desk.agenda.record.plan.formula.line(item.name)
    second = SECOND_PERSON if written is not None and written.checked else ""
    detail = ", ".join(each for each in (allowed, inside, lots, scale, second) if each)
    return Asked(f"{verb} {item.name}{lye}", figure, unit, detail, unit)


def _to_read(item: ToRead) -> Asked:
    check = item.check
    figure, unit, beside = _aim(check)
    taken = ", ".join(f"{one.value}{f' at {one.at:%H:%M}' if one.at else ''}" for one in item.taken[-3:])
    due = f"due {item.due_at:%Y-%m-%d %H:%M}" if item.due_at and not item.is_open else ""
    detail = ", ".join(each for each in (check_text(check), f"read: {taken}" if taken else "", due) if each)
    critical = "  !! CRITICAL" if item.is_critical else ""
    verb = "READ" if item.is_open else "WAS READ"
    return Asked(f"{verb} {item.name}{beside}{critical}", figure, unit, detail, _unit(check))


def _aim(check: Check) -> tuple[str, str, str]:
    """The figure to aim at, its unit, and the word before it."""
    if check.target is not None:
        return plain(check.target.value), _unit(check), ""
    limits = check.limits or check.critical
    if limits is None:
        return "", "", ""
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        return f"{plain(low.value)}-{plain(high.value)}" if low.value >= 0 else "", _unit(check), ""
    end, word = (high, ": at most") if high is not None else (low, ": at least")
    return (plain(end.value), _unit(check), word) if end is not None else ("", "", "")


def _unit(check: Check) -> str:
    for limits in (check.limits, check.critical, Limits(check.target)):
        for end in (limits.low, limits.high) if limits else ():
            if isinstance(end, Setpoint):
                return str(end).removeprefix(plain(end.value)).strip()
    return ""


def enter_alone(desk: Desk) -> str:
    """What Enter without anything typed does here."""
    place = desk.place
    match place.spot:
        case Spot.BEGIN:
            return "Enter: begin"
        case Spot.ITEM if isinstance(place.item, ToWeigh):
            return _enter_for_weight(place.item)
        case Spot.ITEM if isinstance(place.item, ToRead):
            return _enter_for_reading(place.item)
        case Spot.END:
            return "d: done"
        case Spot.YIELD | Spot.UNITS:
            return "Enter: leave it out"
        case Spot.FINISH:
            return "d: finish"
        case _:
            return ""


def _enter_for_weight(item: ToWeigh) -> str:
    if item.total is not None:
        return f"Enter: leave it at {item.total}" if item.is_open else "Enter: on"
    return "type what the scale shows" if item.is_critical else f"Enter: {item.line.planned} as planned"


def _enter_for_reading(item: ToRead) -> str:
    if item.taken and not item.is_open:
        return "Enter: on"
    if item.is_critical:
        return "type what you read"
    if len(item.check.words) == 1:
        return f"Enter: {item.check.words[0]}"
    return f"Enter: {item.check.target} as planned" if item.check.target else "type what you read"
