"""From the files of a scenario to batch records: the way of `history import`, without a store."""

from __future__ import annotations

from datetime import UTC, datetime

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchRecord, Plan
from recipekeeper.files.formula_toml import load_text
from recipekeeper.files.history import by_batch, read_text
from recipekeeper.files.history_entries import entries_of
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula
from tests.benchmarks.trace.simulator import Scenario

Asked = tuple[BatchRecord, list[BatchRecord]]
"""The batch asked about, and all others."""


def records(scenario: Scenario) -> Asked:
    """The records that an import of the scenario's files would come to."""
    return records_of(scenario.documents, scenario.history, scenario.asked)


def records_of(documents: tuple[str, ...], history: str, asked: str) -> Asked:
    """The records of all batches of a history file; the documents are the versions of their one formula."""
    formulas = [_formula(text) for text in documents]
    rows, problems = read_text(history, UTC)
    _expect_no_error(problems)
    found = {}
    for code, group in by_batch(rows).items():
        version = next((int(row.value) for row in group if row.name == "version" and row.kind == "batch"), 1)
        past = entries_of(group, formulas[version - 1])
        _expect_no_error(past.problems)
        plan = Plan(code, formulas[version - 1], version, scale(formulas[version - 1], past.size))
        entries = tuple(
            draft.entry(entry_id=f"{code}/{seq}", seq=seq, act="", recorded_at=_LATER, by=draft.by or "")
            for seq, draft in enumerate(past.entries)
        )
        found[code] = BatchRecord(plan, entries, fold(plan, entries), ())
    record = found.pop(asked)
    return record, list(found.values())


_LATER = datetime(2099, 1, 1, tzinfo=UTC)


def _formula(text: str) -> Formula:
    formula, problems = load_text(text)
    _expect_no_error(problems)
    assert formula is not None
    return formula


def _expect_no_error(problems: tuple[Problem, ...] | list[Problem]) -> None:
    wrong = [f"line {each.line}: {each.where}: {each.message}" for each in problems if each.level == "error"]
    assert not wrong, "\n".join(wrong[:5])
