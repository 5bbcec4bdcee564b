"""What became of what went in, as text and as JSON; and the parts of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.account import account
from recipekeeper.batch.parts import part_code
from recipekeeper.batch.reconcile import reconciled
from recipekeeper.cli.document import Document, number, quantity
from recipekeeper.cli.screen import table

if TYPE_CHECKING:
    from recipekeeper.batch.model import BatchRecord


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
    table(("", "amount>", ""), account(reconciled(record)))


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
