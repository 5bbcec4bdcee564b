"""The rules for one check: what it compares with, and limits that do not contradict one another."""

from __future__ import annotations

from recipekeeper.errors import QuantityError
from recipekeeper.formula.findings import listed, place
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check
from recipekeeper.formula.reading.table import Table
from recipekeeper.quantity import Setpoint

_KINDS = ("target", "between", "at_most", "at_least", "is", "at_least_by", "at_most_by")


def review_check(table: Table, check: Check) -> None:
    """Note what in a check is missing, too much, or at odds with the rest of it."""
    _review_kind(table)
    _review_order(table, "between", check.limits)
    _review_order(table, "critical", check.critical)
    _review_critical(table, check)


def _review_kind(table: Table) -> None:
    kinds = [kind for kind in _KINDS if kind in table.keys]
    if not kinds:
        message = (
            f'the check has nothing to compare with: give it {listed(_KINDS)}, such as target = "43 degC".'
        )
        table.findings.error(table.where, message)
    elif {"at_most", "at_least"} == set(kinds):
        both = f'between = ["{table.text("at_least")}", "{table.text("at_most")}"]'
        table.findings.error(
            place(table.where, "at_least"), f"at_most and at_least stand together; write {both}."
        )
    elif len(kinds) > 1:
        message = f"{kinds[0]} and {kinds[1]} stand together; a check has one of {listed(_KINDS)}."
        table.findings.error(place(table.where, kinds[1]), message)
    if "within" in table.keys and "target" not in table.keys:
        message = 'within is the tolerance of target, and target is missing, such as target = "43 degC".'
        table.findings.error(place(table.where, "within"), message)


def _review_order(table: Table, key: str, limits: Limits | None) -> None:
    if not isinstance(table.keys.get(key), list):
        return
    if limits is None or limits.low is None or limits.high is None:
        return
    if _exceeds(table, key, limits.low, limits.high):
        risen = f'{key} = ["{limits.high}", "{limits.low}"]'
        message = f"{limits.low} is above {limits.high}; the lower limit stands first: {risen}."
        table.findings.error(place(table.where, key), message)


def _review_critical(table: Table, check: Check) -> None:
    critical = table.keys.get("critical")
    ends = [key for key in _CRITICAL_ENDS if key in table.keys]
    key = "critical" if critical is not None else next(iter(ends), "")
    if critical is not None and ends:
        message = f"critical and {ends[0]} stand together; a check has one of them."
        table.findings.error(place(table.where, ends[0]), message)
    elif len(ends) > 1:
        both = f'critical = ["{table.text("critical_at_least")}", "{table.text("critical_at_most")}"]'
        message = f"critical_at_most and critical_at_least stand together; write {both}."
        table.findings.error(place(table.where, ends[1]), message)
    elif critical is True and check.limits is None and not check.words:
        if not {"within", "between", "at_most", "at_least", "depends_on"} & table.keys.keys():
            message = "critical = true makes the check's own limits the critical ones, and it has none;"
            message += ' give it some, such as within = "3 degC".'
            table.findings.error(place(table.where, "critical"), message)
    elif (isinstance(critical, list) or ends) and check.words:
        message = "a check in words has no critical limits; critical = true makes any other word critical."
        table.findings.error(place(table.where, key), message)
    elif (isinstance(critical, list) or ends) and check.critical is not None:
        _review_critical_limits(table, key, check, check.critical)


_CRITICAL_ENDS = ("critical_at_least", "critical_at_most")


def _review_critical_limits(table: Table, key: str, check: Check, critical: Limits) -> None:
    where = place(table.where, key)
    target, working = check.target, check.limits or Limits()
    if _outside(table, key, target, critical):
        table.findings.error(
            where, f"the target {target} lies outside its own critical limits {_range(critical)}."
        )
    elif _outside(table, key, working.low, critical) or _outside(table, key, working.high, critical):
        message = (
            f"the critical limits {_range(critical)} are narrower than the working limits {_range(working)}"
        )
        table.findings.error(where, f"{message}; critical limits lie outside the working ones.")


def _outside(table: Table, key: str, point: Setpoint | None, limits: Limits) -> bool:
    if point is None:
        return False
    below = limits.low is not None and _exceeds(table, key, limits.low, point)
    return below or (limits.high is not None and _exceeds(table, key, point, limits.high))


def _exceeds(table: Table, key: str, low: Setpoint, high: Setpoint) -> bool:
    """Whether the first lies above the second; where they do not compare, that is noted once."""
    try:
        return low > high
    except QuantityError as refused:
        where = place(table.where, key)
        if not any(problem.where == where for problem in table.findings.problems):
            table.findings.error(where, refused.message)
        return False


def _range(limits: Limits) -> str:
    if limits.low is None:
        return f"at most {limits.high}"
    return f"{limits.low} to {limits.high}" if limits.high is not None else f"at least {limits.low}"
