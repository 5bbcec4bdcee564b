"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from recipekeeper.errors import NotFound, Unwritable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, its line breaks as they are; raises as `write_bytes` does."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write beside the file and move into place, so that nobody ever meets half of it.

    Raises NotFound where the folder is missing, Unwritable where the disk or the system says no.
    """
    if not path.parent.is_dir():
        raise NotFound(
            f"There is no folder {path.parent}, so {path.name} was not written. Make the folder first."
        )
    if path.is_dir():
        raise Unwritable(f"{path} is a folder. Name the file in it that is to be written.")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe or a device, which cannot be replaced
        else:
            _replace(path.resolve(), content)
    except OSError as failed:
        raise Unwritable(_sentence(path, failed)) from failed


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".recipekeeper-{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _sentence(path: Path, failed: OSError) -> str:
    if failed.errno in _FULL:
        return (
            f"The disk is full: {path} was not written. What stood there is unchanged. Make room, try again."
        )
    reason = (failed.strerror or "unknown reason").lower()
    return (
        f"{path} was not written: {reason}. What stood there is unchanged. Name another place with -o FILE."
    )
