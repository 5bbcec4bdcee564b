"""What became of what went in, said line by line: from the theoretical yield to what nobody explains."""

from __future__ import annotations

from typing import NamedTuple

from recipekeeper.batch.reconcile import Reconciliation
from recipekeeper.batch.wording import shown
from recipekeeper.quantity import Amount, plain


class AccountLine(NamedTuple):
    """One line of the account: `trim`, `−63.7 g`, and a remark or nothing."""

    name: str
    amount: str
    remark: str = ""


def account(found: Reconciliation) -> tuple[AccountLine, ...]:
    """The account of a yield as far as it is known, the theoretical one first."""
    lines = [AccountLine("theoretical", str(found.theoretical))]
    if found.over is not None and found.over.value:
        over = "over" if found.over.value > 0 else "under"
        lines.append(AccountLine(f"weighed in {over} the plan", _signed(found.over)))
    lines += [AccountLine(one.kind, f"−{_readable(one.amount)}") for one in found.losses if not one.is_later]
    if found.actual is not None:
        percent = "" if found.percent is None else f"{float(found.percent):.1f} % of theoretical"
        lines.append(AccountLine("yield", str(found.actual), percent))
    if found.unexplained is not None:
        lines.append(AccountLine("unexplained", _signed(found.unexplained, minus=True), _share(found)))
    lines += [
        AccountLine(f"{one.kind}, later", f"−{_readable(one.amount)}") for one in found.losses if one.is_later
    ]
    if found.packed_units and found.planned_units and found.planned_units != found.theoretical:
        missing = found.missing_units
        short = f"{_readable(missing)} not accounted for" if missing and missing.value > 0 else ""
        of_plan = f"{plain(found.packed_units.value)} of {found.planned_units}"
        lines.append(AccountLine("units", of_plan, short))
    return tuple(lines)


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
    return str(type(amount)(shown(abs(amount.value)), amount.unit))
