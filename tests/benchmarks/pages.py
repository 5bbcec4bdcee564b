"""Every sample formula at three sizes, planned, blank and filled, on A4 and Letter: is each page as it should be?

It looks at where every letter stands, at what stands last on a page, and at what a scanner reads, and prints
one line for each sheet. With a folder as argument it also leaves the pages there as pictures, to be looked at.

    python -m tests.benchmarks.pages [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from recipekeeper.batch.model import Plan
from recipekeeper.files.formula_toml import read
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.paper.draw import names
from recipekeeper.paper.house_style import Paper, PrintSettings
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.paper.sheet.draw import codes_of, render
from recipekeeper.paper.sheet.page import Sheet
from tests.paper.batches import filled_sheet
from tests.paper.geometry import flaws, is_heading, last_line, pages, scanned
from tests.paper.plans import MOMENT, RECIPES

SIZES = (Fraction(1, 3), Fraction(1), Fraction(5, 2))
PAPERS: tuple[Paper, ...] = ("a4", "letter")


def sheets() -> Iterator[tuple[str, Sheet]]:
    """Every sheet of the matrix with its name."""
    for path in RECIPES:
        formula = read(path)
        for size in SIZES:
            made = scale(formula, factor=size)
            name = f"{path.stem}-{float(size):.2g}"
            planned = Plan(f"{formula.code}-261121-1", formula, 3, made)
            blank = Plan("", formula, 3, made)
            yield f"{name}-planned", compose(planned, printed=MOMENT, started_at=MOMENT)
            yield f"{name}-blank", compose(blank, printed=MOMENT)
            yield f"{name}-filled", filled_sheet(planned)


def problems(sheet: Sheet, pdf: bytes) -> list[str]:
    """What is wrong with the pages of a sheet."""
    found = []
    for number, page in enumerate(pages(pdf), 1):
        found += [f"page {number} {flaw}" for flaw in flaws(page)]
        if is_heading(last_line(page), sheet):
            found.append(f"page {number} ends with a heading: {last_line(page)}")
    missed = sorted(set(codes_of([sheet])) - set(scanned(pdf)))
    return found + [f"cannot be scanned: {code}" for code in missed]


def main(folder: Path | None) -> int:
    """Look at all of them; the number of sheets with a flaw."""
    wrong = 0
    for name, sheet in sheets():
        for paper in PAPERS:
            drawn = render(sheet, "pdf", PrintSettings(paper=paper))
            found = problems(sheet, drawn.files[0])
            wrong += bool(found)
            print(f"{name}-{paper}: {drawn.pages} pages", *found[:5], sep="\n    ", flush=True)
            if folder is not None:
                pictures = render(sheet, "png", PrintSettings(paper=paper))
                for path, content in zip(
                    names(folder / f"{name}-{paper}.png", pictures), pictures.files, strict=True
                ):
                    path.write_bytes(content)
    print(f"{wrong} sheets with a flaw")
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]) if sys.argv[1:] else None), 1))
