"""Times as they are shown at the guided run."""

from __future__ import annotations

from recipekeeper.batch.agenda import StepAsked
from recipekeeper.batch.clock import Standing
from recipekeeper.batch.model import StepState
from recipekeeper.batch.wording import plus_minus
from recipekeeper.quantity import duration_text

STANDINGS = {
    Standing.REACHED: "TIME IS UP",
    Standing.NEAR: "LIMIT NEAR",
    Standing.OVER: "OVER THE LIMIT",
}
"""What rings, in words."""

_HOUR, _DAY = 3600, 24 * 3600


def running_time(seconds: int) -> str:
    """`4:12`, `1:04:12`; from a day on `3 d 4 h`."""
    if seconds >= _DAY:
        return duration_text(seconds)
    hours, rest = divmod(seconds, _HOUR)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def large_time(seconds: int) -> tuple[str, str]:
    """Figure and unit of a time that is read from afar: minutes and seconds, hours and minutes, or days."""
    if seconds < _HOUR:
        return running_time(seconds), "min"
    if seconds < 4 * _DAY:
        return f"{seconds // _HOUR}:{seconds % _HOUR // 60:02}", "h"
    return f"{seconds // _DAY}", "days"


def clock_words(step: StepAsked) -> str:
    """`4:12 of 4.5 ± 2 min`, `TIME IS UP: …`, `waited 3:20, at most 10 min`; "" where no time runs."""
    clock = step.clock
    if clock is None:
        return ""
    if clock.seconds is None:
        return "its beginning is not known"
    time = running_time(clock.seconds)
    words = STANDINGS.get(clock.standing, "")
    if step.run.state is StepState.OPEN:
        said = f"waited {time}, at most {clock.planned}"
    elif clock.planned is None:
        said = time
    else:
        said = f"{time} of {plus_minus(clock.planned, step.step.within)}"
    paused = "PAUSED" if clock.paused else ""
    doubt = "(the clock went back: doubtful)" if clock.doubtful else ""
    alarm = f"{words}:" if words else ""
    return " ".join(each for each in (paused, alarm, said, doubt) if each)
