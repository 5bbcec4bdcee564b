"""A maker checks instruments, reads with them and has a second person sign, by typing commands."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import BATCH, Bench
from tests.cli.test_startup import loaded

ADD = ("instrument", "add", "TH-1", "--kind", "thermometer", "--name", "probe, red")
DAILY = ("--check-every", "1 d", "--within", "0.5 degC")
CHECK = ("instrument", "check", "TH-1", "--showed")


@pytest.fixture
def thermometer(bench: Bench) -> Bench:
    """A bench with a thermometer that is to be checked each day, and never was."""
    bench.rk(*ADD, *DAILY)
    return bench


def test_a_days_work_with_a_thermometer(bench: Bench) -> None:
    assert bench.rk("instrument", "list").out.startswith(
        "There is no instrument yet. The first one, e.g.: rk "
    )
    assert bench.rk(*ADD, *DAILY).out.splitlines() == [
        "TH-1: thermometer probe, red, checked every 1 d, within 0.5 °C",
        "Check it before it is used: rk instrument check TH-1 --showed VALUE --expected VALUE",
        "Read with it: --with TH-1",
    ]
    checked = bench.rk(*CHECK, "0.2 degC", "--expected", "0 degC", "--showed", "99.8", "--expected", "100")
    assert checked.out.splitlines()[:2] == [
        "TH-1 showed 0.2 °C for 0 °C (+0.2 °C, within 0.5 °C).",
        "TH-1 showed 99.8 °C for 100 °C (−0.2 °C, within 0.5 °C).",
    ]
    assert re.fullmatch(r"The next check is due \d{4}-\d\d-\d\d \d\d:\d\d\.", checked.out.splitlines()[2])
    read = bench.rk("read", "oil temperature", "43", "--with", "th-1", "-b", BATCH).out
    assert re.fullmatch(
        rf"oil temperature at combine: 43 °C, planned .*, with TH-1 \({BATCH}, entry 2\)\n", read
    )
    shown = bench.rk("instrument", "show", "TH").out
    assert re.search(r"0\.2 °C +0 °C +\+0\.2 °C +passed", shown)
    assert re.search(rf"{BATCH}, entry 2, \S+ \S+: read oil temperature 43 °C$", shown.strip())


def test_a_failed_check_says_what_is_in_doubt_and_what_to_do(thermometer: Bench) -> None:
    thermometer.rk(*CHECK, "0.1", "--expected", "0", "--at", "yesterday 8:00")
    thermometer.rk("read", "oil temperature", "43", "--with", "TH-1", "--at", "yesterday 9:00", "-b", BATCH)
    failed = thermometer.rk(*CHECK, "1.5", "--expected", "0").out.splitlines()
    assert failed[0] == "TH-1 failed its check: showed 1.5 °C for 0 °C (+1.5 °C, allowed 0.5 °C)."
    assert "check it again" in failed[1]
    assert re.fullmatch(rf"  {BATCH}, entry 2, \S+ 09:00: read oil temperature 43 °C", failed[3])
    after = thermometer.rk("read", "oil temperature", "43", "--with", "TH-1", "-b", BATCH).out.splitlines()
    assert after[1] == (
        "oil temperature 43 °C with TH-1: failed its last check: showed 1.5 °C for 0 °C; "
        f"deviation {BATCH}/D1 (major)"
    )


def test_an_overdue_check_is_marked_in_words(thermometer: Bench) -> None:
    thermometer.rk("instrument", "add", "SC-2", "--kind", "scale", "--name", "2 kg, 0.1 g")
    thermometer.rk("instrument", "add", "OLD", "--kind", "other", "--name", "trough", *DAILY[:2])
    thermometer.rk("instrument", "retire", "OLD", "--why", "bent")
    thermometer.rk(*CHECK, "0.1", "--expected", "0", "--at", "2026-01-02 08:00")
    rows = [re.split(r"  +", row) for row in thermometer.rk("instrument", "list").out.splitlines()]
    assert rows[0] == ["code", "kind", "name", "checked", "showed", "off", "next check", "state"]
    assert rows[1][:3] == ["SC-2", "scale", "2 kg, 0.1 g"]
    assert rows[2][3:] == [
        "2026-01-02 08:00",
        "0.1 °C for 0 °C",
        "+0.1 °C",
        "2026-01-03 08:00",
        "check overdue",
    ]
    assert rows[3][-1].startswith("retired ")


def test_every_answer_about_instruments_is_one_document(thermometer: Bench) -> None:
    added = thermometer.rk("instrument", "show", "TH-1", "--json").document
    assert (added["against"], added["is_overdue"], added["last_check"]) == ("never checked", True, None)
    made = thermometer.rk(*CHECK, "0.1", "--expected", "0", "--buffer", "ice", "--json").document
    assert made["check"]["points"] == [
        {
            "showed": {"value": "0.1", "unit": "degC"},
            "expected": {"value": "0", "unit": "degC"},
            "off": {"value": "0.1", "unit": "degC"},
            "buffer": "ice",
            "passed": True,
        }
    ]
    assert (made["check"]["passed"], made["in_doubt"], made["has_failed"]) == (True, [], False)
    thermometer.rk("read", "oil temperature", "43", "--with", "TH-1", "-b", BATCH)
    (listed,) = thermometer.rk("instrument", "list", "--json").document
    assert listed["within"] == {"value": "0.5", "unit": "degC"}
    (use,) = thermometer.rk("instrument", "show", "TH-1", "--json").document["uses"]
    assert (use["batch"], use["seq"], use["instrument"], use["against"]) == (BATCH, 2, "TH-1", None)
    retired = thermometer.rk("instrument", "retire", "TH-1", "--why", "broke", "--json").document
    assert retired["why_retired"] == "broke"
    assert retired["retired_at"] is not None


def test_the_record_shows_instrument_and_second_person_on_the_entry_itself(thermometer: Bench) -> None:
    thermometer.rk(*CHECK, "0.1", "--expected", "0")
    with_both = ("--with", "TH-1", "--checked-by", "Bo", "-b", BATCH)
    logged = thermometer.rk("read", "oil temperature", "43", *with_both, "--json").document
    assert (logged["entry"]["seq"], logged["entry"]["instrument"], logged["entry"]["checked_by"]) == (
        3,
        "TH-1",
        "Bo",
    )
    shown = thermometer.rk("batch", "show", BATCH)
    assert "read oil temperature at combine: 43 °C, with TH-1, checked by Bo\n" in shown.out
    assert not re.search(r"^ +[12] ", shown.out.split("Entries")[1], re.MULTILINE)
    entries = thermometer.rk("batch", "show", BATCH, "--json").document["entries"]
    assert [(each["kind"], each["instrument"], each["checked_by"]) for each in entries] == [
        ("start", None, None),
        ("instrument", None, None),
        ("checked", None, None),
        ("read", "TH-1", "Bo"),
    ]


def test_who_did_it_does_not_sign_for_it(bench: Bench) -> None:
    refused = bench.types("weigh", "olive oil", "1023 g", "--checked-by", " ANA", "-b", BATCH)
    assert (refused.code, refused.out) == (1, "")
    assert "Ana makes this entry, and a second person is somebody else." in refused.err
    assert bench.types("weigh", "olive oil", "1023 g", "--checked-by", " ", "-b", BATCH).code == 2
    bench.rk("weigh", "olive oil", "1023 g", "-b", BATCH)
    assert bench.types("countersign", "1", "-b", BATCH).code == 1
    signed = bench.rk("countersign", "1", "--by", "Bo", "-b", BATCH).out.splitlines()
    assert signed[0] == f"Bo checked entry 1, weigh olive oil 1023 g ({BATCH}, entry 2)"
    assert signed[1].startswith("The record marks the check as later: entry 1 was recorded at ")
    shown = bench.rk("batch", "show", BATCH).out
    assert "weigh olive oil at weigh oils: 1023 g, checked by Bo later\n" in shown
    assert re.search(r"^ +2 .* Bo +checked entry 1, 1023 g$", shown, re.MULTILINE)
    assert "took back entry 2, check of olive oil by Bo" in bench.rk("undo", "--by", "Bo", "-b", BATCH).out


def test_codes_of_instruments_are_completed(thermometer: Bench) -> None:
    from click.shell_completion import ShellComplete

    from recipekeeper.cli.program import program

    thermometer.rk("instrument", "add", "TH-2", "--kind", "thermometer", "--name", "old")
    thermometer.rk("instrument", "retire", "TH-2", "--why", "broke")
    completion = ShellComplete(program, {}, "rk", "_RK_COMPLETE")
    for words in (["instrument", "show"], ["read", "oil temperature", "43", "--with"]):
        typed = ["--store", str(thermometer.folder / "store.db"), *words]
        assert [item.value for item in completion.get_completions(typed, "t")] == ["TH-1"]


def test_a_weight_without_an_instrument_loads_nothing_of_instruments(thermometer: Bench) -> None:
    rooms = ("instrument", "instruments", "companion", "companions", "measuring")
    modules = loaded(thermometer, "weigh", "olive oil", "1023 g")
    assert "recipekeeper.operations.recording.bench" in modules
    assert {name for name in modules if name.rpartition(".")[2] in rooms} == set()
    signed = loaded(thermometer, "weigh", "coconut oil", "614 g", "--checked-by", "Bo")
    assert "recipekeeper.batch.companion" in signed
