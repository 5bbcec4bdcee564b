"""What one row of a history file has to look like: kinds, the cells that each needs, codes and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recipekeeper.formula.findings import Problem, listed, nearest, shown

COLUMNS = ("batch", "formula", "step", "kind", "name", "value", "unit", "lot", "at", "by")
NEEDED = ("batch", "formula", "kind", "name", "value", "unit", "at")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]*")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_VERSION = re.compile(r"[1-9][0-9]{0,8}")
LONGEST_CODE = 20
LONGEST_FORMULA_CODE = 10
_LONGEST_LOT = 60


@dataclass(frozen=True, slots=True)
class _Form:
    """Which cells a kind of row needs, and which it may have besides."""

    needs: frozenset[str]
    may: frozenset[str]


def _form(needs: str, may: str = "") -> _Form:
    return _Form(frozenset(needs.split()), frozenset(f"{may} by".split()))


_FORMS = {
    "started": _form("step at"),
    "ended": _form("step at"),
    "paused": _form("step at"),
    "resumed": _form("step at"),
    "skipped": _form("step", "value at"),
    "weighed": _form("name", "step value unit lot at"),
    "read": _form("name value", "step unit lot at"),
    "equipment": _form("value", "step lot at"),
    "note": _form("value", "step name unit lot at"),
}
_OF_THE_BATCH = {
    "size": _form("value unit at"),
    "version": _form("value", "at"),
    "outcome": _form("value", "at"),
    "symptom": _form("value", "at"),
    "disposition": _form("value", "at"),
    "yield": _form("value unit", "lot at"),
    "units": _form("value", "unit lot at"),
    "state": _form("value", "at"),
    "trial": _form("value", "at"),
}
CHOICES = {
    "outcome": ("good", "bad"),
    "disposition": ("none", "hold", "released", "rejected"),
    "state": ("running", "finished", "void"),
    "trial": ("yes", "no"),
}
_NUMBERS = frozenset({"size", "version", "yield", "units"})
_KINDS = ("batch", *_FORMS)
MARKS = ("split", "loss", "observation", "complaint")
"""What a row of note can be by its name, such as `loss: trim`: what has no kind of row of its own."""
_MEASURED = ("split", "loss")
ONCE = ("size", "version", "trial", "state")


def error(line: int, where: str, message: str) -> Problem:
    """What is wrong in a row, with its line and its column."""
    return Problem("error", where, message, line)


def check_code(line: int, column: str, code: str, longest: int, problems: list[Problem]) -> None:
    """Note what is wrong with a code of a batch or a formula."""
    if not code:
        problems.append(error(line, column, f"the {column} is empty; every row names it"))
    elif "@" in code:
        message = f"{shown(code)} names a version; it stands in a row of its own: kind batch, name version"
        problems.append(error(line, column, message))
    elif len(code) > longest or not _CODE.fullmatch(code):
        message = (
            f"{shown(code)} is not a code: at most {longest} of A-Z, 0-9, - . _ are one, such as SOAP-LAV"
        )
        problems.append(error(line, column, message))


def check_form(line: int, kind: str, given: dict[str, str], problems: list[Problem]) -> None:
    """Note the cells that this kind of row lacks, has too many of, or cannot read."""
    if kind not in _KINDS:
        problems.append(error(line, "kind", _unknown("kind", kind, _KINDS)))
        return
    name = given.get("name", "")
    if kind == "batch" and name not in _OF_THE_BATCH:
        problems.append(error(line, "name", _unknown("name of a batch row", name, _OF_THE_BATCH)))
        return
    form = _OF_THE_BATCH[name] if kind == "batch" else _FORMS[kind]
    of = f"batch {name}" if kind == "batch" else kind
    common = {"batch", "formula", "kind"} | ({"name"} if kind == "batch" else set())
    for column in COLUMNS:
        if column in form.needs and column not in given:
            problems.append(error(line, column, f"a row of {of} needs the column {column}"))
        elif column in given and column not in form.needs | form.may | common:
            message = f"a row of {of} has no {column}; {shown(given[column])} stands in it"
            problems.append(error(line, column, message))
    for column, cell in given.items():
        if "\x00" in cell:
            problems.append(error(line, column, f"{shown(cell)} holds a NUL character, which no text has"))
    if kind == "batch" and "value" in given:
        _check_value(line, name, given["value"], problems)
    if kind == "weighed":
        _check_weighed(line, given, problems)
    if kind == "note":
        _check_note(line, given, problems)


def _check_value(line: int, name: str, value: str, problems: list[Problem]) -> None:
    choices = CHOICES.get(name)
    if choices and value.casefold() not in choices:
        problems.append(error(line, "value", f"{shown(value)} is no {name}; it is {listed(choices)}"))
    if name == "version" and not _VERSION.fullmatch(value):
        problems.append(
            error(line, "value", f"{shown(value)} is not a version; one is a whole number from 1")
        )
    elif name in _NUMBERS and not NUMBER.fullmatch(value):
        problems.append(error(line, "value", _not_a_number(value)))


def _check_weighed(line: int, given: dict[str, str], problems: list[Problem]) -> None:
    if len(given.get("lot", "")) > _LONGEST_LOT:
        problems.append(error(line, "lot", f"{shown(given['lot'])} is too long for a lot, such as OO-2509"))
    value = given.get("value")
    if value is None:
        if "lot" not in given:
            problems.append(error(line, "value", "a row of weighed needs an amount, or at least a lot"))
    elif not NUMBER.fullmatch(value):
        problems.append(error(line, "value", _not_a_number(value)))
    if ("value" in given) != ("unit" in given):
        problems.append(error(line, "unit", "an amount is a value and a unit, such as 614 and g"))


def mark_of(name: str) -> tuple[str, str]:
    """What a note is by its name, and the name behind it: `loss: trim`."""
    mark, _, behind = name.partition(":")
    return mark.strip().casefold(), behind.strip()


def _check_note(line: int, given: dict[str, str], problems: list[Problem]) -> None:
    mark, behind = mark_of(given.get("name", ""))
    if not mark and "unit" in given:
        problems.append(error(line, "unit", f"a note has no unit; {shown(given['unit'])} stands in it"))
    elif mark and mark not in MARKS:
        problems.append(error(line, "name", _unknown("name of a note", mark, MARKS)))
    elif mark in _MEASURED and not ("unit" in given and NUMBER.fullmatch(given.get("value", ""))):
        problems.append(error(line, "value", f"a {mark} is a number with its unit, such as 120 and g"))
    elif (mark == "split" and "lot" not in given) or (mark == "loss" and not behind):
        needed = "the name of its part in lot" if mark == "split" else "how it was lost, such as loss: trim"
        problems.append(error(line, "lot" if mark == "split" else "name", f"a {mark} needs {needed}"))


def _not_a_number(value: str) -> str:
    return f"{shown(value)} is not a number such as 5867 or 563.3; the unit has its own column"


def _unknown(what: str, found: str, known: Iterable[str]) -> str:
    known = list(known)
    near = nearest(found, known)
    said = f"{shown(found)} is not a {what}" if found else f"the {what} is empty"
    return f"{said}; did you mean {near}?" if near else f"{said}; it is {listed(known)}"
