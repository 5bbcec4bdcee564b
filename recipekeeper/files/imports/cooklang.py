"""Cooklang recipes as documents: ingredients with their amounts, steps with what goes in and how long."""

from __future__ import annotations

import re

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.amounts import Measured, measured, readable, yielded
from recipekeeper.files.imports.cooklang_text import CookRecipe, CookStep, Item, cook_recipe
from recipekeeper.files.imports.imported import Imported, Sketch
from recipekeeper.files.imports.times import lasting
from recipekeeper.quantity import UnitSystem

_SERVED = ("servings", "serves", "yield", "yields")
_ABOUT = ("introduction", "description")
_KIND = ("course", "category")
_REFERENCE = re.compile(r"\.{1,2}[/\\]")


def read_cooklang(text: str, title: str, units: UnitSystem | None) -> tuple[Imported, ...]:
    """The recipe in a text; `title` is its name where its metadata give none.

    Raises Unreadable where the text holds neither a step nor metadata.
    """
    recipe = cook_recipe(text)
    if not recipe.steps and not recipe.metadata:
        raise Unreadable(
            "it holds no recipe: a Cooklang recipe has steps such as Mix @flour{200%g} with water."
        )
    return (_Reading(recipe, title, units).imported(),)


class _Reading:
    """One recipe on its way into a sketch."""

    def __init__(self, recipe: CookRecipe, title: str, units: UnitSystem | None) -> None:
        self.recipe = recipe
        self.metadata = {key.casefold(): value for key, value in recipe.metadata.items()}
        self.units = units
        self.sketch = Sketch(self.metadata.pop("title", "") or title, self._first(_KIND) or "food", units)
        self.met: set[str] = set()

    def imported(self) -> Imported:
        self._metadata()
        for step in self.recipe.steps:
            self._step(step)
        for note in self.recipe.notes:
            self.sketch.remark(note)
        return self.sketch.imported()

    def _first(self, keys: tuple[str, ...]) -> str:
        return next((self.metadata.pop(key) for key in keys if key in self.metadata), "")

    def _metadata(self) -> None:
        if about := self._first(_ABOUT):
            self.sketch.remark(about)
        amount, note = yielded(self._first(_SERVED), self.units)
        self.sketch.yields(amount)
        if note:
            self.sketch.note(note)
        for key, value in self.metadata.items():
            self.sketch.remark(f"{key}: {value}")

    def _step(self, step: CookStep) -> None:
        uses = []
        words = []
        for item in step.items:
            if item.kind == "ingredient":
                uses.append(self._ingredient(item, step.section))
                words.append(uses[-1] + (f" ({item.preparation})" if item.preparation else ""))
            else:
                words.append(_said(item))
        text = "".join(words)
        things = [_thing(item) for item in step.items if item.kind == "cookware"]
        lasts, within = self._duration(step)
        self.sketch.step(text, uses=uses, equipment="; ".join(things), lasts=lasts, within=within)

    def _ingredient(self, item: Item, section: str) -> str:
        amount = _amount(item, self.units)
        name = item.name
        if _REFERENCE.match(name):
            path, name = name, re.split(r"[/\\]", name)[-1]
            amount = Measured(
                amount.text,
                f"It is what another recipe makes, {path}: import that one too, and name it here with "
                f"formula = its code. {amount.doubt}",
            )
        elif not item.quantity and name.casefold() in self.met:
            amount = Measured(
                amount.text,
                f"{name} is named again, without an amount: leave this line out if an earlier one holds it all.",
            )
        self.met.add(name.casefold())
        return self.sketch.ingredient(name, amount, item.source, phase=section, fixed=item.fixed)

    def _duration(self, step: CookStep) -> tuple[str, str]:
        timers = [item for item in step.items if item.kind == "timer" and item.quantity]
        if len(timers) > 1:
            self.sketch.note(
                f'The step "{_beginning(step)}" has {len(timers)} timers, which stay in its text: a step lasts once.'
            )
        if len(timers) != 1:
            return "", ""
        duration = lasting(timers[0].quantity, timers[0].unit)
        if not duration[0]:
            self.sketch.note(
                f'The timer "{timers[0].source}" is no duration that can be read; it stays in the text.'
            )
        return duration


def _amount(item: Item, units: UnitSystem | None) -> Measured:
    """The amount of an ingredient; text that is no number stays marked, as the specification keeps it text."""
    if (
        isinstance(item.value, str)
        and item.value
        and not item.unit
        and (found := readable(item.value, units))
    ):
        return Measured(str(found), f'"{item.value}" is one text; an amount has its unit after a %.')
    amount = measured(item.quantity.replace(" /", "/").replace("/ ", "/"), item.unit, units)
    if isinstance(item.value, str) and item.value and not amount.doubt and item.value.isascii():
        return Measured(amount.text, f'"{item.value}" is a text in Cooklang, and no number.')
    return amount


def _said(item: Item) -> str:
    if item.kind == "timer":
        return f"{item.quantity} {item.unit}".strip() or item.name
    return item.name


def _thing(item: Item) -> str:
    return f"{item.quantity} {item.name}" if item.quantity not in ("", "1") else item.name


def _beginning(step: CookStep) -> str:
    return " ".join("".join(_said(item) for item in step.items).split()[:5])
