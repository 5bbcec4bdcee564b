"""What is wrong with a formula, collected until all of it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from recipekeeper.errors import QuantityError

T = TypeVar("T")

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in a formula, with its place counted from 1: `ingredient[3].amount`."""

    level: str
    """`error` or `warning`."""
    where: str
    message: str
    line: int | None = None
    """The line in the file, where the formula came from one and the place is known."""
    code: str = ""
    """Which check of the trade says so; "" for what cannot be read."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The problems found so far, in order of finding."""

    problems: list[Problem] = field(default_factory=list)
    _errors: set[tuple[str, str]] = field(default_factory=set)

    def error(self, where: str, message: str) -> None:
        """Note what makes the formula unreadable, once."""
        if (where, message) not in self._errors:
            self._errors.add((where, message))
            self.problems.append(Problem("error", where, message))

    def attempt(self, where: str, make: Callable[[], T]) -> T | None:
        """What `make` gives; where a quantity refuses, the refusal is noted and None given."""
        try:
            return make()
        except QuantityError as refused:
            self.error(where, refused.message)
            return None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What makes the formula unreadable."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def place(where: str, key: str) -> str:
    """The path of a key within a table: `step[2].lasts`."""
    return f"{where}.{key}" if where else key


def shown(value: Any) -> str:
    """A value as a person finds it in the file, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = "".join(each if each.isprintable() else "?" for each in str(value)[: _SHOWN + 1])
    text = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    return f'"{text}"' if isinstance(value, str) else text


def nearest(name: str, known: Iterable[str]) -> str:
    """The up to three known names that look most like this one, joined by "or"; "" where none does."""
    # Only a wrong name needs the comparison, and its module costs start-up time.
    from difflib import get_close_matches

    names = {each.casefold(): each for each in known}
    return " or ".join(names[each] for each in get_close_matches(name.casefold(), names, n=3, cutoff=0.6))


def listed(names: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
