"""The options by which a size is said: by an amount, pieces, a mould, or what is on hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from recipekeeper.cli.options import to_option

_Option = Callable[[Callable[..., None]], Callable[..., None]]


_WAYS: dict[str, _Option] = {
    "units": click.option("--units", metavar="N", help='So many pieces: "40 bars", "48 x 150 ml".'),
    "mould": click.option(
        "--mold",
        "--mould",
        "mould",
        metavar="MOLD",
        help='To fill a mold: "8 x 3.5 x 2.5 in", "cylinder 3 x 10 in".',
    ),
    "have": click.option(
        "--from",
        "have",
        metavar="INGREDIENT=AMOUNT",
        multiple=True,
        help='As much as there is: "coconut oil=210 g"; again for others, the scarcest counts.',
    ),
}
_FILLING: dict[str, _Option] = {
    "loss": click.option("--loss", metavar="PERCENT", help="Lost on the way into the pieces, with --units."),
    "overage": click.option("--overage", metavar="PERCENT", help="Made in addition, with --units."),
    "fixed_loss": click.option(
        "--fixed-loss", metavar="AMOUNT", help="Lost at every size, in pot and trims, with --units."
    ),
    "density": click.option(
        "--density", metavar="DENSITY", help='Of the product: "1.04 g/ml"; a number alone is in g/ml.'
    ),
}
_ONLY_LOOKED_AT: dict[str, _Option] = {
    "stock": click.option("--stock", is_flag=True, help="As much as the lots on hand allow."),
    "vessel": click.option("--vessel", metavar="AMOUNT", help='What it is made in holds: "6 l".'),
    "vessel_fill": click.option(
        "--vessel-fill", metavar="PERCENT", help="How full that may be; else what is usual for the kind."
    ),
    "split": click.option(
        "--split", is_flag=True, help="In equal batches where the vessel is too small; show one of them."
    ),
}


def sized(what: str, *, only_looked_at: bool = False) -> _Option:
    """All of them; the command is given `size`, a SizeAsked.

    Those of the stock and the vessel belong where a size is only looked at.
    """
    options: dict[str, _Option] = {
        "to": to_option(what),
        **_WAYS,
        **_FILLING,
        **(_ONLY_LOOKED_AT if only_looked_at else {}),
    }

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def with_size(*args: Any, **kwargs: Any) -> None:
            # Loaded here, because `--help` and usage errors need no operation.
            from recipekeeper.operations.formulas.size_reading import SizeAsked

            given = {name: kwargs.pop(name) for name in options}
            command(*args, size=SizeAsked(**given), **kwargs)

        with_size.__doc__, with_size.__name__ = command.__doc__, command.__name__
        with_size.__dict__.update(command.__dict__)
        decorated: Callable[..., None] = with_size
        for option in reversed(options.values()):
            decorated = option(decorated)
        return decorated

    return decorate
