"""`rk completion`: what a shell needs to complete commands, codes and names."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command, examples=("rk completion bash", "rk completion fish > ~/.config/fish/completions/rk.fish")
)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(SHELLS))
@pass_asked
def completion(asked: Asked, shell: str) -> None:
    r"""Let your shell complete commands, codes and names.

    It prints a script. bash and zsh read it at each start with this line in ~/.bashrc, or with zsh
    for bash in ~/.zshrc after compinit:

    \b
      eval "$(rk completion bash)"
    """
    from click.shell_completion import get_completion_class  # late: only this command writes scripts

    writer = get_completion_class(shell)
    if writer is None:
        raise click.UsageError(f"{shell} is not known to the completion.")
    root = click.get_current_context().find_root().command
    script = writer(root, {}, "rk", "_RK_COMPLETE").source()
    answer(asked, script, lambda text: {"shell": shell, "text": text}, click.echo)
