"""What two batches did and used in a step, one beside the other: order, what was skipped, equipment, lots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recipekeeper.batch.deviation import Deviation
from recipekeeper.trace.comparing.compared import Cell, Mark, Range, Row
from recipekeeper.trace.comparing.usual import ENOUGH, is_mostly
from recipekeeper.trace.features import NO, YES, Batches, Feature, Worded
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past

Departed = Mapping[tuple[str, str | None, str | None], Deviation]
"""The deviations that stand, by kind, step and name as the batch that is asked about calls them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the rows are made of."""

    batches: Batches
    other: Past | None
    """The batch beside the one that is asked about; it stands among the bad ones of `batches` as well."""
    known: Mapping[Factor, Feature]
    this_departed: Departed
    that_departed: Departed

    @property
    def asked(self) -> Past:
        """The batch that is asked about."""
        return self.batches.asked

    @property
    def has_other_plan(self) -> bool:
        """Whether the two were planned at different sizes or by different versions."""
        other = self.other
        return other is not None and (other.size != self.asked.size or other.version != self.asked.version)


def happenings(look: Beside, step: str) -> Iterator[Row]:
    """A row each where one of the two began the step before its turn, or left it out."""
    for kind, plan, otherwise in (
        (Kind.ORDER, "in its turn", "before its turn"),
        (Kind.SKIPPED, "done", "skipped"),
    ):
        this, that = (
            _happened(kind, step, past, departed.get((kind.value, step, None)), plan, otherwise)
            for past, departed in ((look.asked, look.this_departed), (look.other, look.that_departed))
        )
        if Mark.PLAN in (*this.marks, *that.marks):
            feature = look.known.get(Factor(kind, step))
            good = [word for word in feature.good if word] if isinstance(feature, Worded) else []
            this_is = YES if this.marks else NO
            usual = f"{plan} in {good.count(NO)} of {len(good)}" if good else ""
            yield Row(
                kind,
                f"{kind.value}:{step}",
                step,
                "order" if kind is Kind.ORDER else "",
                Range(plan),
                this,
                that if look.other else None,
                Range(usual, batches=len(good)),
                is_usual=is_mostly(good.count(this_is), len(good)),
            )


def _happened(
    kind: Kind, step: str, past: Past | None, departed: Deviation | None, plan: str, otherwise: str
) -> Cell:
    if departed:
        text = departed.found if kind is Kind.SKIPPED else otherwise
        return Cell(text, otherwise, plan, marks=(Mark.PLAN,))
    return Cell(plan, plan, plan) if past and step in past.runs else Cell()


def equipment(look: Beside, step: str) -> Iterator[Row]:
    """A row where one of the two says what the step was done with."""
    units = [
        (past.runs[step].equipment or "") if past and step in past.runs else ""
        for past in (look.asked, look.other, *look.batches.good)
    ]
    if units[0] or units[1]:
        yield _named(look, Kind.EQUIPMENT, step, "equipment", [[unit] if unit else [] for unit in units])


def lots(look: Beside, step: str | None, ingredient: str) -> Iterator[Row]:
    """A row where one of the two names a lot of the ingredient."""
    used = [
        list(past.weighings[ingredient].lots) if past and ingredient in past.weighings else []
        for past in (look.asked, look.other, *look.batches.good)
    ]
    if used[0] or used[1]:
        yield _named(look, Kind.LOT, step, f"{ingredient} lot", used)


def _named(look: Beside, kind: Kind, step: str | None, label: str, used: Sequence[Sequence[str]]) -> Row:
    """Lots or units by their names: of this batch, of that one, and of the good ones."""
    this, that, *good = [{name.casefold() for name in names} for names in used]
    known = [names for names in good if names]
    same = sum(this <= names for names in known)
    marks = []
    if this and len(known) >= ENOUGH and not same:
        marks.append(Mark.USUAL)
    if this and that and this != that:
        marks.append(Mark.OTHER)
    planned = look.asked.steps[step].equipment if kind is Kind.EQUIPMENT and step else None
    name = step if kind is Kind.EQUIPMENT else label.removesuffix(" lot")
    return Row(
        kind,
        f"{kind.value}:{name}",
        step,
        label,
        Range(planned or ""),
        Cell(", ".join(used[0]), ", ".join(used[0]) or None, planned or "", marks=tuple(marks)),
        Cell(", ".join(used[1]), ", ".join(used[1]) or None) if look.other else None,
        Range(f"in {same} of {len(known)}" if this and known else "", batches=len(known)),
    )
