"""A formula at a size as people read it: what to weigh, what part it is of what, and what to look out for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.batch.wording import SECOND_PERSON, ends_text, plus_minus
from recipekeeper.cli.formulas.text import check_text, tolerance_text
from recipekeeper.cli.screen import say, table
from recipekeeper.formula.amounts.figures import figure, percent, quantity

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.derived import Part
    from recipekeeper.formula.amounts.lye import LyeState
    from recipekeeper.formula.amounts.scale import ScaledLine
    from recipekeeper.formula.model import Step
    from recipekeeper.operations.formulas.scaling import Explained, ShownFormula
    from recipekeeper.operations.formulas.within import Within
    from recipekeeper.quantity import Amount


def shown(result: ShownFormula) -> None:
    """A whole formula."""
    scaled(result)
    formula = result.version.formula
    if result.within:
        _within(result.within)
    print()
    for number, step in enumerate(formula.steps, start=1):
        _step(number, step)
    if formula.notes:
        say(f"Notes: {formula.notes}")


def _within(within: Within) -> None:
    """What is in products of other formulas, and the allergens that come in."""
    if within.parts:
        say("All the way down:")
        for part in within.parts:
            through = f" (in {', in '.join(reversed(part.through))})" if part.through else ""
            say(f"  {part.name} {_amount(part.amount)}{through}")
    for one in within.allergens:
        missing = "" if one.declared else ", not declared"
        say(f"Allergen: {one.name}, by {', '.join(one.by)} ({', '.join(one.kept_by)}{missing})")


def scaled(result: ShownFormula) -> None:
    """The amounts, what they come to, and what to look out for."""
    _head(result)
    if result.explained:
        _explained(result, result.explained)
    else:
        _lines(result)
    _below(result)
    for note in result.notes:
        say(f"- {note.sentence}", hanging="  ")


def _head(result: ShownFormula) -> None:
    version, formula = result.version, result.version.formula
    kind = f", {formula.kind}" if formula.kind else ""
    say(f"{version.reference} {formula.name}{kind}", strong=True)
    within = f", {ends_text(formula.yield_within)} of it expected" if formula.yield_within else ""
    say(f"{version.status.value}, fingerprint {formula.fingerprint}")
    batches = result.sized.batches
    if batches > 1:
        from recipekeeper.formula.sizing.vessels import times  # late: few batches are split

        say(
            f"{times(batches, result.sized.size)}, in {batches} equal batches; this is one of them",
            strong=True,
        )
    say(f"yields {result.scaled.yields}{within}")
    if result.asked.ways:
        how = result.sized.size.how
        say(f"factor {figure(result.scaled.factor, 6)}{f': {how}' if how else ''}")
    print()


def _lines(result: ShownFormula) -> None:
    """The lines, in those columns that say something; exact amounts to two digits more than rounded ones."""
    lines = result.scaled.lines
    rounded = [line.planned for line in lines if line.exact != line.planned]
    places = max((_places(planned) for planned in rounded), default=0) + 2
    columns: dict[str, list[str]] = {
        "ingredient": [line.name for line in lines],
        "amount>": [_amount(line.planned) for line in lines],
        "part>": [_part(part) for part in result.parts],
        "±>": [tolerance_text(line.tolerance) for line in lines],
        "exact>": [
            f"{line.exact.to(line.planned.unit).value:.{places}f}" if line.exact != line.planned else ""
            for line in lines
        ],
        "phase": [line.phase or "" for line in lines],
        "checked": [_checked(result, line) for line in lines],
        "step": [line.step or "" for line in lines],
    }
    told = {title: cells for title, cells in columns.items() if any(cells)}
    if told:
        table(tuple(told), list(zip(*told.values(), strict=True)))


def _checked(result: ShownFormula, line: ScaledLine) -> str:
    written = result.version.formula.line(line.name)
    return "by a second person" if written is not None and written.checked else ""


def _explained(result: ShownFormula, explained: Explained) -> None:
    """Each line with how its amount came about below it."""
    for line, part, said in zip(result.scaled.lines, result.parts, explained.lines, strict=True):
        of = f", {_part(part)}" if part else ""
        say(f"{line.name} {_amount(line.planned)}{of}", strong=True)
        say(said, indent="  ")


def _below(result: ShownFormula) -> None:
    if result.explained:
        print()
    if result.lye:
        say(_lye(result.lye))
        if result.explained and result.explained.superfat:
            say(f"superfat {result.explained.superfat}", indent="  ")


def _lye(state: LyeState) -> str:
    """`superfat 5.02 %, lye of 33.01 %, water to alkali 2.03:1, water 28.6 % of oils`, and the pure alkali."""
    said = [f"superfat {percent(state.superfat).replace('-', '−')}"]
    if state.concentration is not None and state.water_ratio is not None:
        said.append(f"lye of {percent(state.concentration)}")
        said.append(f"water to alkali {figure(state.water_ratio)}:1")
        said.append(f"water {percent(state.water_of_oils)} of oils")
    for _, alkali, _, pure in state.alkalis:
        if pure:
            needed = quantity(pure / (1 - state.superfat), "g")
            said.append(f"{quantity(pure, 'g')} pure {alkali.value} where {needed} would saponify all")
    return ", ".join(said)


def _part(part: Part | None) -> str:
    """`50 % of oils`."""
    return f"{percent(part.fraction)} of {part.of}" if part else ""


def _amount(planned: Amount) -> str:
    """As it is planned; what was never rounded to two decimals."""
    exact = len(planned.value.as_tuple().digits) > _GRASPED
    return quantity(Fraction(planned.value), planned.unit) if exact else str(planned)


_GRASPED = 7
"""So many digits are read at a glance."""


def _places(amount: Amount) -> int:
    exponent = amount.value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _step(number: int, step: Step) -> None:
    lasts = f" ({plus_minus(step.lasts, step.within)})" if step.lasts else ""
    say(f"{number}. {step.name}{lasts}", strong=True)
    if step.text:
        say(step.text, indent="   ")
    said = {"uses": ", ".join(step.uses), "with": step.equipment or ""}
    for word, what in said.items():
        if what:
            say(f"{word}: {what}", indent="   ")
    if step.wait_at_most:
        say(f"begin at most {step.wait_at_most} after the step before", indent="   ")
    if step.due:
        say(f"due {step.due} after {step.after or 'the step before'}", indent="   ")
    if step.checked:
        say(SECOND_PERSON, indent="   ")
    for check in step.checks:
        say(f"read {check.measure}: {check_text(check)}", indent="   ")
