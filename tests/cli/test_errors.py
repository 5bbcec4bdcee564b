"""A gallery of what people get wrong, each with the exact sentence and the exit code."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Bench

BATCH = "SOAP-LAV-261121-1"
HELP = "shows how it is used."
GALLERY = [
    # 1 refused, 2 usage or ambiguous, 3 not found, 4 unreadable, 5 conflict, 6 store
    (["wiegh", "olive oil", "1 g"], 2, '"rk wiegh" is not a command: did you mean weigh?'),
    (["formula", "lst"], 2, '"rk formula lst" is not a command: did you mean list?'),
    (["deviation"], 2,
     ("rk deviation needs one of its commands: list, resolve. "
     "rk deviation --help says what each does.")),
    (["label"], 2, f"BATCH is missing. rk label --help {HELP}"),
    (["xyzzy"], 2, '"rk xyzzy" is not a command: rk --help lists what there is.'),
    (["batch", "list", "--jsn"], 2, "There is no option --jsn. Did you mean --json?"),
    (["weigh", "olive oil"], 2, f"AMOUNT is missing. rk weigh --help {HELP}"),
    (["skip", "melt"], 2, f"--why TEXT is missing. rk skip --help {HELP}"),
    (["formula", "scale", "SOAP-LAV", "--to", "12", "lb"], 2,
     'The value of --to is one argument: write --to "12 lb"'),
    (["formula", "show", "--to", "1", "lb", "4", "oz", "SOAP-LAV"], 2,
     'The value of --to is one argument: write --to "1 lb 4 oz"'),
    (["weigh", "olive oil", "1022", "g", "--at", "-25", "min"], 2,
     'The value of --at is one argument: write --at "-25 min"'),
    (["correct", "3", "614", "g", "--why", "misread", "the", "scale"], 2,
     'The value of --why is one argument: write --why "misread the scale"'),
    (["skip", "melt", "--why=no", "time"], 2, 'The value of --why is one argument: write --why "no time"'),
    (["correct", "three", "--why", "x"], 2,
     ('"three" is no entry: write its number, as rk batch show lists them, e.g. 3. '
     f"rk correct --help {HELP}")),
    (["begin", "m"], 2,
     '"m" fits several steps in SOAP-LAV@1: melt, make lye. Write more of the name.'),
    (["formula", "show", "SOPA-LAV"], 3, 'There is no formula "SOPA-LAV". Did you mean SOAP-LAV?'),
    (["formula", "show", "SOAP-LAV@7"], 3, "SOAP-LAV has no version 7; its newest is SOAP-LAV@1."),
    (["batch", "show", "NONE"], 3, f'There is no batch "NONE". There is {BATCH}.'),
    (["weigh", "sugar", "1 g"], 3,
     ('There is no ingredient "sugar" in SOAP-LAV@1. There is olive oil, coconut oil, shea butter, water. '
     "To record something the formula does not have, add --new.")),
    (["weigh", "olive oil", ""], 4, '"" is empty, and an amount is expected. Write "5 g".'),
    (["formula", "scale", "SOAP-LAV", "--to", ""], 4, None),
    (["note", ""], 1, 'A note needs words, e.g.: rk note "ricing at light trace"'),
    (["begin", ""], 3, None),
    (["done", ""], 3, None),
    (["reject", "", "--why", "separated"], 3, f'There is no batch "". There is {BATCH}.'),
    (["note", "x", "-b", ""], 3, f'There is no batch "". There is {BATCH}.'),
    (["skip", "melt", "--why", " "], 2, f"--why is empty. rk skip --help {HELP}"),
    (["formula", "retire", "SOAP-LAV", "--why", ""], 2, f"--why is empty. rk formula retire --help {HELP}"),
    (["deviation", "resolve", f"{BATCH}/D1", "--cause", "", "--correction", "x"], 2, None),
    (["batch", "start", "SOAP-LAV", "--code", ""], 2, f"--code is empty. rk batch start --help {HELP}"),
    (["weigh", "olive oil", "1 l"], 4, None),
    (["weigh", "olive oil", "1,5 kg"], 4, None),
    (["weigh", "olive oil", "a", "lot"], 4, None),
    (["note", "x", "--at", "soon"], 4,
     '"soon" is not a time that can be read. Write "2026-11-20 14:10", "14:10", "yesterday 14:10" or "-25 min".'),
    (["done"], 1, f'No step of {BATCH} is under way. Begin one, e.g.: rk begin "weigh oils"'),
    (["release", BATCH], 1,
     f"{BATCH} is still running. Finish it first: rk finish {BATCH} --yield AMOUNT"),
    (["undo"], 1, None),
    (["formula", "check", "missing.toml"], 3, None),
    (["history", "import", "missing.csv"], 3,
     "There is no file missing.csv. Give the CSV file of past batches, e.g. past-batches.csv."),
    (["sheet", BATCH, "-o", "sheet.doc"], 2, None),
    (["record", BATCH, "-o", "record.doc"], 2,
     '"record.doc" ends in .doc; a record is written as .pdf, .png or .txt, e.g. -o record.pdf.'),
    (["record", "NOTHING-1", "-o", "record.pdf"], 3, None),
    (["sheet", BATCH, "-o", "nowhere/sheet.txt"], 3,
     "There is no folder nowhere, so sheet.txt was not written. Make the folder first."),
    (["label", BATCH, "-o", "label.txt"], 2,
     '"label.txt" ends in .txt; a label is written as .pdf or .png, e.g. -o label.pdf.'),
    (["label", BATCH, "-o", "label.pdf", "--size", "L716"], 3, None),
    (["label", BATCH, "-o", "label.pdf", "--size", "20 x 15 mm", "--market", "eu"], 1, None),
    (["formula", "export", "SOAP-LAV", "-o", "my-changed-soap.toml"], 5,
     ("my-changed-soap.toml is there already, and nothing was written. "
     "Name another file, or replace it with --force.")),
    (["batch", "list", "--store", "lavender-shea-soap.toml"], 6, None),
    (["formula", "add", "my-changed-soap.toml", "--store", "nowhere/store.db"], 6, None),
    (["batch", "list", "--store", "mysql://host/x"], 2, None),
    (["completion", "tcsh"], 2, None),
    (["note", "broken \udcff letters"], 2,
     '"broken ? letters" is not text in the encoding of this terminal, which should be UTF-8.'),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "sentence"), GALLERY, ids=[" ".join(row[0]) for row in GALLERY])
def test_what_is_wrong_is_said_in_one_sentence(
    bench: Any, words: list[str], code: int, sentence: str | None
) -> None:
    said = bench.types(*words)
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert len(said.err) < 400
    if sentence is not None:
        assert said.err == f"{sentence}\n"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["wiegh", "--json"], "usage"),
        (["--json", "begin", "m"], "ambiguous"),
        (["formula", "--json", "show", "NONE"], "not found"),
        (["weigh", "olive oil", "1 l", "--json"], "quantity"),
        (["done", "--json"], "refused"),
    ],
)
def test_with_json_the_sentence_is_a_document_on_stderr(bench: Any, words: list[str], kind: str) -> None:
    said = bench.types(*words)
    assert said.out == ""
    assert said.error["kind"] == kind
    assert said.error["message"].endswith((".", "?", '"'))


def test_json_behind_two_dashes_is_a_word(bench: Any) -> None:
    assert bench.types("weigh", "--", "--json").err.startswith("AMOUNT is missing.")


def test_nobody_writes_without_a_name(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.environment["RECIPEKEEPER_BY"] = None
    monkeypatch.setattr("getpass.getuser", _nobody)
    said = bench.types("note", "who am I")
    assert (said.code, "--by" in said.err) == (2, True)
    assert bench.types("batch", "show").code == 0


def _nobody() -> str:
    raise KeyError("getpwuid(): uid not found")


def test_lists_are_empty_where_there_is_no_store(empty_bench: Any) -> None:
    assert empty_bench.rk("batch", "list", "--json").document == []
    assert empty_bench.rk("formula", "list", "--json").document == []
    assert empty_bench.rk("deviation", "list", "--json").document == []
    assert empty_bench.rk("store", "info", "--json").document["exists"] is False
    assert empty_bench.types("formula", "show", "SOAP-LAV").code == 3
    assert empty_bench.types("batch", "show", "X").code == 3
    assert empty_bench.types("weigh", "olive oil", "1 g").code == 1
    assert not (empty_bench.folder / "store.db").exists()


def test_a_mistake_of_ours_is_one_sentence_and_no_traceback(
    bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("recipekeeper.operations.batches.list_batches", fail)
    said = bench.types("batch", "list")
    assert said.code == 1
    assert said.err.startswith("This is a mistake in recipekeeper, not in what you typed: ZeroDivisionError")
    assert "Traceback" not in said.err
    bench.environment["RECIPEKEEPER_DEBUG"] = "1"
    assert "Traceback" in bench.types("batch", "list").err


@pytest.mark.parametrize(
    ("failure", "code", "kind"),
    [
        (MemoryError(), 6, "memory"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (OSError(28, "No space left on device", "x.csv"), 6, "store full"),
        (PermissionError(13, "Permission denied", "x.csv"), 4, "unreadable"),
        (FileNotFoundError(2, "No such file", "x.csv"), 3, "not found"),
        (BrokenPipeError(32, "Broken pipe"), 0, None),
    ],
)
def test_what_the_system_does_has_its_own_exit_code(
    bench: Any, monkeypatch: pytest.MonkeyPatch, failure: BaseException, code: int, kind: str | None
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr("recipekeeper.operations.batches.list_batches", fail)
    said = bench.types("batch", "list", "--json")
    assert said.code == code
    assert (said.error["kind"] if said.err else None) == kind


def test_words_that_would_steer_a_terminal_are_only_words(bench: Any) -> None:
    said = bench.rk("note", "red \x1b[31m alarm\a")
    assert "\x1b" not in said.out
    assert "\x1b" not in bench.rk("batch", "show").out


def test_an_entry_of_five_thousand_digits_is_only_no_entry(bench: Bench) -> None:
    said = bench.types("void", "9" * 5000, "--why", "x")
    assert said.code == 2
    assert len(said.err) < 200
