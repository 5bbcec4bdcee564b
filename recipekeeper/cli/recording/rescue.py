"""After an over-pour: what brings a batch back, and what it then is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import batch_argument, not_empty
from recipekeeper.cli.screen import say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.batch.additions import Addition, Option
    from recipekeeper.operations.recording.rescuing import Rescued, Room


@click.command(
    cls=Command, examples=("rk rescue", 'rk rescue SOAP-LAV-261121-1 --vessel "6 l" --density "1 g/ml"')
)
@batch_argument(required=False)
@click.option("--vessel", metavar="AMOUNT", callback=not_empty, help="What the vessel holds to the brim.")
@click.option(
    "--density", metavar="DENSITY", callback=not_empty, help="Of the product, where the formula has none."
)
@pass_asked
def rescue(asked: Asked, batch: str | None, vessel: str | None, density: str | None) -> None:
    """Say what can still be done after an over-pour.

    Or after too little went in. Nothing is recorded; what is in cannot be taken out. The least comes first.
    """
    from recipekeeper.operations.recording.rescuing import rescue_batch

    answer(asked, rescue_batch(open_context(asked), batch, vessel, density), _document, _text)


def _document(found: Rescued) -> document.Document:
    rescued = found.rescue
    return {
        "batch": rescued.batch,
        "causes": list(rescued.causes),
        "as_is": rescued.as_is,
        "options": [_option(option, room) for option, room in zip(rescued.options, found.rooms, strict=True)],
    }


def _option(option: Option, room: Room | None) -> document.Document:
    result = option.result
    return {
        "kind": option.kind,
        "additions": [_addition(each) for each in option.additions],
        "result": {
            "factor": document.number(round(result.factor, 4)),
            "yields": document.quantity(result.yields),
            "superfat_percent": _percent(result.superfat),
            "concentration_percent": _percent(result.concentration),
            "fits": room.fits if room else None,
        },
        "sentence": f"{option.sentence} {room.sentence}" if room else option.sentence,
    }


def _addition(each: Addition) -> document.Document:
    return {
        "ingredient": each.ingredient,
        "amount": document.quantity(each.amount),
        "planned": document.quantity(each.planned),
        "now": document.quantity(each.now),
    }


def _percent(part: Fraction | None) -> float | int | None:
    return None if part is None else document.number(round(part * 100, 2))


def _text(found: Rescued) -> None:
    rescued = found.rescue
    for cause in rescued.causes:
        say(cause, colour="yellow")
    if rescued.as_is:
        say(rescued.as_is, colour="red", strong=True)
    if not rescued.options and not rescued.causes:
        say(
            f"{rescued.batch}: nothing that was weighed is outside its tolerance; there is nothing to put right."
        )
    for number, (option, room) in enumerate(zip(rescued.options, found.rooms, strict=True), start=1):
        said = f"{option.sentence} {room.sentence}" if room else option.sentence
        say(f"{number}. {said}", hanging="   ")
