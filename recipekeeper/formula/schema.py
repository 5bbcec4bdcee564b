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
    LATER = "something that comes with a later version"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table. `example` is how its value is written in a file."""

    name: str
    form: Form
    example: str = ""
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    later: str = ""
    """What a person is told of what is not yet read."""
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


_AMOUNTS = "Until then give the ingredient its amount."
_WAS = Key("was", Form.NAME, '"olive oil, pure"', called="former name")

FORMULA = Shape(
    "a formula",
    "",
    (
        Key("format", Form.FORMAT, "1", default=1),
        Key("code", Form.CODE, '"SOAP-LAV"', required=True),
        Key("name", Form.NAME, '"Lavender shea bar"', required=True),
        Key("kind", Form.NAME, '"cold-process soap"'),
        Key("units", Form.CHOICE, '"us"', choices=("us", "uk", "metric")),
        Key("yields", Form.QUANTITY, '"5867 g"', required=True),
        Key("yield_within", Form.QUANTITY, '"90..102 %"'),
        Key("basis", Form.LATER, later="Until then give every ingredient its amount."),
        Key("basis_amount", Form.LATER, later="Until then give every ingredient its amount."),
        Key("notes", Form.TEXT, '"Cures six weeks."'),
        Key(
            "lye",
            Form.LATER,
            later="Until then write the alkali and the water as ingredients with their amounts.",
        ),
        Key("ingredient", Form.TABLES, "[[ingredient]]"),
        Key("step", Form.TABLES, "[[step]]"),
    ),
)

INGREDIENT = Shape(
    "an ingredient",
    "[[ingredient]]",
    (
        Key("name", Form.NAME, '"olive oil"', required=True),
        Key("phase", Form.NAME, '"oils"'),
        Key("amount", Form.QUANTITY, '"2000 g"', required=True),
        Key("share", Form.LATER, later=_AMOUNTS),
        Key("of", Form.LATER, later=_AMOUNTS),
        Key("tolerance", Form.QUANTITY, '"0.25 %"'),
        Key("resolution", Form.QUANTITY, '"1 g"', called="scale division"),
        Key("round", Form.CHOICE, '"up"', choices=("up", "down", "nearest"), called="rounding"),
        Key(
            "scales",
            Form.CHOICE,
            '"fixed"',
            default="linear",
            choices=("linear", "fixed"),
            later="Other laws of scaling come with a later version.",
            called="scaling",
        ),
        Key("sap", Form.QUANTITY, '"190 mg KOH/g"', called="SAP"),
        Key("density", Form.QUANTITY, '"0.915 g/ml"'),
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
        Key("critical", Form.LIMITS, '["38 degC", "49 degC"]', default=False),
        Key("each", Form.QUANTITY, '"15 min"', called="reading every"),
        _WAS,
    ),
)

SHAPES = (FORMULA, INGREDIENT, STEP, CHECK)
TABLES = {"ingredient": INGREDIENT, "step": STEP, "check": CHECK}
"""The shape of the tables that a key of Form.TABLES lists."""
