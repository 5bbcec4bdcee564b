"""What other programs rely on: the keys of every JSON answer. A key may be added, none may go."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

BATCH = "SOAP-LAV-261121-1"
ENTRY = {
    "id",
    "batch",
    "seq",
    "kind",
    "step",
    "name",
    "value",
    "unit",
    "typed",
    "lot",
    "happened_at",
    "recorded_at",
    "by",
    "supersedes",
    "why",
}
DEVIATION = {"id", "batch", "step", "kind", "expected", "found", "severity", "status"}
LINE = {"ingredient", "phase", "planned", "exact", "resolution", "tolerance"}
LOGGED = {"batch", "entry", "deviations", "consequences"}
VERSION = {"code", "version", "status", "fingerprint"}
SHOWN = VERSION | {"yields", "lines", "steps", "factor"}
KEYS = [
    (["formula", "check", "SOAP-LAV"], {"problems"}),
    (["formula", "show", "SOAP-LAV"], SHOWN),
    (["formula", "scale", "SOAP-LAV", "--to", "2 kg", "--resolution", "0.1 g"], SHOWN),
    (["formula", "diff", "SOAP-LAV", "my-changed-soap.toml"], {"changes", "consequences"}),
    (["formula", "retire", "SOAP-LAV@1", "--why", "x"], VERSION),
    (["formula", "export", "SOAP-LAV"], {"file", "text"}),
    (["formula", "export", "SOAP-LAV", "-o", "out.toml"], {"file"}),
    (["batch", "start", "SOAP-LAV", "--to", "3 kg"], {"batch", "formula", "version", "plan"}),
    (["batch", "void", BATCH, "--why", "x"], LOGGED),
    (["batch", "show", BATCH],
     {"batch", "formula", "version", "state", "disposition", "outcome", "plan", "entries", "deviations", "steps"}),
    (["use", BATCH], {"batch"}),
    (["begin", "weigh oils"], LOGGED),
    (["done", "melt"], LOGGED),
    (["skip", "melt", "--why", "x"], LOGGED),
    (["weigh", "olive oil", "1023 g"], LOGGED),
    (["read", "batter", "smooth"], LOGGED),
    (["note", "x"], LOGGED),
    (["finish", "--yield", "2.9 kg"], {"state", "yield_percent", "deviations", "open_steps"}),
    (["hold", BATCH, "--why", "x"], LOGGED),
    (["reject", BATCH, "--why", "x"], LOGGED),
    (["outcome", BATCH, "bad", "--symptom", "spots"], LOGGED),
    (["split", BATCH, "--into", "A=1600g", "--into", "B=1400g"], LOGGED),
    (["loss", "trim", "120 g"], LOGGED),
    (["observe", BATCH, "orange spots", "--on", "3 of 9 bars"], LOGGED),
    (["complaint", BATCH, "rash", "--from", "Ms Hill", "--units", "1"], LOGGED),
    (["lot", "receive", "salt", "1 kg", "--lot", "S-1"], {"lot", "material", "received", "on_hand"}),
    (["lot", "trace", BATCH], {"backward", "forward"}),
    (["trace", BATCH],
     {"batch", "formula", "version", "compared_with", "verdict", "unexplained", "candidates", "steps"}),
    (["sheet", BATCH, "-o", "sheet.txt"], {"file", "pages"}),
    (["record", BATCH, "-o", "record.txt"], {"file", "pages"}),
    (["history", "export"], {"file", "text", "batches", "entries", "problems"}),
    (["label", "--list"], {"sizes"}),
    (["label", BATCH, "-o", "label.pdf", "--size", "L7165"], {"file", "pages", "missing", "copies"}),
    (["template", "list"], {"templates", "folder", "settings"}),
    (["template", "copy", "sheet"], {"file"}),
    (["template", "settings", "-o", "print.toml"], {"file"}),
    (["store", "info"], {"location", "exists", "batches", "entries"}),
    (["store", "set", "units", "us"], {"key", "value"}),
    (["store", "verify"], {"ok", "batches", "entries", "problems"}),
    (["store", "backup", "b.db"], {"file"}),
    (["store", "upgrade"], {"before", "after", "backup"}),
    ([], {"running", "next", "batch"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "keys"), KEYS, ids=[" ".join(row[0]) for row in KEYS])
def test_each_answer_has_its_keys(bench: Any, words: list[str], keys: set[str]) -> None:
    said = bench.rk(*words, "--json")
    assert keys <= set(said.document)
    _look_through(said.document)
    assert said.err == ""


def _look_through(document: Any) -> None:
    """Every entry, deviation, line, quantity and time of a document has its form."""
    if isinstance(document, list):
        for each in document:
            _look_through(each)
    elif isinstance(document, dict):
        if set(document) == {"value", "unit"}:
            assert re.fullmatch(r"-?\d+(\.\d+)?", document["value"])
            assert len(re.sub(r"[-.]", "", document["value"]).lstrip("0")) <= 15
        if "seq" in document:
            assert set(document) >= ENTRY
        if "severity" in document:
            assert set(document) >= DEVIATION
        if "phase" in document:
            assert set(document) >= LINE
        for key, value in document.items():
            assert re.fullmatch(r"[a-z][a-z_]*", key)
            if key.endswith("_at") and isinstance(value, str):
                assert datetime.fromisoformat(value).utcoffset() is not None
            if key.endswith("_percent") and value is not None:
                assert isinstance(value, int | float | list)
            _look_through(value)


def test_lists_are_lists(bench: Any) -> None:
    (listed,) = bench.rk("batch", "list", "--json").document
    assert {"batch", "formula", "version", "state", "disposition", "outcome"} <= set(listed)
    (formula,) = bench.rk("formula", "list", "--json").document
    assert set(formula) >= VERSION
    (version,) = bench.rk("formula", "history", "SOAP-LAV", "--json").document
    assert set(version) >= VERSION
    bench.rk("weigh", "coconut oil", "640 g")
    (deviation,) = bench.rk("deviation", "list", "--json").document
    assert deviation["id"] == f"{BATCH}/D1"
    assert set(deviation) >= DEVIATION
    (added,) = bench.rk("formula", "add", "my-changed-soap.toml", "--json").document
    assert set(added) >= VERSION
    assert (added["version"], added["status"]) == (2, "draft")
    assert len(bench.rk("trace", BATCH, BATCH, "--json").document) == 2


def test_a_weight_outside_its_tolerance_is_in_the_answer(bench: Any) -> None:
    answer = bench.rk("weigh", "coconut", "640", "g", "--json").document
    assert (answer["entry"]["value"], answer["entry"]["unit"], answer["entry"]["name"]) == (
        "640",
        "g",
        "coconut oil",
    )
    (deviation,) = answer["deviations"]
    assert (deviation["id"], deviation["status"]) == (f"{BATCH}/D1", "open")
    corrected = bench.rk("correct", "1", "614 g", "--why", "misread", "--json").document
    assert corrected["deviations"][0]["status"] == "corrected"
    assert corrected["entry"]["supersedes"] == 1


def test_a_problem_leaves_the_document_whole_and_says_so_by_the_exit_code(bench: Any) -> None:
    (bench.folder / "wrong.toml").write_text('format = 1\ncode = "X"\nyelds = "1 g"\n', encoding="utf-8")
    checked = bench.types("formula", "check", "wrong.toml", "--json")
    assert checked.code == 4
    assert {"level", "code", "where", "line", "message"} == set(checked.document["problems"][0])
    (bench.folder / "wrong.csv").write_text(
        "batch,formula,step,kind\nB1,SOAP-LAV,,wieghed\n", encoding="utf-8"
    )
    imported = bench.types("history", "import", "wrong.csv", "--json")
    assert imported.code == 4
    assert {"batches", "entries", "problems"} <= set(imported.document)
    assert {"line", "message"} <= set(imported.document["problems"][0])
    assert imported.err == ""


def test_a_backup_comes_back_into_an_empty_store(bench: Any) -> None:
    bench.rk("store", "backup", "b.db")
    restored = bench.rk("store", "restore", "b.db", "--store", "new.db", "--json").document
    assert (restored["batches"], restored["backup"]) == (1, None)
    refused = bench.types("store", "restore", "b.db", "--json")
    assert refused.code in (1, 5)
    assert bench.rk("store", "restore", "b.db", "--replace", "--json").document["backup"]


def test_a_history_goes_out_and_in_again(bench: Any) -> None:
    exported = bench.rk("history", "export", "-o", "all.csv", "--json").document
    assert (exported["file"], exported["batches"], exported["problems"]) == ("all.csv", 1, [])
    bench.rk("formula", "add", "lavender-shea-soap.toml", "--release", "--store", "new.db")
    imported = bench.rk("history", "import", "all.csv", "--store", "new.db", "--json").document
    assert (imported["batches"], imported["problems"]) == (1, [])
