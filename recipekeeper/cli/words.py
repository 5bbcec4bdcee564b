"""Words of a call: amounts of several arguments, and a quote that was forgotten around an option's value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)
_NUMBER_SIGNS = ".½¼¾⅓⅔"
_QUANTITIES = frozenset({"AMOUNT", "SIZE", "WHEN", "N"})
_BARE = re.compile(r"-?[0-9][0-9.,/]*|-?[0-9]*[½¼¾⅓⅔]")
_DAY = re.compile(r"yesterday|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")


class Words(click.Argument):
    """A positional text that may be one argument or several: `"1 lb 4 oz"`, `1 lb 4 oz`. None without any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, nargs=-1, callback=_joined, **kwargs)


def _joined(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    del ctx, param
    return " ".join(value) if value else None


def words(name: str, **kwargs: Any) -> Callable[[Decorated], Decorated]:
    """The decorator for an argument of several words."""
    return click.argument(name, cls=Words, **kwargs)


def name_and_value(name: str, value: str) -> tuple[str, str]:
    """Name and value where the name's own words came without quotes: `olive oil 1022 g`."""
    parts = value.split()
    first = next((index for index, part in enumerate(parts) if is_number(part)), 0)
    if first and name.casefold().endswith(parts[0].casefold()):
        first = 0  # `read pH "pH 4.1"`: this unit may stand before its number
    return " ".join((name, *parts[:first])), " ".join(parts[first:])


def is_option(arg: str) -> bool:
    """Whether an argument names an option; -5 and - do not."""
    return len(arg) > 1 and arg[0] == "-" and not is_number(arg[1:])


def is_number(arg: str) -> bool:
    """Whether an argument begins as a number does."""
    start = arg.removeprefix("-")[:1]
    return start.isdigit() or (start != "" and start in _NUMBER_SIGNS)


def forgotten_quote(params: Iterable[click.Parameter], args: Sequence[str]) -> str | None:
    """A sentence where words behind an option's value must belong to it: `--to 12 lb`.

    They must where the command takes no more words, or where the words of an amount had begun before
    the option already. None where nothing tells.
    """
    params = list(params)
    options = {name: param for param in params if isinstance(param, click.Option) for name in param.opts}
    arguments = [param for param in params if isinstance(param, click.Argument)]
    needed = sum(argument.required for argument in arguments)
    before: list[str] = []
    for option, value, run in _runs(options, args):
        if option and (rest := _rest_of_value(options[option], value, run)):
            return f'The value of {option} is one argument: write {option} "{value} {rest}"'
        missing = max(0, needed - len(before))
        if option and len(run) > missing and _is_full(arguments, before, run):
            meant = " ".join((value, *run[: len(run) - missing]))
            return f'The value of {option} is one argument: write {option} "{meant}"'
        before += run
    return None


def _rest_of_value(option: click.Option, value: str, run: Sequence[str]) -> str:
    """The words that a value lacks by itself: the unit of `--yield 2.98 kg`, the time of `yesterday 14:10`."""
    following = run[0] if run else ""
    if option.metavar == "WHEN" and _DAY.fullmatch(value):
        return following if _CLOCK.fullmatch(following) else ""
    if option.metavar not in _QUANTITIES or not _BARE.fullmatch(value) or not _is_unit(following):
        return ""
    if option.metavar == "WHEN":
        return following
    return " ".join(takewhile(lambda word: _BARE.fullmatch(word) or _is_unit(word), run))


def _is_unit(word: str) -> bool:
    from recipekeeper.quantity.vocabulary import NAMES, SYSTEM_NAMES  # late: only a bare number asks

    return word.casefold() in NAMES or word.casefold() in SYSTEM_NAMES


def _is_full(arguments: Sequence[click.Argument], before: Sequence[str], run: Sequence[str]) -> bool:
    """Whether the words before an option leave no place for those behind its value."""
    several = next((argument for argument in arguments if argument.nargs == -1), None)
    if several is None:
        return len(before) + len(run) > len(arguments)
    begun = isinstance(several, Words) and len(before) >= len(arguments)
    return begun and (not is_number(run[0]) or any(is_number(word) for word in before))


def _runs(options: dict[str, click.Option], args: Sequence[str]) -> list[tuple[str | None, str, list[str]]]:
    """The words of a call in runs: the option and value before each run, and the words that follow it."""
    runs: list[tuple[str | None, str, list[str]]] = [(None, "", [])]
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            break
        if not is_option(arg):
            runs[-1][2].append(arg)
            continue
        name, equals, value = arg.partition("=")
        option = options.get(name)
        if option is None or option.is_flag:
            runs.append((None, "", []))
        else:
            runs.append((name, value if equals else next(rest, ""), []))
    return runs
