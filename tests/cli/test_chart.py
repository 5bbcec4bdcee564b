"""`rk chart` as it is typed and read: rows of text, sentences, one JSON document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1 70.0"
"""NIST/SEMATECH e-Handbook 6.3.2.2, and one value far away."""
HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"


@pytest.fixture
def charted(bench: Any) -> Any:
    """The bench with eleven batches of which one was much too hot."""
    rows = [HEADER]
    for day, value in enumerate(FLOW.split(), start=1):
        rows += [
            f"B-{day:02},SOAP-LAV,,batch,size,3000,g,,2026-03-{day:02}T09:00+01:00,Ana",
            f"B-{day:02},SOAP-LAV,combine,read,oil temperature,{value},,,2026-03-{day:02}T10:00+01:00,",
        ]
    Path("flow.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    bench.rk("history", "import", "flow.csv")
    return bench


def test_the_chart_has_a_row_for_each_batch_within_80_columns_and_sentences(charted: Any) -> None:
    out = charted.rk("chart", "SOAP-LAV", "combine/oil", "temperature").out
    lines = out.splitlines()
    assert lines[0] == "SOAP-LAV: oil temperature at combine, °C; 11 batches"
    rows = [line for line in lines if line.startswith("B-") and "2026-03" in line]
    assert len(rows) == 11
    assert max(map(len, rows)) <= 80
    assert [row[:4] for row in rows if " X" in row] == ["B-11"]
    assert "B-11: 70.0 °C is above the upper limit" in out
    assert "provisional limits" in out
    assert "No capability: the process is not steady" in out


def test_the_json_has_the_keys_that_are_promised(charted: Any) -> None:
    made = charted.rk("chart", "SOAP-LAV", "oil temperature", "--json").document
    promised = {"n", "center", "lower", "upper", "sigma", "points", "signals", "capability"}
    assert promised <= made.keys()
    assert (made["n"], made["capability"]) == (11, None)
    assert made["points"][0]["value"] == 49.6
    assert made["points"][0]["at"] == "2026-03-01T10:00:00+01:00"
    (signal,) = made["signals"]
    assert (signal["rule"], signal["points"], signal["batch"]) == ("nelson-1", [11], "B-11")


def test_a_baseline_freezes_the_limits_of_nist(charted: Any) -> None:
    made = charted.rk("chart", "SOAP-LAV", "oil temperature", "--baseline", "10", "--json").document
    assert [f"{made[end]:.4f}" for end in ("lower", "upper")] == ["45.8159", "55.8041"]
    assert made["center"] == 50.81


def test_a_picture_is_written_and_said(charted: Any) -> None:
    assert "Wrote chart.svg" in charted.rk("chart", "SOAP-LAV", "oil temperature", "-o", "chart.svg").out
    assert Path("chart.svg").read_text(encoding="utf-8").startswith("<svg")


def test_no_chart_ever_says_that_a_process_is_safe(charted: Any) -> None:
    out = charted.rk("chart", "SOAP-LAV", "oil temperature").out + charted.rk("chart", "--help").out
    assert not any(word in out.casefold() for word in ("safe", "compliant", "approved", "in control"))


def test_a_long_chart_and_all_that_is_said_of_it_stand_on_24_lines(bench: Any) -> None:
    rows = [HEADER]
    for number in range(60):
        value = 43 + (number % 5) / 10 + (3 if number == 50 else 0)
        day = f"2026-{1 + number // 28:02}-{1 + number % 28:02}"
        rows += [
            f"B-{number:02},SOAP-LAV,,batch,size,3000,g,,{day}T09:00+01:00,Ana",
            f"B-{number:02},SOAP-LAV,combine,read,oil temperature,{value},,,{day}T10:00+01:00,",
        ]
    Path("long.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    bench.rk("history", "import", "long.csv")
    lines = bench.rk("chart", "SOAP-LAV", "oil temperature", "--ewma").out.splitlines()
    assert len(lines) <= 24
    assert "of 60; --last N shows others" in lines[1]
    charted_rows = [line for line in lines if line.startswith("B-") and "2026-" in line]
    assert charted_rows[-1].startswith("B-59")
    assert any("~" in row for row in charted_rows)
    asked = bench.rk("chart", "SOAP-LAV", "oil temperature", "--last", "40").out.splitlines()
    assert len([line for line in asked if "2026-" in line]) == 40


def test_rejects_are_charted_from_what_is_typed_at_the_bench(bench: Any) -> None:
    bench.rk("batch", "start", "SOAP-LAV", "--to", "3000 g", "--code", "B-1")
    bench.rk("read", "rejects", "3", "--new", "-b", "B-1")
    bench.rk("finish", "B-1", "--units", "20")
    out = bench.rk("chart", "SOAP-LAV", "rejects").out
    assert "share of rejected pieces; 1 share" in out
    assert "3/20 0.150" in out
    as_count = bench.rk("chart", "SOAP-LAV", "rejects", "--as", "c", "--json").document
    assert (as_count["form"], as_count["center"]) == ("c", 3.0)
