"""What every test of an operation starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.workshop import Workshop, workshop


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop with the small soap released."""
    return workshop(tmp_path)


@pytest.fixture
def empty_shop(tmp_path: Path) -> Workshop:
    """A workshop without a store."""
    return workshop(tmp_path, formula=None)
