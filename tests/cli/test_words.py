"""Words of a call: names and amounts without quotes, and quotes that were forgotten."""

from __future__ import annotations

import click
import pytest

from recipekeeper.cli.words import Words, forgotten_quote, name_and_value

CODE = click.Argument(["code"])
FILES = click.Argument(["files"], nargs=-1, required=True)
TO = click.Option(["--to"])
STORE = click.Option(["--store"])
FLAG = click.Option(["--json"], is_flag=True)
AMOUNT = [click.Argument(["ingredient"]), Words(["amount"], required=True), TO, STORE, FLAG]
AT = click.Option(["--at"], metavar="WHEN")
YIELD = click.Option(["--yield"], metavar="AMOUNT")
STEP = [Words(["step"], required=False), AT, YIELD]
BATCH = [click.Argument(["batch"], required=False), AT, YIELD]
OPTIONAL = [click.Argument(["entry"]), Words(["value"], required=False), TO]


@pytest.mark.parametrize(
    ("name", "value", "understood"),
    [
        ("olive", "oil 1022 g", ("olive oil", "1022 g")),
        ("olive oil", "1022 g", ("olive oil", "1022 g")),
        ("olive oil", "½ cup", ("olive oil", "½ cup")),
        ("ambient", "-5 degC", ("ambient", "-5 degC")),
        ("batter", "very smooth", ("batter", "very smooth")),
        ("mash pH", "pH 4.1", ("mash pH", "pH 4.1")),
        ("", "1 g", ("", "1 g")),
        ("sea salt flakes", "1 lb 4 oz", ("sea salt flakes", "1 lb 4 oz")),
    ],
)
def test_a_name_ends_where_the_number_begins(name: str, value: str, understood: tuple[str, str]) -> None:
    assert name_and_value(name, value) == understood


@pytest.mark.parametrize(
    ("params", "args", "meant"),
    [
        ([CODE, TO], "SOAP --to 12 lb", "12 lb"),
        ([CODE, TO], "SOAP --to=12 lb 4 oz", "12 lb 4 oz"),
        ([CODE, TO, FLAG], "--to 12 lb SOAP --json", "12 lb"),
        ([TO], "--to 12 lb", "12 lb"),
        (AMOUNT, "olive 10 g --to 12 lb", "12 lb"),
        (AMOUNT, "olive 10 g --to -25 min", "-25 min"),
        (OPTIONAL, "3 614 g --to misread the scale", "misread the scale"),
    ],
)
def test_a_forgotten_quote_is_found(params: list[click.Parameter], args: str, meant: str) -> None:
    said = forgotten_quote(params, args.split())
    assert said == f'The value of --to is one argument: write --to "{meant}"'


@pytest.mark.parametrize(
    ("params", "args", "meant"),
    [
        (BATCH, "--yield 2.98 kg", '--yield "2.98 kg"'),
        (BATCH, "--yield 2.98 kg SOAP-1", '--yield "2.98 kg"'),
        (BATCH, "--yield=1/2 Gal", '--yield "1/2 Gal"'),
        (STEP, "--at yesterday 14:10", '--at "yesterday 14:10"'),
        (STEP, "--at 2026-11-20 14:10 melt", '--at "2026-11-20 14:10"'),
        (STEP, "--at -25 min", '--at "-25 min"'),
    ],
)
def test_a_value_that_says_nothing_without_the_next_word_has_lost_its_quotes(
    params: list[click.Parameter], args: str, meant: str
) -> None:
    option = meant.split(maxsplit=1)[0]
    said = forgotten_quote(params, args.split())
    assert said == f"The value of {option} is one argument: write {meant}"


@pytest.mark.parametrize(
    ("params", "args"),
    [
        ([CODE, TO], "SOAP --to 12lb"),
        ([CODE, TO], "--to 12lb SOAP"),
        ([CODE, TO, FLAG], "SOAP --json --to 12lb"),
        ([CODE, TO], "SOAP too many words"),
        ([FILES, TO], "a.toml --to why b.toml"),
        (AMOUNT, "olive --store x.db 10 g"),
        (AMOUNT, "--store x.db olive 10 g"),
        (AMOUNT, "olive oil --store x.db 10 g"),
        (AMOUNT, "olive 10 g --store x.db"),
        (AMOUNT, "olive 10 --json g"),
        (OPTIONAL, "--to misread 3 614 g"),
        (OPTIONAL, "3 --to misread 614 g"),
        (AMOUNT, "olive 10 g -- --to 12 lb"),
        (BATCH, "--yield 40 SOAP-1"),
        (BATCH, "--yield 2.98kg g"),
        (STEP, "--at 14:10 melt"),
        (STEP, "--at yesterday melt"),
    ],
)
def test_what_can_be_meant_is_left_alone(params: list[click.Parameter], args: str) -> None:
    assert forgotten_quote(params, args.split()) is None
