"""A maker's own rules of causes: what reads, and every mistake with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.causes import COLUMNS, EXAMPLE, TABLE, read_causes, shipped, with_own
from recipekeeper.trace.causes import Direction, Strength, known
from recipekeeper.trace.model import Factor, Kind

HEADER = ",".join(COLUMNS)
GOOD = "MY1,soap,drag marks; torn edges,wait,cut,,high,strong,later than 36 h,our batches"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "causes.csv"


def refused(file: Path, text: str) -> list[str]:
    """What is said of such a file, without its path."""
    file.write_text(text, "utf-8")
    with pytest.raises(Unreadable) as error:
        read_causes(file)
    return [line.removeprefix(f"{file}, ") for line in error.value.message.splitlines()]


def test_a_row_reads_as_it_is_written(file: Path) -> None:
    file.write_text(f"# mine\n\n{HEADER}\n{GOOD}\n", "utf-8")
    (cause,) = read_causes(file)
    assert (cause.rule, cause.trade, cause.symptom) == ("MY1", ("soap",), ("drag marks", "torn edges"))
    assert (cause.kind, cause.step, cause.name) == (Kind.WAIT, ("cut",), ())
    assert (cause.direction, cause.strength) == (Direction.HIGH, Strength.STRONG)
    assert (cause.note, cause.source, cause.own) == ("later than 36 h", "our batches", True)


def test_columns_may_be_left_out_and_stand_in_any_order_and_a_spreadsheet_may_have_saved_them(
    file: Path,
) -> None:
    file.write_bytes("\ufeffKind,Symptom,id,Strength,direction\r\nANY,dull,M,Weak,Either\r\n".encode())
    (cause,) = read_causes(file)
    assert (cause.kind, cause.trade, cause.note) == (None, (), "")
    assert known([cause], Factor(Kind.DURATION, "melt"), 2.0) is cause


def test_own_rules_stand_before_the_ones_that_ship_and_are_marked(file: Path) -> None:
    file.write_text(f"{HEADER}\nMY1,soap,seized,reading,combine,oil temp,low,strong,,\n", "utf-8")
    causes = with_own(read_causes(file))
    found = causes.of("seized", "soap")
    assert [cause.own for cause in found[:2]] == [True, False]
    assert len(causes.rows) == len(shipped().rows) + 1
    assert not any(cause.own for cause in shipped().rows)


def test_the_example_reads_and_so_does_every_row_of_it_that_is_a_remark(file: Path) -> None:
    file.write_text(EXAMPLE, "utf-8")
    assert read_causes(file) == ()
    file.write_text(EXAMPLE.replace("# MY", "MY"), "utf-8")
    assert [cause.rule for cause in read_causes(file)] == ["MY1", "MY1", "MY2"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("wait", "wate"), 'line 2, kind: "wate" is no kind; did you mean wait?'),
        (GOOD.replace("high", "hihg"), 'line 2, direction: "hihg" is no direction; did you mean high?'),
        (
            GOOD.replace("strong", "9"),
            'line 2, strength: "9" is no strength; it is strong, medium or weak.',
        ),
        (GOOD.replace("MY1", ""), "line 2, id: is empty; every row has its id"),
        (GOOD.replace("drag marks; torn edges", " ; "), "line 2, symptom: is empty; every row has its symptom"),
        (GOOD.replace("high", ""), "line 2, direction: is empty; it is a word such as high"),
        (
            GOOD.replace("wait", "lot"),
            "line 2, direction: high is for numbers; of kind lot the direction is words",
        ),
        (
            GOOD.replace("high", "words"),
            "line 2, direction: words is for what is no number; of kind wait it is low, high or either",
        ),
        (
            GOOD.replace("wait", "operator").replace("high", "words"),
            "line 2, step: the kind operator belongs to no step; leave it empty",
        ),
        (
            GOOD + ",or so",
            "line 2: has 11 cells and not 10; a cell with a comma stands in quotes",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_row_is_told_with_its_line_its_column_and_the_nearest_word(
    file: Path, row: str, said: str
) -> None:
    assert refused(file, f"{HEADER}\n{row}\n") == [said]


def test_all_mistakes_are_told_at_once_and_remarks_count_as_lines(file: Path) -> None:
    text = (
        f"# mine\n{HEADER}\n{GOOD.replace('high', 'hi')}\n# more\n{GOOD}\n{GOOD.replace('wait', 'pause')}\n"
    )
    assert [said.partition(":")[0] for said in refused(file, text)] == ["line 3, direction", "line 6, kind"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f'line 1: is empty; the first row is "{HEADER}"'),
        ("# only remarks\n", f'line 1: is empty; the first row is "{HEADER}"'),
        (HEADER.replace("symptom", "symptoms"), 'line 1: "symptoms" is not a column; did you mean symptom?'),
        (HEADER + ",id", f'line 1: the column id stands there twice; the first row is "{HEADER}"'),
        (
            HEADER.replace(",kind", ""),
            f'line 1: the column kind is missing; the first row is "{HEADER}"',
        ),
        (GOOD, f'line 1: "MY1" is not a column; the first row is "{HEADER}"'),
        (
            f'{HEADER}\nM,"soap',
            "line 2: is not CSV (unexpected end of data). A cell in quotes ends with one.",
        ),
    ],
)
def test_a_file_that_does_not_begin_with_its_columns_says_what_they_are(
    file: Path, text: str, said: str
) -> None:
    assert refused(file, text) == [said]


def test_a_file_that_is_missing_or_no_text_is_told_in_a_sentence(file: Path) -> None:
    with pytest.raises(NotFound, match=r"There are no rules of causes .*: rk cause example -o "):
        read_causes(file)
    file.write_bytes(HEADER.encode() + b"\nMY\xff,\n")
    with pytest.raises(Unreadable, match="line 2: is not in UTF-8"):
        read_causes(file)
    with pytest.raises(Unreadable, match="cannot be read"):
        read_causes(file.parent)


def test_the_table_that_ships_is_held_to_the_same_rules() -> None:
    assert read_causes(TABLE, own=False) == shipped().rows
