"""Figures of five rows, to be read from two metres."""

from __future__ import annotations

_ROWS = 5
_FIGURES = {
    "0": ("████", "█  █", "█  █", "█  █", "████"),
    "1": ("  █ ", " ██ ", "  █ ", "  █ ", " ███"),
    "2": ("████", "   █", "████", "█   ", "████"),
    "3": ("████", "   █", " ███", "   █", "████"),
    "4": ("█  █", "█  █", "████", "   █", "   █"),
    "5": ("████", "█   ", "████", "   █", "████"),
    "6": ("████", "█   ", "████", "█  █", "████"),
    "7": ("████", "   █", "  █ ", " █  ", " █  "),
    "8": ("████", "█  █", "████", "█  █", "████"),
    "9": ("████", "█  █", "████", "   █", "████"),
    ".": (" ", " ", " ", " ", "█"),
    ":": (" ", "█", " ", "█", " "),
    "-": ("   ", "   ", "███", "   ", "   "),
    " ": ("  ", "  ", "  ", "  ", "  "),
}


def large(figure: str) -> tuple[str, ...]:
    """The figure in five rows of blocks; none where it has a letter that is drawn by no blocks."""
    figure = figure.replace("–", "-").replace("−", "-")
    if not figure or any(letter not in _FIGURES for letter in figure):
        return ()
    return tuple(" ".join(_FIGURES[letter][row] for letter in figure) for row in range(_ROWS))
