"""The names that a past record may use for the steps, ingredients and measures of a formula."""

from __future__ import annotations

from recipekeeper.formula.findings import nearest, shown
from recipekeeper.formula.model import Check, Formula


class Names:
    """Finds by today's name or the former one, without regard to case, and gives today's spelling."""

    __slots__ = ("_checks", "_code", "_ingredients", "_steps")

    def __init__(self, formula: Formula) -> None:
        self._code = formula.code
        self._steps: dict[str, str] = {}
        self._ingredients: dict[str, str] = {}
        self._checks: dict[tuple[str, str], Check] = {}
        # Former names first, so that a name in use today wins.
        for step in formula.steps:
            for check in step.checks:
                if check.was:
                    self._checks[step.name, check.was.casefold()] = check
            if step.was:
                self._steps[step.was.casefold()] = step.name
        self._ingredients |= {line.was.casefold(): line.name for line in formula.lines if line.was}
        for step in formula.steps:
            self._steps[step.name.casefold()] = step.name
            self._checks |= {(step.name, check.measure.casefold()): check for check in step.checks}
        self._ingredients |= {line.name.casefold(): line.name for line in formula.lines}

    def step(self, name: str) -> str | None:
        """The step in the formula's spelling; None where there is none."""
        return self._steps.get(name.casefold())

    def ingredient(self, name: str) -> str | None:
        """The ingredient in the formula's spelling; None where there is none."""
        return self._ingredients.get(name.casefold())

    def check(self, step: str | None, measure: str) -> tuple[str, Check] | None:
        """The check of a measure and its step; without a step, where only one step has the measure."""
        if step is not None:
            check = self._checks.get((step, measure.casefold()))
            return (step, check) if check else None
        found = [
            (where, check) for (where, name), check in self._checks.items() if name == measure.casefold()
        ]
        return found[0] if len(found) == 1 else None

    def unknown_step(self, name: str) -> str:
        """What to say of a step that the formula does not have."""
        return self._unknown("step", name, list(self._steps.values()))

    def unknown_ingredient(self, name: str) -> str:
        """What to say of an ingredient that the formula does not have."""
        return self._unknown("ingredient", name, list(self._ingredients.values()))

    def _unknown(self, what: str, name: str, known: list[str]) -> str:
        near = nearest(name, known)
        names = f"did you mean {near}?" if near else f"it has {', '.join(dict.fromkeys(known))}"
        return f"{self._code} has no {what} {shown(name)}; {names}"
