"""`rk formula check`, and what `formula add` and `formula release` say of a formula that is wrong in the trade."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Bench

VISUAL = """
code = "VISUAL"
name = "Visual soap"
yields = "1200 g"
"""
OILS = (("olive oil", "295 g"), ("coconut oil", "249 g"), ("shea butter", "150 g"), ("avocado oil", "99 g"))
STEPS = '\n[[step]]\nname = "make lye"\nuses = ["lye"]\n\n[[step]]\nname = "combine"\nuses = ["oils"]\n'


def visual(alkali: str = "126 g", top: str = "") -> str:
    """The published recipe that has too much lye; without the SAP of its oils, which the table knows."""
    lines = [("oils", *oil) for oil in OILS] + [
        ("lye", "sodium hydroxide", alkali),
        ("lye", "water", "297 g"),
    ]
    tables = [
        f'\n[[ingredient]]\nname = "{name}"\nphase = "{phase}"\namount = "{amount}"\ntolerance = "1 %"\n'
        for phase, name, amount in lines
    ]
    return VISUAL + top + "".join(tables) + STEPS


EXCESS = "superfat is −6.9 %; needs 117.9 g NaOH, has 126 g. Lye that finds no oil stays in the soap: take less of it."


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    """A folder with the soap in a file, and no store."""
    made = Bench(tmp_path)
    (tmp_path / "visual.toml").write_text(visual(), encoding="utf-8")
    return made


def test_check_shows_what_is_wrong_with_its_place_and_its_code_and_ends_with_4(desk: Bench) -> None:
    file = str(desk.folder / "visual.toml")
    said = desk.types("formula", "check", file)
    assert said.code == 4
    assert said.out.splitlines() == [
        f"error: ingredient[5].amount (line 33): {EXCESS} [superfat-negative]",
        f"{file}: 1 error, 0 warnings.",
    ]


def test_check_gives_the_same_as_json(desk: Bench) -> None:
    said = desk.types("formula", "check", str(desk.folder / "visual.toml"), "--json")
    assert said.code == 4
    assert said.document["problems"] == [
        {
            "level": "error",
            "code": "superfat-negative",
            "where": "ingredient[5].amount",
            "line": 33,
            "message": EXCESS,
        }
    ]
    assert said.document["silenced"] == []


def test_what_cannot_be_read_has_no_code_and_is_not_judged(desk: Bench) -> None:
    file = desk.folder / "visual.toml"
    file.write_text(visual("126 gallonz"), encoding="utf-8")
    (problem,) = desk.types("formula", "check", str(file), "--json").document["problems"]
    assert (problem["code"], problem["where"]) == (None, "ingredient[5].amount")


def test_what_is_silenced_is_listed_with_its_reason(desk: Bench) -> None:
    file = desk.folder / "visual.toml"
    file.write_text(visual("117 g", '\n[silence]\nsuperfat-low = "laundry soap"\n'), encoding="utf-8")
    said = desk.types("formula", "check", str(file))
    assert said.code == 0
    assert said.out.splitlines() == ["silenced: superfat-low: laundry soap", f"{file}: no problem found."]
    document = desk.types("formula", "check", str(file), "--json").document
    assert document["silenced"] == [{"code": "superfat-low", "reason": "laundry soap"}]


def test_the_list_of_checks_has_a_reason_for_each_and_says_which_cannot_be_silenced(desk: Bench) -> None:
    said = desk.types("formula", "check", "--list")
    assert said.code == 0
    lines = said.out.splitlines()
    place = lines.index(
        "superfat-negative: a superfat below 0: more alkali than the oils take up (error, cannot be silenced)"
    )
    assert lines[place + 1].startswith("  What finds no oil stays caustic.")
    assert lines[-1].startswith("Silence one in the file, with a reason, under [silence]:")
    listed = {one["code"]: one for one in desk.types("formula", "check", "--list", "--json").document}
    assert set(listed["superfat-low"]) == {"code", "level", "message", "reason", "can_be_silenced"}
    assert listed["superfat-low"]["can_be_silenced"]
    assert not listed["doubt"]["can_be_silenced"]


def test_check_without_a_formula_asks_for_one(desk: Bench) -> None:
    said = desk.types("formula", "check")
    assert said.code == 2
    assert said.err.startswith("Name a file or a formula, e.g. rk formula check soap.toml; or say --list.")


def test_add_stores_a_draft_says_what_is_wrong_and_release_and_start_refuse_it(desk: Bench) -> None:
    file = str(desk.folder / "visual.toml")
    refused = desk.types("formula", "add", file, "--release")
    assert refused.code == 1
    assert "nothing was added" in refused.err
    assert desk.rk("formula", "list", "--json").document == []

    added = desk.rk("formula", "add", file)
    assert added.out.splitlines() == [
        "VISUAL@1 Visual soap: added, draft",
        f"  error: ingredient[5].amount (line 33): {EXCESS} [superfat-negative]",
        "  It cannot be released until this error is put right.",
    ]
    for words in (["formula", "release", "VISUAL"], ["batch", "start", "VISUAL", "--trial"]):
        said = desk.types(*words)
        assert said.code == 1
        assert "superfat is −6.9 %; needs 117.9 g NaOH, has 126 g" in said.err
    assert desk.types("formula", "check", "VISUAL").code == 4


def test_a_sound_formula_is_released_as_it_is_added(desk: Bench) -> None:
    (desk.folder / "visual.toml").write_text(visual("112 g"), encoding="utf-8")
    (added,) = desk.rk("formula", "add", str(desk.folder / "visual.toml"), "--release", "--json").document
    assert (added["status"], added["problems"], added["silenced"]) == ("released", [], [])
