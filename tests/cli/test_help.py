"""The help: short lines without loading, a summary for each command, and examples that work."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import click
import pytest

from recipekeeper.cli.frame import Command, Group
from recipekeeper.cli.program import SECTIONS, program
from tests.cli.spring import SPRING

BATCH = "SOAP-LAV-261121-1"
MELTING = ["begin", "melt", "--at", "-9 min"]
WEIGHED = [
    ["begin", "weigh oils", "--at", "yesterday 9:00"],
    ["weigh", "olive oil", "1023 g", "--at", "yesterday 9:01"],
    ["weigh", "coconut oil", "640 g", "--at", "yesterday 9:02"],
]
FINISHED = ["finish", BATCH, "--yield", "2.9 kg"]
RESOLVED = ["deviation", "resolve", f"{BATCH}/D1", "--cause", "left out", "--correction", "none"]
RECEIVED = [["lot", "receive", "olive oil", "5 kg", "--lot", "OO-2509"]]
METER = ["instrument", "add", "PH-1", "--kind", "pH meter", "--name", "Hanna pHep", "--within", "0.1 pH"]
SCALE = ["instrument", "add", "SC-2", "--kind", "scale", "--name", "2 kg, 0.1 g"]
THERMOMETER = ["instrument", "add", "TH-1", "--kind", "thermometer", "--name", "probe"]
BEFORE: dict[str, list[list[str]]] = {
    "formula diff": [["formula", "add", "my-changed-soap.toml"]],
    "formula release": [["formula", "add", "my-changed-soap.toml"]],
    "pause": [MELTING],
    "resume": [MELTING, ["pause"]],
    "done": [["begin", "weigh oils", "--at", "yesterday 9:00"]],
    "undo": [["note", "one"], ["note", "two"], ["undo"]],
    "correct": [WEIGHED[0], WEIGHED[1], WEIGHED[2]],
    "void": [*WEIGHED, ["note", "four"], ["note", "five"]],
    "weigh": [SCALE],
    "read": [THERMOMETER],
    "countersign": WEIGHED,
    **{path: [METER] for path in ("instrument", "instrument check", "instrument show", "instrument retire")},
    "deviation resolve": WEIGHED,
    "deviation": WEIGHED,
    "material forget": [["material", "set", "shea butter", "--inci", "Shea"]],
    "store restore": [["store", "backup", "before-the-move.db"]],
    **dict.fromkeys(("lot", "lot list", "lot show", "lot trace", "lot count", "lot discard"), RECEIVED),
    "compare": [
        [
            "batch",
            "start",
            "SOAP-LAV",
            "--code",
            "SOAP-LAV-261114-1",
            "--to",
            "3 kg",
            "--at",
            "yesterday 7:00",
        ]
    ],
    "shadow": RECEIVED,
    "study": [["history", "import", SPRING]],
    "history import": [["history", "export", "-o", "past-batches.csv"]],
    "history": [["history", "export", "-o", "past-batches.csv"]],
}


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    with click.Context(group, info_name="rk") as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            yield (*path, name), command
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))


ALL = dict(commands(program))
EXAMPLES = sorted(
    {
        (" ".join(path), example)
        for path, command in [((), program), *ALL.items()]
        if isinstance(command, Command | Group)
        for example in command.examples
    }
)


def test_the_table_of_commands_says_what_the_commands_themselves_say() -> None:
    for section in SECTIONS.values():
        for name, (_, said) in section.items():
            summary = (ALL[(name,)].help or "").partition("\n")[0]
            assert summary == said


def test_a_group_says_the_whole_sentence_of_each_of_its_commands(bench: Any) -> None:
    lots = " ".join(bench.types("lot", "--help").out.split())
    assert "Tell all that went into a batch, and every batch that a lot went into." in lots


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_command_has_a_summary_of_one_line_and_examples(bench: Any, path: tuple[str, ...]) -> None:
    long, short = bench.rk(*path, "--help"), bench.rk(*path, "-h")
    assert long == short
    assert f"Usage: rk {' '.join(path)}" in long.out
    assert "\nExamples:\n  rk " in long.out
    assert "--json" in long.out
    assert "\\b" not in long.out
    summary = (ALL[path].help or "").partition("\n")[0]
    assert summary.endswith(".")
    assert len(summary) <= 75


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_each_example_of_the_help_works_as_it_stands(bench: Any, path: str, example: str) -> None:
    words = shlex.split(example.partition(" > ")[0])
    assert words[0] == "rk"
    if path == "run":
        assert bench.types(*words[1:]).err.startswith("rk run needs a terminal"), (
            "tests/cli/test_run.py has one"
        )
        return
    typed = " ".join(words[1:])
    bench.all_of(BEFORE.get(path, []))
    if typed.startswith("release"):
        _make_whole(bench)
    if typed.startswith("resume"):
        assert "melt" in bench.rk("batch", "show").out
    if typed.endswith("my-templates"):
        (bench.folder / "my-templates").mkdir()
    bench.rk(*words[1:])


def _make_whole(bench: Any) -> None:
    """A batch that can be released: its one critical reading is missing, and that is written down."""
    bench.rk(*FINISHED)
    for one in bench.rk("deviation", "list", "--json").document:
        if one["severity"] == "critical":
            bench.rk("deviation", "resolve", one["id"], "--cause", "left out", "--correction", "none")
