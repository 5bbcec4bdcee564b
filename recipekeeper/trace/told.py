"""A trace as people read it: which candidates stand together, what is said of them, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recipekeeper.trace.model import Candidate, Trace
from recipekeeper.trace.posterior import level, verdict

SHOWN_FROM = 0.2
"""Less probable candidates are in the JSON only; the best one is told always."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Candidates that no count can tell apart: they count as one."""

    candidates: tuple[Candidate, ...]

    @property
    def probability(self) -> float:
        """That any of them spoiled the batch."""
        return sum(one.probability for one in self.candidates)

    @property
    def level(self) -> str:
        """The word for it."""
        return level(self.probability)

    @property
    def place(self) -> str:
        """`the step combine or lot olive oil=OO-2509`."""
        return " or ".join(dict.fromkeys(_place(one) for one in self.candidates))

    @property
    def sentence(self) -> str:
        """The evidence."""
        return self.candidates[0].sentence


def suspects(candidates: Sequence[Candidate]) -> tuple[Suspect, ...]:
    """The candidates, best first; those that no count can tell apart stand together."""
    groups: dict[str, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(min((one.factor, *one.together_with)), []).append(one)
    found = (Suspect(tuple(group)) for group in groups.values())
    return tuple(sorted(found, key=lambda each: each.probability, reverse=True))


def shown(every: Sequence[Suspect]) -> tuple[Suspect, ...]:
    """Those that are told to people: the best one, and all that are not improbable."""
    return tuple(each for rank, each in enumerate(every) if not rank or each.probability >= SHOWN_FROM)


def is_explained(found: Trace, every: Sequence[Suspect]) -> bool:
    """Whether anything that was recorded explains the batch."""
    return verdict(every[0].probability if every else 0.0, found.unexplained) != "unexplained"


def verdict_sentence(found: Trace, every: Sequence[Suspect]) -> str:
    """`Verdict: likely the step combine`, as a sentence."""
    if is_explained(found, every):
        return f"Verdict: {every[0].level} {every[0].place}."
    best = every[0].probability if every else 0.0
    if best > found.unexplained:
        return f"Nothing in the record stands out: the best explanation has {percent(best)}."
    return f"Nothing in the record explains it well: {percent(found.unexplained)} remains unexplained."


def percent(probability: float) -> str:
    """`79 %`; nothing is ever said to be certain, or impossible."""
    rounded = round(100 * probability)
    if rounded in (0, 100):
        return "over 99 %" if rounded else "under 1 %"
    return f"{rounded} %"


def _place(one: Candidate) -> str:
    return f"the step {one.step}" if one.step else one.factor.replace(":", " ")
