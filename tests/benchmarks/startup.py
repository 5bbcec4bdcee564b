"""What starting the program costs, beside yardsticks on the same machine: `make bench`.

Each ratio is the median of paired runs, whole processes one after the other, so that a machine that is
busy for a while slows both sides of a pair.

- `rk --help` beside `python -c "import click"`: at most 1.5.
- `rk weigh …` in the plan's unit beside a plain script that imports click and sqlmodel, defines two
  tables and inserts a row: less than 1.
- `rk sheet` beside `rk batch show` of the same batch: at most 1.5; a hundred sheets beside one: at most 10.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

PAIRS = 15
PAIRS_OF_A_HUNDRED = 3
HELP_AT_MOST = 1.5
SHEET_AT_MOST = 1.5
HUNDRED_AT_MOST = 10.0
WEIGH_LESS_THAN = 1.0
RK = [sys.executable, "-c", "from recipekeeper.cli import main; main()"]
FORMULA = Path(__file__).parents[2] / "recipes" / "lavender-shea-soap.toml"
PLAIN_SCRIPT = """
import sys
import click
from sqlmodel import Field, Session, SQLModel, create_engine

class Batch(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    code: str

class Weighing(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    batch: str
    ingredient: str
    grams: str

@click.command()
@click.argument("ingredient")
@click.argument("grams")
def weigh(ingredient: str, grams: str) -> None:
    engine = create_engine("sqlite:///" + sys.argv[0] + ".db")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Weighing(batch="A", ingredient=ingredient, grams=grams))
        session.commit()
    click.echo(f"{grams} g {ingredient}")

weigh()
"""


def main() -> int:
    """Print the ratios; the exit code is 1 where one is too large."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RECIPEKEEPER_STORE": f"{folder}/store.db", "RECIPEKEEPER_BY": "bench"}
        script = Path(folder, "plain.py")
        script.write_text(PLAIN_SCRIPT, encoding="utf-8")
        _run([*RK, "formula", "add", str(FORMULA), "--release"], environment)
        _run([*RK, "batch", "start", "SOAP-LAV", "--code", "B1"], environment)
        help_ratio = _ratio([*RK, "--help"], [sys.executable, "-c", "import click"], environment)
        weigh_ratio = _ratio(
            [*RK, "weigh", "olive oil", "10 g"], [sys.executable, str(script), "olive", "10"], environment
        )
        sheet = [*RK, "sheet", "B1", "-o", f"{folder}/sheet.pdf", "--force"]
        sheet_ratio = _ratio(sheet, [*RK, "batch", "show", "B1"], environment)
        hundred_ratio = _ratio([*sheet, "--copies", "100"], sheet, environment, PAIRS_OF_A_HUNDRED)
    print(f'rk --help  : {help_ratio:.2f} of python -c "import click" (at most {HELP_AT_MOST})')
    print(
        f"rk weigh … : {weigh_ratio:.2f} of a plain click and sqlmodel script (less than {WEIGH_LESS_THAN})"
    )
    print(f"rk sheet   : {sheet_ratio:.2f} of rk batch show (at most {SHEET_AT_MOST})")
    print(f"100 sheets : {hundred_ratio:.1f} of one sheet (at most {HUNDRED_AT_MOST})")
    too_slow = help_ratio > HELP_AT_MOST or weigh_ratio >= WEIGH_LESS_THAN
    return int(too_slow or sheet_ratio > SHEET_AT_MOST or hundred_ratio > HUNDRED_AT_MOST)


def _ratio(
    ours: Sequence[str], yardstick: Sequence[str], environment: dict[str, str], pairs: int = PAIRS
) -> float:
    for command in (ours, yardstick):
        _run(command, environment)
    return statistics.median(_run(ours, environment) / _run(yardstick, environment) for _ in range(pairs))


def _run(command: Sequence[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
