"""What a change does to the limits of a formula, and to the step at which each ingredient goes in."""

from __future__ import annotations

from collections.abc import Iterator

from recipekeeper.errors import QuantityError
from recipekeeper.formula.changes.consequence import Consequence
from recipekeeper.formula.changes.pairing import pairs
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Formula, Line, Step
from recipekeeper.quantity import Setpoint, plain

Steps = tuple[tuple[Step | None, Step | None], ...]
Lines = tuple[tuple[Line | None, Line | None], ...]

_OPEN = Limits()
_NO_CHECK = Check("")
_BOTH = {
    ("narrower", "narrower"): "narrower at both ends",
    ("wider", "wider"): "wider at both ends",
    ("narrower", "wider"): "moved up",
    ("wider", "narrower"): "moved down",
}


def limits_moved(a: Formula, b: Formula, steps: Steps) -> Iterator[Consequence]:
    """Working and critical limits that are now narrower or wider; `steps` are the same ones of both."""
    yield from _limits("yield", "limits", a.yield_within, b.yield_within)
    for before, after in steps:
        step = after or before
        checks = (before.checks if before else (), after.checks if after else ())
        for former, check in pairs(*checks, lambda one: (one.measure, one.was)):
            measure = (check or former or _NO_CHECK).measure
            yield from _check(f"{step.name if step else ''}/{measure}", former, check)


def _check(where: str, before: Check | None, after: Check | None) -> Iterator[Consequence]:
    """Of a check that was put in or taken out, only what can put a batch on hold: the rest is said already."""
    old, new = before or _NO_CHECK, after or _NO_CHECK
    yield from _words(where, old, new)
    yield from _lookups(where, before, after)
    if all(check.critical and check.critical == check.limits for check in (before, after) if check):
        yield from _limits(where, "critical limits", old.limits, new.limits)
        return
    if before and after:
        yield from _limits(where, "working limits", before.limits, after.limits)
    yield from _limits(where, "critical", old.critical, new.critical)


def _lookups(where: str, before: Check | None, after: Check | None) -> Iterator[Consequence]:
    """A limit that depends on another reading, by its first and last row."""
    first, second = (check.lookup if check else None for check in (before, after))
    critical = any(each is not None and each.critical for each in (first, second))
    if first == second or not (critical or (before and after)):
        return
    kind = "critical limits" if critical else "working limits"
    if first is None:
        said = f"now {second}, where there was none"
    elif second is None:
        said = f"no longer (was {first})"
    else:
        said = f"now {second}" + (" in other rows" if str(first) == str(second) else f" (was {first})")
    told = str(first) if first else None, str(second) if second else None
    yield Consequence(f"{where} {kind}", *told, f"{where}: {kind} {said}")


def _words(where: str, before: Check, after: Check) -> Iterator[Consequence]:
    told = ", ".join(before.words) or None, ", ".join(after.words) or None
    if before.words and after.words:
        more = [word for word in after.words if word not in before.words]
        less = [word for word in before.words if word not in after.words]
        said = [f"{' and '.join(more)} accepted now"] if more else []
        said += [f"{' and '.join(less)} accepted no longer"] if less else []
        if said:
            yield Consequence(where, *told, f"{where}: {', '.join(said)}")
    if before.words_critical != after.words_critical:
        now = "now puts" if after.words_critical else "no longer puts"
        yield Consequence(where, *told, f"{where}: another word {now} the batch on hold")


def _limits(where: str, kind: str, before: Limits | None, after: Limits | None) -> Iterator[Consequence]:
    first, second = before or _OPEN, after or _OPEN
    told = _text(first), _text(second)
    what = f"{where} {kind}"
    if told[0] is None and told[1] is None:
        return
    if told[0] is None:
        yield Consequence(what, *told, f"{where}: {kind} now {told[1]}, where there was none")
        return
    if told[1] is None:
        yield Consequence(what, *told, f"{where}: {kind} no longer (was {told[0]})")
        return
    try:
        low, high = _end(first.low, second.low, up="narrower"), _end(first.high, second.high, up="wider")
    except QuantityError:
        yield Consequence(what, *told, f"{where}: {kind} now {told[1]} (was {told[0]})")
        return
    if low or high:
        yield Consequence(what, *told, f"{where}: {kind} now {told[1]}, {_how(first, second, low, high)}")


def _end(before: Setpoint | None, after: Setpoint | None, *, up: str) -> str:
    """Whether one end is narrower or wider now, "" where it is where it was."""
    if before is None or after is None:
        if before is None and after is None:
            return ""
        return "narrower" if before is None else "wider"
    down = "wider" if up == "narrower" else "narrower"
    return up if after > before else down if after < before else ""


def _how(before: Limits, after: Limits, low: str, high: str) -> str:
    if low and high:
        ends = (before.low, before.high, after.low, after.high)
        if low == high or None not in ends:
            return _BOTH[low, high]
        return f"{low} at the bottom, {high} at the top"
    return f"{low} at the bottom" if low else f"{high} at the top"


def _text(limits: Limits) -> str | None:
    low, high = limits.low, limits.high
    if low is None:
        return None if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return f"{plain(low.value) if low.unit == high.unit else low}..{high}"


def places_moved(a: Formula, b: Formula, lines: Lines, steps: Steps) -> Iterator[Consequence]:
    """Ingredients that now go in at another step."""
    same = {(before.name, after.name) for before, after in steps if before and after}
    for before, after in lines:
        if before is None or after is None:
            continue
        old, new = a.step_of(before), b.step_of(after)
        if (old is None and new is None) or (old and new and (old.name, new.name) in same):
            continue
        was = f"was at {old.name}" if old else "no step used it"
        now = f"now goes in at {new.name}" if new else "goes in at no step now"
        told = old.name if old else None, new.name if new else None
        yield Consequence(f"step of {after.name}", *told, f"{after.name} {now} ({was})")
