"""The one place where what went wrong becomes a sentence on stderr and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys

import click

from recipekeeper.cli.frame import bare
from recipekeeper.cli.screen import warn
from recipekeeper.errors import RecipekeeperError

INTERRUPTED = 130
_HINTS = ("--help", "did you mean", "write -")
_REPORT = (
    "This is a mistake in recipekeeper, not in what you typed: {what}. "
    "Please report it with the command; RECIPEKEEPER_DEBUG=1 shows where it happened."
)

_UNSHOWN = (
    "No room is left where the answer was to go, so it is not whole. "
    "What the command was to record is recorded: look before you type it again."
)


def tell(failure: BaseException, *, as_json: bool) -> int:
    """Say what went wrong, in words or as JSON, and give the exit code."""
    _let_go_of_output()
    if isinstance(failure, BrokenPipeError):
        return 0  # who read our output has closed it, as `head` does: nothing is wrong
    kind, message, code = _said(failure)
    if os.environ.get("RECIPEKEEPER_DEBUG") and not isinstance(failure, click.ClickException):
        import traceback  # late: only who looks for a mistake wants it

        traceback.print_exception(failure)
    if as_json:
        import json  # late: the errors of people are not JSON

        print(json.dumps({"error": {"kind": kind, "message": message}}, ensure_ascii=False), file=sys.stderr)
    else:
        warn(message)
    return code


def _said(failure: BaseException) -> tuple[str, str, int]:
    """Kind, sentence and exit code."""
    if isinstance(failure, RecipekeeperError):
        return failure.kind, failure.message, failure.exit_code
    if isinstance(failure, click.UsageError):
        return "usage", _usage(failure), 2
    if isinstance(failure, KeyboardInterrupt | EOFError | click.Abort):
        return "interrupted", "Interrupted.", INTERRUPTED
    if isinstance(failure, MemoryError):
        return "memory", "There is not enough memory for this. Close other programs, or do it in parts.", 6
    if isinstance(failure, OSError) and failure.strerror:
        return _system(failure)
    what = " ".join(f"{type(failure).__name__} {failure}".split())[:200]
    return "internal", _REPORT.format(what=what), 1


def _usage(failure: click.UsageError) -> str:
    if isinstance(failure, click.exceptions.NoArgsIsHelpError) and isinstance(
        failure.ctx.command, click.Group
    ):
        path, commands = failure.ctx.command_path, failure.ctx.command.list_commands(failure.ctx)
        return f"{path} needs one of its commands: {', '.join(commands)}. {path} --help says what each does."
    message = " ".join(bare(failure.format_message()).split())
    if isinstance(failure, click.NoSuchOption):
        near = f" Did you mean {' or '.join(failure.possibilities)}?" if failure.possibilities else ""
        message = f"There is no option {failure.option_name}.{near}"
    elif isinstance(failure, click.MissingParameter) and failure.param is not None:
        wanted = failure.param.make_metavar(failure.ctx) if failure.ctx else failure.param.name
        name = f"{failure.param.opts[0]} {wanted}" if isinstance(failure.param, click.Option) else wanted
        message = f"{(name or '').replace('...', '')} is missing."
    if failure.ctx is None or any(hint in message.lower() for hint in _HINTS):
        return message
    return f"{message} {failure.ctx.command_path} --help shows how it is used."


def _system(failure: OSError) -> tuple[str, str, int]:
    where = f"{failure.filename}: " if failure.filename else ""
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        if not failure.filename:  # stdout has no name
            return "store full", _UNSHOWN, 6
        return "store full", f"{where}No room is left on the disk. Make room and try again.", 6
    if isinstance(failure, FileNotFoundError):
        return "not found", f"{where}There is no such file or folder.", 3
    if isinstance(failure, PermissionError):
        return "unreadable", f"{where}This file or folder may not be read or written by you.", 4
    return "unreadable", f"{where}{failure.strerror}.", 4


def _let_go_of_output() -> None:
    """Where stdout takes nothing any more, what is left for it goes nowhere, instead of failing again."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
