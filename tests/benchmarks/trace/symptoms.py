"""What a symptom adds: the same bad batch traced without one, with a true one, and with a wrong one.

Only soap and sauce have rules. A fault counts where some rule names it to the side to which it went; the true
symptom is a phrase of such a rule, the wrong one a phrase of the same trade that no rule joins to the fault.
Nulls are told a symptom of their trade at random. With no past batch nothing is known but limits and rules.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import mean, stdev

from recipekeeper.batch.model import BatchRecord
from recipekeeper.files.causes import shipped
from recipekeeper.trace import trace
from recipekeeper.trace.causes import Causes, known
from recipekeeper.trace.model import Factor, Kind
from tests.benchmarks.trace.batches import records
from tests.benchmarks.trace.scoring import CONFIDENT, NAMED, Share, table
from tests.benchmarks.trace.simulator import Scenario, scenario

PAST = (0, 5, 10, 30)
SCENARIOS = 480
"""For each number of past batches; about one in five is a fault that a rule names, another one a null."""
FIRST = 5
"""The very first batch is that of a history of five, of which the others are left out."""
TRADES = {"soap": "cold-process soap", "sauce": "fermented hot sauce"}
NEEDS_OTHERS = frozenset({Kind.LOT, Kind.EQUIPMENT, Kind.OPERATOR, Kind.VERSION})
"""Without another batch no trace can name these, whatever it is told."""

Work = tuple[str, int, int]
"""A seed, a number of past batches, and which scenario."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer: whether the cause is on top, how probable the cause is, and how probable what is on top."""

    is_right: bool
    cause: float
    best: float


@dataclass(frozen=True, slots=True)
class Told:
    """The answers about one batch; of a null `true` is None, and `wrong` is that with any symptom."""

    n_past: int
    without: Heard
    true: Heard | None
    wrong: Heard


def told(work: Work) -> Told | None:
    """What the trace says of that batch; None where no rule names its fault."""
    seed, n_past, number = work
    made = scenario(seed, n_past or FIRST, number)
    if made.family not in TRADES:
        return None
    causes = Causes(shipped().in_trade(TRADES[made.family]))
    phrases = _phrases(causes)
    true: list[list[str]] = []
    if made.truth is not None:
        factor = _factor(made.truth)
        side = _side(made)
        if not n_past and factor.kind in NEEDS_OTHERS:
            return None
        true = _naming(phrases, causes, factor, side)
        joined = [*true, *_naming(phrases, causes, factor, None)] if _is_blank(made) else true
        phrases = _without(phrases, joined)
        if not true:
            return None
    dice = Random(f"{seed}/{n_past}/{number}/symptom")
    asked, others = records(made)
    others = others if n_past else []

    def heard(symptom: str = "") -> Heard:
        found = trace(_with(asked, symptom, made.family), others, shipped()).candidates
        cause = next((each.probability for each in found if each.factor == made.truth), 0.0)
        return Heard(found[0].factor == made.truth, cause, found[0].probability)

    return Told(
        n_past=n_past,
        without=heard(),
        true=heard(dice.choice(dice.choice(true))) if true else None,
        wrong=heard(dice.choice(dice.choice(phrases))),
    )


def _phrases(causes: Causes) -> list[list[str]]:
    """What can be said in a trade, each rule's phrases together, so that each rule is as likely as the others."""
    return [list(symptom) for symptom in dict.fromkeys(cause.symptom for cause in causes.rows)]


def _naming(phrases: list[list[str]], causes: Causes, factor: Factor, side: float | None) -> list[list[str]]:
    found = [[one for one in each if known(causes.of(one), factor, side)] for each in phrases]
    return [each for each in found if each]


def _without(phrases: list[list[str]], left_out: list[list[str]]) -> list[list[str]]:
    gone = {one for each in left_out for one in each}
    found = [[one for one in each if one not in gone] for each in phrases]
    return [each for each in found if each]


def _factor(name: str) -> Factor:
    """The factor of that name; a lot without its step, which no rule asks for."""
    word, _, rest = name.partition(":")
    match kind := Kind(word):
        case Kind.READING | Kind.WEIGHT:
            step, _, what = rest.partition("/")
            return Factor(kind, step, what)
        case Kind.LOT:
            what, _, lot = rest.partition("=")
            return Factor(kind, None, what, lot)
        case Kind.EQUIPMENT:
            step, _, unit = rest.partition("=")
            return Factor(kind, step, unit)
        case Kind.OPERATOR | Kind.VERSION:
            return Factor(kind, None, rest)
        case _:
            return Factor(kind, rest)


def _node(made: Scenario) -> int | None:
    return next((i for i, node in enumerate(made.world.nodes) if node.factor == made.truth), None)


def _side(made: Scenario) -> float | None:
    """To which side the fault went, noted or not; of a slip that it happened, of what is no number None."""
    node = _node(made)
    if node is not None:
        return made.runs[made.n_past].shifts[node]
    return 1.0 if made.kind in ("order", "skip") else None


def _is_blank(made: Scenario) -> bool:
    return _node(made) in made.runs[made.n_past].blanked


def _with(asked: BatchRecord, symptom: str, family: str) -> BatchRecord:
    formula = replace(asked.plan.formula, kind=TRADES[family])
    said = (symptom,) if symptom else ()
    return replace(
        asked, plan=replace(asked.plan, formula=formula), state=replace(asked.state, symptoms=said)
    )


def symptom_table(answers: Sequence[Told]) -> str:
    """The figures in markdown, a column for each number of past batches."""
    columns = [_column([each for each in answers if each.n_past == n]) for n in PAST]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    return table(["what a symptom adds", *(f"N={n}" for n in PAST)], rows)


def _column(answers: Sequence[Told]) -> dict[str, str]:
    faults = [(each.without, each.true, each.wrong) for each in answers if each.true]
    nulls = [(each.without, each.wrong) for each in answers if not each.true]
    clear = [wrong.is_right for without, _, wrong in faults if without.is_right and without.best >= NAMED]
    found = {
        "faults / nulls": f"{len(faults)} / {len(nulls)}",
        "cause on top: no symptom": _share([without.is_right for without, _, _ in faults]),
        "cause on top: a true one": _share([true.is_right for _, true, _ in faults]),
        "cause on top: a wrong one": _share([wrong.is_right for _, _, wrong in faults]),
        "cause named (50 % or more): no symptom": _share(
            [without.cause >= NAMED for without, _, _ in faults]
        ),
        "cause named: a true one": _share([true.cause >= NAMED for _, true, _ in faults]),
        "cause named: a wrong one": _share([wrong.cause >= NAMED for _, _, wrong in faults]),
        "probability of the cause: no symptom": _mean([without.cause for without, _, _ in faults]),
        "a true one adds": _mean([true.cause - without.cause for without, true, _ in faults]),
        "a wrong one adds": _mean([wrong.cause - without.cause for without, _, wrong in faults]),
        "named without one, on top with a wrong one": f"{sum(clear)} of {len(clear)}",
    }
    for least in (NAMED, CONFIDENT):
        accused = f"nulls accused at {least * 100:.0f} % or more"
        found[f"{accused}: no symptom"] = _share([no.best >= least for no, _ in nulls])
        found[f"{accused}: any symptom"] = _share([some.best >= least for _, some in nulls])
    return found


def _share(holds: Sequence[bool]) -> str:
    return str(Share(len(holds), sum(holds) / len(holds) if holds else 0.0))


def _mean(values: Sequence[float]) -> str:
    if len(values) < 2:
        return "-"
    return f"{mean(values):.3f} ± {stdev(values) / math.sqrt(len(values)):.3f}".replace("0.", ".")
