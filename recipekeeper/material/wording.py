"""What there is to say of a lot that its numbers alone do not: where they are doubtful, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from recipekeeper.material.stock import LotOnHand
from recipekeeper.material.takings import Taking


def remarks(one: LotOnHand, day: date) -> tuple[str, ...]:
    """Sentences on a lot as it stands on a day; none where all is plain."""
    return tuple(_remarks(one, day))


def _remarks(one: LotOnHand, day: date) -> Iterator[str]:
    code = one.lot.code
    if one.lot.is_expired(day):
        yield f"{code} expired: {one.lot.expires}."
    if one.overdrawn is not None:
        yield (
            f"By the record {one.overdrawn} more was taken of {code} than there was. "
            f'Count what is left (rk lot count {code} AMOUNT --why "…"), or correct the weighing.'
        )
    if one.unknown:
        each = ", ".join(dict.fromkeys(_unknown(taking) for taking in one.unknown))
        yield (
            f"How much of {code} went into {each} is not known, so that at most this is on hand. "
            f'A count tells: rk lot count {code} AMOUNT --why "…"'
        )
    if one.too_early:
        yield (
            f"{_batches(one.too_early)} named lot {one.lot.supplier_lot} before this delivery came, "
            "which is not taken off."
        )


def _unknown(taking: Taking) -> str:
    """`SOAP-1`, or `SOAP-1 (500 ml)` where it was measured in another way than it was received."""
    return taking.batch if taking.amount is None else f"{taking.batch} ({taking.amount})"


def _batches(takings: Iterable[Taking]) -> str:
    return ", ".join(dict.fromkeys(taking.batch for taking in takings))
