"""The codes that a sheet bears and a scanner types."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recipekeeper.batch.codes import (
    Scan,
    batch_code,
    code_of,
    formula_code,
    is_code,
    lot_code,
    read_code,
    step_code,
)
from recipekeeper.errors import Misused

ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The 45 characters of the alphanumeric mode: ISO/IEC 18004, table 5."""

codes = some.from_regex(r"[A-Z0-9][A-Z0-9._-]{0,19}", fullmatch=True)
numbers = some.integers(1, 9999)


@given(code=codes, version=numbers, step=numbers)
@settings(max_examples=60, deadline=None)
def test_what_is_printed_reads_back(code: str, version: int, step: int) -> None:
    assert read_code(batch_code(code)) == Scan(batch=code)
    assert read_code(step_code(code, step)) == Scan(batch=code, step=step)
    assert read_code(formula_code(f"{code}@{version}")) == Scan(formula=f"{code}@{version}")
    assert read_code(formula_code(f"{code}@{version}", step)) == Scan(formula=f"{code}@{version}", step=step)
    assert read_code(lot_code(code)) == Scan(lot=code)


def test_codes_need_only_the_letters_of_the_smallest_qr_code() -> None:
    printed = (step_code("SOAP-LAV-261121-1", 13), formula_code("SOAP-LAV@3", 2), lot_code("LOT-OLIVE-0007"))
    assert all(set(code) <= ALPHANUMERIC for code in printed)


def test_a_scanner_that_types_small_letters_and_spaces_is_understood() -> None:
    assert read_code(" rk:s:soap-lav-261121-1/3 ") == Scan(batch="SOAP-LAV-261121-1", step=3)


def test_the_colon_in_front_may_be_left_out() -> None:
    assert read_code("RK:B:SOAP-1") == read_code(":RK:B:SOAP-1") == Scan(batch="SOAP-1")


def test_the_lot_of_a_supplier_stays_as_it_is_written() -> None:
    assert read_code(lot_code("öl 2026/11: b")) == Scan(lot="öl 2026/11: b")


@pytest.mark.parametrize(
    "torn",
    [
        "RK:",
        "RK:B",
        "RK:B:",
        "RK:S:SOAP-LAV-261121-1",
        "RK:S:SOAP-LAV-261121-1/",
        "RK:S:SOAP-LAV-261121-1/0",
        "RK:S:A/1/2",
        "RK:S:/1",
        "RK:F:SOAP-LAV",
        "RK:F:SOAP-LAV/3/2/1",
        "RK:B:A/1",
        "RK:X:A",
        "RK:S:A/²",
        "RK:L:" + "x" * 200,
    ],
)
def test_a_code_that_was_cut_off_is_refused(torn: str) -> None:
    with pytest.raises(Misused, match="Scan it once more"):
        read_code(torn)


def test_a_name_is_no_code() -> None:
    assert not is_code("RKB")
    assert is_code("rk:b:")
    assert is_code(":RK:B:")
    assert code_of("SOAP-LAV-261121-1", "batch") is None


def test_a_code_of_another_kind_is_said_by_what_it_is() -> None:
    with pytest.raises(Misused, match="RK:L:OO-2509 is the code of a lot, OO-2509; a batch or a step is"):
        code_of("RK:L:OO-2509", "batch", "step")
