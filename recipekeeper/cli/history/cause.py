"""`rk cause …`: what is known of symptoms and their causes, and what a maker knows besides."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import causes_option, force_option, not_empty, output_option
from recipekeeper.cli.screen import say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words

if TYPE_CHECKING:
    from recipekeeper.operations.history.causes import Known
    from recipekeeper.trace.causes import Cause


@click.group(
    cls=Group, examples=('rk cause list "orange spots"', "rk cause list --trade sauce", "rk cause example")
)
def cause() -> None:
    """What is known of symptoms and their causes, and your own rules."""


@cause.command(
    "list",
    examples=('rk cause list "orange spots"', "rk cause list separated --trade soap", "rk cause list --json"),
)
@words("symptom", metavar="[SYMPTOM]", required=False)
@click.option("--trade", metavar="TEXT", callback=not_empty, help="Only of this trade: soap, sauce, jam, …")
@causes_option
@pass_asked
def list_(asked: Asked, symptom: str | None, trade: str | None) -> None:
    """List what can bring about a symptom, with its source.

    The symptom is typed as for rk outcome. Without one, everything is listed. Own rules are marked.
    """
    from recipekeeper.operations.history.causes import list_causes

    answer(asked, list_causes(open_context(asked), symptom or "", trade or ""), _document, _text)


@cause.command(examples=("rk cause example", "rk cause example -o causes.csv"))
@output_option("Write it there instead.")
@causes_option
@force_option
@pass_asked
def example(asked: Asked, output: Path | None, *, force: bool) -> None:
    """Write a file for rules of your own, with remarks, to begin with.

    Without -o it goes where it counts from then on.
    """
    from recipekeeper.operations.history.causes import write_example

    written = write_example(open_context(asked), output, force=force)
    answer(asked, written, lambda path: {"file": str(path)}, lambda path: say(f"Wrote {path}: fill it in"))


def _document(found: Known) -> document.Document:
    return {
        "symptom": found.symptom or None,
        "causes": [
            {
                "id": one.rule,
                "trade": list(one.trade),
                "symptom": list(one.symptom),
                "kind": one.kind.value if one.kind else "any",
                "step": list(one.step),
                "name": list(one.name),
                "direction": one.direction.value,
                "strength": one.strength.value,
                "odds": one.strength.odds,
                "note": one.note or None,
                "source": one.source or None,
                "own": one.own,
            }
            for one in found.causes
        ],
        "file": str(found.file) if found.has_file else None,
    }


def _text(found: Known) -> None:
    for _, rows in groupby(found.causes, key=lambda one: (one.own, one.rule, one.symptom)):
        _rule_text(list(rows))
    if not found.causes:
        say(f'Nothing is known of "{found.symptom}": a trace takes nothing for granted then.')
    missing = "" if found.has_file else ", which is not there yet: rk cause example"
    say(f"Your own rules: {found.file}{missing}")


def _rule_text(rows: list[Cause]) -> None:
    first = rows[0]
    trade = f" ({first.trade[0]})" if first.trade else ""
    say(f"{first.rule} {first.symptom[0]}{trade}{', your own rule' if first.own else ''}", strong=True)
    for one in rows:
        note = f": {one.note}" if one.note else ""
        say(f"{one.strength.value:6}  {_factor(one)}{note}", indent="  ", hanging="        ")
    for source in dict.fromkeys(one.source for one in rows if one.source):
        say(f"source: {source}", indent="  ", hanging="  ")
    print()


def _factor(one: Cause) -> str:
    """`reading of oil temp at combine … low`; of several phrases the first, so that it stays one line."""
    kind = one.kind.value if one.kind else "anything"
    name = f" of {_shortened(one.name)}" if one.name else ""
    where = "before" if kind == "wait" else "of" if kind in _TIMES else "at"
    step = f" {where} {_shortened(one.step)}" if one.step else ""
    side = "" if one.direction.value == "words" else f", too {_SIDES[kind in _TIMES][one.direction.value]}"
    return f"{kind}{name}{step}{side}"


_TIMES = frozenset({"duration", "wait"})
_SIDES = (
    {"low": "low", "high": "high", "either": "low or too high"},
    {"low": "short", "high": "long", "either": "short or too long"},
)


def _shortened(phrases: tuple[str, ...]) -> str:
    return f"{phrases[0]} …" if len(phrases) > 1 else phrases[0]
