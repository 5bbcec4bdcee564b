"""A history there and back: nothing is lost, whatever a batch went through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.files.formula_toml import read as read_formula
from recipekeeper.files.history import Row, by_batch, read, read_text, write
from recipekeeper.files.history_export import rows_of
from tests.files.past import imported

RECIPES = Path(__file__).parents[2] / "recipes"
SOAP = read_formula(RECIPES / "lavender-shea-soap.toml")
STEPS = [step.name for step in SOAP.steps]
BEGAN = datetime(2026, 1, 12, 9, 5, tzinfo=UTC)

# What breaks tables: the marks of CSV, of spreadsheet formulas and of other scripts, and numbers as words.
words = (
    st.text(
        st.sampled_from([*"=+-@',;\"\t\n x1.", "é", "½", "°", "本"])
        | st.characters(exclude_categories=["Cs", "Cc"]),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
gels = st.just("full") | words.filter(lambda text: text.casefold() not in ("full", "partial", "none"))
people = st.sampled_from(["AK", "MR", "Zoë", "=TS"])
offsets = st.sampled_from([timedelta(0), timedelta(hours=1), timedelta(hours=-4, minutes=-30)])
moments = st.builds(
    lambda seconds, offset: (BEGAN + timedelta(seconds=seconds)).astimezone(timezone(offset)),
    st.integers(0, 60 * 24 * 3600),
    offsets,
)
sometimes = st.none() | moments
parts = st.sampled_from(["A", "B"])
weights = st.decimals("0.1", "5000", places=1).map(lambda value: format(value, "f"))
numbers = st.decimals("-20", "120", places=1).map(lambda value: format(value, "f"))


def row(kind: str, **cells: st.SearchStrategy[object]) -> st.SearchStrategy[Row]:
    fixed = {"line": 0, "batch": "SLV-1", "formula": "SOAP-LAV", "kind": kind}
    return st.builds(Row, **{name: st.just(cell) for name, cell in fixed.items()}, by=people, **cells)


def of_the_batch(name: str, **cells: st.SearchStrategy[object]) -> st.SearchStrategy[Row]:
    return row("batch", name=st.just(name), **cells)


steps = st.sampled_from(STEPS)
somewhere = steps | st.just("")
ingredients = st.sampled_from([line.name for line in SOAP.lines])
temperatures = st.sampled_from(
    [(step.name, check.measure) for step in SOAP.steps for check in step.checks if check.unit == "degC"]
)
facts = st.lists(
    st.one_of(
        *(row(kind, step=steps, at=moments) for kind in ("started", "ended", "paused", "resumed")),
        row("skipped", step=steps, value=words | st.just(""), at=sometimes),
        row("equipment", step=somewhere, value=words, at=sometimes),
        row("note", step=somewhere, value=words, at=sometimes),
        row(
            "weighed",
            step=somewhere,
            name=ingredients,
            value=weights,
            unit=st.sampled_from(["g", "kg", "oz"]),
            lot=words | st.just(""),
            at=sometimes,
        ),
        row("weighed", step=somewhere, name=ingredients, lot=words, at=sometimes),
        temperatures.flatmap(
            lambda place: row(
                "read",
                step=st.just(place[0]),
                name=st.just(place[1]),
                value=numbers,
                unit=st.sampled_from(["degC", "degF"]),
                at=sometimes,
            )
        ),
        row(
            "read",
            step=st.just("set"),
            name=st.just("gel"),
            value=gels,
            lot=parts | st.just(""),
            at=sometimes,
        ),
        row("read", step=steps, name=st.just("a measure of its own"), value=numbers, at=sometimes),
        row(
            "note",
            step=somewhere,
            name=st.just("split"),
            value=weights,
            unit=st.just("g"),
            lot=parts,
            at=sometimes,
        ),
        row(
            "note",
            step=somewhere,
            name=st.sampled_from(["loss: trim", "loss: spill"]),
            value=weights,
            unit=st.sampled_from(["g", "bar"]),
            lot=parts | st.just(""),
            at=sometimes,
        ),
        row(
            "note",
            name=st.sampled_from(["observation", "observation: 3 of 9 bars"]),
            value=words,
            lot=parts | st.just(""),
            at=sometimes,
        ),
        row(
            "note",
            name=st.sampled_from(["complaint", "complaint: Ms Hill: sister"]),
            value=words,
            unit=st.sampled_from(["", "1 bar", "2 bars"]),
            at=sometimes,
        ),
        of_the_batch("yield", value=weights, unit=st.just("g"), lot=parts, at=sometimes),
        row("note", value=words, lot=parts, at=sometimes),
        of_the_batch("outcome", value=st.sampled_from(["good", "bad"]), at=sometimes),
        of_the_batch("symptom", value=words, at=sometimes),
        of_the_batch("disposition", value=st.sampled_from(["hold", "released", "rejected"]), at=sometimes),
        of_the_batch("yield", value=weights, unit=st.just("g"), at=sometimes),
        of_the_batch("units", value=st.integers(0, 60).map(str), unit=st.just("bar"), at=sometimes),
    ),
    max_size=25,
)
ends = st.one_of(
    of_the_batch("state", value=st.sampled_from(["finished", "void"]), at=moments),
    st.just(Row(0, "SLV-1", "SOAP-LAV", "batch", name="state", value="running", by="AK")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """The rows of one batch in any order, as an export writes them."""
    size = Row(0, "SLV-1", "SOAP-LAV", "batch", name="size", value="3000", unit="g", at=BEGAN, by="AK")
    version = replace(size, name="version", value="1", unit="", at=None)
    trial = replace(version, name="trial", value="yes")
    rows = [size, version, draw(ends), *draw(facts)]
    known = {each.lot for each in rows if each.name == "split"}
    of_parts = {each.lot for each in rows if each.lot and each.kind != "weighed"}
    rows += [
        replace(version, kind="note", name="split", value="100", unit="g", lot=part)
        for part in sorted(of_parts - known)
    ]
    if draw(st.booleans()):
        rows.append(trial)
    return draw(st.permutations(rows))


def unnumbered(rows: Iterable[Row]) -> Counter[Row]:
    return Counter(replace(row, line=0) for row in rows)


def reread(rows: Sequence[Row]) -> list[Row]:
    found, problems = read_text("".join(write(rows)), UTC)
    assert problems == []
    return found


@given(histories())
def test_rows_survive_the_file(rows: list[Row]) -> None:
    assert [replace(each, line=0) for each in reread(rows)] == rows


@given(histories())
@settings(max_examples=150)
def test_rows_survive_the_record_of_a_batch(rows: list[Row]) -> None:
    assert unnumbered(rows_of(imported(rows, SOAP))) == unnumbered(rows)


@given(histories())
@settings(max_examples=150)
def test_an_exported_batch_comes_back_with_the_same_state_and_deviations(rows: list[Row]) -> None:
    record = imported(rows, SOAP)
    again = imported(reread(list(rows_of(record))), SOAP)
    assert replace(again.state, in_force=()) == replace(record.state, in_force=())
    assert again.deviations == record.deviations
    assert again.plan == record.plan


def test_the_sample_history_comes_back_as_it_is() -> None:
    rows, _ = read(RECIPES / "soap-history.csv", UTC)
    for batch, group in by_batch(rows).items():
        exported = list(rows_of(imported(group, SOAP)))
        (state,) = (each for each in exported if each.name == "state")
        assert state.value == "finished"
        exported.remove(state)
        assert unnumbered(exported) == unnumbered(group), batch
