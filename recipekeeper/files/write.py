"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from recipekeeper.errors import Conflict, NotFound, Unwritable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_text(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text in UTF-8, its line breaks as they are; raises as `write_files` does."""
    write_bytes(path, text.encode(), force=force)


def write_bytes(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write one file; raises as `write_files` does."""
    write_files([path], [content], force=force)


def write_files(paths: Sequence[Path], contents: Sequence[bytes], *, force: bool = False) -> None:
    """Write beside the files and move into place, so that nobody ever meets half of one, or half of several.

    Raises Conflict for a file that is there already, unless `force` replaces it; NotFound where the folder
    is missing, Unwritable where the disk or the system says no.
    """
    for path in paths:
        _refuse(path, force=force)
    beside = [
        path.resolve().with_name(f".recipekeeper-{os.getpid()}-{number}.part")
        for number, path in enumerate(paths)
    ]
    path = paths[0]
    try:
        for path, part, content in zip(paths, beside, contents, strict=True):
            if _is_device(path):
                path.write_bytes(content)  # a pipe or a device, which cannot be replaced
            else:
                _write_beside(path, part, content)
        for path, part in zip(paths, beside, strict=True):
            if not _is_device(path):
                part.replace(path.resolve())
    except OSError as failed:
        raise Unwritable(_sentence(path, failed)) from failed
    finally:
        for part in beside:
            part.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there yet; raises Unwritable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        reason = (failed.strerror or "unknown reason").lower()
        raise Unwritable(f"The folder {folder} was not made: {reason}. Name another place.") from failed


def _refuse(path: Path, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise NotFound(
            f"There is no folder {path.parent}, so {path.name} was not written. Make the folder first."
        )
    if path.is_dir():
        raise Unwritable(f"{path} is a folder. Name the file in it that is to be written.")
    if path.is_file() and not force:
        raise Conflict(
            f"{path} is there already, and nothing was written. Name another file, or replace it with --force."
        )


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _write_beside(path: Path, part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        part.chmod(path.stat().st_mode)


def _sentence(path: Path, failed: OSError) -> str:
    if failed.errno in _FULL:
        return (
            f"The disk is full: {path} was not written. What stood there is unchanged. Make room, try again."
        )
    reason = (failed.strerror or "unknown reason").lower()
    return (
        f"{path} was not written: {reason}. What stood there is unchanged. Name another place with -o FILE."
    )
