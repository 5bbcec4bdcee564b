"""`rk help`: the help of a command, for those who ask before they type."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked


@click.command("help", cls=Command, examples=("rk help trace", "rk help formula scale"))
@click.argument("names", metavar="[COMMAND]...", nargs=-1)
@pass_asked
def help_(asked: Asked, names: tuple[str, ...]) -> None:
    """Explain a command, as its --help does."""
    ctx = click.get_current_context().find_root()
    for name in names:
        ctx = _within(ctx, name)
    answer(asked, ctx.get_help(), lambda text: {"command": ctx.command_path, "text": text}, click.echo)


def _within(ctx: click.Context, name: str) -> click.Context:
    if not isinstance(ctx.command, click.Group):
        raise click.UsageError(f'"{ctx.command_path}" has no commands of its own.')
    _, command, _ = ctx.command.resolve_command(ctx, [name])
    if command is None:
        raise click.UsageError(f'"{ctx.command_path} {name}" is not a command.')
    return click.Context(command, info_name=command.name, parent=ctx)
