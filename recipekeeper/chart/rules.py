"""Run rules: patterns that chance alone seldom makes, looked for in distances from the centre in sigmas.

Nelson, Journal of Quality Technology 16(4), 1984; Western Electric, Statistical Quality Control Handbook,
1956. The sources leave open what ties do; here a point exactly on a line is not beyond it, one exactly on
the centre ends a run on one side, and equal neighbours end a trend and an alternation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from recipekeeper.errors import Misused

Distances = Sequence[Fraction]
_Side = int
"""1 above or rising, -1 below or falling, 0 neither."""
_Seen = tuple[_Side, tuple[int, ...]]
"""The side, and the places within the window that make the pattern."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: `sees` is given the last `window` distances, or fewer at the beginning."""

    name: str
    window: int
    sees: Callable[[Distances], _Seen | None]


@dataclass(frozen=True, slots=True)
class Run:
    """A pattern that was found; `points` and `complete` are places in the series, from 0."""

    rule: str
    side: _Side
    points: tuple[int, ...]
    complete: int
    """The point at which the pattern was there for the first time."""


def runs(distances: Distances, names: Sequence[str]) -> tuple[Run, ...]:
    """All patterns of these rules; one that goes on is one run, told from its first point to its last."""
    found = [run for name in names for run in _runs(distances, RULES[name])]
    return tuple(sorted(found, key=lambda run: (run.complete, names.index(run.rule))))


def _runs(distances: Distances, rule: Rule) -> list[Run]:
    found: list[_Growing] = []
    for end in range(len(distances)):
        start = max(0, end + 1 - rule.window)
        seen = rule.sees(distances[start : end + 1])
        if seen is None:
            continue
        side, places = seen
        points = dict.fromkeys(start + place for place in places)
        if found and found[-1].side == side and not found[-1].points.keys().isdisjoint(points):
            found[-1].points.update(points)
        else:
            found.append(_Growing(side, points, end))
    return [Run(rule.name, one.side, tuple(sorted(one.points)), one.complete) for one in found]


@dataclass(slots=True)
class _Growing:
    """A pattern that may go on; its points are keys, so that one that never ends costs no more than any other."""

    side: _Side
    points: dict[int, None]
    complete: int


def _beyond(sigmas: int, least: int) -> Callable[[Distances], _Seen | None]:
    """The newest and at least so many in all beyond so many sigmas, on the same side."""

    def sees(window: Distances) -> _Seen | None:
        if -sigmas <= window[-1] <= sigmas:
            return None
        is_above = window[-1] > 0
        places = tuple(
            place for place, each in enumerate(window) if (each > sigmas if is_above else each < -sigmas)
        )
        return (1 if is_above else -1, places) if len(places) >= least else None

    return sees


def _same_side(length: int) -> Callable[[Distances], _Seen | None]:
    def sees(window: Distances) -> _Seen | None:
        if len(window) < length:
            return None
        if all(each > 0 for each in window):
            return 1, tuple(range(length))
        return (-1, tuple(range(length))) if all(each < 0 for each in window) else None

    return sees


def _trend(length: int) -> Callable[[Distances], _Seen | None]:
    def sees(window: Distances) -> _Seen | None:
        if len(window) < length:
            return None
        if all(before < after for before, after in pairwise(window)):
            return 1, tuple(range(length))
        falls = all(before > after for before, after in pairwise(window))
        return (-1, tuple(range(length))) if falls else None

    return sees


def _alternation(length: int) -> Callable[[Distances], _Seen | None]:
    def sees(window: Distances) -> _Seen | None:
        if len(window) < length:
            return None
        rises = [before < after for before, after in pairwise(window)]
        turns = all(one != other for one, other in pairwise(rises))
        moves = turns and all(before != after for before, after in pairwise(window))
        return (0, tuple(range(length))) if moves else None

    return sees


def _hugging(length: int) -> Callable[[Distances], _Seen | None]:
    def sees(window: Distances) -> _Seen | None:
        whole = len(window) == length and all(-1 < each < 1 for each in window)
        return (0, tuple(range(length))) if whole else None

    return sees


def _shunning(length: int) -> Callable[[Distances], _Seen | None]:
    def sees(window: Distances) -> _Seen | None:
        far = len(window) == length and all(each > 1 or each < -1 for each in window)
        return (0, tuple(range(length))) if far and min(window) < 0 < max(window) else None

    return sees


RULES = {
    rule.name: rule
    for rule in (
        Rule("nelson-1", 1, _beyond(3, 1)),
        Rule("nelson-2", 9, _same_side(9)),
        Rule("nelson-3", 6, _trend(6)),
        Rule("nelson-4", 14, _alternation(14)),
        Rule("nelson-5", 3, _beyond(2, 2)),
        Rule("nelson-6", 5, _beyond(1, 4)),
        Rule("nelson-7", 15, _hugging(15)),
        Rule("nelson-8", 8, _shunning(8)),
        Rule("we-1", 1, _beyond(3, 1)),
        Rule("we-2", 3, _beyond(2, 2)),
        Rule("we-3", 5, _beyond(1, 4)),
        Rule("we-4", 8, _same_side(8)),
    )
}
NELSON = tuple(name for name in RULES if name.startswith("nelson"))
WESTERN_ELECTRIC = tuple(name for name in RULES if name.startswith("we"))
USUAL = ("nelson-1", "nelson-2", "nelson-3", "nelson-5")
"""Looked at where nothing else is asked: all rules together cry wolf every 30 to 90 values."""
FOR_COUNTS = ("nelson-1", "nelson-2", "nelson-3", "nelson-4", "we-1", "we-4")
"""Those that make sense for shares and counts, whose zones are no equal parts of a bell."""


def chosen(typed: str | None) -> tuple[str, ...]:
    """The rules that `nelson`, `western-electric`, `we` or `nelson-1,we-4` means; without it the usual ones."""
    if typed is None:
        return USUAL
    sets = {"usual": USUAL, "nelson": NELSON, "western-electric": WESTERN_ELECTRIC, "we": WESTERN_ELECTRIC}
    names: dict[str, None] = {}
    for word in typed.casefold().replace(" ", "").split(","):
        if word not in sets and word not in RULES:
            raise Misused(
                f'"{word[:30]}" is no rule. Rules are nelson-1 to nelson-8 and we-1 to we-4; '
                "nelson and western-electric are all of one kind, e.g. --rules nelson-1,we-4."
            )
        names |= dict.fromkeys(sets.get(word, (word,)))
    return tuple(names)
