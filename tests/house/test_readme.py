"""The README's tour is typed in, line by line, and must answer what the README says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from recipekeeper.cli.program import program

README = Path(__file__).parents[2] / "README.md"
RK = Path(sys.executable).with_name("rk")
TODAY = re.compile(r"(?<=SOAP-LAV-)\d{6}(?=-\d)")


def tour() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the answer that stands below it."""
    steps: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            else:
                steps[-1][1].append(line)
    return steps


def answer(command: str, environment: dict[str, str]) -> str:
    """What a command of the program says, in this process unless it is for the shell to take apart."""
    if command.startswith("rk") and "|" not in command:
        done = CliRunner().invoke(program, shlex.split(command)[1:], env=environment)
        assert done.exit_code == 0, done.output
        return done.stdout
    ran = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_tour_of_the_readme_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {
        **os.environ,
        "RECIPEKEEPER_BY": "Ana",
        "PATH": f"{RK.parent}{os.pathsep}{os.environ['PATH']}",
    }
    for name in ("RECIPEKEEPER_STORE", "RECIPEKEEPER_BATCH", "RECIPEKEEPER_UNITS"):
        environment.pop(name, None)
        monkeypatch.delenv(name, raising=False)
    steps = tour()
    assert len(steps) > 10
    today = ""
    for command, shown in steps:
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = value
            continue
        answered = answer(TODAY.sub(today, command) if today else command, environment)
        today = today or next(iter(TODAY.findall(answered)), "")
        said = TODAY.sub("261121", answered).splitlines()
        if "..." in shown:
            said = [*said[: shown.index("...")], "..."]
        assert said == shown, command


def test_the_readme_says_in_three_lines_what_it_is_then_two_commands() -> None:
    _, about, *_ = README.read_text(encoding="utf-8").split("\n\n")
    assert about.count("\n") <= 3
    assert re.findall(r"^make \w+", README.read_text(encoding="utf-8"), re.MULTILINE) == [
        "make demo",
        "make test",
    ]
