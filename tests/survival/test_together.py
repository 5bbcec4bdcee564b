"""Several people at one store, each with a program of their own: nobody waits in vain, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.survival.kit import SOAP, Bench, Done, notes


def at_once(bench: Bench, people: int, each: int) -> None:
    """All make the store, then all log into one batch."""
    benches = [
        Bench(bench.folder, bench.store, {"RECIPEKEEPER_STATION": f"S{number}"}) for number in range(people)
    ]

    def add(one: Bench) -> Done:
        return one("formula", "add", SOAP, "--release")

    def write(one: Bench) -> list[Done]:
        station = one.surroundings["RECIPEKEEPER_STATION"]
        return [one("note", f"{station}.{number}") for number in range(each)]

    with ThreadPoolExecutor(people) as all_of_them:
        made = list(all_of_them.map(add, benches))
        assert [done.returncode for done in made] == [0] * people
        assert sum("Made a new store" in done.stderr for done in made) == 1
        bench.did("batch", "start", "SOAP-LAV", "--to", "3 kg", "--code", "B1")
        written = [done for some in all_of_them.map(write, benches) for done in some]
    assert [(done.returncode, done.stderr) for done in written] == [(0, "")] * people * each
    assert {f"S{person}.{number}" for person in range(people) for number in range(each)} <= notes(bench.log())
    assert [entry.seq for entry in bench.log()] == list(range(people * each + 1))
    assert bench.problems() == ()


def test_four_people_log_at_once_into_one_file(tmp_path: Path) -> None:
    at_once(Bench(tmp_path, str(tmp_path / "bench.db")), people=4, each=1)


def test_two_people_log_at_once_on_one_server(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = str(request.getfixturevalue("server"))
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("CREATE SCHEMA people")
    at_once(Bench(tmp_path, f"{url}&options=-csearch_path%3Dpeople"), people=2, each=1)
