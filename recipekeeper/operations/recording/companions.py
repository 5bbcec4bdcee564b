"""What stands beside an entry: the instrument that it is taken with, the second person who checks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from recipekeeper.batch.companion import NOTHING, beside
from recipekeeper.batch.force import Ledger, value_words
from recipekeeper.batch.model import COMPANIONS, BatchRecord, Draft, Kind
from recipekeeper.errors import Refused
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.recording.amend import standing_entry
from recipekeeper.operations.recording.instruments import find_in_use
from recipekeeper.operations.recording.log import Logged, Wanted, append, moment_text

_LONGEST = 60


def companions(
    context: Context, made: Draft, instrument: str | None, checked_by: str | None
) -> Iterator[Draft]:
    """The entries that go right before the one that is made, in its act.

    Raises NotFound for an instrument that is none, Refused for one that is retired, and for a second person
    who is no second one.
    """
    bare = Draft(made.batch, Kind.INSTRUMENT, made.happened_at, step=made.step, name=made.name)
    if instrument is not None:
        with context.read() as reading:
            found = find_in_use(reading, instrument, context.happened_at)
        against = found.against(context.happened_at)
        yield replace(bare, value=found.code, typed=found.kind, why=against)
    if checked_by is not None:
        name = _name(checked_by)
        if is_same_person(name, context.who):
            raise Refused(
                f"{context.who} makes this entry, and a second person is somebody else. Name who looked, or "
                "leave --checked-by out; who looks later signs with: rk countersign ENTRY --by NAME"
            )
        yield replace(bare, kind=Kind.CHECKED, value=name)


def countersign(context: Context, batch: str | None, seq: int) -> Logged:
    """A second person signs, under their own name, for an entry as it stands now; the record marks it as later.

    Raises Refused for whoever made the entry, and where it is signed already.
    """

    def want(record: BatchRecord) -> Wanted:
        standing = standing_entry(record, seq)
        root = Ledger(record.entries).root(seq)
        if standing.kind in COMPANIONS:
            raise Refused(f"Entry {seq} stands beside another; sign for the one that it belongs to.")
        if is_same_person(context.who, standing.by):
            raise Refused(
                f"{standing.by} made entry {seq}, and a second person is somebody else. "
                f"Whoever checked it signs with their own name: rk countersign {seq} --by NAME"
            )
        if signed := beside(record.entries).get(root, NOTHING).checked_by:
            raise Refused(f"Entry {seq} of {record.plan.batch} is checked already, by {signed}.")
        signature = Draft(
            record.plan.batch,
            Kind.CHECKED,
            context.happened_at,
            step=standing.step,
            name=standing.name,
            value=_name(context.who),
            typed=value_words(standing),
            supersedes=root,
        )
        made = moment_text(standing.recorded_at)
        remark = f"The record marks the check as later: entry {root} was recorded at {made}."
        return Wanted([signature], (remark,), target=standing)

    return append(context, batch, want)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are one, without regard to case and spacing."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _name(text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > _LONGEST or not tidy.isprintable():
        raise Refused(f'{shown(text)} is no name of a person: that has 1 to {_LONGEST} letters, e.g. "Bo".')
    return tidy
