"""A maker's logo: PNG or SVG, looked through before it is printed."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from recipekeeper.errors import NotFound, Unreadable

_LARGEST = 1_000_000
"""Bytes; a logo that is 34 mm wide at 600 dots to the inch has a tenth of that."""
_MOST_PIXELS = 16_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def read_logo(path: Path) -> tuple[bytes, str]:
    """What stands in the file, and whether it is `png` or `svg`.

    Raises NotFound where there is no file, Unreadable where it is too large or not whole.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise Unreadable(f"The logo {path} is neither .png nor .svg. Save it as one of these.")
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise Unreadable(
                f"The logo {path} has {size / 1e6:.1f} MB, and it may have {_LARGEST // 1_000_000}. "
                "Save it smaller: 800 pixels are enough."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no logo {path}. Its path counts from the settings file.") from None
    except OSError as failed:
        raise Unreadable(
            f"The logo {path} cannot be read: {(failed.strerror or 'unknown reason').lower()}."
        ) from failed
    wrong = _wrong_png(content) if form == "png" else _wrong_svg(content)
    if wrong:
        raise Unreadable(f"The logo {path} is broken: {wrong}. Save it again as .{form}.")
    return content, form


def _wrong_png(content: bytes) -> str:
    """What is wrong with a PNG, by its chunks and their sums (W3C PNG, section 5); "" where nothing is."""
    if not content.startswith(_PNG):
        return "it does not begin as a PNG does"
    place, names = len(_PNG), []
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        end = place + 8 + length
        if end + 4 > len(content):
            break
        if zlib.crc32(content[place + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            return "a part of it was changed or lost"
        names.append(content[place + 4 : place + 8])
        place = end + 4
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"]:
        return "its end is missing"
    width, height = struct.unpack_from(">II", content, len(_PNG) + 8)
    return "it has more pixels than a page" if width * height > _MOST_PIXELS else ""


def _wrong_svg(content: bytes) -> str:
    """What is wrong with an SVG; "" where nothing is."""
    from xml.etree import ElementTree as ET  # late: only a logo that is an SVG needs it

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not in UTF-8"
    if "<!ENTITY" in text:
        return "it defines entities, which a picture does not need"
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities nothing in it can grow or be fetched
    except ET.ParseError as failed:
        return f"it is not XML: {failed}"
    return "" if root.tag.rpartition("}")[2] == "svg" else f"it is <{root.tag[:30]}> and no <svg>"
