"""The program: which commands there are, loaded only when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from recipekeeper.cli import screen
from recipekeeper.cli.frame import Asked, Group, asked

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Formulas": {
        "formula": ("formulas.formula", "What is made: formulas and their versions."),
        "material": ("goods.material", "What goes in: SAP, density, INCI, allergens of materials."),
    },
    "Batches": {
        "batch": ("batch", "What was made: batches and their records."),
        "use": ("batch", "Choose the batch that commands without -b mean."),
        "sheet": ("printing.sheet", "Print the sheet to make a batch from."),
        "record": ("printing.record", "Print the record of a batch: plan beside actual, and every entry."),
        "label": ("printing.label", "Print the labels of a batch, on sheets or rolls of labels."),
        "transcribe": ("recording.transcribe", "Type in what was written on a sheet by hand."),
    },
    "At the bench": {
        "run": ("run.command", "Lead through a batch on one screen."),
        "begin": ("recording.bench", "Begin a step."),
        "weigh": ("recording.bench", "Record an amount of an ingredient."),
        "read": ("recording.bench", "Record a reading: a temperature, a pH, a word."),
        "note": ("recording.bench", "Record a remark."),
        "pause": ("recording.bench", "Let a step rest; the time does not count."),
        "resume": ("recording.bench", "Go on with a paused step."),
        "done": ("recording.bench", "End a step."),
        "next": ("recording.onward:go_on", "Be done with the running step, and begin the following one."),
        "skip": ("recording.bench", "Leave a step out, with the reason."),
        "countersign": ("recording.countersign", "Sign as the second person, who checked an entry."),
        "split": ("recording.portions", "Split a batch into moulds or containers, each with its own code."),
        "loss": ("recording.portions", "Record what did not get into the product."),
        "due": ("due", "List the tests and weights that are due: overdue, today, this week."),
        "rescue": ("recording.rescue", "Say what can still be done after an over-pour."),
    },
    "Putting right": {
        "undo": ("recording.amend", "Take back your newest entry."),
        "correct": ("recording.amend", "Give an entry what is right."),
        "void": ("recording.amend", "Take an entry out of the record's count."),
    },
    "Deciding": {
        "finish": ("recording.decide", "Finish a batch and record what it gave."),
        "hold": ("recording.decide", "Set a batch aside until somebody decides."),
        "release": ("recording.decide", "Allow a finished batch to be used or sold."),
        "reject": ("recording.decide", "Decide that a batch is not used or sold."),
        "outcome": ("recording.decide", "Record how a batch turned out, perhaps weeks later."),
        "observe": ("recording.afterwards", "Record what is seen of a batch, perhaps weeks later."),
        "complaint": (
            "recording.afterwards",
            "Record a complaint against the code on a label: of a batch, or of a part.",
        ),
    },
    "Afterwards": {
        "deviation": ("recording.deviation", "What was not as planned: the log of departures."),
        "print-deviations": (
            "printing.print_deviations:print_deviations",
            "Print the log of departures that food law asks for.",
        ),
        "trace": ("history.trace", "Find the step that spoiled a batch."),
        "cause": ("history.cause", "What is known of symptoms and their causes, and your own rules."),
        "compare": ("history.compare", "Put a batch beside a good one, step by step."),
        "chart": ("history.chart", "Show how steady a reading, a weight or a time is."),
        "study": ("history.study", "Find which recorded factors go with bad batches at all."),
        "shadow": ("history.shadow", "Tell every batch that a lot touched, and what became of each."),
        "lot": ("goods.lot", "What came in: lots, what is left of them, where they went."),
        "instrument": ("recording.instrument", "What is measured with: pH meters, scales, and their checks."),
        "history": ("history.history", "Past batches, from and to CSV files."),
        "store": ("store", "Where all is kept: its state, backups, settings."),
        "template": (
            "printing.template",
            "How printed pages look: your print settings, and templates of your own.",
        ),
        "demo": ("demo", "Try it all on samples, in a folder of its own."),
        "help": ("help:help_", "Explain a command, as its --help does."),
        "completion": ("completion", "Let your shell complete commands, codes and names."),
    },
}
SHORT = {"w": "weigh", "r": "read", "n": "note"}
"""Short names, for wet hands."""

HOMES = {name: home for commands in SECTIONS.values() for name, (home, _) in commands.items()}


class Program(Group):
    """The whole program. A command's module is loaded when the command is called, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        del ctx
        return list(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        del ctx
        name = SHORT.get(cmd_name, cmd_name)
        if name not in HOMES:
            return None
        home, _, function = HOMES[name].partition(":")
        command = getattr(import_module(f"recipekeeper.cli.{home}"), function or name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a code that a scanner typed alone stands for the one that opens it."""
        if args[0].removeprefix(":")[:3].upper() == "RK:":
            from recipekeeper.cli.scanned import command_of  # late: few calls are scanned

            args = [*command_of(args[0]), *args[1:]]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, from the table above."""
        del ctx
        short = {name: f"{name}, {letter}" for letter, name in SHORT.items()}
        widest = max(len(name) for name in HOMES)
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(f"{short.get(name, name):{widest}}", said) for name, (_, said) in commands.items()]
                )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete the names of commands from the table above."""
        from click.shell_completion import CompletionItem  # late: only a completion needs it

        commands = [
            CompletionItem(name, help=said)
            for section in SECTIONS.values()
            for name, (_, said) in section.items()
            if name.startswith(incomplete)
        ]
        return commands or click.Command.shell_complete(self, ctx, incomplete)

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run the program and exit; whatever goes wrong becomes one sentence and an exit code."""
        screen.prepare()
        options = Asked()
        options.words = tuple(sys.argv[1:] if args is None else args)
        try:
            code = self._run(options)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where nothing gets past
            from recipekeeper.cli import failure  # late: most calls go well

            code = failure.tell(error, as_json=options.json or _json_among(options.words))
        sys.exit(code)

    def _run(self, options: Asked) -> int:
        wanted = os.environ.get("_RK_COMPLETE")
        if wanted:
            from click.shell_completion import shell_complete  # late: only a shell asks for it

            return shell_complete(self, {"obj": options}, "rk", "_RK_COMPLETE", wanted)
        _refuse_broken_letters(options.words)
        try:
            with self.make_context("rk", list(options.words), obj=options) as ctx:
                self.invoke(ctx)
        except click.exceptions.Exit as done:
            return done.exit_code
        return 0


def _json_among(words: Sequence[str]) -> bool:
    """Whether --json was typed, where the words could not be told apart far enough to know."""
    return "--json" in (words[: words.index("--")] if "--" in words else words)


def _refuse_broken_letters(words: Sequence[str]) -> None:
    for word in words:
        if not word.isascii() and any("\ud800" <= letter <= "\udfff" for letter in word):
            shown = word.encode("ascii", "replace").decode()
            raise click.UsageError(
                f'"{shown}" is not text in the encoding of this terminal, which should be UTF-8.'
            )


@click.command(
    cls=Program,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=(
        "rk formula add recipes/*.toml --release",
        'rk batch start SOAP-LAV --to "3 kg"',
        'rk weigh "olive oil" 1022 g --lot OO-2509',
    ),
)
@click.version_option(package_name="recipekeeper", prog_name="recipekeeper")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Formulas, batches and what went wrong: a record for people who make things.

    Without a command: where you are, and what comes next.
    """
    if ctx.invoked_subcommand is None:
        from recipekeeper.cli.where import show_where  # late: only `rk` alone looks there

        show_where(asked(ctx))
