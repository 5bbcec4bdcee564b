"""Recipes of other programs become drafts: with a code of their own, and never over somebody else's formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import Conflict, Misused, NotFound, Refused, Unreadable
from recipekeeper.formula.model import Status
from recipekeeper.operations.formulas import versions as formulas
from recipekeeper.operations.formulas.imports import Brought, import_formulas
from recipekeeper.store import verify
from tests.operations.workshop import Workshop

FILES = Path(__file__).parents[1] / "files" / "imports"
KOELSCH = FILES / "koelsch.xml"
SAUCE = FILES / "tomato-sauce.cook"
CAKE = FILES / "lemon-cake.html"
PLAIN = """---
title: {title}
yield: 500%g
---
Mix @olive oil{{400%g}} and @beeswax{{{wax}%g}}.
"""


def salve(shop: Workshop, title: str = "Salve", wax: int = 100, name: str = "salve.cook") -> Path:
    return shop.file(PLAIN.format(title=title, wax=wax), name)


def brought(shop: Workshop, *paths: Path, code: str | None = None) -> list[Brought]:
    return list(import_formulas(shop(), paths, code=code))


def references(all_brought: list[Brought]) -> list[str]:
    return [each.version.reference for each in all_brought if each.version]


def test_each_file_becomes_a_draft_under_a_code_from_its_title(empty_shop: Workshop) -> None:
    beer, sauce, cake = brought(empty_shop, KOELSCH, SAUCE, CAKE)
    assert references([beer, sauce, cake]) == ["KOLSCH-WIE@1", "SLOW-TOMAT@1", "LEMON-CAKE@1"]
    assert {each.version.status for each in (beer, sauce, cake) if each.version} == {Status.DRAFT}
    assert beer.version is not None
    assert beer.version.why == "imported from koelsch.xml"
    assert verify(empty_shop.store).ok


def test_what_is_marked_is_told_with_its_line_and_cannot_be_released(empty_shop: Workshop) -> None:
    (beer,) = brought(empty_shop, KOELSCH)
    assert [(one.where, one.original) for one in beer.marked] == [
        ("ingredient[6]", "Whirlfloc, 0.412685 l, Boil 15 min"),
        ("ingredient[9]", "Dry Ale, 0.023659 l, Dry"),
    ]
    with pytest.raises(Refused, match="Whirlfloc"):
        formulas.release_formula(empty_shop(), "KOLSCH-WIE")


def test_a_recipe_without_a_doubt_can_be_released(empty_shop: Workshop) -> None:
    (draft,) = brought(empty_shop, salve(empty_shop))
    assert draft.marked == ()
    assert formulas.release_formula(empty_shop(), "SALVE").status is Status.RELEASED


def test_the_setting_of_the_store_says_which_spoon_is_meant(empty_shop: Workshop) -> None:
    (sauce,) = brought(empty_shop, SAUCE)  # the workshop is metric
    line = sauce.formula.line("salt")
    assert line is not None
    assert str(line.amount) == "1.5 tsp"


def test_the_same_recipe_again_adds_nothing_and_a_changed_one_is_the_next_draft(empty_shop: Workshop) -> None:
    brought(empty_shop, salve(empty_shop))
    (again,) = brought(empty_shop, salve(empty_shop))
    assert (references([again]), again.is_new) == (["SALVE@1"], False)
    (changed,) = brought(empty_shop, salve(empty_shop, wax=120))
    assert (references([changed]), changed.is_new) == (["SALVE@2"], True)


def test_a_code_that_belongs_to_another_formula_is_left_to_it(empty_shop: Workshop) -> None:
    brought(empty_shop, salve(empty_shop))
    (other,) = brought(empty_shop, salve(empty_shop, title="Salve!"))
    assert references([other]) == ["SALVE-2@1"]
    assert "The code SALVE belongs to Salve: this one is SALVE-2." in other.notes
    (again,) = brought(empty_shop, salve(empty_shop, title="Salve!", wax=90))
    assert references([again]) == ["SALVE-2@2"]


def test_with_its_code_named_a_recipe_becomes_the_next_version_of_it(shop: Workshop) -> None:
    (draft,) = brought(shop, salve(shop), code="soap")
    assert references([draft]) == ["SOAP@2"]
    with shop().read() as reading:
        assert [version.status for version in reading.versions("SOAP")] == [Status.RELEASED, Status.DRAFT]


def test_two_recipes_of_one_title_are_two_formulas(empty_shop: Workshop) -> None:
    paths = [salve(empty_shop), salve(empty_shop, wax=90, name="other.cook")]
    assert references(brought(empty_shop, *paths)) == ["SALVE@1", "SALVE-2@1"]
    assert [each.is_new for each in brought(empty_shop, *paths)] == [False, False]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kölsch wie früher", "KOLSCH-WIE"),
        ("#20 1058 Medieval Ale", "20-1058-ME"),
        ("Lloyd's Krispy", "LLOYDS-KRI"),
        ("味噌", "RECIPE"),
        ("  ", "RECIPE"),
        ("-- x --", "X"),
    ],
)
def test_a_code_is_made_of_what_a_code_may_hold(empty_shop: Workshop, title: str, code: str) -> None:
    (draft,) = brought(empty_shop, salve(empty_shop, title=title, name="recipe.cook"))
    assert draft.formula.code == code


def test_all_files_of_one_call_are_imported_or_none(empty_shop: Workshop) -> None:
    with pytest.raises(Unreadable, match=r"bad\.xml is not imported: line 1 is not XML"):
        brought(empty_shop, salve(empty_shop), empty_shop.file("<RECIPES>", "bad.xml"))
    assert formulas.list_formulas(empty_shop()) == ()


def test_one_code_for_several_recipes_is_refused(empty_shop: Workshop) -> None:
    with pytest.raises(Misused, match="There are 2 recipes"):
        brought(empty_shop, SAUCE, CAKE, code="X")


@pytest.mark.parametrize("code", ["TOO-LONG-A-CODE", "Ä", "-X"])
def test_a_code_that_is_none_is_a_wrong_use(empty_shop: Workshop, code: str) -> None:
    with pytest.raises(Misused, match="is not the code of a formula"):
        brought(empty_shop, SAUCE, code=code)


# Files instead of drafts


def test_a_formula_file_is_written_that_can_be_added_and_nothing_is_stored(empty_shop: Workshop) -> None:
    path = empty_shop.folder / "sauce.toml"
    (written,) = import_formulas(empty_shop(), [SAUCE], output=path)
    assert (written.file, written.version) == (path, None)
    assert formulas.list_formulas(empty_shop()) == ()
    (added,) = formulas.add_formulas(empty_shop(), [path])
    assert added.version.formula.fingerprint == written.formula.fingerprint
    (again,) = brought(empty_shop, SAUCE)
    assert not again.is_new


def test_several_recipes_are_written_into_a_folder_under_their_codes(empty_shop: Workshop) -> None:
    folder = empty_shop.folder / "drafts"
    with pytest.raises(NotFound, match="There are 2 recipes and no folder"):
        import_formulas(empty_shop(), [SAUCE, CAKE], output=folder)
    folder.mkdir()
    import_formulas(empty_shop(), [SAUCE, CAKE], output=folder)
    assert sorted(path.name for path in folder.iterdir()) == ["LEMON-CAKE.toml", "SLOW-TOMAT.toml"]


def test_a_file_in_the_folder_is_never_written_over(empty_shop: Workshop) -> None:
    folder = empty_shop.folder / "drafts"
    folder.mkdir()
    kept = folder / "SLOW-TOMAT.toml"
    kept.write_text("mine", "utf-8")
    with pytest.raises(Conflict, match="is there already"):
        import_formulas(empty_shop(), [SAUCE, CAKE], output=folder)
    assert [path.name for path in folder.iterdir()] == ["SLOW-TOMAT.toml"]
    assert kept.read_text("utf-8") == "mine"


def test_a_code_of_the_store_is_not_given_to_a_file(shop: Workshop) -> None:
    path = shop.folder / "new.toml"
    (written,) = import_formulas(shop(), [salve(shop, title="SOAP")], output=path)
    assert written.formula.code == "SOAP-2"
