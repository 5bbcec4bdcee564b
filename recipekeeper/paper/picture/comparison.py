"""A comparison of two batches on paper: what stands out first, then every step, each number on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby

from recipekeeper.errors import QuantityError
from recipekeeper.paper.draw import PictureForm
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.picture.draw import DrawnPicture, draw_one
from recipekeeper.trace.comparing.compared import SIGNS, WHOLE, Comparison, Mark, Quantity, Row, Side
from recipekeeper.trace.comparing.comparison_words import other_plan, short_label

_AIR = 0.08
"""So much of a scale is left free at each end."""
_LEAST = 0.005
"""And at least so much of the number, so that a difference that nobody can see is not drawn wide."""

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strip:
    """One number on a scale from 0 to 1: what is planned and usual, and where the two batches stand."""

    plan: Ends | None
    usual: Ends | None
    this: float | None
    that: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `signs` say why it is pointed out."""

    signs: str
    label: str
    plan: str
    this: str
    that: str
    that_signs: str
    usual: str
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class Step:
    """The rows of one step, or of the whole batch."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One batch in the head."""

    batch: str
    reference: str
    about: str
    became: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that is on the paper."""

    title: str
    sides: tuple[Beside, ...]
    good: str
    standing: tuple[tuple[str, str], ...]
    """Signs and sentence of what stands out, in the order of making."""
    facts: tuple[str, ...]
    steps: tuple[Step, ...]
    dated: datetime | None


def draw(found: Comparison, form: PictureForm, settings: PrintSettings = PLAIN) -> DrawnPicture:
    """The comparison as bytes; the same comparison gives the same bytes everywhere."""
    page = compose(found)
    return draw_one("compare", asdict(settings.written(page)), page.dated, form, settings)


def compose(found: Comparison) -> Page:
    """Everything on the paper, rounded and in words; dated by the newer of the two batches."""
    sides = [side for side in (found.this, found.that) if side]
    good = len(found.good)
    return Page(
        title=" beside ".join(side.batch for side in sides),
        sides=tuple(map(_beside, sides)),
        good=f"usual, {good} good {'batch' if good == 1 else 'batches'}" if good else "",
        standing=tuple(_standing(found)),
        facts=found.facts,
        steps=tuple(
            Step(step or WHOLE, tuple(_lines(list(rows))))
            for step, rows in groupby(found.rows, key=lambda row: row.step)
        ),
        dated=max((side.began_at for side in sides if side.began_at), default=None),
    )


def _beside(side: Side) -> Beside:
    began = f", begun {side.began_at:%Y-%m-%d}" if side.began_at else ""
    by = f" by {side.operator}" if side.operator else ""
    said = [
        side.state.value,
        "" if side.disposition.value == "none" else side.disposition.value,
        f"outcome {side.outcome}" if side.outcome else "",
        *side.symptoms,
    ]
    return Beside(side.batch, side.reference, f"{side.size}{began}{by}", ", ".join(filter(None, said)))


def _standing(found: Comparison) -> Iterator[tuple[str, str]]:
    for row in found.noteworthy:
        yield _signs(row.this.marks), row.sentence
    for sentence in found.others:
        yield SIGNS[Mark.PLAN], sentence


def _signs(marks: tuple[Mark, ...]) -> str:
    return "".join(SIGNS[mark] for mark in marks)


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    return (_line(row, short_label(row, before)) for before, row in zip((None, *rows), rows, strict=False))


def _line(row: Row, label: str) -> Line:
    that = row.that
    own = f" (plan {plan})" if (plan := other_plan(row)) else ""
    return Line(
        _signs(row.this.marks),
        label,
        row.plan.text,
        row.this.text,
        f"{that.text}{own}" if that else "",
        _signs(that.marks) if that else "",
        row.usual.text,
        _strip(row),
    )


def _strip(row: Row) -> Strip | None:
    """A scale for the number; None for words, and where nothing is known but the plan."""
    levels = [row.this.level, row.that.level if row.that else None]
    usual = [_level(row.usual.low, row.unit), _level(row.usual.high, row.unit)]
    plan = [_level(row.plan.low, row.unit), _level(row.plan.high, row.unit)]
    known = [each for each in (*levels, *usual) if each is not None]
    if not known:
        return None
    known += [each for each in plan if each is not None]
    low, high = min(known), max(known)
    air = max(_AIR * (high - low), _LEAST * abs(high)) or 1.0
    low, wide = low - air, high - low + 2 * air

    def at(level: float | None) -> float | None:
        return None if level is None else round((level - low) / wide, 4)

    planned = (
        None if plan == [None, None] else (at(plan[0]) or 0.0, 1.0 if plan[1] is None else at(plan[1]) or 0.0)
    )
    between = [at(each) for each in usual]
    lies = (between[0], between[1]) if between[0] is not None and between[1] is not None else None
    return Strip(planned, lies, at(levels[0]), at(levels[1]))


def _level(value: Quantity | None, unit: str) -> float | None:
    """A quantity on the scale of its row; None where it is of another kind."""
    try:
        return None if value is None else float(value.to(unit).value)
    except QuantityError:
        return None
