"""THE TERMINAL. Sole importer of click and rich; one file per noun.

A command gets, acts and shows: it calls one operation and renders its result.
"""

from __future__ import annotations


def main() -> None:
    """Run the program with the words of the command line."""
    import gc

    gc.disable()  # while modules load nothing becomes garbage; `surroundings` switches it on again
    from recipekeeper.cli.program import program

    program.main()
