"""One result, two forms: a JSON document for programs, text for people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from recipekeeper.cli.frame import Asked

Result = TypeVar("Result")


def answer(
    asked: Asked, result: Result, as_document: Callable[[Result], Any], as_text: Callable[[Result], None]
) -> None:
    """Show the result in the form that was asked for."""
    if asked.json:
        print_document(as_document(result))
    else:
        as_text(result)


def print_document(document: Any) -> None:
    """One JSON document on stdout; letters that the output cannot hold are escaped, so that none is lost."""
    import json  # late: people read text

    holds_all = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not holds_all, indent=2))
