"""The file of print settings: what it says, and one sentence with its line for every mistake."""

from __future__ import annotations

import struct
import tomllib
import zlib
from pathlib import Path

import pytest

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.print_settings import EXAMPLE, read_print_settings

LANGUAGES = ("en", "de")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\x80")),
        chunk(b"IEND", b""),
    )
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>'


def settings(folder: Path, text: str) -> Path:
    path = folder / "print.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises((NotFound, Unreadable)) as refused:
        read_print_settings(settings(folder, text), LANGUAGES)
    return refused.value.message.replace(f"{folder}/", "")


def test_every_setting_is_read_and_paths_count_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    text = """
maker = "Hill  Soaps"
address = ["12 Mill Lane", "Totnes"]
logo = "logo.png"
paper = "letter"
language = "de"
decimal_mark = ""
market = "uk"
templates = "mine"
[label]
size = "L7160"
[fields]
"Room" = ""
"""
    assert read_print_settings(settings(tmp_path, text), LANGUAGES) == {
        "maker": "Hill Soaps",
        "address": ("12 Mill Lane", "Totnes"),
        "logo": (PNG, "png"),
        "paper": "letter",
        "language": "de",
        "market": "uk",
        "templates": tmp_path / "mine",
        "label_size": "L7160",
        "fields": (("Room", ""),),
    }


def test_every_line_of_the_example_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    opened = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in EXAMPLE.splitlines() if line
    )
    assert len(read_print_settings(settings(tmp_path, opened), LANGUAGES)) == len(tomllib.loads(opened)) + 1


def test_an_example_that_nobody_filled_in_prints_nobodys_address(tmp_path: Path) -> None:
    assert not any(read_print_settings(settings(tmp_path, EXAMPLE), LANGUAGES).values())


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    told = refusal(
        tmp_path, 'makr = "x"\npaper = "a5"\naddress = 3\n[label]\nofset = "1 mm"\n[fields]\nRoom = 1\n'
    )
    assert told.splitlines() == [
        'print.toml line 1, makr: "makr" is no print setting: did you mean maker or market?',
        'print.toml line 2, paper: "a5" is not one of a4 or letter.',
        'print.toml line 3, address: 3 is no address, such as ["12 Mill Lane", "Totnes"].',
        'print.toml line 5, label.ofset: "ofset" is no print setting: did you mean offset?',
        'print.toml line 6, fields: 1 is not a text in quotes, such as "Hill Soaps".',
    ]


def test_a_file_that_is_missing_or_not_toml_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="rk template settings"):
        read_print_settings(tmp_path / "none.toml", LANGUAGES)
    assert "print.toml is not TOML" in refusal(tmp_path, "maker = Hill Soaps")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.png", None, "There is no logo none.png"),
        ("logo.jpg", b"x", "neither .png nor .svg"),
        ("text.png", b"hello", "it does not begin as a PNG does"),
        ("cut.png", PNG[:-14], "its end is missing"),
        ("bent.png", PNG.replace(b"IDAT", b"IDAX"), "a part of it was changed or lost"),
        ("cut.svg", SVG[:-6].encode(), "it is not XML"),
        ("page.svg", b"<html/>", "it is <html> and no <svg>"),
        ("huge.svg", b" " * 1_000_001, "it may have 1"),
    ],
)
def test_a_logo_that_is_missing_or_broken_is_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = refusal(tmp_path, f'logo = "{name}"')
    assert told.startswith("print.toml line 1, logo: The")
    assert said in told
    assert "\n" not in told
