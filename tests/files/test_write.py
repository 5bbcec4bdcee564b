"""A file is written whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from recipekeeper.errors import Conflict, NotFound, Unwritable
from recipekeeper.files.write import write_bytes, write_files, write_text


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_text_is_written_with_its_line_breaks_as_they_are(tmp_path: Path) -> None:
    write_text(tmp_path / "soap.toml", "½\r\nx\n")
    assert (tmp_path / "soap.toml").read_bytes() == "½\r\nx\n".encode()
    assert names(tmp_path) == ["soap.toml"]


def test_a_file_written_over_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "soap.toml"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    write_text(path, "new", force=True)
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("old", "utf-8")
    (tmp_path / "link.toml").symlink_to("real.toml")
    write_text(tmp_path / "link.toml", "new", force=True)
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "real.toml").read_text("utf-8") == "new"


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Make the folder first"):
        write_text(tmp_path / "none" / "soap.toml", "x")
    assert names(tmp_path) == []


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="is a folder"):
        write_text(tmp_path, "x")


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


def test_where_no_room_is_left_the_old_file_stays_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the system refuses in the midst of the write."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(Unwritable, match="The disk is full"):
            write_bytes(path, b"x" * 10_000, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["sheet.pdf"])


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "soap.toml"
    path.write_text("old", "utf-8")
    with pytest.raises(Conflict, match=r"soap\.toml is there already, and nothing was written.* --force"):
        write_text(path, "new")
    assert path.read_text("utf-8") == "old"
    write_text(path, "new", force=True)
    assert path.read_text("utf-8") == "new"


def test_of_several_pages_none_is_written_where_one_is_there(tmp_path: Path) -> None:
    pages = [tmp_path / f"sheet-{page}.png" for page in (1, 2, 3)]
    pages[1].write_bytes(b"old")
    with pytest.raises(Conflict, match=r"sheet-2\.png"):
        write_files(pages, [b"1", b"2", b"3"])
    assert names(tmp_path) == ["sheet-2.png"]
    write_files(pages, [b"1", b"2", b"3"], force=True)
    assert [page.read_bytes() for page in pages] == [b"1", b"2", b"3"]
