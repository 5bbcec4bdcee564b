"""The gallery of slips: each is typed, and answered as it stands in the text file."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.batch.bastille import text
from tests.cli.conftest import Bench

CHECKED = """
[[step]]
name = "combine"

[[step.check]]
measure = "oil temperature"
target = "43 degC"
within = "3 degC"
critical = ["38 degC", "49 degC"]
"""


def gallery() -> list[tuple[str, list[str], list[str], bool]]:
    """What the case is called, what is typed, what is answered, and whether it is refused."""
    _, *blocks = (Path(__file__).parent / "slips.txt").read_text("utf-8").strip().split("\n\n")
    cases = []
    for block in blocks:
        name, *lines = block.split("\n")
        typed = [line[2:] for line in lines if line.startswith("$ ")]
        answered = [line[2:] for line in lines if line.startswith(("+ ", "! "))]
        assert len(typed) + len(answered) == len(lines), name
        cases.append((name, typed, answered, lines[-1].startswith("!")))
    return cases


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a batch of the bastille is begun."""
    folder = tmp_path_factory.mktemp("bastille")
    bench = Bench(folder)
    formula = text().replace('\n[[step]]\nname = "combine"\n', CHECKED)
    (folder / "bastille.toml").write_text(formula, encoding="utf-8")
    bench.rk("formula", "add", str(folder / "bastille.toml"), "--release")
    bench.rk("batch", "start", "LAV-BAST", "--code", "B", "--at", "-1 min")
    return folder


@pytest.fixture
def soap(begun: Path, tmp_path: Path) -> Bench:
    shutil.copytree(begun, tmp_path / "bench")
    return Bench(tmp_path / "bench")


@pytest.mark.parametrize(
    ("name", "typed", "answered", "refused"), gallery(), ids=[each[0] for each in gallery()]
)
def test_the_gallery_of_slips(
    soap: Bench, name: str, typed: list[str], answered: list[str], *, refused: bool
) -> None:
    del name
    *before, last = (shlex.split(line)[1:] for line in typed)
    soap.all_of(before)
    entries = len(soap.rk("batch", "show", "B", "--json").document["entries"])
    said = soap.types(*last)
    assert (said.err if refused else said.out).splitlines() == answered
    assert said.code == (1 if refused else 0)
    if refused:
        assert len(soap.rk("batch", "show", "B", "--json").document["entries"]) == entries


def test_a_doubt_says_what_kind_of_error_it_is(soap: Bench) -> None:
    said = soap.types("weigh", "olive", "14.0", "--json")
    assert said.code == 1
    assert said.error["kind"] == "doubtful"
    assert said.error["message"].endswith("add --yes.")


def test_consequences_are_figures_for_programs(soap: Bench) -> None:
    (superfat,) = soap.rk("weigh", "olive", "412 g", "--json").document["consequences"]
    assert superfat == {
        "kind": "superfat",
        "sentence": "superfat would be 6.6 % instead of 5.0 %",
        "value": 6.61,
        "planned": 5,
    }


def test_a_critical_reading_is_a_consequence_as_before(soap: Bench) -> None:
    (hold,) = soap.rk("read", "oil temperature", "31", "--json").document["consequences"]
    assert hold == {
        "kind": "hold",
        "sentence": "B is on hold now: oil temperature is outside its critical limits.",
        "value": None,
        "planned": None,
    }


def test_the_reason_to_begin_without_it_stays_in_the_record(soap: Bench) -> None:
    for name, amount in (("olive", "397"), ("coconut", "238"), ("shea", "119"), ("sodium", "113.9")):
        soap.rk("weigh", name, amount)
    soap.rk("begin", "combine", "--why", "out of castor")
    begun = soap.rk("batch", "show", "B", "--json").document["entries"][-1]
    assert (begun["kind"], begun["step"], begun["why"]) == ("begin", "combine", "out of castor")
    assert "begin combine (out of castor)" in soap.rk("batch", "show", "B").out


def test_the_lot_at_hand_counts_in_what_is_said(soap: Bench) -> None:
    soap.rk("lot", "receive", "coconut oil", "5 kg", "--lot", "CO-2601", "--sap", "262 mg KOH/g")
    said = soap.rk("weigh", "coconut", "238", "--lot", "CO-2601").out
    assert (
        "superfat would be 5.7 % instead of 5.0 %; by its lot coconut oil has a SAP of 262 mg KOH/g" in said
    )
    (adapted, *_) = [
        one for one in soap.rk("rescue", "--json").document["options"] if one["kind"] == "adapt lye"
    ]
    assert adapted["result"]["superfat_percent"] == pytest.approx(5, abs=0.1)


def test_a_rescue_says_what_it_makes_and_whether_it_fits(soap: Bench) -> None:
    soap.rk("weigh", "olive", "412")
    found = soap.rk("rescue", "B", "--vessel", "2 l", "--density", "1 g/ml", "--json").document
    assert found["batch"] == "B"
    *_, restored = found["options"]
    assert restored["kind"] == "restore"
    assert restored["additions"][0] == {
        "ingredient": "coconut oil",
        "amount": {"value": "247", "unit": "g"},
        "planned": {"value": "238", "unit": "g"},
        "now": None,
    }
    assert restored["result"]["yields"] == {"value": "1202", "unit": "g"}
    assert restored["result"]["fits"] is True
    assert restored["sentence"].endswith("It fills the vessel of 2 l to 60 %; 80 % at most, as is usual.")
    said = soap.rk("rescue", "B", "--vessel", "1.4 l", "--density", "1 g/ml").out
    assert "It does not fit: it would fill the vessel of 1.4 l to 86 %; 80 % at most, as is usual." in said


def test_a_batch_by_its_mould_has_no_room_for_more(soap: Bench) -> None:
    soap.rk("batch", "start", "LAV-BAST", "--code", "M", "--mold", "8 x 3.5 x 2.5 in")
    soap.rk("weigh", "olive", "450", "-b", "M")
    said = soap.rk("rescue", "M").out
    assert "By plan it fills the mould of 8 x 3.5 x 2.5 in: " in said


def test_a_rescue_needs_a_batch_that_goes_on_and_a_density(soap: Bench) -> None:
    soap.rk("weigh", "olive", "412")
    assert "the density of the product is needed" in soap.types("rescue", "--vessel", "2 l").err
    soap.rk("finish", "B")
    said = soap.types("rescue", "B")
    assert said.code == 1
    assert "B is finished, so there is nothing to rescue." in said.err


def test_where_all_is_as_planned_there_is_nothing_to_put_right(soap: Bench) -> None:
    assert soap.rk("rescue").out == (
        "B: nothing that was weighed is outside its tolerance; there is nothing to put right.\n"
    )
    assert soap.rk("rescue", "--json").document == {"batch": "B", "causes": [], "as_is": None, "options": []}


def test_an_import_is_never_questioned_and_never_stopped(soap: Bench, tmp_path: Path) -> None:
    rows = [
        "P,LAV-BAST,,batch,size,1158,g,,2026-11-01T08:00,Ana",
        "P,LAV-BAST,,weighed,olive oil,14.0,g,,,",
        "P,LAV-BAST,,weighed,sodium hydroxide,113.9,g,,,",
        "P,LAV-BAST,combine,started,,,,,2026-11-01T09:00,",
        "P,LAV-BAST,combine,read,oil temperature,109,degC,,,",
        "P,LAV-BAST,combine,ended,,,,,2026-11-01T09:10,",
    ]
    file = tmp_path / "past.csv"
    file.write_text("\n".join(["batch,formula,step,kind,name,value,unit,lot,at,by", *rows]), encoding="utf-8")
    assert soap.rk("history", "import", str(file), "--json").document["batches"] == 1


def _typed(bench: Bench, answer: str, *words: str) -> tuple[Any, str]:
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")
    import sys

    from tests.cli.test_terminal import RK, environment

    typed = pexpect.spawn(
        sys.executable,
        ["-c", RK, *words],
        env=environment(bench),
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=20,
    )
    typed.expect(r"\[y/N\]")
    asked = typed.before
    typed.sendline(answer)
    rest = typed.read()
    typed.close()
    return typed.exitstatus, f"{asked}{rest}"


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("n", 1), ("y", 0)])
def test_on_a_terminal_it_is_asked_and_enter_is_no(soap: Bench, answer: str, code: int) -> None:
    exit_code, seen = _typed(soap, answer, "weigh", "olive", "14.0")
    assert exit_code == code
    assert "your scale looks to be in oz" in " ".join(seen.split())
    assert ("Nothing is recorded." in seen) is (code == 1)
    assert len(soap.rk("batch", "show", "B", "--json").document["entries"]) == 2 - code
