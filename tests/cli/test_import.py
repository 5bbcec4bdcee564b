"""`rk formula import` as somebody types it."""

from __future__ import annotations

from typing import Any


def test_an_import_says_what_is_marked_what_is_missing_and_what_to_type_next(bench: Any) -> None:
    said = bench.rk("formula", "import", "koelsch.xml").out.splitlines()
    assert said[0] == "KOLSCH-WIE@1 Kölsch wie früher: added, draft; 9 lines, 6 steps, 2 marked"
    assert said[1].startswith("  marked: ingredient[6] Whirlfloc, 0.412685 l, Boil 15 min: The file shows")
    assert "  note: Of each HOP, this is not carried over: BETA." in said
    assert said[-1].startswith("  Put the marked lines right: rk formula export KOLSCH-WIE")


def test_what_it_says_next_can_be_typed(bench: Any) -> None:
    bench.rk("formula", "import", "koelsch.xml")
    bench.rk("formula", "export", "KOLSCH-WIE", "-o", "KOLSCH-WIE.toml")
    path = bench.folder / "KOLSCH-WIE.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("doubt = ")), "utf-8")
    bench.rk("formula", "add", "KOLSCH-WIE.toml", "--release")
    assert bench.rk("formula", "show", "KOLSCH-WIE", "--json").document["status"] == "released"


def test_an_import_as_json_has_the_keys_that_were_promised(bench: Any) -> None:
    (beer,) = bench.rk("formula", "import", "pale-ale.json", "--json").document
    promised = {"code", "version", "status", "fingerprint", "file", "marked", "notes"}
    assert promised <= set(beer)
    assert (beer["code"], beer["version"], beer["status"], beer["file"]) == ("HARBOUR-PA", 1, "draft", None)
    assert beer["marked"][0] == {
        "where": "ingredient[6]",
        "original": "Lemon peel, 0.1 bbl",
        "doubt": 'The size of "bbl" is not defined in BeerJSON; a brewers\' barrel of 31 US gallons is taken.',
    }


def test_a_file_is_written_where_one_is_named(bench: Any) -> None:
    said = bench.rk("formula", "import", "tomato-sauce.cook", "-o", "sauce.toml", "--json").document
    assert (said[0]["file"], said[0]["version"]) == ("sauce.toml", None)
    again = bench.rk("formula", "import", "tomato-sauce.cook", "-o", "sauce.toml", "--force").out
    assert "Look through it" in again
    assert bench.types("formula", "show", "SLOW-TOMAT").code == 3


def test_what_is_no_recipe_is_one_sentence_and_code_4(bench: Any) -> None:
    (bench.folder / "page.html").write_text("<html>", "utf-8")
    said = bench.types("formula", "import", "page.html", "--json")
    assert (said.code, said.out) == (4, "")
    assert said.error["message"].startswith("page.html is not imported: the page holds no recipe")
    assert bench.types("formula", "import", "nothing.xml").code == 3
