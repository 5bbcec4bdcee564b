"""Which formula was made from which."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from recipekeeper.formula.changes.family import Kin, code_of, family
from recipekeeper.formula.model import Formula, Status, Version
from recipekeeper.quantity import read_amount


def version(reference: str, base: str | None = None) -> Version:
    code, _, number = reference.partition("@")
    formula = Formula(code, code.title(), read_amount("1 kg"), (), (), base=base)
    return Version(int(number), formula, Status.DRAFT, "", datetime(2026, 11, 20, tzinfo=UTC), "Ana")


STORED = [
    version("BAST@1"),
    version("BAST@2"),
    version("COLD@1", "BAST@2"),
    version("COLD@2", "bast@2"),
    version("ICE@1", "COLD@1"),
    version("MILD@1", "BAST@1"),
    version("OTHER@1"),
]


def names(kin: tuple[Kin, ...]) -> dict[str, Any]:
    return {each.version.reference: names(each.variants) for each in kin}


def test_variants_stand_under_the_version_that_they_were_made_from() -> None:
    first, second = family("BAST", STORED)
    assert (first.version.reference, names(first.variants)) == ("BAST@1", {"MILD@1": {}})
    assert names(second.variants) == {"COLD@1": {"ICE@1": {}}, "COLD@2": {}}
    assert first.bases == ()


def test_a_variant_knows_its_base_and_the_base_of_that() -> None:
    (ice,) = family("ICE", STORED)
    assert [base.reference for base in ice.bases] == ["COLD@1", "BAST@2"]
    assert all(base.version is not None for base in ice.bases)


def test_a_base_that_is_not_here_is_named_all_the_same() -> None:
    (lone,) = family("LONE", [version("LONE@1", "FAR@3")])
    assert [(base.reference, base.version) for base in lone.bases] == [("FAR@3", None)]


def test_formulas_that_claim_to_be_variants_of_one_another_end_somewhere() -> None:
    circle = [version("A@1", "B@1"), version("B@1", "A@1")]
    (first,) = family("A", circle)
    assert [base.reference for base in first.bases] == ["B@1"]
    assert names(first.variants) == {"B@1": {}}
    (own,) = family("C", [version("C@1", "C@1")])
    assert (own.bases, own.variants) == ((), ())


def test_the_code_of_a_reference() -> None:
    assert code_of("lav-bast@2") == "LAV-BAST"
