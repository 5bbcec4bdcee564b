"""The README's tour is typed in, line by line, and must answer what the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

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


def test_the_tour_of_the_readme_is_true(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "RECIPEKEEPER_BY": "Ana",
        "PATH": f"{RK.parent}{os.pathsep}{os.environ['PATH']}",
    }
    for name in ("RECIPEKEEPER_STORE", "RECIPEKEEPER_BATCH", "RECIPEKEEPER_UNITS"):
        environment.pop(name, None)
    steps = tour()
    assert len(steps) > 10
    today = ""
    for command, shown in steps:
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = value
            continue
        typed = TODAY.sub(today, command) if today else command
        ran = subprocess.run(
            typed, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        today = today or next(iter(TODAY.findall(ran.stdout)), "")
        said = TODAY.sub("261121", ran.stdout).splitlines()
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
