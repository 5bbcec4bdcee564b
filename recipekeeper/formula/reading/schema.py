"""Which keys a formula has, what each holds, and in which order they are written.

The tables below are the only list: unknown keys, missing keys, wrong forms, defaults, the canonical
order and the order in which a file is written all follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Form(Enum):
    """What a key holds."""

    FORMAT = "the number of the file format"
    CODE = "a code"
    NAME = "a name"
    TEXT = "a text"
    QUANTITY = "a text with a number and its unit"
    CHOICE = "one of a few words"
    NAMES = "a list of names"
    PAIR = "a list of two quantities"
    WORDS = "a word, a list of words, or true or false"
    LIMITS = "true, or a list of two quantities"
    TABLES = "a list of tables"
    TABLE = "a table"
    GROUP = "a name or a list of names"
    ALKALI = "an alkali, or a table of alkalis with the part of the oils that each saponifies"
    PURITY = "a percentage, or a table with one for each alkali"
    REASONS = "a table with a reason for each check that is silenced"
    ROWS = "a list of rows of two quantities"
    TIMES = "a duration, or a list of durations"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table. `example` is how its value is written in a file."""

    name: str
    form: Form
    example: str = ""
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    called: str = ""
    """What the key is called in a sentence, where that is not its name."""

    @property
    def label(self) -> str:
        """The key as a sentence names it."""
        return self.called or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of table: what it is called in a sentence, its header in a file, its keys in order."""

    title: str
    header: str
    keys: tuple[Key, ...]

    def key(self, name: str) -> Key | None:
        """The key of that exact name."""
        return next((key for key in self.keys if key.name == name), None)


MEASURED_WITH = ("pH meter", "thermometer", "scale", "hydrometer", "refractometer")
"""The kinds of instrument that a reading can be asked to come from."""

_CHECKED = Key("checked", Form.FLAG, "true", default=False, called="second person who checks")
_WAS = Key("was", Form.NAME, '"olive oil, pure"', called="former name")

FORMULA = Shape(
    "a formula",
    "",
    (
        Key("format", Form.FORMAT, "1", default=1),
        Key("code", Form.CODE, '"SOAP-LAV"', required=True),
        Key("name", Form.NAME, '"Lavender shea bar"', required=True),
        Key("kind", Form.NAME, '"cold-process soap"'),
        Key("base", Form.NAME, '"LAV-BAST@2"', called="base of the variant"),
        Key("units", Form.CHOICE, '"us"', choices=("us", "uk", "metric")),
        Key("yields", Form.QUANTITY, '"5867 g"', required=True),
        Key("yield_within", Form.QUANTITY, '"90..102 %"'),
        Key("density", Form.QUANTITY, '"1.04 g/ml"', called="density of the product"),
        Key("vessel_fill", Form.QUANTITY, '"80 %"', called="fullest vessel"),
        Key("basis", Form.GROUP, '"oils"'),
        Key("basis_amount", Form.QUANTITY, '"4000 g"'),
        Key("allergens", Form.NAMES, '["milk", "mustard"]', called="declared allergens"),
        Key("best_before", Form.QUANTITY, '"12 months"', called="how long it keeps"),
        Key("notes", Form.TEXT, '"Cures six weeks."'),
        Key("lye", Form.TABLE, "[lye]"),
        Key("fill", Form.TABLE, "[fill]"),
        Key("silence", Form.REASONS, "[silence]", called="silenced checks"),
        Key("ingredient", Form.TABLES, "[[ingredient]]"),
        Key("step", Form.TABLES, "[[step]]"),
    ),
)

LYE = Shape(
    "the lye",
    "[lye]",
    (
        Key("alkali", Form.ALKALI, '"NaOH"', required=True),
        Key("purity", Form.PURITY, '"98 %"', default="100 %"),
        Key("superfat", Form.QUANTITY, '"5 %"', required=True),
        Key("concentration", Form.QUANTITY, '"33 %"', called="lye concentration"),
        Key("water_ratio", Form.QUANTITY, '"2:1"'),
        Key("water", Form.QUANTITY, '"38 %"', called="water in percent of the oils"),
        Key("solution", Form.QUANTITY, '"50 %"', called="strength of the lye solution in stock"),
        Key("resolution", Form.QUANTITY, '"0.1 g"', called="scale division of the alkali"),
        Key("tolerance", Form.QUANTITY, '"0.2 %"', called="tolerance of the alkali"),
        Key("water_resolution", Form.QUANTITY, '"1 g"', called="scale division of the water"),
        Key("water_tolerance", Form.QUANTITY, '"3 %"', called="tolerance of the water"),
        Key("checked", Form.FLAG, "true", default=False, called="second person who checks the alkali"),
    ),
)

FILL = Shape(
    "the filling",
    "[fill]",
    (
        Key("each", Form.QUANTITY, '"142 g"', required=True, called="what one holds"),
        Key("unit", Form.NAME, '"bar"', default="piece"),
        Key("loss", Form.QUANTITY, '"2 %"'),
        Key("fixed_loss", Form.QUANTITY, '"190 g"', called="loss at every size"),
        Key("overage", Form.QUANTITY, '"2 %"'),
    ),
)

INGREDIENT = Shape(
    "an ingredient",
    "[[ingredient]]",
    (
        Key("name", Form.NAME, '"olive oil"', required=True),
        Key("phase", Form.NAME, '"oils"'),
        Key("amount", Form.QUANTITY, '"2000 g"'),
        Key("share", Form.QUANTITY, '"50 %"'),
        Key("of", Form.GROUP, '"mash"', called="what the share is of"),
        Key("formula", Form.NAME, '"SPICE-MIX@2"', called="formula that makes it"),
        Key("tolerance", Form.QUANTITY, '"0.25 %"'),
        Key("resolution", Form.QUANTITY, '"1 g"', called="scale division"),
        Key("round", Form.CHOICE, '"up"', choices=("up", "down", "nearest"), called="rounding"),
        Key(
            "scales",
            Form.CHOICE,
            '"fixed"',
            default="linear",
            choices=("linear", "fixed", "per unit", "stepwise"),
            called="scaling",
        ),
        Key("pack", Form.QUANTITY, '"11.5 g"', called="pack"),
        Key("sap", Form.QUANTITY, '"190 mg KOH/g"', called="SAP"),
        Key("purity", Form.QUANTITY, '"98 %"'),
        Key("density", Form.QUANTITY, '"0.915 g/ml"'),
        Key("inci", Form.NAME, '"Olea Europaea (Olive) Fruit Oil"', called="INCI name"),
        Key("allergens", Form.NAMES, '["milk"]'),
        Key("contains", Form.NAMES, '["soybeans", "wheat", "salt"]', called="what it is made of"),
        Key("original", Form.TEXT, '"1 1/2 cups sugar"', called="line as it was imported"),
        Key("doubt", Form.TEXT, '"the cup is not named"'),
        _CHECKED,
        _WAS,
    ),
)

STEP = Shape(
    "a step",
    "[[step]]",
    (
        Key("name", Form.NAME, '"combine"', required=True),
        Key("text", Form.TEXT, '"Pour the lye into the oils."'),
        Key("uses", Form.NAMES, '["lye solution", "oils"]'),
        Key("equipment", Form.NAME, '"stick blender"'),
        Key("lasts", Form.QUANTITY, '"4 min"'),
        Key("within", Form.QUANTITY, '"2.5 min"', called="tolerance of the duration"),
        Key("wait_at_most", Form.QUANTITY, '"10 min"', called="longest wait before it"),
        Key("due", Form.QUANTITY, '"72 h"', called="time when it is due"),
        Key("after", Form.NAME, '"pour"', called="step after which it is due"),
        _CHECKED,
        _WAS,
        Key("check", Form.TABLES, "[[step.check]]"),
    ),
)

CHECK = Shape(
    "a check",
    "[[step.check]]",
    (
        Key("measure", Form.NAME, '"oil temperature"', required=True),
        Key("target", Form.QUANTITY, '"43 degC"'),
        Key("within", Form.QUANTITY, '"3 degC"', called="tolerance"),
        Key("between", Form.PAIR, '["40 degC", "46 degC"]'),
        Key("at_most", Form.QUANTITY, '"65 degC"'),
        Key("at_least", Form.QUANTITY, '"85 degC"'),
        Key("is", Form.WORDS, '["light", "medium"]', called="accepted words"),
        Key("depends_on", Form.NAME, '"pH"', called="reading that its limit depends on"),
        Key("at_least_by", Form.ROWS, '[["3.0 pH", "65.6 degC"], ["3.2 pH", "68.9 degC"]]'),
        Key("at_most_by", Form.ROWS, '[["20 degC", "12 h"], ["24 degC", "8 h"]]'),
        Key("critical", Form.LIMITS, '["38 degC", "49 degC"]', default=False),
        Key("critical_at_most", Form.QUANTITY, '"4.1 pH"', called="critical limit above"),
        Key("critical_at_least", Form.QUANTITY, '"85 degC"', called="critical limit below"),
        Key("apart_from", Form.NAME, '"lye temperature"', called="reading that it is compared with"),
        Key("apart_at_most", Form.QUANTITY, '"8 degC"', called="largest difference"),
        Key("each", Form.QUANTITY, '"15 min"', called="reading every"),
        Key("due", Form.TIMES, '["7 d", "14 d", "28 d"]', called="time when it is due"),
        Key("retest", Form.FLAG, "true", default=False, called="passed test before release"),
        Key("instrument", Form.CHOICE, '"pH meter"', choices=MEASURED_WITH),
        Key("meter_above", Form.QUANTITY, '"4.0 pH"', called="reading above which the instrument is needed"),
        _CHECKED,
        _WAS,
    ),
)

SHAPES = (FORMULA, LYE, FILL, INGREDIENT, STEP, CHECK)
TABLES = {"ingredient": INGREDIENT, "step": STEP, "check": CHECK, "lye": LYE, "fill": FILL}
"""The shape of the tables that a key of Form.TABLES or Form.TABLE holds."""
