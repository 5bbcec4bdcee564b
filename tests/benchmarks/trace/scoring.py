"""Figures of a benchmark run: how often the cause is on top, and whether the percentages mean what they say."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.benchmarks.trace.simulator import FAULTS

CONFIDENT = 0.7
NAMED = 0.5
FALSE_ALARMS = 0.1
BINS = (0.0, 0.2, 0.4, 0.6, 0.8)
LEAST_IN_BIN = 20
"""A calibration bin of fewer cases says nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one judge said of one scenario: its best factors with their scores, best first."""

    judge: str
    n_past: int
    kind: str
    family: str
    truth: str | None
    symptoms: tuple[str, ...]
    best: tuple[tuple[str, float], ...]

    @property
    def top(self) -> str | None:
        """What stands first."""
        return self.best[0][0] if self.best else None

    @property
    def score(self) -> float:
        """How sure it is of that."""
        return self.best[0][1] if self.best else 0.0

    @property
    def is_right(self) -> bool:
        """Whether the cause stands first."""
        return self.truth is not None and self.top == self.truth

    @property
    def is_among_three(self) -> bool:
        """Whether the cause is one of the first three."""
        return self.truth is not None and self.truth in [factor for factor, _ in self.best[:3]]

    @property
    def is_symptom(self) -> bool:
        """Whether what stands first came of the cause."""
        return not self.is_right and self.top in self.symptoms


@dataclass(frozen=True, slots=True)
class Share:
    """A share of so many cases, with its standard error."""

    cases: int
    value: float

    @property
    def error(self) -> float:
        """Of a binomial share."""
        return math.sqrt(self.value * (1 - self.value) / self.cases) if self.cases else 0.0

    def __str__(self) -> str:
        """`.71 ± .02`; a dash where there is no case."""
        if not self.cases:
            return "-"
        return f"{self.value:.2f} ± {self.error:.2f}".replace("0.", ".")


def share(cases: Iterable[Answer], holds: Callable[[Answer], bool]) -> Share:
    """The share of the cases of which that holds."""
    said = [holds(case) for case in cases]
    return Share(len(said), sum(said) / len(said) if said else 0.0)


def threshold(answers: Sequence[Answer]) -> float:
    """The score that a judge gives at least to its best factor in one null of ten."""
    scores = sorted((answer.score for answer in answers if answer.truth is None), reverse=True)
    return scores[int(FALSE_ALARMS * len(scores))] if scores else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same probability: how often they said it and how often they were right."""

    low: float
    cases: int
    said: float
    right: float

    @property
    def off(self) -> float:
        """By how much the percentage was wrong."""
        return self.said - self.right


def calibration(answers: Iterable[Answer]) -> list[Bin]:
    """The best factor's probability beside the share in which it was the cause, nulls included."""
    found = []
    kept = list(answers)
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        inside = [answer for answer in kept if low <= answer.score < high]
        if inside:
            said = sum(answer.score for answer in inside) / len(inside)
            right = sum(answer.is_right for answer in inside) / len(inside)
            found.append(Bin(low, len(inside), said, right))
    return found


def worst(bins: Iterable[Bin]) -> float:
    """By how much the worst bin is off that has enough cases."""
    return max((abs(each.off) for each in bins if each.cases >= LEAST_IN_BIN), default=0.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one judge over some answers."""

    top: Share
    three: Share
    above: Share
    """Of the faults: the cause on top with a score above the judge's own threshold."""
    accused: Share
    """Of the nulls: a factor named with 70 % or more."""
    confident: Share
    """Of the answers of 70 % or more: right."""
    wrong: Share
    """Of all answers: 70 % or more, and wrong."""
    symptom: Share
    """Of the faults: a symptom on top."""
    symptom_named: Share
    """Of the faults: a symptom on top with half or more."""
    off: float


def figures(answers: Sequence[Answer]) -> Figures:
    """The figures of these answers of one judge at one number of past batches."""
    faults = [answer for answer in answers if answer.truth is not None]
    nulls = [answer for answer in answers if answer.truth is None]
    sure = [answer for answer in answers if answer.score >= CONFIDENT]
    least = threshold(answers)
    return Figures(
        top=share(faults, lambda each: each.is_right),
        three=share(faults, lambda each: each.is_among_three),
        above=share(faults, lambda each: each.is_right and each.score > least),
        accused=share(nulls, lambda each: each.score >= CONFIDENT),
        confident=share(sure, lambda each: each.is_right),
        wrong=share(answers, lambda each: each.score >= CONFIDENT and not each.is_right),
        symptom=share(faults, lambda each: each.is_symptom),
        symptom_named=share(faults, lambda each: each.is_symptom and each.score >= NAMED),
        off=worst(calibration(answers)),
    )


def half_nulls(answers: Sequence[Answer]) -> list[Answer]:
    """The same answers with each null counted so often that nulls are half of all.

    A method whose prior has the simulator's share of nulls is at home there; this says what it loses abroad.
    """
    faults = [answer for answer in answers if answer.truth is not None]
    nulls = [answer for answer in answers if answer.truth is None]
    return faults * len(nulls) + nulls * len(faults)


def of(
    answers: Iterable[Answer], judge: str, n_past: int | None = None, kind: str | None = None
) -> list[Answer]:
    """The answers of one judge, at one number of past batches, of one kind of fault."""
    return [
        answer
        for answer in answers
        if answer.judge == judge and n_past in (None, answer.n_past) and kind in (None, answer.kind)
    ]


def tables(answers: Sequence[Answer], judges: Sequence[str], past: Sequence[int]) -> str:
    """Everything in markdown tables."""
    parts = [_judges(answers, judges, past)]
    if "trace" in judges:
        parts += [
            _honesty(answers, past),
            _kinds(answers, past),
            *(
                _calibration_table(of(answers, judge), judge)
                for judge in ("trace", "oracle")
                if judge in judges
            ),
        ]
    if "oracle" in judges and "trace" in judges:
        parts.append(_ceiling(answers, past))
    return "\n\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _judges(answers: Sequence[Answer], judges: Sequence[str], past: Sequence[int]) -> str:
    head = ["exact factor on top / and above its own 10 % false-alarm threshold", *(f"N={n}" for n in past)]
    rows = []
    for judge in judges:
        found = [figures(of(answers, judge, n)) for n in past]
        rows.append([judge, *(f"{each.top} / {each.above}" for each in found)])
    return table(head, rows)


def _honesty(answers: Sequence[Answer], past: Sequence[int]) -> str:
    found = [figures(of(answers, "trace", n)) for n in past]
    half = [figures(half_nulls(of(answers, "trace", n))) for n in past]
    rows = [
        ["cause among the first three", *(str(each.three) for each in found)],
        ["nulls accused at 70 % or more", *(str(each.accused) for each in found)],
        ["right where it says 70 % or more", *(str(each.confident) for each in found)],
        ["wrong and confident, of all", *(str(each.wrong) for each in found)],
        ["symptom on top", *(str(each.symptom) for each in found)],
        ["symptom named (50 % or more)", *(str(each.symptom_named) for each in found)],
        ["worst calibration bin is off by", *(f"{each.off:.3f}" for each in found)],
        ["right at 70 % or more, were half of all nulls", *(f"{each.confident.value:.2f}" for each in half)],
    ]
    return table(["trace", *(f"N={n}" for n in past)], rows)


def _kinds(answers: Sequence[Answer], past: Sequence[int]) -> str:
    rows = []
    for kind in FAULTS:
        cells = []
        for n in past:
            faults = of(answers, "trace", n, kind)
            above = _above(faults, threshold(of(answers, "trace", n)))
            ceiling = share(of(answers, "oracle", n, kind), lambda each: each.is_right)
            cells.append(f"{share(faults, lambda each: each.is_right)} / {above} / {ceiling.value:.2f}")
        rows.append([kind, *cells])
    return table(["on top / above threshold / oracle on top", *(f"N={n}" for n in past)], rows)


def _above(faults: Sequence[Answer], least: float) -> str:
    return f"{share(faults, lambda each: each.is_right and each.score > least).value:.2f}"


def _calibration_table(answers: Sequence[Answer], judge: str) -> str:
    rows = [
        [f"from {each.low:.0%}", str(each.cases), f"{each.said:.3f}", f"{each.right:.3f}", f"{each.off:+.3f}"]
        for each in calibration(answers)
    ]
    return table([f"the {judge} says", "cases", "on average", "right", "off by"], rows)


def _ceiling(answers: Sequence[Answer], past: Sequence[int]) -> str:
    ratios = []
    for n in past:
        own, best = figures(of(answers, "trace", n)), figures(of(answers, "oracle", n))
        ratios.append((_ratio(own.top, best.top), _ratio(own.above, best.above)))
    head = ["share of the oracle", *(f"N={n}" for n in past), "mean"]
    rows = [
        [name, *(f"{each[i]:.2f}" for each in ratios), f"{sum(each[i] for each in ratios) / len(ratios):.3f}"]
        for i, name in enumerate(("on top", "above its own threshold"))
    ]
    return table(head, rows)


def _ratio(one: Share, other: Share) -> float:
    return one.value / other.value if other.value else 0.0
