"""BeerJSON 1.0 recipes as documents (https://github.com/beerjson/beerjson).

Each of its quantities names its unit from a fixed list, with imperial measures of their own names, so that
every amount is either exact or marked. Its unprefixed cups, spoons and gallons are those of the US.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.amounts import NOTHING
from recipekeeper.files.imports.beerjson_quantities import in_our_units, in_words, system_of
from recipekeeper.files.imports.brewing import Brew, BrewStep
from recipekeeper.files.imports.fields import Fields
from recipekeeper.files.imports.imported import Imported, Sketch, refuse_too_many
from recipekeeper.files.imports.times import duration

_KINDS = {"all grain": "beer", "partial mash": "beer", "extract": "beer", "other": ""}
_STAGES = {
    "add_to_mash": "mash",
    "add_to_boil": "boil",
    "add_to_fermentation": "ferment",
    "add_to_package": "package",
}
_ADDITIONS = {
    "fermentable_additions": "fermentable",
    "hop_additions": "hop",
    "miscellaneous_additions": "addition",
    "culture_additions": "culture",
    "water_additions": "water",
}
_STEP_NUMBER = re.compile(r"[0-9]{1,3}")
_TARGETS = {
    "step_temperature": "temperature",
    "start_temperature": "start temperature",
    "end_temperature": "end temperature",
    "start_gravity": "start gravity",
    "end_gravity": "end gravity",
    "start_ph": "start pH",
    "end_ph": "end pH",
}
_OF_A_STEP = (
    "amount", "infuse_temperature", "ramp_time", "chilling_type", "vessel", "vessel_pressure", "vessel_volume",
    "vessel_quantity", "carbonation", "water_grain_ratio",
)  # fmt: skip
_FACTS = (
    "type", "author", "coauthor", "created", "original_gravity", "final_gravity", "alcohol_by_volume",
    "ibu_estimate", "color_estimate", "beer_pH", "carbonation", "apparent_attenuation", "calories_per_pint",
)  # fmt: skip


def read_beerjson(data: Mapping[str, Any]) -> tuple[Imported, ...]:
    """The recipes in a BeerJSON file. Raises Unreadable where it holds none."""
    beer = Fields(data["beerjson"], "beerjson")
    beer.skip("version")
    recipes = beer.tables("recipes")
    if not recipes:
        others = ", ".join(key.replace("_", " ") for key in beer.left)
        raise Unreadable(f"it holds no recipe{', only ' if others else ''}{others[:200]}.")
    refuse_too_many(len(recipes))
    return tuple(_Recipe(fields, beer.left).imported() for fields in recipes)


class _Recipe:
    """One recipe on its way into a sketch."""

    def __init__(self, fields: Fields, beside: list[str]) -> None:
        self.fields = fields
        ingredients = fields.get("ingredients")
        self.system = system_of([fields.get("batch_size"), ingredients])
        kind = fields.text("type")
        self.sketch = Sketch(fields.text("name"), _KINDS.get(kind, kind), self.system)
        self.sketch.not_carried(beside, "the file")
        self.brew = Brew(self.sketch, tuple(_STAGES.values()))

    def imported(self) -> Imported:
        self._facts()
        self._batch_size()
        self._procedure("mash", "mash_steps")
        self._procedure("boil", "boil_steps")
        self._procedure("ferment", "fermentation_steps", "fermentation")
        self._procedure("package", "packaging_vessels", "packaging")
        ingredients = self.fields.table("ingredients")
        for key, whose in _ADDITIONS.items():
            left: list[str] = []
            for addition in ingredients.tables(key):
                self._addition(addition, whose)
                left += addition.left
            self.sketch.not_carried(left, f"each {whose}")
        self.sketch.not_carried(ingredients.left, "the ingredients")
        self.sketch.not_carried(self.fields.left, "the recipe")
        self.brew.write()
        return self.sketch.imported()

    def _facts(self) -> None:
        self.sketch.remark(self.fields.lines("notes"))
        style = self.fields.table("style")
        if name := style.text("name"):
            category = ", ".join(filter(None, (style.text("category"), style.text("style_guide"))))
            self.sketch.remark(f"Style: {name}" + (f" ({category})" if category else ""))
        style.skip("type", "category_number", "style_letter", "style_guide")
        self.sketch.not_carried(style.left, "the style")
        for key in _FACTS:
            if said := self.fields.said(key, in_words):
                self.sketch.remark(f"{_worded(key)}: {said}")
        efficiency = self.fields.table("efficiency")
        for key in ("brewhouse", "mash", "lauter", "conversion"):
            if said := efficiency.said(key, in_words):
                self.sketch.remark(f"Efficiency, {key}: {said}")
        self.sketch.not_carried(efficiency.left, "the efficiency")

    def _batch_size(self) -> None:
        size = in_our_units(self.fields.get("batch_size"), self.system)
        if size.text != NOTHING:
            self.sketch.yields(size.text)
        if size.doubt and self.fields.get("batch_size") is not None:
            self.sketch.note(f"Of the batch size: {size.doubt}")

    def _addition(self, fields: Fields, whose: str) -> None:
        timing = fields.table("timing")
        kind, use, when = fields.text("type"), timing.text("use"), _when(timing)
        step = timing.said("step", in_words)
        amount = fields.get("amount")
        said = [fields.text("name"), in_words(amount), " ".join(filter(None, (use, when)))]
        said += [f"step {step}" if step else "", fields.text("form")]
        said += [f"alpha {acid}" if (acid := fields.said("alpha_acid", in_words)) else ""]
        said += [fields.text("producer"), fields.text("product_id")]
        name = self.sketch.ingredient(
            fields.text("name"), in_our_units(amount, self.system), ", ".join(filter(None, said))
        )
        stage = _STAGES.get(use, "")
        number = int(step) if _STEP_NUMBER.fullmatch(step) else None
        if not use and kind == "grain" and self.brew.has("mash"):
            stage, number = "mash", 1  # a grain is what is mashed; the format says the use of the others
        if not use and whose == "culture":
            stage = "ferment"
        self.brew.addition(name, stage, when, number)
        self.sketch.not_carried((f"timing {key}" for key in timing.left), f"each {whose}")

    def _procedure(self, stage: str, steps_key: str, key: str = "") -> None:
        procedure = self.fields.table(key or stage)
        steps = procedure.tables(steps_key)
        whole = [procedure.lines("description"), procedure.lines("notes")]
        whole += [
            f"{_worded(each)}: {said}."
            for each in ("grain_temperature", "pre_boil_size", "packaged_volume")
            if (said := procedure.said(each, in_words))
        ]
        name, lasts = procedure.text("name"), self._lasts(procedure, "boil_time", stage)
        left: list[str] = []
        if name.casefold() not in (stage, *(step.text("name").casefold() for step in steps)):
            whole.insert(0, name)
        for number, fields in enumerate(steps, 1):
            self._step(stage, fields, whole if number == 1 else [])
            left += fields.left
        if not steps and (name or lasts or any(whole)):
            self.brew.step(stage, "", whole, lasts)
        elif lasts:
            self.sketch.remark(f"{stage.capitalize()}, in all: {lasts}")
        self.sketch.not_carried(left, f"the steps of the {stage}")
        self.sketch.not_carried(procedure.left, f"the {stage}")

    def _step(self, stage: str, fields: Fields, whole: list[str]) -> None:
        kind = fields.text("type")
        said = [f"Kind: {kind}." if kind else ""]
        for key in _OF_A_STEP:
            said += [f"{_worded(key)}: {value}." if (value := fields.said(key, in_words)) else ""]
        said += ["Free rise." if fields.get("free_rise") is True else ""]
        name = fields.text("name")
        text = [*whole, fields.lines("description"), " ".join(filter(None, said))]
        step = self.brew.step(stage, name, text, self._lasts(fields, "step_time", name))
        if fields.said("amount", in_words):
            self.sketch.note(
                "The water of a mash step stands in the step's text and does not scale with the batch."
            )
        self._checks(step, fields)

    def _checks(self, step: BrewStep, fields: Fields) -> None:
        met = ""
        for key, measure in _TARGETS.items():
            target = fields.said(key, in_words)
            if target and not (measure == "end temperature" and target == met):
                self.brew.check(step, measure, target)
            met = target if measure.endswith("temperature") and target else met

    def _lasts(self, fields: Fields, key: str, where: str) -> str:
        said = fields.said(key, in_words)
        span = duration(said) if said else None
        if said and span is None and not said.startswith("0 "):
            self.sketch.note(
                f'The {_worded(key).lower()} of {where}, "{said}", is no duration that can be read.'
            )
        return str(span) if span else ""


def _when(timing: Fields) -> str:
    said = []
    for key, word in (("time", "at"), ("duration", "for"), ("specific_gravity", "at"), ("pH", "at")):
        if value := timing.said(key, in_words):
            said.append(f"{word} {value}")
    if timing.get("continuous") is True:
        said.append("continuously")
    return " ".join(said)


def _worded(key: str) -> str:
    return key.replace("_", " ").capitalize()
