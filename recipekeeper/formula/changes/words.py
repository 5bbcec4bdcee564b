"""How a changed key is said: in a maker's words, and a percentage always with what it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from recipekeeper.formula.changes.wording import amount_arrow, arrow, shown_value
from recipekeeper.formula.model import group_text
from recipekeeper.formula.reading.schema import CHECK, FILL, FORMULA, INGREDIENT, LYE, STEP, Form, Key, Shape
from recipekeeper.quantity import UnitSystem

Keys = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same table in both documents, and what it is called; `roots` are the whole documents."""

    shape: Shape
    before: Keys
    after: Keys
    places: tuple[str, str]
    subject: str
    roots: tuple[Keys, Keys]

    @property
    def renamed(self) -> bool:
        """Whether the second says by `was` that it is the first under a new name."""
        name = name_in(self.shape, self.before)
        return _folded(self.after.get("was")) == _folded(name) != _folded(name_in(self.shape, self.after))

    @property
    def units(self) -> tuple[UnitSystem | None, UnitSystem | None]:
        """Which ounce and cup the amounts of either are in."""
        first, second = (UnitSystem(root["units"]) if "units" in root else None for root in self.roots)
        return first, second


def sentence(pair: Pair, key: Key) -> str:
    """One key that differs, in one sentence."""
    before, after = shown_value(pair.before.get(key.name)), shown_value(pair.after.get(key.name))
    if pair.shape is not FORMULA and pair.shape.keys[0] is key and key.form is Form.NAME:
        return _renaming(pair, before, after)
    said = _SAID.get((pair.shape.title, key.name)) or _BY_FORM.get(key.form)
    if said and (words := said(pair, key, before, after)):
        return words
    default = shown_value(key.default)
    before, after = before or default, after or default
    if before is None or after is None:
        return f"{_what(pair, key)} {before or after} {_verb(before, after)}"
    return f"{_what(pair, key)} {arrow(before, after)}"


def _what(pair: Pair, key: Key) -> str:
    return f"{pair.subject}: {key.label}" if pair.subject else key.label


def _verb(before: str | None, after: str | None) -> str:
    if before is None:
        return "added"
    return "removed" if after is None else "rewritten"


def _renaming(pair: Pair, before: str | None, after: str | None) -> str:
    if pair.renamed:
        return f"{subject_of(pair.shape, before or '')} is now called {after}"
    return f"{pair.subject} is now written so (was {before})"


# By what a key holds

_Said = Callable[[Pair, Key, str | None, str | None], str | None]
"""The sentence of one key; None where the common one serves."""


def _text(pair: Pair, key: Key, before: str | None, after: str | None) -> str:
    return f"{_what(pair, key)} {_verb(before, after)}"


def _names(pair: Pair, key: Key, _before: str | None, _after: str | None) -> str | None:
    """What was put into a list and what taken out; None where it only stands in another order."""
    old, new = (list(keys.get(key.name) or ()) for keys in (pair.before, pair.after))
    put_in = [name for name in new if name not in old]
    taken_out = [name for name in old if name not in new]
    if not (put_in or taken_out):
        return None
    said = [f"{', '.join(put_in)} added"] if put_in else []
    said += [f"{', '.join(taken_out)} removed"] if taken_out else []
    return f"{_what(pair, key)}: {', '.join(said)}"


def _by_alkali(pair: Pair, key: Key, _before: str | None, _after: str | None) -> str | None:
    """`purity of KOH 90 → 89 %`; None where it is not a table with the same alkalis in both."""
    old, new = pair.before.get(key.name), pair.after.get(key.name)
    if not isinstance(old, Mapping) or not isinstance(new, Mapping) or old.keys() != new.keys():
        return None
    of = "part of the oils for" if key.form is Form.ALKALI else f"{key.label} of"
    return ", ".join(f"{of} {name} {arrow(old[name], new[name])}" for name in new if old[name] != new[name])


def _flag(pair: Pair, key: Key, before: str | None, _after: str | None) -> str:
    return f"{_what(pair, key)} {'now asked for' if before is None else 'no longer asked for'}"


_BY_FORM: dict[Form, _Said] = {
    Form.FLAG: _flag,
    Form.TEXT: _text,
    Form.NAMES: _names,
    Form.ALKALI: _by_alkali,
    Form.PURITY: _by_alkali,
}


# By the key itself


def _now(words: str) -> _Said:
    def said(pair: Pair, _key: Key, before: str | None, after: str | None) -> str | None:
        if before is None or after is None:
            return None
        return f"{pair.subject} {words} {after} (was {before})"

    return said


def _amount(pair: Pair, key: Key, before: str | None, after: str | None) -> str | None:
    if before is None or after is None:
        return None
    what = _what(pair, key) if pair.shape is FILL else pair.subject
    yields = " yields" if key.name == "yields" else ""
    return f"{what}{yields} {amount_arrow(before, after, pair.units)}"


def _share(pair: Pair, _key: Key, before: str | None, after: str | None) -> str:
    """Percent of what is said once where it is the same."""
    of_old, of_new = _share_of(pair.before, pair.roots[0]), _share_of(pair.after, pair.roots[1])
    if before is None:
        return f"{pair.subject}: share {after} of {of_new} added"
    if after is None:
        return f"{pair.subject}: share {before} of {of_old} removed"
    if of_old == of_new:
        return f"{pair.subject} {arrow(before, after)} of {of_new}"
    return f"{pair.subject} {before} of {of_old} → {after} of {of_new}"


def _of(pair: Pair, _key: Key, _before: str | None, _after: str | None) -> str | None:
    of_old, of_new = _share_of(pair.before, pair.roots[0]), _share_of(pair.after, pair.roots[1])
    if "share" not in pair.before or "share" not in pair.after:
        return None
    return f"{pair.subject}: its share is now of {of_new} (was of {of_old})"


def _basis(pair: Pair, _key: Key, before: str | None, after: str | None) -> str | None:
    if before is None or after is None:
        return None
    return f"shares are now of {_share_of({}, pair.roots[1])} (were of {_share_of({}, pair.roots[0])})"


def _reference(now: str, no_longer: str) -> _Said:
    """`now made by SPICE-MIX@3 (was @2)`: the code of the former one only where it is another."""

    def said(pair: Pair, _key: Key, before: str | None, after: str | None) -> str:
        if after is None:
            return f"{pair.subject} is no longer {no_longer} {before}"
        if before is None:
            return f"{pair.subject} is now {now} {after}"
        code, at, number = before.partition("@")
        same = at and code == after.partition("@")[0]
        return f"{pair.subject} is now {now} {after} (was {f'@{number}' if same else before})"

    return said


def _doubt(pair: Pair, _key: Key, before: str | None, after: str | None) -> str:
    if after is None:
        return f"{pair.subject}: no longer in doubt (was: {before})"
    return f"{pair.subject}: in doubt: {after}" + (f" (was: {before})" if before else "")


_SAID: dict[tuple[str, str], _Said] = {
    (FORMULA.title, "name"): _now("is now called"),
    (FORMULA.title, "base"): _reference("a variant of", "a variant of"),
    (FORMULA.title, "yields"): _amount,
    (FORMULA.title, "basis"): _basis,
    (FILL.title, "each"): _amount,
    (INGREDIENT.title, "amount"): _amount,
    (INGREDIENT.title, "share"): _share,
    (INGREDIENT.title, "of"): _of,
    (INGREDIENT.title, "formula"): _reference("made by", "made by"),
    (INGREDIENT.title, "doubt"): _doubt,
    (STEP.title, "lasts"): _now("now lasts"),
    (STEP.title, "uses"): _now("now uses"),
}


# Whole tables


def name_in(shape: Shape, table: Keys) -> str:
    """What a table names itself by its first key."""
    return str(table.get(shape.keys[0].name, ""))


def subject_of(shape: Shape, name: str, owner: str = "") -> str:
    """What a sentence on a table begins with; "" for the lye, whose keys say enough."""
    if shape is LYE:
        return ""
    if shape is FILL:
        return shape.title
    if shape is STEP:
        return f"step {name}"
    return f"check {name} at {owner}" if shape is CHECK and owner else name


def summary(shape: Shape, table: Keys, root: Keys) -> str:
    """A table that was put in or taken out, in a few words; `root` is the document that has it."""
    told = []
    for key in _TOLD[shape.title]:
        value = shown_value(table.get(key))
        if value is not None:
            told.append(_told(shape, key, value, _share_of(table, root)))
    return ", ".join(told)


def _told(shape: Shape, name: str, value: str, of: str) -> str:
    if shape is LYE and name != "alkali":
        key = shape.key(name)
        return f"{key.label if key else name} {value}"
    return f"{value} of {of}" if name == "share" else value


_TOLD = {
    LYE.title: ("alkali", "superfat", "concentration", "water_ratio", "water"),
    FILL.title: ("each", "unit"),
    INGREDIENT.title: ("amount", "share", "phase"),
    STEP.title: ("lasts",),
    CHECK.title: ("target", "between", "at_most", "at_least", "is", "at_least_by", "at_most_by"),
}


def _share_of(ingredient: Keys, root: Keys) -> str:
    group = ingredient.get("of", root.get("basis", "total"))
    return group_text((group,) if isinstance(group, str) else tuple(group))


def _folded(name: object) -> str | None:
    return name.casefold() if isinstance(name, str) else None
