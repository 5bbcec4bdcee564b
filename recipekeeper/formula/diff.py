"""What changed between two formulas, in a maker's words.

Compared are the canonical documents, so that no key can change unseen: nothing is said of two formulas
exactly where their fingerprints are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recipekeeper.formula.findings import place
from recipekeeper.formula.model import Formula
from recipekeeper.formula.schema import CHECK, FORMULA, INGREDIENT, STEP, TABLES, Form, Key, Shape
from recipekeeper.formula.wording import amount_arrow, arrow, shown_value
from recipekeeper.quantity import UnitSystem

Keys = Mapping[str, Any]
Units = tuple[UnitSystem | None, UnitSystem | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `where` is the place in the second formula; of what was taken out, the place in the first.
    """

    where: str
    before: str | None
    after: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same table in both documents, and what it is called."""

    shape: Shape
    before: Keys
    after: Keys
    places: tuple[str, str]
    subject: str
    units: Units

    @property
    def renamed(self) -> bool:
        """Whether the second says by `was` that it is the first under a new name."""
        name = _name(self.shape, self.before)
        return _folded(self.after.get("was")) == _folded(name) != _folded(_name(self.shape, self.after))


def diff(a: Formula, b: Formula) -> tuple[Change, ...]:
    """Every difference from `a` to `b`, in the order of the file."""
    return tuple(
        _changes(_Pair(FORMULA, a.document, b.document, ("", ""), "the formula", (a.units, b.units)))
    )


def _changes(pair: _Pair) -> Iterator[Change]:
    for key in pair.shape.keys:
        before, after = pair.before.get(key.name), pair.after.get(key.name)
        if key.form is Form.TABLES:
            yield from _listed(pair, key, before or (), after or ())
        elif before != after and not (key.name == "was" and pair.renamed):
            shown = shown_value(before), shown_value(after)
            yield Change(place(pair.places[1], key.name), *shown, _sentence(pair, key, *shown))


# One key


def _sentence(pair: _Pair, key: Key, before: str | None, after: str | None) -> str:
    subject, shape = pair.subject, pair.shape
    if shape is not FORMULA and key is shape.keys[0]:
        return _renaming(pair, before, after)
    if key.form is Form.TEXT:
        return f"{subject}: {key.label} {_verb(before, after)}"
    default = shown_value(key.default)
    before, after = before or default, after or default
    if before is None or after is None:
        return f"{subject}: {key.label} {before or after} {_verb(before, after)}"
    if shape is STEP and key.name == "lasts":
        return f"{subject} now lasts {after} (was {before})"
    if key.name == "uses":
        return f"{subject} now uses {after} (was {before})"
    if shape is INGREDIENT and key.name == "amount":
        return f"{subject} {amount_arrow(before, after, pair.units)}"
    if key.name == "yields":
        return f"{subject} yields {amount_arrow(before, after, pair.units)}"
    return f"{subject}: {key.label} {arrow(before, after)}"


def _verb(before: str | None, after: str | None) -> str:
    if before is None:
        return "added"
    return "removed" if after is None else "rewritten"


def _renaming(pair: _Pair, before: str | None, after: str | None) -> str:
    if pair.renamed:
        return f"{_subject(pair.shape, before or '', '')} is now called {after}"
    return f"{pair.subject} is now written so (was {before})"


# Ingredients, steps and checks


def _listed(pair: _Pair, key: Key, before: Sequence[Keys], after: Sequence[Keys]) -> Iterator[Change]:
    shape = TABLES[key.name]
    owner = _name(STEP, pair.after) if pair.shape is STEP else ""
    places = place(pair.places[0], key.name), place(pair.places[1], key.name)
    same = _matched(shape, before, after)
    moved = _moved(same)
    for number, table in enumerate(after):
        where = f"{places[1]}[{number + 1}]"
        subject = _subject(shape, _name(shape, table), owner)
        former = same.get(number)
        if former is None:
            yield Change(where, None, _name(shape, table), f"{subject} added{_summary(shape, table)}")
            continue
        if number in moved and _leader(same, number) != former - 1:
            stood, stands = _stand(shape, before, former), _stand(shape, after, number)
            yield Change(where, stood, stands, f"{subject} now comes {stands} (was {stood})")
        inner = f"{places[0]}[{former + 1}]", where
        yield from _changes(_Pair(shape, before[former], table, inner, subject, pair.units))
    for number, table in enumerate(before):
        if number not in same.values():
            name = _name(shape, table)
            gone = f"{_subject(shape, name, owner)} removed{_summary(shape, table)}"
            yield Change(f"{places[0]}[{number + 1}]", name, None, gone)


def _matched(shape: Shape, before: Sequence[Keys], after: Sequence[Keys]) -> dict[int, int]:
    """Which of the second list is which of the first: by name, else by the name it says it had."""
    free = {_folded(_name(shape, table)): number for number, table in enumerate(before)}
    same: dict[int, int] = {}
    for key in (shape.keys[0].name, "was"):
        for number, table in enumerate(after):
            if number not in same and (former := free.pop(_folded(table.get(key)), None)) is not None:
                same[number] = former
    return dict(sorted(same.items()))


def _moved(same: Mapping[int, int]) -> set[int]:
    """The fewest that have to move for the rest to stand in their old order.

    The rest is the longest rising run of old places, found by patience sorting.
    """
    tops: list[int] = []
    runs: list[list[int]] = []
    for number, former in same.items():
        pile = bisect_left(tops, former)
        run = [*(runs[pile - 1] if pile else []), number]
        tops[pile : pile + 1] = [former]
        runs[pile : pile + 1] = [run]
    return set(same) - set(runs[-1] if runs else ())


def _leader(same: Mapping[int, int], number: int) -> int | None:
    """Where the one before stood in the first list; -1 for the first of all, None for one that is new."""
    return same.get(number - 1) if number else -1


def _stand(shape: Shape, tables: Sequence[Keys], number: int) -> str:
    return f"after {_name(shape, tables[number - 1])}" if number else "first"


def _subject(shape: Shape, name: str, owner: str) -> str:
    if shape is STEP:
        return f"step {name}"
    return f"check {name} at {owner}" if shape is CHECK and owner else name


def _summary(shape: Shape, table: Keys) -> str:
    keys = {INGREDIENT: ("amount", "phase"), STEP: ("lasts",), CHECK: _LIMITS}[shape]
    told = [shown_value(table[key]) or "" for key in keys if key in table]
    return f": {', '.join(told)}" if told else ""


_LIMITS = ("target", "between", "at_most", "at_least", "is")


def _name(shape: Shape, table: Keys) -> str:
    return str(table.get(shape.keys[0].name, ""))


def _folded(name: object) -> str | None:
    return name.casefold() if isinstance(name, str) else None
