"""`rk next`: done with the running step, and on to the following one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from recipekeeper.batch.model import Kind
from recipekeeper.cli import batch_document, document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_option, without_option
from recipekeeper.cli.recording.bench import unless_doubtful
from recipekeeper.cli.recording.logged import logged_document, told
from recipekeeper.cli.screen import say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.recording.log import Logged


@click.command("next", cls=Command, examples=("rk next --yes", 'rk next --yes --at "-2 min"'))
@without_option
@click.option("--yes", is_flag=True, help="It is done, though not all is recorded.")
@batch_option
@at_option
@pass_asked
def go_on(asked: Asked, why: str | None, batch: str | None, at: str | None, *, yes: bool) -> None:
    """Be done with the running step, and begin the following one.

    What the step has not recorded is said first. Where no step is under way, the next one begins.
    """
    from recipekeeper.operations.recording import onward

    def record(*, accept: bool) -> Logged:
        return onward.go_on(open_context(asked, at), batch, why, accept=accept)

    answer(asked, unless_doubtful(asked, record, accept=yes), _document, _text)


def _document(logged: Logged) -> document.Document:
    return {**logged_document(logged), "entries": [batch_document.entry(entry) for entry in logged.entries]}


def _text(logged: Logged) -> None:
    """First the end with all that follows from it, then the begin."""
    ended, *begun = logged.entries
    for one in told(replace(logged, entries=(ended,))):
        say(one.text, colour=one.colour, strong=one.strong)
    for entry in begun:
        alone = replace(logged, entries=(entry,), new_deviations=(), remarks=(), consequences=())
        say(told(alone)[0].text)
    step = logged.record.plan.formula.step(logged.entry.step or "")
    if logged.entry.kind is Kind.BEGIN and step and step.text:
        say(" ".join(step.text.split()), indent="  ")
