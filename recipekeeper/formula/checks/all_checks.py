"""The checks of the trade: one list, each with a code, a sentence and a reason.

They look at a formula that can be read. An error keeps it from being released; a check can be silenced in
the file with a reason, which is shown in its place, except where nothing else would say that it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recipekeeper.formula.checks.allergens import ALLERGEN_CHECKS
from recipekeeper.formula.checks.amounts import AMOUNT_CHECKS
from recipekeeper.formula.checks.check import ERROR, Found, Inspection, TradeCheck, inspected
from recipekeeper.formula.checks.sap import SAP_CHECKS
from recipekeeper.formula.checks.soap import SOAP_CHECKS
from recipekeeper.formula.checks.steps import STEP_CHECKS
from recipekeeper.formula.findings import Problem, nearest, shown
from recipekeeper.formula.model import Formula
from recipekeeper.formula.substance.material import Materials

__all__ = ["CHECKS", "TradeCheck", "Verdict", "checked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of one formula, and which of them it silences, with the reason."""

    problems: tuple[Problem, ...]
    silenced: tuple[tuple[str, str], ...] = ()

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What keeps the formula from being released."""
        return tuple(problem for problem in self.problems if problem.level == ERROR)


def checked(formula: Formula, materials: Materials) -> Verdict:
    """Everything that the trade says against a formula, in the order of CHECKS."""
    seen = inspected(formula, materials)
    silent = {check.code for check in CHECKS if check.can_be_silenced} & set(formula.silenced)
    problems = (
        Problem(check.level, found.where, found.message, code=check.code)
        for check in CHECKS
        if check.code not in silent
        for found in check.find(seen)
    )
    return Verdict(tuple(problems), tuple((code, formula.silenced[code]) for code in sorted(silent)))


def _silenced_without_effect(seen: Inspection) -> Iterator[Found]:
    known = {check.code: check for check in CHECKS}
    for code in seen.formula.silenced:
        if code not in known:
            near = nearest(code, known)
            hint = f"the nearest is {near}" if near else "rk formula check --list shows all"
            yield Found(f"silence.{code}", f"{shown(code)} is no check; {hint}.")
        elif not known[code].can_be_silenced:
            yield Found(
                f"silence.{code}", f"{code} cannot be silenced. Put right what it says, and take this out."
            )


_SILENCE = TradeCheck(
    "silence-unknown",
    ERROR,
    "a [silence] of what is no check, or of one that cannot be silenced",
    "Who silences a check believes that it is silent; with the code misspelt, or not allowed, it is not.",
    _silenced_without_effect,
    can_be_silenced=False,
)

CHECKS: tuple[TradeCheck, ...] = (
    *SOAP_CHECKS,
    *SAP_CHECKS,
    *AMOUNT_CHECKS,
    *STEP_CHECKS,
    *ALLERGEN_CHECKS,
    _SILENCE,
)
"""Every check, in the order in which they speak."""
