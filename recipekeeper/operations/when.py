"""When something happened, as a maker types it after `--at`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import read_duration

_EXAMPLES = 'Write "2026-11-20 14:10", "14:10", "yesterday 14:10" or "-25 min".'
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATED = re.compile(
    rf"(?P<day>\d{{4}}-\d\d-\d\d)[T ]{_CLOCK}\s?(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?", re.ASCII | re.IGNORECASE
)
_OF_DAY = re.compile(rf"(?P<yesterday>yesterday )?{_CLOCK}", re.ASCII | re.IGNORECASE)
_SHOWN = 40


def read_when(text: str, now: datetime) -> datetime:
    """The moment that `text` names, with the maker's own offset at that moment.

    `2026-11-20 14:10` and `2026-11-20T14:10+01:00` are that moment; `14:10` is the latest such moment
    that is not in the future; `yesterday 14:10` is on the day before; `-25 min` is that long before
    `now`. A time of day that the clocks showed twice, or never, in the night they were changed is
    refused unless an offset tells. Raises QuantityError.
    """
    tidy = " ".join(text.split())
    if tidy.startswith("-"):
        return _ago(tidy.removeprefix("-").strip(), now)
    if match := _DATED.fullmatch(tidy):
        if match["offset"]:
            return _with_offset(match, text)
        return _only(_naive(match, match["day"], text), now)
    if match := _OF_DAY.fullmatch(tidy):
        day = _in_zone(now, now).date()
        if match["yesterday"]:
            return _only(_naive(match, (day - timedelta(days=1)).isoformat(), text), now)
        return _latest(match, now, text)
    raise QuantityError(f"{_quoted(text)} is not a time that can be read. {_EXAMPLES}")


def read_since(text: str, now: datetime) -> datetime:
    """The moment from which on to look: as `read_when`, or a day (`2026-11-20`), which begins at midnight."""
    day = " ".join(text.split())
    return read_when(f"{day} 00:00" if _DAY.fullmatch(day) else text, now)


def _ago(duration: str, now: datetime) -> datetime:
    try:
        seconds = int(read_duration(duration).seconds)
        return _in_zone(_fixed(now) - timedelta(seconds=seconds), now)
    except OverflowError:
        raise QuantityError(f'"-{duration[:_SHOWN]}" is before any calendar. {_EXAMPLES}') from None


def _latest(match: re.Match[str], now: datetime, text: str) -> datetime:
    """The last time before now that a clock on the wall showed this."""
    today = _in_zone(now, now).date()
    for days in range(3):
        naive = _naive(match, (today - timedelta(days=days)).isoformat(), text)
        past = [moment for moment in _moments(naive, now) if moment <= now]
        if past:
            return max(past)
    raise QuantityError(f"{_quoted(text)} has not been lately. {_EXAMPLES}")


def _naive(match: re.Match[str], day: str, text: str) -> datetime:
    clock = f"{int(match['hour']):02d}:{match['minute']}:{match['second'] or '00'}"
    return _from_iso(f"{day}T{clock}", text)


def _with_offset(match: re.Match[str], text: str) -> datetime:
    offset = match["offset"].upper().replace("Z", "+00:00")
    return _from_iso(f"{_naive(match, match['day'], text).isoformat()}{offset}", text)


def _from_iso(iso: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        raise QuantityError(
            f"{_quoted(text)} is on no calendar and no clock: a month has at most 31 days and "
            f"a day 24 hours, from 0:00 to 23:59. {_EXAMPLES}"
        ) from None


def _only(naive: datetime, now: datetime) -> datetime:
    """The one moment at which the maker's clock showed this; refused where there are two or none."""
    moments = _moments(naive, now)
    shown = naive.isoformat(" ", "minutes")
    if len(moments) == 1:
        return moments[0]
    if not moments:
        raise QuantityError(
            f"{shown} never was: the clocks were put forward over it. Write the time that was."
        )
    first, second = (moment.isoformat("T", "minutes") for moment in moments)
    raise QuantityError(f'{shown} was twice: the clocks were put back. Write "{first}" or "{second}".')


def _moments(naive: datetime, now: datetime) -> list[datetime]:
    """The moments at which the maker's clock showed this: one, or two or none where clocks change."""
    zone = _zone(now)
    found: list[datetime] = []
    for fold in (0, 1):
        shown = naive.replace(fold=fold)
        moment = _fixed(shown.replace(tzinfo=zone) if zone else shown.astimezone())
        back = _in_zone(moment, now)
        if back.replace(tzinfo=None) == naive and back not in found:
            found.append(back)
    return found


def _zone(now: datetime) -> tzinfo | None:
    """The zone of `now`; None for that of this computer, whose rules only the system knows.

    A `now` that bears this computer's offset is taken to be of its zone.
    """
    if isinstance(now.tzinfo, timezone) and now.astimezone().utcoffset() == now.utcoffset():
        return None
    return now.tzinfo


def _in_zone(moment: datetime, now: datetime) -> datetime:
    return _fixed(moment.astimezone(_zone(now)))


def _fixed(moment: datetime) -> datetime:
    """The same with its offset alone: two moments of one zone subtract as clocks do, not as time does."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta(0)), fold=0)


def _quoted(text: str) -> str:
    visible = "".join(each if each.isprintable() else "?" for each in text[:_SHOWN])
    return f'"{visible}…"' if len(text) > _SHOWN else f'"{visible}"'
