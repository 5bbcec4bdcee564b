"""What a study says: each factor beside what the bad batches and the good ones have of it."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.trace.comparing.compared import Quantity

LEAST_OF_EACH = 3
"""Bad batches, and good ones: with fewer, what they share is mostly what any few batches share. Our own choice."""
STANDS_OUT = 0.1
"""The share of mere chance that a maker puts up with among what is named: one in ten. What is named is tried, not
believed, so more may be missed by a stricter one. Our own choice."""
TELLING = 0.05
"""What cannot come under this chance however its batches had turned out is not looked at, and so costs the others
nothing: R. E. Tarone, Biometrics 46 (1990) 515-522."""


@dataclass(frozen=True, slots=True)
class Side:
    """What the bad batches, or the good ones, have of a factor; `batches` are those of which it is known.

    Of a category `had` says how many of them had it; of a number the rest says where they lie.
    """

    batches: int
    had: int | None = None
    low: Quantity | None = None
    middle: Quantity | None = None
    high: Quantity | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One factor. `chance` is how often chance alone does as much; `corrected` is that for how many were looked at.

    `word` is the reading that is meant, of a reading in words. `together` are those that the very same batches had.
    `higher` is the share of pairs of a bad and a good batch in which the bad one has the larger number, ties by half.
    """

    factor: str
    step: str | None
    name: str
    word: str | None
    bad: Side
    good: Side
    chance: float
    corrected: float = 1.0
    higher: float | None = None
    together: tuple[str, ...] = ()

    @property
    def stands_out(self) -> bool:
        """Whether it is likely to be more than chance."""
        return self.corrected <= STANDS_OUT


@dataclass(frozen=True, slots=True)
class Study:
    """All findings, the clearest first. `silent` factors could have told nothing: too rare, or always the same."""

    formula: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    findings: tuple[Finding, ...]
    silent: int

    @property
    def looked_at(self) -> int:
        """How many factors were looked at; those that cannot be told apart are one."""
        return len(self.findings)
