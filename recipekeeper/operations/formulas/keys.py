"""What `--set` means: which key of a formula is named, and what it is to hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recipekeeper.errors import Misused, NotFound, QuantityError
from recipekeeper.formula.amounts.lye import LYE_PHASE
from recipekeeper.formula.changes.variant import Place, Setting, typed_value
from recipekeeper.formula.findings import listed, nearest, shown
from recipekeeper.formula.model import Formula, Origin
from recipekeeper.formula.reading.schema import CHECK, FORMULA, INGREDIENT, STEP, TABLES, Form, Key, Shape
from recipekeeper.formula.reading.values import is_quantum_satis
from recipekeeper.operations.names import match
from recipekeeper.quantity import read_amount, read_rate

EXAMPLES = (
    '--set "coconut oil=25 %", --set "lye.superfat=4 %" or --set "combine/oil temperature.target=40 degC"'
)

_OWN = frozenset({"format", "code", "base"})
"""Keys of the formula that a variant gets by itself."""


def read_setting(formula: Formula, typed: str) -> Setting:
    """One `--set`: `INGREDIENT=VALUE` for its share or amount, else `PLACE.KEY=VALUE` by the names of the file.

    Raises Misused for a key that does not exist, NotFound and Ambiguous for a name, with the nearest ones,
    QuantityError for what is neither a share nor an amount.
    """
    path, equals, value = (each.strip() for each in typed.partition("="))
    if not equals or not path:
        raise Misused(
            f"{shown(typed)} sets nothing: name, = and value stand in one argument, such as {EXAMPLES}."
        )
    table, key = _found(formula, path)
    if key is None:
        return Setting(table, _share_or_amount(formula, table, typed, value), value)
    if key.form in (Form.TABLE, Form.TABLES, Form.REASONS):
        raise Misused(f"{key.name} is {key.form.value}: set a key in it, such as {EXAMPLES}.")
    if not table and key.name in _OWN:
        raise Misused(f"{key.name} is not set: a variant gets its code by --code, and its base by itself.")
    return Setting(table, key.name, _value(key, value))


def find_ingredient(formula: Formula, typed: str) -> str:
    """The ingredient of the file that is meant; raises Misused for one that [lye] computes."""
    _refuse_computed(formula, typed)
    return match(typed, _names(formula.document, "ingredient"), "ingredient", f"in {formula.code}")


# Names


def _found(formula: Formula, path: str) -> tuple[Place, Key | None]:
    """The table and its key; None where an ingredient is named alone."""
    ingredients = [name.casefold() for name in _names(formula.document, "ingredient")]
    if path.casefold() in ingredients:
        return ("ingredient", ingredients.index(path.casefold())), None
    if whole := FORMULA.key(_written(path)):
        return (), whole
    owner, _, name = path.rpartition(".")
    head, _, rest = path.partition(".")
    if head.casefold() == "silence" and rest:
        return ("silence",), Key(rest, Form.TEXT)
    if owner.casefold() in TABLES and TABLES[owner.casefold()] not in (INGREDIENT, STEP, CHECK):
        return (owner.casefold(),), _key_of(TABLES[owner.casefold()], name, path)
    if "/" in owner or (owner and any(shape.key(_written(name)) for shape in (INGREDIENT, STEP, CHECK))):
        return _of_named(formula, owner, name, path)
    try:
        return ("ingredient", ingredients.index(find_ingredient(formula, path).casefold())), None
    except NotFound as unknown:
        if owner:
            raise _unknown(path, name) from None
        meant = listed(keys) if (keys := _keys_like(_written(path))) else ""
        raise NotFound(unknown.message + (f" Or is the key {meant} meant?" if meant else "")) from None


def _keys_like(typed: str) -> list[str]:
    """The keys of the formula, its lye and its filling that begin with what was typed."""
    keys = [("", key.name) for key in FORMULA.keys if key.form is not Form.TABLES]
    keys += [(f"{name}.", key.name) for name in ("lye", "fill") for key in TABLES[name].keys]
    return [f"{place}{name}" for place, name in keys if name.startswith(typed)]


def _of_named(formula: Formula, owner: str, name: str, path: str) -> tuple[Place, Key]:
    """A key of an ingredient, of a step, or, with a slash, of a check at a step."""
    document, where = formula.document, f"in {formula.code}"
    step_typed, slash, measure = owner.rpartition("/")
    if slash:
        steps = _names(document, "step")
        step = steps.index(match(step_typed, steps, "step", where))
        measures = _names(document["step"][step], "check", "measure")
        check = measures.index(match(measure, measures, "measure", f"at {steps[step]}"))
        return ("step", step, "check", check), _key_of(CHECK, name, path)
    kinds = {
        kind: shape
        for kind, shape in (("step", STEP), ("ingredient", INGREDIENT))
        if shape.key(_written(name))
    }
    if not kinds:
        raise Misused(
            f"{shown(path)} names no key: {name} is one of a check, which is named with its step, such as "
            f'--set "combine/oil temperature.{name}=…".'
        )
    _refuse_computed(formula, owner)
    places: dict[str, tuple[str, int]] = {
        each: (kind, number) for kind in kinds for number, each in enumerate(_names(document, kind))
    }
    kind, number = places[match(owner, places, " or ".join(kinds), where)]
    return (kind, number), _key_of(kinds[kind], name, path)


def _refuse_computed(formula: Formula, name: str) -> None:
    line = formula.line(name)
    if (line is not None and line.origin is Origin.LYE) or (formula.lye and name.casefold() == LYE_PHASE):
        raise Misused(
            f"{name} is computed from the oils: it follows [lye], whose keys can be set, "
            'such as --set "lye.superfat=4 %".'
        )


def _key_of(shape: Shape, name: str, path: str) -> Key:
    key = shape.key(_written(name))
    if key is None:
        raise _unknown(path, name, shape)
    return key


def _unknown(path: str, name: str, *shapes: Shape) -> Misused:
    known = dict.fromkeys(key.name for shape in (shapes or (INGREDIENT, STEP, CHECK)) for key in shape.keys)
    of = shapes[0].title if shapes else "an ingredient, a step or a check"
    near = nearest(_written(name), known)
    hint = f"the nearest is {near}" if near else f"there are {listed(known)}"
    return Misused(f"{shown(path)} names no key: {shown(name)} is none of {of}; {hint}.")


def _written(key: str) -> str:
    """A key as a file has it."""
    return key.strip().casefold().replace(" ", "_")


def _names(table: Mapping[str, Any], kind: str, key: str = "name") -> list[str]:
    return [each[key] for each in table.get(kind, ())]


# Values


def _value(key: Key, text: str) -> Any:
    """A value as it is typed, or as a file has it: `["38 degC", "47 degC"]`."""
    if text.startswith(("[", "{")):
        import tomllib  # late: few values are lists

        try:
            return tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            return text
    return typed_value(key, text)


def _share_or_amount(formula: Formula, table: Place, typed: str, text: str) -> str:
    """Which key a value of an ingredient is: `25 %` and `0.5 oz/lb` are shares, `20 g` and `q.s.` amounts."""
    if is_quantum_satis(text):
        return "amount"
    try:
        read_amount(text, formula.units)
    except QuantityError as no_amount:
        try:
            read_rate(text, formula.units)
        except QuantityError as no_share:
            had_share = "share" in formula.document["ingredient"][table[-1]]
            refused = no_share if had_share else no_amount
            raise QuantityError(f"{shown(typed)}: {refused.message}") from None
        return "share"
    return "amount"
