"""Somebody takes the guards down and meddles: each row of any table is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from recipekeeper.errors import StoreError
from recipekeeper.store import Store, open_store, verify
from recipekeeper.store.guards import guards
from recipekeeper.store.tables import METADATA
from tests.store.kit import fill
from tests.store.test_guards import shell


@pytest.fixture
def open_to_all(store: Store) -> Store:
    """A full store without guards."""
    fill(store)
    name = "sqlite" if store.location.path else "postgresql"
    with shell(store) as tool:
        for trigger, rest in guards(name).items():
            where = "" if name == "sqlite" else f" ON {rest.split(' ON ')[1].split()[0]}"
            tool.execute(f"DROP TRIGGER {trigger}{where}")
        if name == "postgresql":
            tool.execute("SET session_replication_role = replica")
    return store


def meddle(store: Store, *statements: str) -> list[str]:
    """What verify finds after these statements, apart from the guards that are gone."""
    with shell(store) as tool:
        if store.location.path is None:
            tool.execute("SET session_replication_role = replica")
        for statement in statements:
            tool.execute(statement)
    return [problem for problem in verify(store).problems if not problem.startswith("trigger ")]


def test_an_untouched_store_is_whole(store: Store) -> None:
    fill(store)
    found = verify(store)
    assert found.problems == ()
    assert (found.ok, found.batches, found.entries) == (True, 2, 7)


def test_missing_guards_are_named(open_to_all: Store) -> None:
    problems = verify(open_to_all).problems
    name = "sqlite" if open_to_all.location.path else "postgresql"
    assert problems == tuple(f"trigger {trigger} was removed" for trigger in sorted(guards(name)))


CHANGES = {
    "act A-3 was changed": "UPDATE act SET who = 'Eve' WHERE id = 'A-3'",
    "formula_version SOAP@1 was changed": "UPDATE formula_version SET why = 'never' WHERE number = 1",
    "version_status SOAP@1/1 was changed": "UPDATE version_status SET status = 'retired'",
    "batch SOAP-2 was changed": "UPDATE batch SET trial = 1 WHERE code = 'SOAP-2'",
    "entry SOAP-1/2 was changed": "UPDATE entry SET value = '1000.0' WHERE batch = 'SOAP-1' AND seq = 2",
    "setting units/1 was changed": "UPDATE setting SET value = 'us'",
    "lot LOT-OLIVE-0001 was changed": "UPDATE lot SET expires = '2028-05'",
    "lot_movement LOT-OLIVE-0001/1 was changed": "UPDATE lot_movement SET amount = '4000'",
    "own_material olive oil/1 was changed": "UPDATE own_material SET given = '{}'",
    "instrument_event PH-1/2 was changed": "UPDATE instrument_event SET kind = 'retired' WHERE seq = 2",
    "batch_card SOAP-1 was changed": "UPDATE batch_card SET outcome = 'good' WHERE batch = 'SOAP-1'",
    "alembic_version 0009 was changed": "UPDATE alembic_version SET version_num = '0009'",
}

REMOVALS = {
    "acts of station A: number 3 is missing": "DELETE FROM act WHERE id = 'A-3'",
    "formula_version SOAP@1 was removed": "DELETE FROM formula_version",
    "version_status SOAP@1/1 was removed": "DELETE FROM version_status",
    "batch SOAP-2 was removed": "DELETE FROM batch WHERE code = 'SOAP-2'",
    "entry SOAP-1/3 was removed": "DELETE FROM entry WHERE batch = 'SOAP-1' AND seq = 3",
    "setting units/1 was removed": "DELETE FROM setting",
    "lot LOT-OLIVE-0001 was removed": "DELETE FROM lot",
    "lot_movement LOT-OLIVE-0001/1 was removed": "DELETE FROM lot_movement",
    "own_material olive oil/1 was removed": "DELETE FROM own_material",
    "instrument_event PH-1/2 was removed": "DELETE FROM instrument_event",
    "batch_card SOAP-1 was removed": "DELETE FROM batch_card WHERE batch = 'SOAP-1'",
    "alembic_version 0003 was changed or removed": "DELETE FROM alembic_version",
}

ADDITIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "act A-6 was changed or added": ("act", {"id": "A-6", "counter": 6}),
    "formula_version SOAP@2 was added": ("formula_version", {"number": 2}),
    "version_status SOAP@1/2 was added": ("version_status", {"seq": 2}),
    "batch SOAP-3 was added": ("batch", {"code": "SOAP-3"}),
    "entry SOAP-1/9 was added": ("entry", {"seq": 9, "counter": 99}),
    "setting units/2 was added": ("setting", {"seq": 2}),
    "lot LOT-OLIVE-0002 was added": ("lot", {"code": "LOT-OLIVE-0002"}),
    "lot_movement LOT-OLIVE-0001/2 was added": ("lot_movement", {"seq": 2}),
    "own_material olive oil/2 was added": ("own_material", {"seq": 2}),
    "instrument_event PH-1/3 was added": ("instrument_event", {"seq": 3}),
    "batch_card SOAP-9 was added": ("batch_card", {"batch": "SOAP-9"}),
    "alembic_version 0004 was changed or added": ("alembic_version", {"version_num": "0004"}),
}


def all_named(findings: Iterable[str], problems: list[str]) -> bool:
    return all(any(problem.startswith(finding) for problem in problems) for finding in findings)


def test_a_changed_row_of_any_table_is_named(open_to_all: Store) -> None:
    problems = meddle(open_to_all, *CHANGES.values())
    assert all_named(CHANGES, problems), problems
    assert len(problems) == len(CHANGES) + 1  # of the stamp: one is there, and one is not


def test_a_removed_row_of_any_table_is_named(open_to_all: Store) -> None:
    problems = meddle(open_to_all, *REMOVALS.values())
    assert all_named(REMOVALS, problems), problems


def test_an_added_row_of_any_table_is_named(open_to_all: Store) -> None:
    inserts = []
    for table, other in ADDITIONS.values():
        columns = METADATA.tables[table].columns.keys()
        copied = ", ".join(repr(other[name]) if name in other else name for name in columns)
        inserts.append(f"INSERT INTO {table} SELECT {copied} FROM {table} LIMIT 1")
    problems = meddle(open_to_all, *inserts)
    assert all_named(ADDITIONS, problems), problems


KEYS = {table.name: set(table.primary_key.columns.keys()) for table in METADATA.sorted_tables}
EVERY_COLUMN = [
    (table, column.name)
    for table in METADATA.tables
    if table != "alembic_version"
    for column in METADATA.tables[table].columns
]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_column_of_any_table_can_be_changed_unseen(open_to_all: Store) -> None:
    for table, column in EVERY_COLUMN:
        newest = f"(SELECT max({column}) FROM {table})"
        with shell(open_to_all) as tool:
            (before,) = tool.execute(f"SELECT {newest}").fetchone()
            after = 1000 if isinstance(before, int) else f"{before or ''} "
            change = f"UPDATE {table} SET {column} = ? WHERE {column} IS ?"
            touched = tool.execute(change, (after, before)).rowcount if column not in KEYS[table] else 0
            if not touched:
                continue
        named = [problem for problem in verify(open_to_all).problems if problem.startswith(f"{table} ")]
        assert len(named) >= touched, f"{table}.{column}"
        with shell(open_to_all) as tool:
            tool.execute(change, (before, after))
    assert all(problem.startswith("trigger ") for problem in verify(open_to_all).problems)


def test_a_plan_that_only_looks_different_is_found(open_to_all: Store) -> None:
    problems = meddle(open_to_all, "UPDATE batch SET plan = plan || ' ' WHERE code = 'SOAP-1'")
    assert problems == ["batch SOAP-1 was changed since act A-2 wrote it"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_bytes_that_are_no_text_are_named_and_no_crash(open_to_all: Store) -> None:
    broken = "UPDATE entry SET value = CAST(x'ff41' AS TEXT) WHERE batch = 'SOAP-1' AND seq = 3"
    assert "entry SOAP-1/3 was changed since act A-4 wrote it" in meddle(open_to_all, broken)


def test_a_whole_act_cut_out_of_the_middle_leaves_gaps(open_to_all: Store) -> None:
    problems = meddle(open_to_all, "DELETE FROM entry WHERE act = 'A-3'", "DELETE FROM act WHERE id = 'A-3'")
    assert problems[:3] == [
        "acts of station A: number 3 is missing",
        "entry ids of station A: number 3 is missing",
        "entries of batch SOAP-1: number 1 is missing",
    ]


def test_two_acts_that_change_places_are_found(open_to_all: Store) -> None:
    problems = meddle(
        open_to_all,
        "UPDATE act SET counter = 30 WHERE id = 'A-3'",
        "UPDATE act SET counter = 3 WHERE id = 'A-4'",
        "UPDATE act SET counter = 4 WHERE id = 'A-3'",
    )
    assert {problem.split(":")[0] for problem in problems} >= {
        "act A-3 was changed or added",
        "act A-4 was changed or added",
    }


def test_a_missing_table_is_named(open_to_all: Store) -> None:
    problems = meddle(open_to_all, "DROP TABLE setting")
    assert "table setting was removed" in problems


def test_a_foreign_trigger_is_named(store: Store) -> None:
    fill(store)
    with shell(store) as tool:
        if store.location.path is not None:
            tool.execute("CREATE TRIGGER sly AFTER INSERT ON entry BEGIN SELECT 1; END")
        else:
            tool.execute("CREATE TRIGGER sly AFTER INSERT ON entry EXECUTE FUNCTION recipekeeper_keep()")
    assert verify(store).problems == ("trigger sly was added: it is not ours",)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_guard_that_is_switched_off_is_named(store: Store) -> None:
    fill(store)
    with shell(store) as tool:
        tool.execute("ALTER TABLE entry DISABLE TRIGGER entry_no_change")
    assert verify(store).problems == ("trigger entry_no_change was switched off",)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_guard_that_no_longer_refuses_is_named(store: Store) -> None:
    fill(store)
    with shell(store) as tool:
        tool.execute(
            "CREATE OR REPLACE FUNCTION recipekeeper_keep() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NEW; END $$"
        )
    assert "trigger entry_no_change was changed" in verify(store).problems


@pytest.mark.parametrize(
    ("damage", "named", "look"),
    [
        ("UPDATE batch SET plan = '{'", "batch SOAP-1", lambda reading: reading.plan("SOAP-1")),
        ("UPDATE entry SET kind = 'x'", "entry SOAP-1/0", lambda reading: reading.entries("SOAP-1")),
        ("UPDATE formula_version SET formula = '[]'", "SOAP@1", lambda reading: reading.versions("SOAP")),
        ("UPDATE batch_card SET state = ''", "batch_card SOAP", lambda reading: reading.cards()),
        ("UPDATE lot SET unit = 'stone'", "lot LOT-OLIVE-0001", lambda reading: reading.lots()),
        ("UPDATE lot_movement SET kind = 'x'", "lot_movement LOT-", lambda reading: reading.movements()),
        ("UPDATE own_material SET given = '[]'", "olive oil/1", lambda reading: reading.own_materials()),
        ("UPDATE instrument_event SET given = '{}'", "PH-1/1", lambda reading: reading.instrument_events()),
        ("UPDATE act SET recorded_at = ''", "act ", lambda reading: reading.acts()),
    ],
)
def test_a_row_that_cannot_be_read_is_a_sentence(
    open_to_all: Store, damage: str, named: str, look: Callable[[Any], object]
) -> None:
    assert meddle(open_to_all, damage)
    with pytest.raises(StoreError, match=named) as caught, open_to_all.read() as reading:
        look(reading)
    assert "store verify" in caught.value.message


def test_a_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bench.db"
    store = open_store(str(path), station="A")
    fill(store)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    try:
        found = verify(store)
    except StoreError as error:
        assert "damaged" in error.message  # noqa: PT017 - either way of saying it is right
    else:
        assert not found.ok
