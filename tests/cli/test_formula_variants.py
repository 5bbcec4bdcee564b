"""Differences, variants and families, as they are typed and told."""

from __future__ import annotations

from typing import Any

import pytest

from recipekeeper.files.formula_toml import write
from tests.formula.bastille import BASTILLE, with_shares

MILDER = ("formula", "vary", "LAV-BAST@1", "--code", "LAV-COLD",
          "--set", "coconut oil=25 %", "--set", "olive oil=55 %", "--why", "milder")  # fmt: skip


@pytest.fixture
def soap_bench(empty_bench: Any) -> Any:
    """A bench with two versions of the bastille."""
    for number, document in enumerate((BASTILLE, with_shares(55, 30, 10)), 1):
        path = empty_bench.folder / f"bast{number}.toml"
        path.write_text(write(document), encoding="utf-8")
        empty_bench.rk("formula", "add", str(path), *(("--why", "less shea") if number == 2 else ()))
    return empty_bench


def test_a_difference_is_told_with_what_it_means(soap_bench: Any) -> None:
    assert soap_bench.rk("formula", "diff", "LAV-BAST@1", "LAV-BAST@2").out == (
        "olive oil 50 → 55 % of oils\n"
        "shea butter 15 → 10 % of oils\n"
        "Which means:\n"
        "  NaOH per kg oils 143.7 → 144.1 g\n"
        "  water per kg oils 286.0 → 286.7 g\n"
        "  olive oil 500 → 550 g per kg oils\n"
        "  shea butter 150 → 100 g per kg oils\n"
        "  all ingredients together 1460 → 1461 g, 100.1 % of what it yields\n"
    )
    document = soap_bench.rk("formula", "diff", "LAV-BAST@1", "LAV-BAST@2", "--json").document
    assert [set(each) for each in document["changes"]] == [{"where", "before", "after", "sentence"}] * 2
    assert document["consequences"][0] == {
        "what": "NaOH per kg oils",
        "before": "143.7 g",
        "after": "144.1 g",
        "sentence": "NaOH per kg oils 143.7 → 144.1 g",
    }


def test_two_that_say_the_same_have_neither_changes_nor_consequences(soap_bench: Any) -> None:
    said = soap_bench.rk("formula", "diff", "LAV-BAST@1", "bast1.toml")
    assert said.out == "LAV-BAST@1 and bast1.toml say the same.\n"
    document = soap_bench.rk("formula", "diff", "LAV-BAST@1", "bast1.toml", "--json").document
    assert (document["changes"], document["consequences"]) == ([], [])


def test_a_variant_is_a_draft_that_tells_how_it_differs(soap_bench: Any) -> None:
    told = soap_bench.rk(*MILDER).out
    assert told.startswith("LAV-COLD@1 Lavender bastille: added, draft\n")
    assert "\nA variant of LAV-BAST@1 Lavender bastille:\nolive oil 50 → 55 % of oils\n" in told
    assert "\nWhich means:\n  NaOH per kg oils 143.7 → 141.4 g\n" in told
    assert "code" not in told


def test_a_variant_in_json_has_its_base_and_the_difference(soap_bench: Any) -> None:
    document = soap_bench.rk(*MILDER, "--json").document
    assert (document["code"], document["version"], document["base"]) == ("LAV-COLD", 1, "LAV-BAST@1")
    assert (document["status"], document["changed"], document["file"]) == ("draft", True, None)
    assert [each["where"] for each in document["changes"]][-1] == "ingredient[2].share"
    assert document["consequences"]


def test_a_variant_in_a_file_says_how_to_add_it(soap_bench: Any) -> None:
    told = soap_bench.rk(*MILDER, "-o", "cold.toml").out
    assert told.startswith("Wrote cold.toml: LAV-COLD Lavender bastille\n")
    document = soap_bench.rk(*MILDER, "-o", "cold.toml", "--force", "--json").document
    assert (document["file"], document["version"], document["base"]) == ("cold.toml", None, "LAV-BAST@1")
    added = soap_bench.rk("formula", "add", "cold.toml", "--json").document[0]
    assert (added["base"], added["fingerprint"]) == ("LAV-BAST@1", document["fingerprint"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--code", "LAV-COLD", "--set", "coconut oil=25 %"), 4),
        (("--code", "LAV-BAST", "--set", "lye.superfat=4 %"), 5),
        (("--code", "LAV-COLD", "--set", "kaolin=20 g"), 3),
        (("--code", "LAV-COLD", "--set", "lye.superfatt=4 %"), 2),
        (("--code", "LAV-COLD"), 2),
        (("--set", "lye.superfat=4 %"), 2),
        (("--code", " ", "--set", "lye.superfat=4 %"), 2),
    ],
)
def test_a_variant_that_cannot_be_is_refused_with_its_exit_code(
    soap_bench: Any, words: tuple[str, ...], code: int
) -> None:
    said = soap_bench.types("formula", "vary", "LAV-BAST", *words)
    assert (said.code, said.out) == (code, "")
    assert "Traceback" not in said.err
    assert len(soap_bench.rk("formula", "list", "--json").document) == 1


def test_a_family_is_told_as_a_tree(soap_bench: Any) -> None:
    soap_bench.rk(*MILDER)
    soap_bench.rk("formula", "vary", "LAV-COLD", "--code", "LAV-ICE", "--set", "combine.lasts=5 min")
    first_words = [
        line.split("  draft")[0].rstrip()
        for line in soap_bench.rk("formula", "history", "LAV-BAST").out.splitlines()
    ]
    assert first_words[1:] == ["LAV-BAST@1", "  LAV-COLD@1", "    LAV-ICE@1", "LAV-BAST@2"]
    from_below = soap_bench.rk("formula", "history", "LAV-ICE").out
    assert [line.split()[0] for line in from_below.splitlines()[1:]] == [
        "LAV-BAST@1",
        "LAV-COLD@1",
        "LAV-ICE@1",
    ]


def test_a_history_keeps_its_shape_in_json_and_adds_the_family(soap_bench: Any) -> None:
    soap_bench.rk(*MILDER)
    first, second = soap_bench.rk("formula", "history", "LAV-BAST", "--json").document
    assert (first["version"], first["base"], first["why"], second["why"]) == (1, None, None, "less shea")
    assert [(each["code"], each["version"], each["why"]) for each in first["variants"]] == [
        ("LAV-COLD", 1, "milder")
    ]
    (variant,) = soap_bench.rk("formula", "history", "LAV-COLD", "--json").document
    assert [(base["code"], base["version"]) for base in variant["bases"]] == [("LAV-BAST", 1)]
    assert variant["variants"] == []


def test_a_base_that_is_not_in_the_store_is_named(soap_bench: Any) -> None:
    text = write({**BASTILLE, "code": "LAV-FAR", "base": "LAV-OLD@3"})
    (soap_bench.folder / "far.toml").write_text(text, encoding="utf-8")
    soap_bench.rk("formula", "add", "far.toml")
    assert "LAV-OLD@3    not here" in soap_bench.rk("formula", "history", "LAV-FAR").out
    (far,) = soap_bench.rk("formula", "history", "LAV-FAR", "--json").document
    assert far["bases"] == [{"code": "LAV-OLD", "version": 3, "status": None}]


def test_a_list_marks_its_variants(soap_bench: Any) -> None:
    assert "variant of" not in soap_bench.rk("formula", "list").out
    soap_bench.rk(*MILDER)
    (line,) = [
        line for line in soap_bench.rk("formula", "list").out.splitlines() if line.startswith("LAV-COLD")
    ]
    assert line.endswith("  LAV-BAST@1")
