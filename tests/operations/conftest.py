"""What every test of an operation starts from."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.operations.workshop import Workshop, workshop


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workshop with the small soap released, to be copied."""
    return workshop(tmp_path_factory.mktemp("released")).folder


@pytest.fixture
def shop(released: Path, tmp_path: Path) -> Workshop:
    """A workshop with the small soap released."""
    copytree(released, tmp_path, dirs_exist_ok=True)
    return workshop(tmp_path, formula=None)


@pytest.fixture
def empty_shop(tmp_path: Path) -> Workshop:
    """A workshop without a store."""
    return workshop(tmp_path, formula=None)
