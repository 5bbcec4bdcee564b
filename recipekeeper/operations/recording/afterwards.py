"""Later: what is seen of a product, and what people say who have it, weeks after the making."""

from __future__ import annotations

from recipekeeper.batch.model import BatchRecord, Draft, Kind
from recipekeeper.errors import Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_part
from recipekeeper.operations.recording.decide import read_units
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_void


def observe(
    context: Context, batch: str, text: str, on: str | None = None, part: str | None = None
) -> Logged:
    """What was seen of a batch, or of some of it: `3 of 9 bars`."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        seen = Draft(
            record.plan.batch,
            Kind.OBSERVATION,
            context.happened_at,
            name=_words(on) if on else None,
            value=_words(text),
            typed=text,
            lot=find_part(context, record, batch, part),
        )
        return Wanted([seen])

    return append(context, batch, want)


def complain(
    context: Context, code: str, text: str, who: str | None = None, units: str | None = None
) -> Logged:
    """What somebody said who has the product; `code` is what stands on its label: of a batch, or of a part."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        said = Draft(
            record.plan.batch,
            Kind.COMPLAINT,
            context.happened_at,
            name=_words(who) if who else None,
            value=_words(text),
            typed=str(read_units(context, record, units)) if units else None,
            lot=find_part(context, record, code, None),
        )
        return Wanted([said])

    return append(context, code, want)


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused('It needs words, e.g.: rk observe SOAP-LAV-261121-1 "orange spots" --on "3 of 9 bars"')
    return words
