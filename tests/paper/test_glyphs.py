"""Which characters can be printed."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from recipekeeper.paper.glyphs import FONTS, coverage


def test_the_table_of_characters_is_that_of_the_bundled_fonts() -> None:
    held = []
    for path in sorted(FONTS.glob("*.otf")):
        with TTFont(path, lazy=True) as font:
            held.append(frozenset(font.getBestCmap()))
    assert len(held) == 2
    assert coverage() == frozenset.intersection(*held)
