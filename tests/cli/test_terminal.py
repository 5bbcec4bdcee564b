"""The real program in a real terminal, and beside one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")

RK = "from recipekeeper.cli import main; main()"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BATCH = "SOAP-LAV-261121-1"


def environment(bench: Any, **more: str) -> dict[str, str]:
    ours = {
        "RECIPEKEEPER_STORE": str(bench.folder / "store.db"),
        "RECIPEKEEPER_BY": "Ana",
        "TERM": "xterm-256color",
    }
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")
    }
    return {**plain, **ours, **more}


def on_terminal(bench: Any, *words: str, columns: int = 80, code: int = 0, **more: str) -> str:
    """What a person sees who types this in a terminal of so many columns."""
    typed = pexpect.spawn(
        sys.executable,
        ["-c", RK, *words],
        env=environment(bench, **more),
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=20,
    )
    seen: str = typed.read()
    typed.close()
    assert typed.exitstatus == code, seen
    return seen.replace("\r\n", "\n")


def piped(bench: Any, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", RK, *words], env=environment(bench, **more), capture_output=True, check=False
    )


def test_a_table_fits_the_terminal_and_is_plain_elsewhere(bench: Any) -> None:
    bench.rk("note", "a long remark about the state of the batter " * 3)
    seen = on_terminal(bench, "batch", "show", columns=60)
    assert "\x1b[1m" in seen
    assert max(len(line.rstrip()) for line in COLOUR.sub("", seen).split("\n")) <= 60
    plain = piped(bench, "batch", "show").stdout.decode()
    assert "\x1b" not in plain
    assert re.search(r"^olive oil +1023 g +2.6 g$", plain, re.MULTILINE)


def test_sentences_and_refusals_wrap_between_words_and_keep_a_figure_with_its_unit(bench: Any) -> None:
    seen = on_terminal(bench, "weigh", "coconut oil", "640 g", columns=46)
    assert COLOUR.sub("", seen).split("\n")[:3] == [
        "coconut oil: 640 g, planned 614 ± 1.5 g:",
        f"+4.2 %; deviation {BATCH}/D1 (major,",
        "entry 1)",
    ]
    refused = on_terminal(bench, "weigh", "coconut oil", "3 cups", columns=46, code=4).split()
    assert "differs between US, UK and metric measures;" in " ".join(refused)


def test_no_color_is_honoured(bench: Any) -> None:
    assert "\x1b[1m" in on_terminal(bench, "formula", "list")
    assert not COLOUR.search(on_terminal(bench, "formula", "list", NO_COLOR="1"))


def test_a_deviation_is_red_and_says_that_it_is_one(bench: Any) -> None:
    seen = on_terminal(bench, "weigh", "coconut oil", "640 g", columns=120)
    assert "\x1b[31m" in seen
    assert f"640 g, planned 614 ± 1.5 g: +4.2 %; deviation {BATCH}/D1 (major, entry 1)" in COLOUR.sub(
        "", seen
    )


def test_an_output_without_our_letters_gets_others(bench: Any) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    said = piped(bench, "weigh", "olive oil", "1023 g", **ascii_only)
    assert said.returncode == 0
    assert b"planned 1023 +/- 2.6 g" in said.stdout
    note = piped(bench, "note", "très épais", "--json", **ascii_only)
    assert b"tr\\u00e8s \\u00e9pais" in note.stdout


def test_who_stops_reading_gets_no_complaint(bench: Any) -> None:
    read, write = os.pipe()
    os.close(read)
    said = subprocess.run(
        [sys.executable, "-c", RK, "batch", "show"],
        env=environment(bench),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (said.returncode, said.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_the_output_is_said(bench: Any) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-c", RK, "batch", "show"],
            env=environment(bench),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert said.returncode == 6
    assert said.stderr.startswith(b"No room is left where the answer was to go")


def test_an_interrupt_ends_it_with_130(bench: Any) -> None:
    script = (
        "import os, signal\n"
        "import recipekeeper.operations.batches as batches\n"
        f"batches.list_batches = lambda context: os.kill(os.getpid(), {int(signal.SIGINT)})\n"
        "from recipekeeper.cli import main\n"
        "main()\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, "batch", "list"],
        env=environment(bench),
        capture_output=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (130, b"Interrupted.\n")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("rk we", ["weigh"]),
        ("rk formula sh", ["show"]),
        ("rk weigh o", ["olive oil"]),
        ("rk begin m", ["melt", "make lye"]),
        ("rk read b", ["batter"]),
        ("rk batch show soap", [BATCH]),
        ("rk formula show S", ["SOAP-LAV", "SOAP-LAV@1"]),
    ],
)
def test_the_shell_completes_commands_codes_and_names(bench: Any, line: str, found: list[str]) -> None:
    words = line.split()
    bench.environment.update(_RK_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    completed = [each.partition(",")[2] for each in bench.rk().out.split("\n") if each]
    assert completed == found


def test_a_completion_is_silent_where_anything_is_wrong(bench: Any) -> None:
    bench.environment.update(
        RECIPEKEEPER_STORE=str(bench.folder / "lavender-shea-soap.toml"),
        _RK_COMPLETE="bash_complete",
        COMP_WORDS="rk weigh o",
        COMP_CWORD="2",
    )
    said = bench.types()
    assert (said.code, said.out.strip(), said.err) == (0, "", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(bench: Any, shell: str) -> None:
    script = bench.rk("completion", shell).out
    assert f"_RK_COMPLETE={shell}_complete" in script
