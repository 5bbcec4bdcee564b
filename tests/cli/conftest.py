"""A bench to type at: the program in this process, on a store of its own, with a small soap formula."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recipekeeper.cli.program import program
from tests.cli.hands import Hands, begun, copied
from tests.cli.spring import SPRING, past

SOAP = """
format = 1
code = "SOAP-LAV"
name = "Lavender soap"
kind = "cold-process soap"
yields = "3000 g"
yield_within = "90..102 %"
notes = "A small soap for the tests."

[[ingredient]]
name = "olive oil"
phase = "oils"
amount = "1022.67 g"
tolerance = "0.25 %"
resolution = "1 g"
round = "up"

[[ingredient]]
name = "coconut oil"
phase = "oils"
amount = "613.6 g"
tolerance = "0.25 %"
resolution = "1 g"
round = "up"

[[ingredient]]
name = "shea butter"
phase = "oils"
amount = "409 g"
tolerance = "0.25 %"
resolution = "1 g"

[[ingredient]]
name = "water"
phase = "lye solution"
amount = "954.73 g"

[[step]]
name = "weigh oils"
uses = ["oils"]
lasts = "10 min"

[[step]]
name = "melt"
lasts = "15 min"

[[step]]
name = "make lye"
uses = ["lye solution"]

[[step]]
name = "combine"
equipment = "stick blender"

[[step.check]]
measure = "oil temperature"
target = "43 degC"
within = "3 degC"
critical = ["38 degC", "49 degC"]

[[step.check]]
measure = "batter"
is = "smooth"
"""
BATCH = "SOAP-LAV-261121-1"


@dataclass(frozen=True)
class Said:
    """What the program answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The one JSON document on stderr."""
        said: dict[str, str] = json.loads(self.err)["error"]
        return said


class Bench:
    """Somebody who types commands, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment: dict[str, str | None] = {
            "RECIPEKEEPER_STORE": str(folder / "store.db"),
            "RECIPEKEEPER_BY": "Ana",
            "RECIPEKEEPER_STATION": "A",
            "RECIPEKEEPER_UNITS": None,
            "RECIPEKEEPER_BATCH": None,
            "RECIPEKEEPER_DEBUG": None,
            "RECIPEKEEPER_PRINT": None,
            "RECIPEKEEPER_CAUSES": None,
            "XDG_CONFIG_HOME": str(folder / "config"),
        }

    def types(self, *words: str) -> Said:
        """Type a command and take whatever comes."""
        result = CliRunner().invoke(program, words, env=self.environment)
        return Said(result.exit_code, result.stdout, result.stderr)

    def rk(self, *words: str) -> Said:
        """Type a command that has to work."""
        said = self.types(*words)
        assert said.code == 0, (words, said)
        return said

    def all_of(self, commands: Sequence[Sequence[str]]) -> None:
        """Type several commands that have to work."""
        for words in commands:
            self.rk(*words)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the formula as a file, and a store in which a batch of it was begun yesterday."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "recipes").mkdir()
    (folder / "recipes" / "lavender-shea-soap.toml").write_text(SOAP, encoding="utf-8")
    changed = SOAP.replace("613.6 g", "550 g")
    (folder / "my-changed-soap.toml").write_text(changed, encoding="utf-8")
    shutil.copy(folder / "recipes" / "lavender-shea-soap.toml", folder)
    (folder / SPRING).write_text(past(), encoding="utf-8")
    for foreign in (Path(__file__).parents[1] / "files" / "imports").iterdir():
        shutil.copy(foreign, folder)
    bench = Bench(folder)
    bench.all_of(
        [
            ["formula", "add", str(folder / "lavender-shea-soap.toml"), "--release"],
            ["batch", "start", "SOAP-LAV", "--to", "3 kg", "--code", BATCH, "--at", "yesterday 8:00"],
        ]
    )
    return folder


@pytest.fixture
def bench(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench with the formula released and a batch running."""
    folder = tmp_path / "bench"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    return Bench(folder)


@pytest.fixture
def empty_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench at which nothing was ever recorded."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "soap.toml").write_text(SOAP, encoding="utf-8")
    return Bench(tmp_path)


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(tmp_path_factory.mktemp("morning"))


@pytest.fixture
def hands(morning: Path, tmp_path: Path) -> Hands:
    return Hands(copied(morning, tmp_path))
