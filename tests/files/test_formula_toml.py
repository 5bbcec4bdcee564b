"""Formula files: what is read, the gallery of what is refused, and what is written again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recipekeeper.errors import FormulaUnreadable, NotFound, Unreadable
from recipekeeper.files.formula_toml import load, load_text, read, sentence, write
from recipekeeper.files.place import line_of, lines_of
from recipekeeper.formula.reading.document import canonical
from recipekeeper.formula.reading.document import read as read_document
from tests.formula.bastille import changed, formula
from tests.schema_documents import any_document, places

SOAP = """\
# What goes into a 5.9 kg loaf.
format = 1
code = "SOAP-LAV"
name = "Lavender shea bar"
kind = "cold-process soap"
yields = "5867 g"
yield_within = "90..102 %"
notes = '''
[[ingredient]] in a text is no table,
amount = "and this no amount".
'''

[[ingredient]]
name = "olive oil"
phase = "oils"
amount = "2000 g"              # half of the oils
tolerance = "0.25 %"
resolution = "1 g"
round = "up"
scales = "linear"
sap = "190 mg KOH/g"
density = "0.915 g/ml"
was = "olive oil, pure"

[[ingredient]]
name = "sodium hydroxide"
phase = "lye solution"
amount = "563.3 g"

[[step]]
name = "combine"
text = "Pour the lye into the oils through a sieve; blend in short bursts."
uses = [
    "lye solution",  # first
    "oils",
]
equipment = "stick blender"
lasts = "4 min"
within = "2.5 min"
wait_at_most = "10 min"

[[step.check]]
measure = "oil temperature"
target = "43 degC"
within = "3 degC"
critical = ["38 degC", "49 degC"]
each = "15 min"

[[step.check]]
measure = "trace"
is = ["light", "medium"]
"""


def problems_of(text: str) -> list[str]:
    return [sentence("soap.toml", problem) for problem in load_text(text)[1]]


def edited(found: str, instead: str) -> str:
    assert SOAP.count(found) == 1, found
    return SOAP.replace(found, instead)


def test_the_example_is_read_without_a_problem() -> None:
    formula, problems = load_text(SOAP)
    assert problems == []
    assert formula is not None
    assert [str(line.amount) for line in formula.lines] == ["2000 g", "563.3 g"]
    assert formula.steps[0].uses == ("lye solution", "oils")
    assert formula.notes.startswith("[[ingredient]] in a text")


def gallery() -> list[tuple[str, str, str]]:
    """What is taken out of the soap (-), what stands there instead (+), and the first thing said (!).

    Where "…" ends it, what follows is the sentence of a quantity, which has tests of its own.
    """
    blocks = (Path(__file__).parent / "gallery.txt").read_text("utf-8").split("\n\n")
    found = []
    for block in blocks:
        marked: dict[str, str] = {"-": "", "+": "", "!": ""}
        for line in block.splitlines():
            marked[line[0]] += f"{line[2:]}\n"
        found.append((marked["-"], marked["+"], marked["!"].strip()))
    return found


@pytest.mark.parametrize(("found", "instead", "said"), gallery(), ids=lambda text: text.strip()[:40])
def test_the_gallery_of_messages(found: str, instead: str, said: str) -> None:
    separator = " " if said.startswith("line ") else ", "
    text = edited(found, instead)
    first = load_text(text)[1][0]
    whole = sentence("soap.toml", first)
    assert (whole[: len(said) + 9] + "…" if said.endswith("…") else whole) == f"soap.toml{separator}{said}"
    if first.line is not None:
        named = first.where.rpartition(".")[2].partition("[")[0]
        assert text.splitlines()[first.line - 1].startswith((named, "[")), (
            "the line is that of the key or its table"
        )


def test_every_problem_is_said_at_once_and_in_one_error(tmp_path: Path) -> None:
    spoilt = (
        edited('yields = "5867 g"', 'yields = "5867"')
        .replace('"2.5 min"', '"2.5 g"')
        .replace('"1 g"', '"1 x"')
    )
    path = tmp_path / "soap.toml"
    path.write_text(spoilt, "utf-8")
    with pytest.raises(FormulaUnreadable) as refused:
        read(path)
    starts = [each.split(":")[0] for each in refused.value.problems]
    assert starts == [
        "soap.toml line 6, yields",
        "soap.toml line 18, ingredient[1].resolution",
        "soap.toml line 39, step[1].within",
    ]
    assert refused.value.message.splitlines() == list(refused.value.problems)


# What is no formula file


NOT_TOML = "the file is not TOML here:"
NO_END = "Expected newline or end of document after a statement"
QUOTED = 'Texts and quantities stand in quotes, such as amount = "2000 g".'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'soap.toml: the file is empty; a formula begins with format = 1 and code = "SOAP-LAV".'),
        (
            'code = "SOAP"\namount = 2000 g\n',
            f"soap.toml line 2: {NOT_TOML} amount = 2000 g ({NO_END}). {QUOTED}",
        ),
        (
            'code = "A"\ncode = "B"\n',
            f'soap.toml line 2: {NOT_TOML} code = "B" (Cannot overwrite a value). {QUOTED}',
        ),
        (
            'notes = """\nnever closed',
            "soap.toml line 2: the file is not TOML: Unterminated string, at its end.",
        ),
        ("a = " + "[" * 5000, "soap.toml: the file holds lists within lists too deep to be a formula."),
    ],
)
def test_a_text_that_is_no_toml_is_refused_with_its_line(text: str, said: str) -> None:
    assert problems_of(text) == [said]


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "soap.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SOAP.encode())
    assert read(path).code == "SOAP-LAV"


def test_line_ends_of_windows_do_not_move_a_line() -> None:
    spoilt = edited('round = "up"', 'round = "upp"').replace("\n", "\r\n")
    assert problems_of(spoilt)[0].startswith("soap.toml line 19, ingredient[1].round")


def test_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "soap.toml"
    path.write_bytes('code = "SOAP"\nname = "Crème"\n'.encode("latin-1"))
    _, (problem,) = load(path)
    assert (problem.line, problem.message) == (
        2,
        "the file is not in UTF-8: save it again with that encoding.",
    )


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        load(tmp_path / "soap.toml")


def test_a_folder_is_no_formula(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        load(tmp_path)


# Written again


def test_a_written_formula_keeps_its_tables_readable() -> None:
    formula, _ = load_text(SOAP)
    assert formula is not None
    assert write(formula.document).endswith("""
[[step.check]]
measure = "oil temperature"
target = "43 degC"
within = "3 degC"
critical = ["38 degC", "49 degC"]
each = "15 min"

[[step.check]]
measure = "trace"
is = ["light", "medium"]
""")


@settings(max_examples=60)
@given(data=st.data())
def test_a_written_formula_reads_back_to_the_same_fingerprint(
    documents: st.SearchStrategy[dict[str, Any]], data: st.DataObject
) -> None:
    formula, problems = read_document(data.draw(documents))
    assert formula is not None, problems
    text = write(formula.document)
    again, _ = load_text(text)
    assert again is not None
    assert again == formula
    assert again.fingerprint == formula.fingerprint
    assert canonical(tomllib.loads(text)) == canonical(formula.document)


SOAP_OF_TWO = {
    "alkali": {"NaOH": "60 %", "KOH": "40 %"},
    "purity": {"NaOH": "98 %", "KOH": "90 %"},
    "superfat": "5 %",
    "water_ratio": "2:1",
}


def test_a_written_lye_of_two_alkalis_has_each_key_on_one_line() -> None:
    text = write(formula(changed("fill", {"each": "142 g"}, changed("lye", SOAP_OF_TWO))).document)
    assert (
        """
[lye]
alkali = {NaOH = "60 %", KOH = "40 %"}
purity = {NaOH = "98 %", KOH = "90 %"}
superfat = "5 %"
water_ratio = "2:1"

[fill]
each = "142 g"

[silence]
alkali-tolerance = "weighed on the fine scale"

[[ingredient]]
name = "olive oil"
"""
        in text
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("lye", SOAP_OF_TWO),
        ("fill", {"each": "142 g", "unit": "bar", "loss": "2 %", "fixed_loss": "190 g", "overage": "1 %"}),
        ("silence", {"lye-strong": 'a "quoted" reason', "superfat-low": "laundry"}),
        ("ingredient[5].of", ["olive oil", "coconut oil"]),
        ("ingredient[5].contains", ["linalool", "limonene"]),
        ("base", "LAV-OLD@3"),
    ],
)
def test_a_written_soap_is_the_same_formula_again(path: str, value: Any) -> None:
    first = formula(changed(path, value))
    again, problems = load_text(write(first.document))
    assert again == first, problems


@settings(max_examples=150)
@given(document=any_document)
def test_every_key_of_the_schema_is_written_so_that_it_reads_back(document: dict[str, Any]) -> None:
    assert canonical(tomllib.loads(write(document))) == canonical(document)


@settings(max_examples=100)
@given(document=any_document)
def test_every_key_of_the_schema_is_found_on_its_line(document: dict[str, Any]) -> None:
    text = write(document)
    lines = lines_of(text)
    for where, _, key, table in places(document):
        if key.name in table:
            number = line_of(where, lines)
            assert number is not None
            assert text.split("\n")[number - 1].startswith((f"{key.name} =", f"[{key.name}]"))


@settings(max_examples=60)
@given(data=st.data())
def test_every_table_of_a_written_formula_is_found_on_its_line(
    documents: st.SearchStrategy[dict[str, Any]], data: st.DataObject
) -> None:
    """A key spoilt in a written file is reported on the very line that holds it."""
    formula, _ = read_document(data.draw(documents))
    assert formula is not None
    assume(formula.lines)
    number = data.draw(st.integers(1, len(formula.lines)))
    text = write(formula.document)
    name = tomllib.loads(text)["ingredient"][number - 1]["amount"]
    lines = text.split("\n")
    header = [at for at, line in enumerate(lines) if line == "[[ingredient]]"][-len(formula.lines) :][
        number - 1
    ]
    at = next(at for at in range(header, len(lines)) if lines[at] == f'amount = "{name}"')
    lines[at] = 'amount = "much"'
    _, problems = load_text("\n".join(lines))
    assert (f"ingredient[{number}].amount", at + 1) in [(each.where, each.line) for each in problems]
