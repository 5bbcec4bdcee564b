"""A bench for the whole program, with the soap released and a batch begun."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from tests.survival.kit import SOAP, Bench


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a batch is under way, to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    bench = Bench(folder, str(folder / "bench.db"))
    bench.did("formula", "add", SOAP, "--release")
    bench.did("batch", "start", "SOAP-LAV", "--to", "3 kg", "--code", "B1")
    return folder / "bench.db"


@pytest.fixture
def bench(begun: Path, tmp_path: Path) -> Bench:
    """A bench where a batch is under way."""
    copyfile(begun, tmp_path / "bench.db")
    return Bench(tmp_path, str(tmp_path / "bench.db"))
