"""A maker's day, typed command by command."""

from __future__ import annotations

from typing import Any

import pytest

from recipekeeper.cli.surroundings import _command

BATCH = "SOAP-LAV-261121-1"


def test_a_batch_from_the_formula_file_to_the_backup(empty_bench: Any) -> None:
    rk = empty_bench.rk
    made = rk("formula", "add", "soap.toml", "--release")
    assert made.out == "SOAP-LAV@1 Lavender soap: added, released\n"
    assert made.err == f"Made a new store at {empty_bench.folder / 'store.db'}\n"
    rk("batch", "start", "SOAP-LAV", "--to", "3 kg", "--code", BATCH)
    assert rk("begin", "weigh oils").out == f"began weigh oils, planned 10 min ({BATCH}, entry 1)\n"
    inside = rk("weigh", "olive oil", "1022", "g", "--lot", "OO-2509").out
    assert inside == f"1022 g olive oil, planned 1023 ± 2.6 g, lot OO-2509 ({BATCH}, entry 2)\n"
    too_much = rk("weigh", "coconut oil", "640", "g").out
    assert "640 g, planned 614 ± 1.5 g: +4.2 %; deviation SOAP-LAV-261121-1/D1" in too_much
    corrected = rk("correct", "3", "614", "g", "--why", "misread the scale").out
    assert f"corrected entry 3, weigh coconut oil 640 g: now 614 g (misread the scale) ({BATCH}" in corrected
    assert f"deviation {BATCH}/D1 (major, corrected)" in corrected
    assert rk("weigh", "shea", "409").out.startswith("409 g shea butter, planned 409 ± 1 g (")
    assert rk("done").out.startswith("done: weigh oils in ")
    rk("begin", "combine")
    critical = rk("read", "oil temperature", "31", "degC").out
    assert f"7 °C below 38 °C; deviation {BATCH}/D2 (critical" in critical
    assert f"{BATCH} is on hold now: oil temperature is outside its critical limits." in critical
    assert "took back entry 8, read oil temperature 31 °C" in rk("undo").out
    rk("read", "oil temperature", "109", "F")
    rk("done")
    finished = rk("finish", BATCH, "--yield", "2.98kg").out
    assert finished.startswith(f"{BATCH} is finished: 2.98 kg, 99.3 % of the plan.\n")
    assert finished.endswith(
        "It is released only when cause and correction of D2 are written down:\n"
        f'  rk deviation resolve {BATCH}/D2 --cause "…" --correction "…"\n'
    )
    assert rk("reject", BATCH, "--why", "separated").out == f"rejected: separated ({BATCH}, entry 14)\n"
    record = rk("batch", "show", BATCH).out
    assert "finished, rejected, begun" in record
    assert "corrects entry 3: 614 g" in record
    assert rk("store", "verify").out == "ok: looked at 1 batch with 15 entries\n"
    rk("store", "backup", "backup.db")
    assert (empty_bench.folder / "backup.db").exists()


def test_a_batch_without_a_critical_deviation_waits_for_its_decision_when_it_is_finished(bench: Any) -> None:
    bench.rk("read", "oil temperature", "43 degC")
    said = bench.rk("finish", "--yield", "2.98 kg").out
    assert said.endswith(f'To decide: rk release {BATCH}, or rk reject {BATCH} --why "…"\n')
    later = bench.rk("outcome", BATCH, "bad", "--symptom", "orange spots").out
    assert later.startswith("outcome bad: orange spots (")


def test_a_finish_that_is_taken_back_tells_its_deviations_by_number(bench: Any) -> None:
    bench.rk("finish")
    told = bench.rk("undo", "-b", BATCH).out
    assert told.startswith(f"took back entry 1, finish ({BATCH}, entry 2)\n")
    assert told.endswith(" deviations are corrected by it: D1, D2, D3, D4, D5, D6, D7\n")


def test_portions_of_one_ingredient_add_up_and_say_what_is_left(bench: Any) -> None:
    assert "planned 1023 ± 2.6 g, 523 g to go" in bench.rk("weigh", "olive", "500 g").out
    assert "planned 614 ± 1.5 g, 500.6 g to go" in bench.rk("weigh", "coconut", "4 oz").out
    assert "523 g olive oil, 1023 g in all, planned 1023 ± 2.6 g (" in bench.rk("weigh", "olive", "523 g").out


@pytest.mark.parametrize(
    "words", [("1022", "g"), ("1022 g",), ("1022g",), ("2", "lb", "4", "oz"), ("36 oz",)]
)
def test_an_amount_is_one_argument_or_several(bench: Any, words: tuple[str, ...]) -> None:
    bench.rk("weigh", "olive oil", *words)


def test_a_name_of_two_words_needs_no_quotes_before_a_number(bench: Any) -> None:
    assert "614 g coconut oil" in bench.rk("weigh", "coconut", "oil", "614", "g").out
    assert "oil temperature at combine: 43 °C" in bench.rk("read", "oil", "temperature", "43", "degC").out
    assert bench.rk("begin", "weigh", "oils").out.startswith("began weigh oils")


@pytest.mark.parametrize("words", [("-5", "degC"), ("-5 degC",), ("-5degC",), ("-.5", "degC")])
def test_a_minus_before_a_digit_is_a_number(bench: Any, words: tuple[str, ...]) -> None:
    read = bench.rk("read", "ambient", *words, "--new", "--json").document
    assert read["entry"]["value"].startswith("-")
    assert read["entry"]["unit"] == "degC"


def test_a_moment_before_now_is_one_argument_with_a_minus(bench: Any) -> None:
    entry = bench.rk("note", "fan", "off", "--at", "-25 min", "--json").document["entry"]
    assert entry["value"] == "fan off"
    assert entry["happened_at"] < entry["recorded_at"]


def test_options_that_stand_anywhere_mean_the_same_anywhere(bench: Any) -> None:
    for words in (
        ("--json", "--by", "Ben", "batch", "show"),
        ("batch", "--by", "Ben", "--json", "show"),
        ("batch", "show", "--by", "Ben", "--json"),
    ):
        assert bench.rk(*words).document["batch"] == BATCH
    bench.rk("--by", "Ben", "note", "first")
    bench.rk("note", "second", "--by", "Ben")
    assert [entry["by"] for entry in bench.rk("batch", "show", "--json").document["entries"]] == [
        "Ana",
        "Ben",
        "Ben",
    ]


def test_the_password_of_a_store_is_kept_out_of_the_record() -> None:
    typed = ("weigh", "olive oil", "1 g", "--store", "postgresql://ana:se:c@ret@host/rk")
    assert _command(typed) == 'rk weigh "olive oil" "1 g" --store postgresql://ana@host/rk'


def test_rk_alone_says_where_one_is_and_what_comes_next(bench: Any, empty_bench: Any) -> None:
    del empty_bench
    assert bench.rk().out.endswith('next step: weigh oils\nNext: rk begin "weigh oils"\n')
    bench.rk("begin", "weigh oils", "--at", "-5 min")
    where = bench.rk().out
    assert "weigh oils: running for 5 min" in where
    assert 'Next: rk weigh "olive oil" 1023 g' in where


def test_the_record_says_of_a_redo_which_entry_it_brings_back(bench: Any) -> None:
    bench.rk("note", "ricing at light trace")
    bench.rk("undo")
    bench.rk("undo", "--redo")
    lines = bench.rk("batch", "show", BATCH).out.splitlines()
    (back,) = [line for line in lines if "brings back" in line]
    (taken,) = [line for line in lines if "takes back" in line]
    assert back.rpartition(" ")[2] == taken.rpartition(" ")[2]


def test_rk_alone_asks_for_the_readings_of_a_step_before_its_end(bench: Any) -> None:
    bench.rk("begin", "combine")
    where = bench.rk().out
    assert "  still to read: oil temperature, 43 °C, 40 to 46 °C; critical 38 to 49 °C\n" in where
    assert "  passed without an entry: weigh oils, melt, make lye\n" in where
    assert where.endswith('Next: rk read "oil temperature" VALUE\n')
    bench.rk("read", "oil temperature", "43")
    bench.rk("read", "batter", "smooth")
    assert bench.rk().out.endswith("Next: rk done\n")
    bench.rk("pause")
    assert bench.rk().out.endswith('Next: rk resume "combine"\n')


def test_rk_alone_goes_on_after_the_last_step_that_was_done(bench: Any) -> None:
    bench.rk("begin", "melt")
    bench.rk("done")
    assert bench.rk().out.endswith(
        'passed without an entry: weigh oils\n  next step: make lye\nNext: rk begin "make lye"\n'
    )


def test_rk_alone_between_batches_types_out_how_to_start_the_next(empty_bench: Any) -> None:
    empty_bench.rk("formula", "add", "soap.toml")
    assert empty_bench.rk().out.endswith("Next: rk formula release SOAP-LAV@1\n")
    empty_bench.rk("formula", "release", "SOAP-LAV")
    assert empty_bench.rk().out.endswith('Next: rk batch start SOAP-LAV --to "3000 g"\n')


def test_rk_alone_in_an_empty_store_names_the_first_commands(empty_bench: Any) -> None:
    said = empty_bench.rk()
    assert "rk demo" in said.out
    assert said.err == ""
    assert not (empty_bench.folder / "store.db").exists()


def test_the_demonstration_begins_afresh_and_leaves_other_stores_alone(empty_bench: Any) -> None:
    first = empty_bench.rk("demo", "--json").document
    assert first["trace"]["batch"] == "SLV-260309-1"
    assert empty_bench.rk("demo", "--json").document["batch"] == first["batch"]
    assert not (empty_bench.folder / "store.db").exists()
    empty_bench.rk("formula", "add", "soap.toml")
    refused = empty_bench.types("demo", "--store", "store.db")
    assert (refused.code, "no demonstration" in refused.err) == (1, True)
