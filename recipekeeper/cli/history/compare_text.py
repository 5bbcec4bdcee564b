"""A comparison on a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.cli import document
from recipekeeper.cli.recording.entry_text import state_words
from recipekeeper.cli.screen import counted, say, table, warn
from recipekeeper.quantity import Amount, Setpoint, Span
from recipekeeper.trace.comparing.compared import SIGNS, WHOLE, Cell, Comparison, Range, Row, Side
from recipekeeper.trace.comparing.comparison_words import other_plan, short_label

if TYPE_CHECKING:
    from recipekeeper.operations.history.compare import Compared


def compared_document(made: Compared) -> document.Document:
    """The whole comparison; numbers with their unit, times in seconds."""
    found = made.comparison
    return {
        "this": _side(found.this),
        "that": _side(found.that) if found.that else None,
        "golden": found.golden,
        "compared_with": {"good": len(found.good), "batches": list(found.good)},
        "noteworthy": [row.factor for row in found.noteworthy],
        "facts": list(found.facts),
        "other_deviations": list(found.others),
        "rows": [_row(row) for row in found.rows],
        "file": str(made.file) if made.file else None,
        "warnings": list(made.warnings),
    }


def _side(side: Side) -> document.Document:
    return {
        "batch": side.batch,
        "formula": side.formula,
        "version": side.version,
        "size": document.quantity(side.size),
        "began_at": document.moment(side.began_at),
        "operator": side.operator,
        "state": side.state.value,
        "disposition": side.disposition.value,
        "outcome": side.outcome,
        "symptoms": list(side.symptoms),
        "yield": document.quantity(side.yields),
        "units": document.quantity(side.units),
        "yield_percent": document.number(side.yield_percent),
        "deviations": side.deviations,
        "is_good": side.is_good,
    }


def _row(row: Row) -> document.Document:
    return {
        "factor": row.factor,
        "step": row.step,
        "name": row.label,
        "plan": _range(row.plan),
        "this": _cell(row.this),
        "that": _cell(row.that) if row.that else None,
        "usual": {**_range(row.usual), "batches": row.usual.batches},
        "is_noteworthy": row.is_noteworthy,
        "sentence": row.sentence,
    }


def _range(one: Range) -> document.Document:
    return {
        "text": one.text or None,
        "low": document.quantity(one.low),
        "high": document.quantity(one.high),
        "middle": document.quantity(one.middle),
    }


def _cell(cell: Cell) -> document.Document:
    value = cell.value
    return {
        "text": cell.text or None,
        "value": document.quantity(value) if isinstance(value, Amount | Setpoint | Span) else value,
        "plan": cell.plan or None,
        "percent_of_plan": document.number(None if cell.percent is None else round(cell.percent, 3)),
        "marks": [mark.value for mark in cell.marks],
    }


def show_compared(made: Compared) -> None:
    """What stands out first, then everything step by step."""
    found = made.comparison
    this, that = found.this, found.that
    beside = f" beside {that.batch}" if that else ""
    good = f", and {counted(len(found.good), 'good batch')} of {this.formula}" if found.good else ""
    say(f"{this.batch}{beside}{good}", strong=True)
    for side in (this, that):
        if side:
            say(f"{side.batch}  {side_words(side)}", hanging="  ")
    print()
    _show_noteworthy(found)
    for fact in found.facts:
        say(fact, hanging="  ")
    print()
    _show_rows(found)
    if made.file:
        say(f"Wrote {made.file}")
    for warning in made.warnings:
        warn(f"warning: {warning}")


def side_words(side: Side) -> str:
    """`5867 g of SOAP-LAV@1, begun 2026-03-09 by TS; finished, rejected, outcome bad: oil on top; 12 deviations`."""
    began = f", begun {side.began_at:%Y-%m-%d}" if side.began_at else ""
    by = f" by {side.operator}" if side.operator else ""
    became = state_words(side.state, side.disposition, side.outcome)
    symptoms = f": {', '.join(side.symptoms)}" if side.symptoms else ""
    deviations = f"; {counted(side.deviations, 'deviation')}" if side.deviations else ""
    return f"{side.size} of {side.reference}{began}{by}; {became}{symptoms}{deviations}"


def _show_noteworthy(found: Comparison) -> None:
    rows = found.noteworthy
    if not rows and not found.others:
        say("Nothing in it stands out.")
        return
    say("What stands out, in the order of making:")
    for row in rows:
        say(f"{_signs(row.this):2} {row.sentence}", colour="yellow", indent="  ", hanging="   ")
    for sentence in found.others:
        say(f"!  {sentence}", colour="yellow", indent="  ", hanging="   ")


def _signs(cell: Cell) -> str:
    return "".join(SIGNS[mark] for mark in cell.marks)


def _show_rows(found: Comparison) -> None:
    this, that = found.this.batch, found.that.batch if found.that else None
    columns = ["", "", "plan", this, *([that] if that else []), "usual"]
    lines: list[list[str]] = []
    step = ""
    for before, row in zip((None, *found.rows), found.rows, strict=False):
        if step != (step := row.step or WHOLE):
            lines.append(["", step, *[""] * (len(columns) - 2)])
        lines.append(
            [
                _signs(row.this),
                f"  {short_label(row, before)}",
                row.plan.text,
                row.this.text or "-",
                *([_beside(row, row.that)] if row.that else [] if that is None else ["-"]),
                row.usual.text,
            ]
        )
    table(columns, lines)
    say("!  outside the plan   *  unlike the good batches   ~  other than in the batch beside it")


def _beside(row: Row, that: Cell) -> str:
    """What the other batch has; with its own plan where that is another one, and its marks behind it."""
    own = f" (plan {plan})" if (plan := other_plan(row)) else ""
    return " ".join(filter(None, (f"{that.text or '-'}{own}", _signs(that))))
