"""What every test of an operation starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.workshop import Workshop, copy_of, workshop


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop with the small soap released, to be copied."""
    return workshop(tmp_path_factory.mktemp("released"))


@pytest.fixture
def shop(released: Workshop, tmp_path: Path) -> Workshop:
    """A workshop with the small soap released."""
    return copy_of(released, tmp_path)


@pytest.fixture
def empty_shop(tmp_path: Path) -> Workshop:
    """A workshop without a store."""
    return workshop(tmp_path, formula=None)
