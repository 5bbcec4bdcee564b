"""How text reaches a person: sentences, tables and colour on a terminal, plain columns elsewhere.

Colour is never the only sign. rich is loaded for a table on a terminal and for nothing else.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

Row = Sequence[str]
_LETTERS = {
    "±": "+/-",
    "−": "-",
    "°": "deg ",
    "×": "x",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "…": "...",
    "→": "->",
}
_WITHIN_A_FIGURE = r"(?<=\d) (?=(?:%|°|[a-zA-Z]{1,3}\b))| (?=± )|(?<=±) "
"""The spaces at which no line ends: `4.2 %`, `38 °C`, `584.9 ± 18 g`."""


def prepare() -> None:
    """Make the output streams print what their encoding lacks in other letters, instead of failing.

    One that is closed leads nowhere from now on, so that no file of ours gets its number either.
    """
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    codecs.register_error("recipekeeper", _in_other_letters)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="recipekeeper")


def _in_other_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_LETTERS.get(letter, "?") for letter in lacking), error.end


def is_terminal() -> bool:
    """Whether somebody is looking: stdout is a terminal."""
    return sys.stdout.isatty()


def has_colour() -> bool:
    """Whether colour may be used."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The width of the terminal in columns."""
    return os.get_terminal_size(sys.stdout.fileno()).columns or 80 if is_terminal() else 80


def clean(text: str) -> str:
    """The text without what a terminal would act on; words typed into a record are only words."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)


def counted(number: int, what: str) -> str:
    """`1 batch`, `12 batches`, `2 entries`."""
    if number == 1:
        return f"1 {what}"
    if what.endswith("ch"):
        return f"{number} {what}es"
    return f"{number} {what[:-1]}ies" if what.endswith("ry") else f"{number} {what}s"


def say(
    text: str, *, colour: str | None = None, strong: bool = False, indent: str = "", hanging: str = ""
) -> None:
    """One sentence, or lines of text, wrapped at the width of a terminal; `hanging` begins what is wrapped."""
    text = clean(text)
    if is_terminal() and (len(text) + len(indent) > width() or "\n" in text):
        text = _wrapped(text, width(), indent, indent + hanging)
    else:
        text = "\n".join(indent + line for line in text.split("\n"))
    if (colour or strong) and has_colour():
        text = click.style(text, fg=colour, bold=strong or None)
    print(text)


def _wrapped(text: str, columns: int, indent: str = "", hanging: str = "") -> str:
    import re  # late, both: most answers fit into a line
    import textwrap

    whole = re.sub(_WITHIN_A_FIGURE, "\xa0", text)
    filled = (
        textwrap.fill(line, columns, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False)
        for line in whole.split("\n")
    )
    return "\n".join(filled).replace("\xa0", " ")


def warn(text: str) -> None:
    """A sentence beside the answer, on stderr, wrapped at the width of a terminal."""
    text = clean(text)
    if sys.stderr.isatty():
        text = _wrapped(text, os.get_terminal_size(sys.stderr.fileno()).columns or 80)
    print(text, file=sys.stderr)


def table(columns: Sequence[str], rows: Sequence[Row], *, indent: str = "") -> None:
    """Rows under column titles; a title that ends in `>` is of a column set to the right."""
    cells = [[clean(cell).replace("\n", " ") for cell in row] for row in rows]
    titles = [title.removesuffix(">") for title in columns]
    right = [title.endswith(">") for title in columns]
    if is_terminal():
        _rich_table(titles, right, cells, indent)
        return
    widths = [max(_columns(row[index]) for row in [titles, *cells]) for index in range(len(titles))]
    for row in [titles, *cells]:
        padded = (
            _padded(cell, size, to_right=to_right)
            for cell, size, to_right in zip(row, widths, right, strict=True)
        )
        print((indent + "  ".join(padded)).rstrip())


def _padded(cell: str, size: int, *, to_right: bool) -> str:
    space = " " * (size - _columns(cell))
    return space + cell if to_right else cell + space


def _columns(text: str) -> int:
    """How many columns a text takes: East Asian letters take two, combining signs none."""
    if text.isascii():
        return len(text)
    import unicodedata  # late: most tables are plain letters

    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def _rich_table(titles: Sequence[str], right: Sequence[bool], rows: Sequence[Row], indent: str) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold" if has_colour() else "")
    for title, to_right in zip(titles, right, strict=True):
        drawn.add_column(Text(title), justify="right" if to_right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(highlight=False, no_color=not has_colour()).print(Padding(drawn, (0, 0, 0, len(indent))))


def can_ask() -> bool:
    """Whether somebody sits there who can be asked."""
    return is_terminal() and sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Ask, and take Enter as no."""
    say(question, strong=True)
    return click.confirm("Record it as it stands?", default=False)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar on stderr while long work goes on: told what is done, of how much (0: nobody knows), and of what."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def told(done: int, total: int, doing: str) -> None:
            bar.tasks[0].total = total or None
            bar.update(task, completed=done, description=doing or what)

        yield told
