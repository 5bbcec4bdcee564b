"""What changed between two formulas, in a maker's words.

Compared are the canonical documents, so that no key can change unseen: nothing is said of two formulas
exactly where their fingerprints are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recipekeeper.formula.changes.pairing import matched
from recipekeeper.formula.changes.wording import shown_value
from recipekeeper.formula.changes.words import Keys, Pair, name_in, sentence, subject_of, summary
from recipekeeper.formula.findings import place
from recipekeeper.formula.model import Document, Formula
from recipekeeper.formula.reading.schema import FORMULA, STEP, TABLES, Form, Key, Shape


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `where` is the place in the second formula; of what was taken out, the place in the first.
    """

    where: str
    before: str | None
    after: str | None
    sentence: str


def diff(a: Formula, b: Formula) -> tuple[Change, ...]:
    """Every difference from `a` to `b`, in the order of the file."""
    return differences(a.document, b.document)


def differences(before: Document, after: Document) -> tuple[Change, ...]:
    """The same of two canonical documents."""
    whole = Pair(FORMULA, before, after, ("", ""), "the formula", (before, after))
    return tuple(_changes(whole))


def _changes(pair: Pair) -> Iterator[Change]:
    for key in pair.shape.keys:
        before, after = pair.before.get(key.name), pair.after.get(key.name)
        if key.form is Form.TABLES:
            yield from _listed(pair, key, before or (), after or ())
        elif before == after or (key.name == "was" and pair.renamed):
            continue
        elif key.form is Form.TABLE:
            yield from _single(pair, key, before, after)
        elif key.form is Form.REASONS:
            yield from _reasons(place(pair.places[1], key.name), before or {}, after or {})
        else:
            where = place(pair.places[1], key.name)
            yield Change(where, shown_value(before), shown_value(after), sentence(pair, key))


# Single tables


def _single(pair: Pair, key: Key, before: Keys | None, after: Keys | None) -> Iterator[Change]:
    """The lye, the filling: key by key where both have it."""
    shape = TABLES[key.name]
    where = place(pair.places[1], key.name)
    subject = subject_of(shape, "")
    if before is not None and after is not None:
        yield from _changes(
            replace(pair, shape=shape, before=before, after=after, places=(where, where), subject=subject)
        )
        return
    verb = "added" if before is None else "removed"
    told = [
        None if table is None else summary(shape, table, root)
        for table, root in zip((before, after), pair.roots, strict=True)
    ]
    yield Change(where, told[0], told[1], f"{shape.title} {verb}: {told[0] or told[1]}")


def _reasons(where: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for code in dict.fromkeys([*before, *after]):
        old, new = before.get(code), after.get(code)
        if old == new:
            continue
        if new is None:
            said = f"check {code} is no longer silenced"
        elif old is None:
            said = f"check {code} is now silenced: {new}"
        else:
            said = f"check {code} is silenced for another reason: {new} (was: {old})"
        yield Change(place(where, code), old, new, said)


# Ingredients, steps and checks


def _listed(pair: Pair, key: Key, before: Sequence[Keys], after: Sequence[Keys]) -> Iterator[Change]:
    shape = TABLES[key.name]
    owner = name_in(STEP, pair.after) if pair.shape is STEP else ""
    places = place(pair.places[0], key.name), place(pair.places[1], key.name)
    same = _matched(shape, before, after)
    moved = _moved(same)
    for number, table in enumerate(after):
        where = f"{places[1]}[{number + 1}]"
        name = name_in(shape, table)
        subject = subject_of(shape, name, owner)
        former = same.get(number)
        if former is None:
            yield Change(where, None, name, f"{subject} added{_told(shape, table, pair.roots[1])}")
            continue
        if number in moved and _leader(same, number) != former - 1:
            stood, stands = _stand(shape, before, former), _stand(shape, after, number)
            yield Change(where, stood, stands, f"{subject} now comes {stands} (was {stood})")
        inner = f"{places[0]}[{former + 1}]", where
        yield from _changes(
            replace(pair, shape=shape, before=before[former], after=table, places=inner, subject=subject)
        )
    for number, table in enumerate(before):
        if number not in same.values():
            name = name_in(shape, table)
            gone = f"{subject_of(shape, name, owner)} removed{_told(shape, table, pair.roots[0])}"
            yield Change(f"{places[0]}[{number + 1}]", name, None, gone)


def _matched(shape: Shape, before: Sequence[Keys], after: Sequence[Keys]) -> dict[int, int]:
    return matched(before, after, lambda table: (name_in(shape, table), table.get("was")))


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
    return f"after {name_in(shape, tables[number - 1])}" if number else "first"


def _told(shape: Shape, table: Keys, root: Keys) -> str:
    told = summary(shape, table, root)
    return f": {told}" if told else ""
