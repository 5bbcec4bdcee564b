"""THE TERMINAL. Sole importer of click, rich and textual; one file per command or noun.

A command gets, acts and shows: it calls one operation and renders its result.
"""

from __future__ import annotations


def main() -> None:
    """Run the program with the words of the command line, and end the process."""
    import gc
    import os
    import sys

    # While modules load nothing becomes garbage; `surroundings` switches the collection on again.
    gc.disable()
    # Our tables know no plugins of pydantic, and looking for some reads the metadata of every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from recipekeeper.cli.program import program

    try:
        program.main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        # All is written and closed: taking a thousand modules apart again would only cost time.
        os._exit(end.code if isinstance(end.code, int) else 0)
