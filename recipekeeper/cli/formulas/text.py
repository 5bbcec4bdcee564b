"""Formulas as people read them: lists, weigh tables, steps with their limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from recipekeeper.batch.wording import company_text, ends_text, limits_text, shortened
from recipekeeper.cli.screen import counted, say, table
from recipekeeper.quantity import plain

if TYPE_CHECKING:
    from recipekeeper.formula.checks.all_checks import Verdict
    from recipekeeper.formula.checks.check import TradeCheck
    from recipekeeper.formula.findings import Problem
    from recipekeeper.formula.model import Check, Version
    from recipekeeper.operations.formulas.versions import Added, Checked, Difference
    from recipekeeper.quantity import Amount


def added(all_added: Sequence[Added]) -> None:
    """What became of each file."""
    for one in all_added:
        added_one(one.version, one.verdict, is_new=one.is_new)


def added_one(version: Version, verdict: Verdict, *, is_new: bool) -> None:
    """What became of one formula, what the trade says of it, and what can be done with a draft."""
    fate = "added" if is_new else "nothing new in it"
    say(f"{version.reference} {version.formula.name}: {fate}, {version.status.value}")
    problems(verdict.problems, indent="  ")
    silenced(verdict.silenced, indent="  ")
    if not is_new or version.status.value != "draft":
        return
    if errors := len(verdict.blocking):
        what = "this error is" if errors == 1 else f"these {errors} errors are"
        say(f"  It cannot be released until {what} put right.")
    else:
        say(f"  Release it with: rk formula release {version.reference}")


def checked(result: Checked) -> None:
    """Every problem, or that there is none."""
    problems(result.problems)
    silenced(result.silenced)
    errors = sum(problem.level == "error" for problem in result.problems)
    warnings = len(result.problems) - errors
    if not result.problems:
        say(f"{result.name}: no problem found.")
    else:
        say(f"{result.name}: {counted(errors, 'error')}, {counted(warnings, 'warning')}.")


def checks(listed_checks: Sequence[TradeCheck]) -> None:
    """All checks of the trade: what each looks for, and why."""
    for one in listed_checks:
        fixed = "" if one.can_be_silenced else ", cannot be silenced"
        say(f"{one.code}: {one.says} ({one.level}{fixed})", strong=True)
        say(one.reason, indent="  ")
    say('Silence one in the file, with a reason, under [silence]: superfat-low = "laundry soap"')


def silenced(found: Sequence[tuple[str, str]], indent: str = "") -> None:
    """Checks that the formula silences, each with the reason."""
    for code, reason in found:
        say(f"silenced: {code}: {reason}", indent=indent)


def problems(found: Sequence[Problem], indent: str = "") -> None:
    """Problems, each with its level and place, and the code by which a check of the trade is silenced."""
    for one in found:
        at_line = f" (line {one.line})" if one.line else ""
        where = f"{one.where}{at_line}: " if one.where else ""
        colour = "red" if one.level == "error" else "yellow"
        code = f" [{one.code}]" if one.code else ""
        say(f"{one.level}: {where}{one.message}{code}", colour=colour, indent=indent)


def listed(versions: Sequence[Version]) -> None:
    """The newest version of each formula."""
    if not versions:
        say("There is no formula yet. Add one: rk formula add FILE --release, or try: rk demo")
        return
    columns = {
        "code": [one.formula.code for one in versions],
        "version>": [str(one.number) for one in versions],
        "status": [one.status.value for one in versions],
        "yields>": [str(one.formula.yields) for one in versions],
        "name": [one.formula.name for one in versions],
        "variant of": [one.formula.base or "" for one in versions],
    }
    told = {title: cells for title, cells in columns.items() if any(cells)}
    table(tuple(told), list(zip(*told.values(), strict=True)))


def status(version: Version) -> None:
    """Where a version stands now."""
    say(f"{version.reference} {version.formula.name} is {version.status.value}.")


def tolerance_text(tolerance: Amount | None) -> str:
    """`4.6 g`: as finely as anybody can read it."""
    return "" if tolerance is None else f"{plain(shortened(tolerance.value))} {tolerance.symbol}"


def check_text(check: Check) -> str:
    """`43 °C, 40 to 46 °C, every 15 min; critical 38 to 49 °C`."""
    said = limits_text(check, check.limits) if check.limits else working_text(check)
    every = f", every {check.each}" if check.each else ""
    if check.apart:
        every += f", at most {check.apart.at_most} from {check.apart.of[1]}"
    if check.due:
        every += f", due after {', '.join(map(str, check.due))}"
    if check.wants_company:
        every += f", {company_text(check)}"
    if check.critical and check.critical != check.limits:
        return f"{said}{every}; critical {ends_text(check.critical)}"
    return f"{said}{every}{', critical' if check.is_critical else ''}"


def working_text(check: Check) -> str:
    """`40 to 46 °C`, `43 °C`, `light or medium`: what is wanted, in short."""
    if check.limits:
        return ends_text(check.limits)
    if check.lookup:
        return str(check.lookup)
    return " or ".join(check.words) if check.target is None else str(check.target)


def difference(result: Difference, *, hidden: Collection[str] = ()) -> None:
    """What changed, one sentence each, and what that brings about; `hidden` are places that need no word."""
    if not result.changes:
        say(f"{result.before} and {result.after} say the same.")
    for change in result.changes:
        if change.where not in hidden:
            say(change.sentence)
    if result.consequences:
        say("Which means:", strong=True)
    for one in result.consequences:
        say(one.sentence, indent="  ")
