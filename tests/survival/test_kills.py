"""A power cut at any moment: whatever was answered is there afterwards, and nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from time import monotonic

import pytest

from tests.survival.kit import Bench, notes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

KILLS = 15


def test_what_was_answered_before_a_kill_is_there_afterwards(bench: Bench) -> None:
    chance = random.Random(2611)
    began = monotonic()
    assert bench("note", "before").returncode == 0
    whole_life = 1.1 * (monotonic() - began)
    answered = {"before"}
    for number in range(KILLS):
        name = f"N{number}"
        weighed = ("weigh", "olive oil", "1 g", "--lot", name)
        with bench.start(*(weighed if number % 2 else ("note", name))) as program:
            try:
                # Each part of its life in turn, and somewhere in it.
                said, _ = program.communicate(timeout=(number + chance.random()) / KILLS * whole_life)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                said, _ = program.communicate()
        if said:
            answered.add(name)
    assert bench.problems() == ()
    assert answered <= notes(bench.log())
    assert [entry.seq for entry in bench.log()] == list(range(len(bench.log())))
    bench.did("note", "after")
    assert os.listdir(bench.folder) == ["bench.db"]  # noqa: PTH208 - hidden files count too
