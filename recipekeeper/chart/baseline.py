"""From which batches the limits are taken: all, the first so many of each version, or those from one to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recipekeeper.chart.model import Observation
from recipekeeper.errors import Misused, NotFound

Numbered = Sequence[tuple[int, Observation]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """`number` freezes the limits on the first so many batches of each version, `first` and `last` on those between.

    Batches `without` are drawn, but no limit is taken from them: what went wrong there is known.
    """

    number: int | None = None
    first: str | None = None
    last: str | None = None
    without: frozenset[str] = frozenset()


ALL = Baseline()


def read_baseline(typed: str | None) -> Baseline:
    """What `20` or `B-1..B-25` means; raises Misused for anything else."""
    text = (typed or "").strip()
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not text:
        return ALL
    if dots and first and last:
        return Baseline(first=first, last=last)
    if dots or not text.isdecimal() or int(text) < 2:
        raise Misused(
            f'--baseline "{text[:30]}" gives no limits: it takes how many batches of each version, at least 2, '
            "or the first and the last batch, e.g. 20 or SOAP-1..SOAP-25."
        )
    return Baseline(number=int(text))


@dataclass(frozen=True, slots=True)
class Base:
    """The values from which the limits of one version are taken; frozen where later ones do not move them."""

    values: tuple[Observation, ...]
    is_frozen: bool


def bases(numbered: Numbered, wanted: Baseline) -> Mapping[int, Base]:
    """By version the values from which its limits are taken.

    A version of which no batch lies between `first` and `last` has limits from all of its own. Raises
    NotFound for a first or last batch without a value, Misused where nothing is left.
    """
    first, last = (_place(numbered, batch) for batch in (wanted.first, wanted.last))
    if first is not None and last is not None and last < first:
        raise Misused(f"{wanted.last} came before {wanted.first}: write the earlier batch first.")
    found = {}
    by_version: dict[int, list[tuple[int, Observation]]] = {}
    for number, each in numbered:
        by_version.setdefault(each.version, []).append((number, each))
    for version, own in by_version.items():
        between = [one for one in own if first is not None and last is not None and first <= one[0] <= last]
        kept = [each for _, each in between or own if each.batch not in wanted.without]
        if not kept:
            raise Misused(f"--without leaves no batch of version {version} from which limits could be taken.")
        found[version] = Base(tuple(kept[: wanted.number]), wanted.number is not None or bool(between))
    return found


def _place(numbered: Numbered, batch: str | None) -> int | None:
    if batch is None:
        return None
    place = next((number for number, each in numbered if each.batch == batch), None)
    if place is None:
        raise NotFound(
            f"{batch} has no value in this chart: a baseline begins and ends with batches that have one."
        )
    return place
