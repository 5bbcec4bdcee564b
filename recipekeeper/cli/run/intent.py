"""What somebody wants who presses a key: one act for the record, or a move between batches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Verb(Enum):
    """What is to be done."""

    BEGIN = "begin"
    DONE = "done"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    WEIGH = "weigh"
    READ = "read"
    NOTE = "note"
    UNDO = "undo"
    REDO = "redo"
    CORRECT = "correct"
    FINISH = "finish"
    SWITCH = "switch"
    SWITCH_BACK = "switch back"
    OPEN = "open"
    """Another batch by its code."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Intent:
    """One of them, with what it is about.

    `name` is a step, an ingredient, or a measure as STEP/MEASURE; `value` is as it was typed.
    """

    verb: Verb
    name: str = ""
    value: str | None = None
    lot: str | None = None
    seq: int = 0
    """The entry that is corrected."""
    why: str = ""
    units: str | None = None
    """Of a finish: how many pieces."""
    instrument: str | None = None
    second: str | None = None
    """A second person, who saw it."""
    at: datetime | None = None
    accept: bool = False
    """What seemed doubtful was asked, and is so."""
    needs_why: bool = False
    """What speaks against it was said, and it takes a reason."""
    then: Intent | None = None
    """What follows when this is recorded: a value that began its step."""
