"""How long it keeps: a day, a month, or a time from the day on which it was made."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from recipekeeper.errors import QuantityError

_TIME = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|months?|y|years?)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MOST_YEARS = 50


@dataclass(frozen=True, slots=True)
class Durability:
    """A `day`, or so many months and days from the day of making; `month` where only that is said of the day."""

    day: date | None = None
    is_month: bool = False
    months: int = 0
    days: int = 0

    def until(self, made: date) -> tuple[date, bool]:
        """The last day, and whether only its month is said."""
        if self.day is not None:
            return self.day, self.is_month
        if self.days:
            return made + timedelta(days=self.days), False
        years, month = divmod(made.month - 1 + self.months, 12)
        year, month = made.year + years, month + 1
        return date(year, month, min(made.day, calendar.monthrange(year, month)[1])), False


def _end_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def read_durability(typed: str) -> Durability:
    """`2027-11-21`, `2027-11`, `12 months`, `90 d`; raises QuantityError for anything else."""
    text = typed.strip()
    if found := _DAY.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), found[3]
        try:
            return (
                Durability(date(year, month, int(day)))
                if day
                else Durability(_end_of(year, month), is_month=True)
            )
        except ValueError:
            pass
    elif (found := _TIME.fullmatch(text)) and int(found[1]) > 0:
        count, unit = int(found[1]), found[2][0].casefold()
        durability = {
            "d": Durability(days=count),
            "w": Durability(days=7 * count),
            "m": Durability(months=count),
            "y": Durability(months=12 * count),
        }[unit]
        if durability.months <= 12 * _MOST_YEARS and durability.days <= 366 * _MOST_YEARS:
            return durability
    raise QuantityError(
        f'"{typed[:40]}" does not say how long it keeps: give a day, a month or a time from its making, e.g. '
        "2027-11-21, 2027-11, 12 months, 90 d."
    )


def read_keeping(typed: str) -> Durability:
    """How long every batch of a formula keeps: `12 months`, `90 d`, and no day; raises QuantityError otherwise."""
    durability = read_durability(typed)
    if durability.day is not None:
        raise QuantityError(
            f'"{typed[:40]}" is one day, and a formula is made on many: give a time, e.g. "12 months". '
            "The day of one batch is said when its labels are printed: rk label --best-before."
        )
    return durability
