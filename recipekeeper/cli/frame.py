"""What every command has in common: options that stand anywhere, numbers below zero, help with examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from recipekeeper.cli.words import forgotten_quote, is_option

_SHIELD = "\0"
"""No argument can hold it, so it marks a number below zero until the options are told apart."""


class Asked:
    """What the options that stand anywhere said, and the words of the whole call."""

    def __init__(self) -> None:
        self.store: str | None = None
        self.by: str | None = None
        self.json = False
        self.settings: str | None = None
        """The file of print settings, of commands that print."""
        self.causes: str | None = None
        """The file of the maker's own rules of causes, of commands that trace."""
        self.words: tuple[str, ...] = ()


class Command(click.Command):
    """A command with examples; `--store`, `--by` and `--json` stand anywhere, and -5 is a number."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Docstrings are raw, so the sign that lines below it stay lines is two letters there.
        self.help = self.help and self.help.replace("\\b\n", "\b\n")
        self.examples = tuple(examples)
        self.params += _options_anywhere()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse with numbers below zero taken as what they are, and a forgotten quote said."""
        if not ctx.resilient_parsing and (said := forgotten_quote(self.get_params(ctx), args)):
            raise click.UsageError(said, ctx)
        rest = super().parse_args(ctx, [_shielded(arg) for arg in args])
        ctx.params = {name: bare(value) for name, value in ctx.params.items()}
        return rest

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of this command, then those that stand anywhere."""
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each a whole line to be typed."""
        _write_examples(self.examples, formatter)
        super().format_epilog(ctx, formatter)


class Group(click.Group):
    """A noun: its verbs are commands. `--store`, `--by` and `--json` stand before the verb as well."""

    command_class = Command

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("no_args_is_help", True)
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.params += _options_anywhere()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, name those that are nearest."""
        typed = args[0]
        if not ctx.resilient_parsing and self.get_command(ctx, typed) is None:
            raise click.UsageError(self.no_such_command(ctx, typed), ctx)
        return super().resolve_command(ctx, args)

    def no_such_command(self, ctx: click.Context, typed: str) -> str:
        """The sentence about a command that does not exist, with the nearest that do."""
        import difflib  # late: only a mistyped command needs it

        path = ctx.command_path
        close = difflib.get_close_matches(typed.casefold(), self.list_commands(ctx), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"{path} --help lists what there is."
        return f'"{path} {typed[:40]}" is not a command: {hint}'

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with its whole sentence."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        sentences = [(name, each.get_short_help_str(200)) for name, each in commands.items() if each]
        with formatter.section("Commands"):
            formatter.write_dl(sentences)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options that stand anywhere."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each a whole line to be typed."""
        _write_examples(self.examples, formatter)
        super().format_epilog(ctx, formatter)


def asked(ctx: click.Context) -> Asked:
    """What the options that stand anywhere said, at this place in the call."""
    return ctx.find_root().ensure_object(Asked)


def pass_asked(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command its `Asked` as the first argument."""

    def with_asked(*args: Any, **kwargs: Any) -> None:
        command(asked(click.get_current_context()), *args, **kwargs)

    with_asked.__doc__ = command.__doc__
    with_asked.__name__ = command.__name__
    with_asked.__dict__.update(command.__dict__)
    return with_asked


def _options_anywhere() -> list[click.Parameter]:
    return [
        _Anywhere(
            ["--store"],
            metavar="PATH-or-URL",
            help="The store; else RECIPEKEEPER_STORE, else your data folder.",
        ),
        _Anywhere(
            ["--by"], metavar="NAME", help="Who does this; else RECIPEKEEPER_BY, else your login name."
        ),
        _Anywhere(["--json"], is_flag=True, help="Answer with one JSON document."),
    ]


class _Anywhere(click.Option):
    """An option that means the same wherever it stands: what it says is kept for the whole call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, expose_value=False, is_eager=True, callback=remember, **kwargs)


def remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep what an option says for the whole call, as the attribute of `Asked` of its name."""
    if value and param.name:
        setattr(asked(ctx), param.name, bare(value))


def _shielded(arg: str) -> str:
    return arg if is_option(arg) or not arg.startswith("-") or arg == "-" else _SHIELD + arg


def bare(value: Any) -> Any:
    """What was typed, without the mark that told a number below zero from an option."""
    if isinstance(value, str):
        return value.replace(_SHIELD, "")
    return tuple(bare(each) for each in value) if isinstance(value, tuple) else value


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    anywhere: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            (anywhere if isinstance(param, _Anywhere) else own).append(record)
    for title, records in (("Options", own), ("Options of every command", anywhere)):
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
