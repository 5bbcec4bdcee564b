"""What the two brewing formats share: the steps of a brew in their order, and what goes in where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from recipekeeper.errors import QuantityError
from recipekeeper.files.imports.imported import Document, Sketch
from recipekeeper.quantity import read_setpoint


@dataclass(slots=True)
class BrewStep:
    """One step of a stage, while its additions are still being gathered."""

    name: str
    text: list[str] = field(default_factory=list)
    lasts: str = ""
    checks: list[Document] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)
    additions: list[str] = field(default_factory=list)


class Brew:
    """The steps of a brew by stage; a stage that the file does not describe is made when something goes in."""

    def __init__(self, sketch: Sketch, stages: Sequence[str]) -> None:
        self._sketch = sketch
        self._stages: dict[str, list[BrewStep]] = {stage: [] for stage in stages}
        self._homeless: list[str] = []
        self._anywhere: dict[str, list[str]] = {}

    def step(self, stage: str, name: str, text: Sequence[str] = (), lasts: str = "") -> BrewStep:
        """Add a step to a stage; without a name it bears that of the stage."""
        step = BrewStep(name or stage, [each for each in text if each], lasts)
        self._stages[stage].append(step)
        return step

    def has(self, stage: str) -> bool:
        """Whether the file describes the stage."""
        return bool(self._stages[stage])

    def check(self, step: BrewStep, measure: str, target: str) -> None:
        """Ask for a reading with its target; one that cannot be is named and left out."""
        if not target:
            return
        try:
            read_setpoint(target, self._sketch.units)
        except QuantityError:
            self._sketch.note(
                f'The {measure} of the step {step.name}, "{target}", cannot be: it is left out.'
            )
            return
        if all(check["measure"] != measure for check in step.checks):
            step.checks.append({"measure": measure, "target": target})

    def addition(self, name: str, stage: str, when: str = "", number: int | None = None) -> None:
        """Let an ingredient go into a stage; `number` says into which of its steps, from 1."""
        if stage not in self._stages:
            self._homeless.append(name)
            return
        steps = self._stages[stage] or [self.step(stage, stage)]
        if number is not None and not 1 <= number <= len(steps):
            self._sketch.note(f"{name} goes into step {number} of the {stage}, which the file does not have.")
            number = None
        if number is None and len(steps) > 1:
            self._anywhere.setdefault(stage, []).append(name)
        step = steps[number - 1] if number else next((each for each in steps if each.name == stage), steps[0])
        step.uses.append(name)
        if when:
            step.additions.append(f"{name} {when}")

    def write(self) -> None:
        """Put all steps into the sketch, in the order of the stages."""
        for steps in self._stages.values():
            for step in steps:
                added = f"Goes in: {'; '.join(step.additions)}." if step.additions else ""
                text = "\n".join(filter(None, [*step.text, added]))
                self._sketch.step(text, name=step.name, uses=step.uses, lasts=step.lasts, checks=step.checks)
        for stage, names in self._anywhere.items():
            self._sketch.note(
                f"The file does not say into which step of the {stage} these go: {_listed(names)}."
            )
        if self._homeless:
            self._sketch.note(f"The file does not say when these go in: {_listed(self._homeless)}.")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (" and more" if len(names) > 8 else "")
