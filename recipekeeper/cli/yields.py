"""What became of what went in, as text and as JSON; and the parts of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.parts import part_code
from recipekeeper.batch.reconcile import reconciled
from recipekeeper.batch.wording import shown
from recipekeeper.cli.document import Document, number, quantity
from recipekeeper.cli.screen import table
from recipekeeper.quantity import plain

if TYPE_CHECKING:
    from recipekeeper.batch.model import BatchRecord
    from recipekeeper.batch.reconcile import Reconciliation
    from recipekeeper.quantity import Amount


def is_known(record: BatchRecord) -> bool:
    """Whether anything of the yield is recorded."""
    state = record.state
    return bool(state.yields or state.units or reconciled(record).losses)


def yield_document(record: BatchRecord) -> Document | None:
    """The yield with its account; `value` and `unit` are what was made. None where nothing is recorded."""
    if not is_known(record):
        return None
    found = reconciled(record)
    return {
        **(quantity(record.state.yields) or {}),
        "theoretical": quantity(found.theoretical),
        "weighed_in_over_plan": quantity(found.over),
        "actual": quantity(found.actual),
        "yield_percent": number(found.percent),
        "losses": [
            {"kind": loss.kind, "amount": quantity(loss.amount), "after_the_yield": loss.is_later}
            for loss in found.losses
        ],
        "unexplained": quantity(found.unexplained),
        "planned_units": quantity(found.planned_units),
        "packed_units": quantity(found.packed_units),
        "missing_units": quantity(found.missing_units),
    }


def parts_document(record: BatchRecord) -> list[Document]:
    """The parts of a split batch, each with its code."""
    return [
        {
            "part": part.name,
            "code": part_code(record.plan.batch, part.name),
            "amount": quantity(part.amount),
            "equipment": part.equipment,
            "yield": quantity(part.yields),
            "units": quantity(part.units),
        }
        for part in record.state.parts
    ]


def shown_yield(record: BatchRecord) -> None:
    """From what should come out to what did, line by line."""
    found = reconciled(record)
    rows = [("theoretical", str(found.theoretical), "")]
    if found.over is not None and found.over.value:
        over = "over" if found.over.value > 0 else "under"
        rows.append((f"weighed in {over} the plan", _signed(found.over), ""))
    rows += [(loss.kind, f"−{_readable(loss.amount)}", "") for loss in found.losses if not loss.is_later]
    if found.actual is not None:
        percent = "" if found.percent is None else f"{float(found.percent):.1f} % of theoretical"
        rows.append(("yield", str(found.actual), percent))
    if found.unexplained is not None:
        rows.append(("unexplained", _signed(found.unexplained, minus=True), _share(found)))
    rows += [
        (f"{loss.kind}, later", f"−{_readable(loss.amount)}", "") for loss in found.losses if loss.is_later
    ]
    if found.packed_units and found.planned_units and found.planned_units != found.theoretical:
        missing = found.missing_units.value if found.missing_units else 0
        short = (
            f"{_readable(found.missing_units)} not accounted for"
            if found.missing_units and missing > 0
            else ""
        )
        of_plan = f"{plain(found.packed_units.value)} of {found.planned_units}"
        rows.append(("units", of_plan, short))
    table(("", "amount>", ""), rows)


def shown_parts(record: BatchRecord) -> None:
    """The parts of a split batch."""
    rows = [
        (
            part_code(record.plan.batch, part.name),
            str(part.amount),
            part.equipment or "",
            " and ".join(str(made) for made in (part.yields, part.units) if made is not None),
        )
        for part in record.state.parts
    ]
    table(("part", "amount>", "in", "yield>"), rows)


def _share(found: Reconciliation) -> str:
    if found.unexplained is None or not found.theoretical.value:
        return ""
    percent = found.unexplained.to(found.theoretical.unit).value / found.theoretical.value * 100
    more = ", more than went in" if found.unexplained.value < 0 else ""
    return f"{float(abs(percent)):.1f} %{more}"


def _signed(amount: Amount, *, minus: bool = False) -> str:
    """`+2.5 g`, `−63.7 g`; with `minus` what is missing has the minus."""
    positive = (amount.value > 0) is not minus
    sign = "" if not amount.value else "+" if positive else "−"
    return f"{sign}{_readable(amount)}"


def _readable(amount: Amount) -> str:
    rounded = type(amount)(shown(abs(amount.value)), amount.unit)
    return str(rounded)
