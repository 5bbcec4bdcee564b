"""From the rows of one past batch to the log of that batch, beside its formula.

What comes out are drafts in a sensible order of recording, marked as imported, each with who did it then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recipekeeper.batch.model import Draft, Kind
from recipekeeper.errors import QuantityError
from recipekeeper.files.history import Heading, Row, heading
from recipekeeper.files.history_form import NUMBER, mark_of
from recipekeeper.files.history_names import Names
from recipekeeper.files.history_order import in_order_of_recording, last_of_the_work
from recipekeeper.formula.findings import Problem, shown
from recipekeeper.formula.model import Check, Formula
from recipekeeper.quantity import Amount, Setpoint, UnitSystem, read_amount, read_setpoint

STEP_KINDS = {
    "started": Kind.BEGIN,
    "ended": Kind.DONE,
    "paused": Kind.PAUSE,
    "resumed": Kind.RESUME,
    "skipped": Kind.SKIP,
    "equipment": Kind.EQUIPMENT,
    "note": Kind.NOTE,
    "weighed": Kind.WEIGH,
    "read": Kind.READ,
}
MARKED_KINDS = {
    "split": Kind.SPLIT,
    "loss": Kind.LOSS,
    "observation": Kind.OBSERVATION,
    "complaint": Kind.COMPLAINT,
}
"""What a note is that bears such a name."""
BATCH_KINDS = {"yield": Kind.YIELD, "units": Kind.UNITS, "outcome": Kind.OUTCOME, "symptom": Kind.SYMPTOM}
DISPOSITIONS = {"hold": Kind.HOLD, "released": Kind.RELEASE, "rejected": Kind.REJECT}
STATES = {"finished": Kind.FINISH, "void": Kind.BATCH_VOID}
_YES_AND_NO = {"true": "yes", "false": "no", "y": "yes", "n": "no"}


@dataclass(frozen=True, slots=True)
class PastBatch:
    """One batch out of a history file, ready to be planned and stored, with what was wrong or doubtful.

    `entries` starts with the START entry; nothing of it is to be used where a problem is an error.
    """

    heading: Heading
    size: Amount | None
    entries: tuple[Draft, ...]
    problems: tuple[Problem, ...]

    @property
    def is_readable(self) -> bool:
        """Whether no problem is an error."""
        return all(problem.level != "error" for problem in self.problems)


def entries_of(rows: Sequence[Row], formula: Formula, units: UnitSystem | None = None) -> PastBatch:
    """The log that the rows of one batch tell, by that batch's own version of its formula.

    Steps, ingredients and measures are found without regard to case and by the names they had before.
    A past batch counts as finished at its last known moment, unless a row of kind batch and name state
    says otherwise. `units` says which ounce and cup is meant.
    """
    told = heading(rows)
    reader = _Reader(told, Names(formula), formula, units or formula.units)
    drafts = [draft for row in rows if (draft := reader.entry(row)) is not None]
    if not any(row.kind == "batch" and row.name == "state" for row in rows):
        drafts.append(_draft(told, Kind.FINISH, last_of_the_work(drafts, told.began_at), told.operator))
    entries = tuple(in_order_of_recording(drafts, formula, told.began_at))
    size = next((entry.value for entry in entries if entry.kind is Kind.START), None)
    problems = tuple(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return PastBatch(told, size if isinstance(size, Amount) else None, entries, problems)


class _Reader:
    """Reads the rows of one batch, and collects what is wrong with them."""

    __slots__ = ("_formula", "_names", "_told", "_units", "_warned", "problems")

    def __init__(self, told: Heading, names: Names, formula: Formula, units: UnitSystem | None) -> None:
        self._told = told
        self._names = names
        self._formula = formula
        self._units = units
        self._warned: set[tuple[str | None, str]] = set()
        self.problems: list[Problem] = []

    def entry(self, row: Row) -> Draft | None:
        """The entry that a row is, or None where it is none or cannot be read."""
        try:
            return self._of_the_batch(row) if row.kind == "batch" else self._of_a_step(row)
        except QuantityError as refused:
            self._error(row, "value", refused.message)
            return None

    def _of_the_batch(self, row: Row) -> Draft | None:
        match row.name:
            case "size":
                return replace(self._draft(row, Kind.START), value=self._size(row), typed=_typed(row))
            case "yield" | "units":
                unit = row.unit or (
                    self._formula.yields.unit if self._formula.yields.dimension == "count" else "piece"
                )
                value = self._amount(replace(row, unit=unit))
                draft = self._draft(row, BATCH_KINDS[row.name])
                return replace(draft, value=value, typed=_typed(row), lot=row.lot or None)
            case "outcome" | "symptom":
                return replace(self._draft(row, BATCH_KINDS[row.name]), value=row.value)
            case "disposition" if row.value in DISPOSITIONS:
                return self._draft(row, DISPOSITIONS[row.value])
            case "state" if row.value in STATES:
                return self._draft(row, STATES[row.value])
            case _:
                return None

    def _of_a_step(self, row: Row) -> Draft | None:
        step = self._names.step(row.step)
        if row.step and step is None:
            self._error(row, "step", self._names.unknown_step(row.step))
            return None
        draft = replace(self._draft(row, STEP_KINDS[row.kind]), step=step)
        match row.kind:
            case "skipped":
                return replace(draft, why=row.value or None)
            case "note" if row.name:
                return self._marked(row, draft)
            case "equipment" | "note":
                return replace(draft, value=row.value, lot=row.lot or None)
            case "weighed":
                return self._weighed(row, draft)
            case "read":
                return self._read(row, draft)
            case _:
                return draft

    def _marked(self, row: Row, draft: Draft) -> Draft:
        """What has no kind of row of its own: a part, a loss, what was seen and said later."""
        mark, name = mark_of(row.name)
        draft = replace(draft, kind=MARKED_KINDS[mark], name=name or None, lot=row.lot or None)
        if draft.kind in (Kind.SPLIT, Kind.LOSS):
            return replace(draft, value=self._amount(row), typed=_typed(row))
        return replace(draft, value=row.value, typed=row.unit or None)

    def _weighed(self, row: Row, draft: Draft) -> Draft | None:
        name = self._names.ingredient(row.name)
        if name is None:
            self._error(row, "name", self._names.unknown_ingredient(row.name))
            return None
        if not row.value:
            return replace(draft, name=name, lot=row.lot)
        amount = self._amount(row)
        planned = next(line.amount for line in self._formula.lines if line.name == name)
        if amount.dimension != planned.dimension:
            message = f"{amount} of {name} is a {amount.dimension}, and the formula has {planned} of it"
            self._error(row, "unit", message)
            return None
        return replace(draft, name=name, value=amount, typed=_typed(row), lot=row.lot or None)

    def _read(self, row: Row, draft: Draft) -> Draft | None:
        found = self._names.check(draft.step, row.name)
        if found is None:
            if (draft.step, row.name.casefold()) not in self._warned:
                self._warned.add((draft.step, row.name.casefold()))
                where = f"the step {draft.step}" if draft.step else self._formula.code
                message = f"{where} has no measure {shown(row.name)}; the reading is kept under that name"
                self.problems.append(Problem("warning", "name", message, row.line))
            value = self._reading(row, None)
            if value is None:
                return None
            return replace(draft, name=row.name, value=value, typed=_typed(row), lot=row.lot or None)
        step, check = found
        value = self._reading(row, check)
        if value is None:
            return None
        measured = replace(draft, step=step, name=check.measure, value=value, typed=_typed(row))
        return replace(measured, lot=row.lot or None)

    def _reading(self, row: Row, check: Check | None) -> Setpoint | str | None:
        """The value of a reading: words where the check has words, else a number with its unit."""
        text = f"{row.value} {row.unit}".strip()
        if check is not None and check.words:
            meant = (text.casefold(), _YES_AND_NO.get(text.casefold()))
            return next((word for word in check.words if word.casefold() in meant), text)
        wanted = _like(check)
        if not NUMBER.fullmatch(row.value):
            if wanted is None and not row.unit and not row.value[0].isdigit():
                return row.value
            message = (
                f"{shown(row.value)} is not a number such as 43.5, and {row.name} is measured in numbers"
            )
            self._error(row, "value", message)
            return None
        value = self._setpoint(row, check.unit if check else "")
        if wanted is not None and value.dimension != wanted.dimension:
            message = f"{text} is no reading of {row.name}, whose limits are like {wanted}"
            self._error(row, "unit", message)
            return None
        return value

    def _setpoint(self, row: Row, bare: str) -> Setpoint:
        if _is_key(row):
            return Setpoint.of_text(row.value, row.unit)
        return read_setpoint(_typed(row), self._units, bare=bare)

    def _amount(self, row: Row) -> Amount:
        if _is_key(row):
            return Amount.of_text(row.value, row.unit)
        return read_amount(_typed(row), self._units)

    def _size(self, row: Row) -> Amount:
        size, yields = self._amount(row), self._formula.yields
        if size.value == 0:
            self._error(row, "value", f"{size} is not a size that was made; the formula makes {yields}")
        elif size.dimension != yields.dimension or (size.dimension == "count" and size.unit != yields.unit):
            self._error(row, "unit", f"{size} is not a size of {self._formula.code}, which makes {yields}")
        return size

    def _draft(self, row: Row, kind: Kind) -> Draft:
        return _draft(self._told, kind, row.at, row.by)

    def _error(self, row: Row, where: str, message: str) -> None:
        self.problems.append(Problem("error", where, message, row.line))


def _draft(told: Heading, kind: Kind, at: datetime | None, by: str) -> Draft:
    return Draft(told.batch, kind, at, imported=True, by=by or told.operator)


def _is_key(row: Row) -> bool:
    """Whether the unit is the key of one: fl_oz_us is the same under every setting, and so it is exported."""
    return "_" in row.unit and NUMBER.fullmatch(row.value) is not None and not row.value.startswith("-")


def _typed(row: Row) -> str:
    return f"{row.value} {row.unit}".strip()


def _like(check: Check | None) -> Setpoint | None:
    """One of the values of a check, to compare the dimension of a reading with."""
    if check is None:
        return None
    return next(iter(check.points), None)
