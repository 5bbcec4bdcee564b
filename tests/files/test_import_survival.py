"""Whatever a file of another program holds, it is imported or refused with one sentence."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.formula_toml import load_text, write
from recipekeeper.files.imports.imported import Imported
from recipekeeper.files.imports.reading import read_recipes
from recipekeeper.files.materials import shipped
from recipekeeper.formula.reading.document import read as read_document
from recipekeeper.quantity import UnitSystem

FILES = Path(__file__).parent / "imports"
ALL = sorted(FILES.iterdir())
BEER = json.loads((FILES / "pale-ale.json").read_text("utf-8"))
PAGE = (FILES / "lemon-cake.html").read_text("utf-8")
CAKE = json.loads(PAGE[PAGE.index('{"@context"') : PAGE.index("</script>")])

ODD: list[Any] = [
    None, True, 0, -1, 1e308, 10**30, 1e-30, 0.1 + 0.2, float("nan"), float("inf"), "", "x", "½", "5 g", "\ud800",
    "\x00", "a/b=c@d:e", "1e400", "9" * 200, "\n\n", [], {}, [[]], [{}], ["a", "b"], {"unit": "g", "value": "5"},
    {"unit": "bushel", "value": 1}, {"unit": "igal", "value": 3}, {"unit": "C", "value": -400},
]  # fmt: skip
BITS = [
    b"<", b">", b"&", b"{", b"}", b"%", b"@", b"#", b"~", b'"', b"[-", b"-]", b"--", b"\xff\xfe", b"\x00", b"---\n",
    b"=", b"/", b"\n\n", b"-5", b"1e9", b"\\ud800", "½".encode(), "é".encode("latin-1"),
]  # fmt: skip


def whole_or_refused(path: Path, units: UnitSystem | None) -> None:
    """A near-miss gives formulas that can be kept, or one sentence."""
    recipes: tuple[Imported, ...] = ()
    sentence = ""
    try:
        recipes = read_recipes(path, units)
    except Unreadable as refused:
        sentence = refused.message
    assert bool(recipes) != (sentence.endswith(".") and "\n" not in sentence)
    for each in recipes:
        keeps(each)


def keeps(imported: Imported) -> None:
    """It is a formula, which comes out of a file as it went in, and each of its lines says where it came from."""
    formula, problems = read_document({**imported.document, "code": "X"}, shipped())
    assert formula is not None, problems
    again, _ = load_text(write(formula.document))
    assert again is not None
    assert again.fingerprint == formula.fingerprint
    assert all(line["original"] for line in imported.document.get("ingredient", ()))
    assert all(note.endswith(".") and "\n" not in note for note in imported.notes)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place within lists and tables."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(each for key, one in inner for each in places(one, (*path, key)))]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
@pytest.mark.parametrize("units", [None, *UnitSystem])
def test_each_sample_becomes_a_formula(path: Path, units: UnitSystem | None) -> None:
    for each in read_recipes(path, units):
        keeps(each)


@given(data=st.data(), sample=st.sampled_from([BEER, CAKE]), units=st.sampled_from([None, UnitSystem.US]))
@settings(max_examples=120)
def test_a_value_that_is_not_what_belongs_there_gives_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, sample: Any, units: UnitSystem | None
) -> None:
    spoilt = copy.deepcopy(sample)
    *way, last = data.draw(st.sampled_from(places(spoilt)))
    table = spoilt
    for key in way:
        table = table[key]
    if data.draw(st.booleans()):
        table[last] = data.draw(st.sampled_from(ODD))
    else:
        del table[last]
    path = tmp_path_factory.mktemp("near") / "near.json"
    path.write_text(json.dumps(spoilt), "utf-8")
    whole_or_refused(path, units)


@given(
    sample=st.sampled_from(ALL), at=st.floats(0, 1), cut=st.integers(0, 30), put=st.sampled_from([b"", *BITS])
)
@settings(max_examples=150)
def test_a_slip_anywhere_in_a_file_gives_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, sample: Path, at: float, cut: int, put: bytes
) -> None:
    content = sample.read_bytes()
    place = int(at * len(content))
    path = tmp_path_factory.mktemp("near") / f"near{sample.suffix}"
    path.write_bytes(content[:place] + put + content[place + cut :])
    whole_or_refused(path, None)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<RECIPES><RECIPE><NAME>&c;</NAME></RECIPE></RECIPES>"""
FETCHING = '<!DOCTYPE r SYSTEM "file:///etc/passwd"><RECIPES><RECIPE><NAME>x</NAME></RECIPE></RECIPES>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xml", BOMB.encode(), "it has a document type or entities of its own"),
        (
            "a.xml",
            BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
            "it has a document type",
        ),
        ("a.xml", FETCHING.encode(), "it has a document type or entities of its own"),
        ("a.xml", b"<RECIPES>&nbsp;</RECIPES>", "line 1 is not XML: undefined entity"),
        ("a.xml", b"<A>" * 100_000, "tags within tags too deep"),
        (
            "a.xml",
            b'<?xml version="1.0" encoding="klingon"?><RECIPES/>',
            "names an encoding that is not known",
        ),
        ("a.xml", b"<HOPS><HOP/></HOPS>", "its outermost tag is HOPS, and RECIPES is expected"),
        ("a.xml", b"<RECIPES></RECIPES>", "holds no recipe"),
        (
            "a.xml",
            b"<RECIPES>" + b"<RECIPE><NAME>x</NAME></RECIPE>" * 501 + b"</RECIPES>",
            "501 recipes; at most 500",
        ),
        ("a.json", b"[" * 100_000, "lists within lists too deep"),
        ("a.json", b'{"a":' * 100_000, "lists within lists too deep"),
        ("a.json", b'{"beerjson": {"recipes": [{"name": "x",}]}}', "line 1 is not JSON"),
        ("a.json", b"{}", "holds neither BeerJSON"),
        ("a.json", b'{"beerjson": []}', "beerjson is a list, and a table of named values is expected there"),
        ("a.json", '{"name": "Crème"}'.encode("latin-1"), "line 1 is not in UTF-8"),
        ("a.cook", "Crème".encode("latin-1"), "line 1 is not in UTF-8"),
        ("a.cook", b"-- only a remark", "it holds no recipe: a Cooklang recipe has steps"),
        ("a.cook", b"@a{1}" * 1001, "more than 1000 ingredients"),
        ("a.cook", b"x\n\n" * 1001, "more than 1000 steps"),
        ("a.cook", b" " * 1_000_001, "is too large for recipes: more than 1 MB"),
        ("a.html", b"<html></html>", "the page holds no recipe"),
        ("a.html", b"<script " * 100_000, "the page holds no recipe"),
        ("a.toml", b"format = 1", "it is a formula file already"),
        ("a.txt", b"Two eggs.", "what kind of file it is cannot be told"),
        ("a.cook", b"", "it is empty"),
        ("a.json", b"  \n", "it is empty"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_recipe_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        read_recipes(path)
    assert said in refused.value.message
    assert str(path) in refused.value.message


def test_a_file_that_is_not_there_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_recipes(tmp_path / "nothing.xml")
    with pytest.raises(Unreadable, match="is a folder"):
        read_recipes(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"), [("ale", "pale-ale.json"), ("b", "koelsch.xml"), ("c.txt", "lemon-cake.html")]
)
def test_a_file_is_known_by_what_it_holds_where_its_name_does_not_say(
    tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_bytes((FILES / text).read_bytes())
    assert read_recipes(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_accepted(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sauce.cook"
    path.write_bytes((FILES / "tomato-sauce.cook").read_text("utf-8").encode(encoding))
    (sauce,) = read_recipes(path)
    assert sauce.document["name"] == "Slow tomato sauce"


def test_a_long_text_is_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(
        json.dumps({"@type": "Recipe", "description": "long " * 9000, "recipeIngredient": ["1 g x"]})
    )
    (made,) = read_recipes(path)
    assert len(made.document["notes"]) < 11_000
    assert 'The text that begins "long long' in " ".join(made.notes)
