"""Whether the batches that a lot touched went bad more often than those that it did not touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import comb

from recipekeeper.batch.model import BatchRecord, State
from recipekeeper.formula.renaming import joined
from recipekeeper.trace.tracing import is_bad


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one formula: how many batches with the lot and without it went bad. Those that count as neither are left out.

    `unknown` are batches of which nobody wrote down which lot they had: the lot may be in them.
    """

    formula: str
    with_bad: int
    with_all: int
    without_bad: int
    without_all: int
    unknown: tuple[str, ...] = ()

    @property
    def chance(self) -> float | None:
        """How often chance alone puts as many bad batches where the lot is; None where there is nothing to compare."""
        return chance_of([self])


def counts(
    formula: str, records: Sequence[BatchRecord], touched: Collection[str], ingredients: Iterable[str]
) -> Counts:
    """The counts of one formula over all its batches.

    `ingredients` are those as which the lot, or what was made of it, came into a batch of it, in any version.
    """
    names = _all_names(records, ingredients)
    bad = {record.plan.batch: label for record in records if (label := is_bad(record)) is not None}
    others = [record for record in records if record.plan.batch not in touched]
    unknown = tuple(record.plan.batch for record in others if _may_have_had(record, names))
    without = [code for record in others if (code := record.plan.batch) in bad and code not in unknown]
    with_it = [record.plan.batch for record in records if record.plan.batch in touched]
    counted = [code for code in with_it if code in bad]
    return Counts(
        formula,
        sum(bad[code] for code in counted),
        len(counted),
        sum(bad[code] for code in without),
        len(without),
        unknown,
    )


def _all_names(records: Iterable[BatchRecord], ingredients: Iterable[str]) -> frozenset[str]:
    """Those ingredients under every name that a version has for them, in lower case."""
    formulas = {record.plan.formula.fingerprint: record.plan.formula for record in records}.values()
    pairs = [(line.name, line.was) for formula in formulas for line in formula.lines]
    return frozenset(joined(list(ingredients), pairs))


def _may_have_had(record: BatchRecord, names: frozenset[str]) -> bool:
    """Whether one of those ingredients is in the batch, and nobody wrote down of which lot."""
    planned = {line.name.casefold() for line in record.plan.formula.lines}
    weighed = {each.ingredient.casefold(): each for each in record.state.weighings}
    if record.state.state is State.RUNNING:
        planned = set()  # what it is to have is not in it yet
    return any(
        not (name in weighed and weighed[name].lots) for name in names if name in planned or name in weighed
    )


def chance_of(tables: Sequence[Counts]) -> float | None:
    """One-sided exact test of several fourfold tables together, mid-p; None where no table can tell anything.

    The number of bad batches with the lot, given all the margins, is a sum of hypergeometric numbers; J. J. Gart,
    Biometrika 57 (1970) 471-475. Of one table this is Fisher's exact test with the mid-p of H. O. Lancaster, JASA 56
    (1961) 223-234. Batches of different formulas are never thrown together: one may simply go bad more often.
    """
    told = [each for each in tables if each.with_all and each.without_all]
    if not told:
        return None
    ways = [1]
    for each in told:
        ways = _convolved(ways, _ways(each))
    found = sum(each.with_bad for each in told)
    return (sum(ways[found + 1 :]) + ways[found] / 2) / sum(ways)


def _ways(table: Counts) -> list[int]:
    """In how many ways so many of the bad batches can be among those with the lot, from none on."""
    bad = table.with_bad + table.without_bad
    return [
        comb(table.with_all, number) * comb(table.without_all, bad - number) if number <= bad else 0
        for number in range(table.with_all + 1)
    ]


def _convolved(one: Sequence[int], other: Sequence[int]) -> list[int]:
    sums = [0] * (len(one) + len(other) - 1)
    for place, ways in enumerate(one):
        for further, more in enumerate(other):
            sums[place + further] += ways * more
    return sums
