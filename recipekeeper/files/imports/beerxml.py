"""BeerXML 1.0 recipes as documents (http://www.beerxml.com/beerxml.htm).

Its units are fixed and not stated: kilograms, litres, degrees Celsius, minutes, days for ageing. What it repeats
for show (DISPLAY_AMOUNT) is not imported, but where it contradicts the amount, the amount is marked.
"""

from __future__ import annotations

import re
from decimal import Decimal

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.amounts import NOTHING, Measured, nothing, numeral, readable
from recipekeeper.files.imports.brewing import Brew
from recipekeeper.files.imports.fields import Fields
from recipekeeper.files.imports.imported import Imported, Sketch, refuse_too_many
from recipekeeper.files.imports.times import of_minutes
from recipekeeper.files.imports.xml_tables import xml_tables
from recipekeeper.quantity import Amount, UnitSystem

_STAGES = (
    "mash", "first wort", "boil", "aroma", "primary fermentation", "secondary fermentation",
    "tertiary fermentation", "dry hop", "bottle", "age",
)  # fmt: skip
_USES = {
    "boil": "boil",
    "mash": "mash",
    "first wort": "first wort",
    "aroma": "aroma",
    "dry hop": "dry hop",
    "primary": "primary fermentation",
    "secondary": "secondary fermentation",
    "bottling": "bottle",
}
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,2})?")
_SHOWN = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([^\W\d_].*)")
_RECORDS = (
    ("FERMENTABLES", "FERMENTABLE"),
    ("HOPS", "HOP"),
    ("MISCS", "MISC"),
    ("YEASTS", "YEAST"),
    ("WATERS", "WATER"),
)
_FACTS = ("TYPE", "BREWER", "ASST_BREWER", "DATE", "EFFICIENCY", "OG", "FG", "CARBONATION", "TASTE_NOTES")
_MASHED = frozenset({"grain", "adjunct"})


def read_beerxml(content: bytes) -> tuple[Imported, ...]:
    """The recipes in a BeerXML file. Raises Unreadable where it is no XML or holds no recipe."""
    name, tables = xml_tables(content)
    root = Fields({name: tables}, "the file")
    records = root.table("RECIPES").tables("RECIPE") if name == "RECIPES" else root.tables("RECIPE")
    if not records:
        raise Unreadable(f"it holds no recipe: its outermost tag is {name[:40]}, and RECIPES is expected.")
    refuse_too_many(len(records))
    return tuple(_Recipe(fields).imported() for fields in records)


class _Recipe:
    """One recipe on its way into a sketch."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.sketch = Sketch(fields.text("NAME"), "beer")
        self.brew = Brew(self.sketch, _STAGES)

    def imported(self) -> Imported:
        _ignore(self.fields)
        self._facts()
        self._steps()
        for group, record in _RECORDS:
            left: list[str] = []
            for fields in self.fields.table(group).tables(record):
                _ignore(fields)
                self._addition(fields, record)
                left += fields.left
            self.sketch.not_carried(left, f"each {record}")
        self.sketch.not_carried(self.fields.left, "the recipe")
        self.brew.write()
        return self.sketch.imported()

    def _facts(self) -> None:
        self.sketch.remark(self.fields.lines("NOTES"))
        style = self.fields.table("STYLE")
        if name := style.text("NAME"):
            self.sketch.remark(f"Style: {name} {style.text('STYLE_GUIDE')}".strip())
        for key in _FACTS:
            if said := _idle_zeros(self.fields.lines(key)):
                self.sketch.remark(f"{key.replace('_', ' ').capitalize() if len(key) > 2 else key}: {said}")
        size = _litres(self.fields.text("BATCH_SIZE"))
        if size.text != NOTHING:
            self.sketch.yields(size.text)

    # Ingredients

    def _addition(self, fields: Fields, record: str) -> None:
        use, time = fields.text("USE"), _number(fields.text("TIME"))
        stage = _USES.get(use.casefold(), "") if use else self._usual_stage(fields, record)
        amount = fields.text("AMOUNT")
        is_weight = record in ("FERMENTABLE", "HOP") or fields.text("AMOUNT_IS_WEIGHT").casefold() == "true"
        lasting = of_minutes(time) or ("0 min" if time == 0 else "") if time is not None else ""
        said = [fields.text("NAME"), f"{_idle_zeros(amount)} {'kg' if is_weight else 'l'}" if amount else ""]
        said += [f"{use} {lasting}".strip(), fields.text("FORM")]
        said += [f"alpha {alpha} %" if (alpha := _idle_zeros(fields.text("ALPHA"))) else ""]
        said += [fields.text("LABORATORY"), fields.text("PRODUCT_ID").strip("-")]
        measured = _checked(_kilograms(amount) if is_weight else _litres(amount), fields)
        if (
            record == "YEAST"
            and fields.text("FORM").casefold() == "dry"
            and not is_weight
            and not measured.doubt
        ):
            measured = Measured(measured.text, "The file gives a dry yeast as a volume.")
        name = self.sketch.ingredient(fields.text("NAME"), measured, ", ".join(filter(None, said)))
        # What is mashed goes in at the beginning of the mash.
        self.brew.addition(name, stage, _when(use, lasting), 1 if not use and stage == "mash" else None)

    def _usual_stage(self, fields: Fields, record: str) -> str:
        """Where a record goes in that says no use: the standard says it of grains and of yeast."""
        if record == "YEAST":
            later = fields.text("ADD_TO_SECONDARY").casefold() == "true"
            return "secondary fermentation" if later else "primary fermentation"
        after_boil = fields.text("ADD_AFTER_BOIL").casefold() == "true"
        mashed = record == "FERMENTABLE" and fields.text("TYPE").casefold() in _MASHED
        return "mash" if mashed and not after_boil and self.brew.has("mash") else ""

    # Steps

    def _steps(self) -> None:
        mash = self.fields.table("MASH")
        _ignore(mash)
        whole = [mash.text("NAME"), mash.lines("NOTES")]
        left: list[str] = []
        for number, fields in enumerate(mash.table("MASH_STEPS").tables("MASH_STEP"), 1):
            _ignore(fields)
            self._mash_step(fields, whole if number == 1 else [])
            left += fields.left
        self.sketch.not_carried(left, "each MASH_STEP")
        self.sketch.not_carried(mash.left, "the MASH")
        if boil := self._minutes(self.fields, "BOIL_TIME"):
            self.brew.step("boil", "boil", lasts=boil)
        stages = _number(self.fields.text("FERMENTATION_STAGES")) or Decimal(3)
        for number, stage in enumerate(("primary", "secondary", "tertiary"), 1):
            if number <= stages:
                self._fermentation(stage)
        self._aged("age", "AGE", "AGE_TEMP", "age")

    def _mash_step(self, fields: Fields, whole: list[str]) -> None:
        said = [f"Kind: {fields.text('TYPE').lower()}." if fields.text("TYPE") else ""]
        if water := _positive(fields.text("INFUSE_AMOUNT")):
            said.append(f"Infuse {water} l.")
            self.sketch.note(
                "The water of a mash step stands in the step's text and does not scale with the batch."
            )
        if ramp := self._minutes(fields, "RAMP_TIME"):
            said.append(f"Reach it in {ramp}.")
        step = self.brew.step(
            "mash",
            fields.text("NAME"),
            [*whole, fields.lines("DESCRIPTION"), " ".join(filter(None, said))],
            self._minutes(fields, "STEP_TIME"),
        )
        start, end = _idle_zeros(fields.text("STEP_TEMP")), _idle_zeros(fields.text("END_TEMP"))
        self.brew.check(step, "temperature", f"{start} degC" if start else "")
        self.brew.check(step, "end temperature", f"{end} degC" if end and end != start else "")

    def _fermentation(self, stage: str) -> None:
        key = stage.upper()
        self._aged(f"{stage} fermentation", f"{key}_AGE", f"{key}_TEMP", f"{stage} fermentation")

    def _aged(self, stage: str, age: str, temperature: str, name: str) -> None:
        days, degrees = _number(self.fields.text(age)), _idle_zeros(self.fields.text(temperature))
        if not days and (stage != "primary fermentation" or not degrees):
            return
        step = self.brew.step(stage, name, lasts=of_minutes(days * 1440) if days else "")
        self.brew.check(step, "temperature", f"{degrees} degC" if degrees else "")

    def _minutes(self, fields: Fields, key: str) -> str:
        said = fields.text(key)
        minutes = _number(said)
        if said and minutes is None:
            self.sketch.note(f'The {key} "{said[:40]}" is not a number of minutes; it is left out.')
        return of_minutes(minutes) if minutes is not None else ""


def _ignore(fields: Fields) -> None:
    """Pass over what is only for show, and what numbers the record's own format."""
    fields.skip(
        "VERSION", "INVENTORY", *(key for key in fields.left if key.startswith(("DISPLAY_", "DISP_")))
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _idle_zeros(text: str) -> str:
    """A number without the zeros that only fill its seven decimals; any other text as it is."""
    number = _number(text)
    return (numeral(number) or "") if number is not None else text


def _positive(text: str) -> str:
    number = _number(text)
    return (numeral(number) or "") if number is not None and number > 0 else ""


def _kilograms(text: str) -> Measured:
    return _metric(text, "kg", "g")


def _litres(text: str) -> Measured:
    return _metric(text, "l", "ml")


def _metric(text: str, unit: str, smaller: str) -> Measured:
    """An amount with all its digits; less than one in the smaller unit, of which it is exactly a thousand."""
    if not text:
        return Measured(NOTHING, "The file gives no amount.")
    number = _number(text)
    digits = numeral(number) if number is not None else None
    if number is None or digits is None:
        return nothing(text[:40], f"is not a number of {unit}, which is what the standard has here")
    if number <= 0:
        return nothing(f"{digits} {unit}", "is no amount")
    return Measured(f"{numeral(number * 1000)} {smaller}" if number < 1 else f"{digits} {unit}")


def _checked(measured: Measured, fields: Fields) -> Measured:
    """The amount, marked where the file shows another one to its reader."""
    shown = fields.text("DISPLAY_AMOUNT")
    match = _SHOWN.fullmatch(shown)
    amount = readable(measured.text, None)
    if not match or not amount or measured.doubt:
        return measured
    other = readable(f"{match[1]} {match[2]}", UnitSystem.US)
    if other is None or not _agree(amount, other, match[1]):
        return Measured(
            measured.text, f'The file shows "{shown[:40]}", but its amount is {amount} by the standard.'
        )
    return measured


def _agree(amount: Amount, shown: Amount, digits: str) -> bool:
    """Whether two amounts are the same but for the decimals that are shown."""
    if amount.dimension != shown.dimension or amount.dimension == "count":
        return False
    last = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return abs(amount.to(shown.unit).value - shown.value) <= max(last, shown.value / 100)


def _when(use: str, lasting: str) -> str:
    """When an addition goes in, in the words of a brewer: the standard's time is how long it stays."""
    if not lasting:
        return ""
    words = {"boil": "boiled for", "aroma": "steeped for", "dry hop": "left for", "mash": "mashed for"}
    return f"{words.get(use.casefold(), 'for')} {lasting}"
