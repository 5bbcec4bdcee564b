"""How a quantity is refused: why, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from recipekeeper.errors import QuantityError

_SHOWN = 40


class Refusal(NamedTuple):
    """Why a text is not read, and what may have been meant.

    `part` is the piece of the text that the reason is about, where it is not the whole. In `instead`,
    `{n}` stands for the number that was typed; what cannot be read where the refused text stood is left
    out of the sentence.
    """

    reason: str
    instead: tuple[str, ...] = ()
    part: str = ""


def shortened(text: str) -> str:
    """The text in quotes, on one line, without what a terminal would act on, cut after 40 characters."""
    visible = "".join(each if each.isprintable() else "?" for each in text[: _SHOWN + 1])
    return f'"{visible[:_SHOWN]}…"' if len(visible) > _SHOWN else f'"{visible}"'


def sentence(text: str, refusal: Refusal, examples: Sequence[str]) -> str:
    """What was found, why it is refused, and after the word Write only what can be read."""
    found = f"In {shortened(text)}, {shortened(refusal.part)}" if refusal.part else shortened(text)
    return f"{found} {refusal.reason}. Write " + " or ".join(f'"{each}"' for each in examples) + "."


def refused(
    text: str, refusal: Refusal, attempt: Callable[[str], object], examples: Sequence[str]
) -> QuantityError:
    """The error that shows at most two of the suggestions that `attempt` does not refuse, else the examples."""
    meant = [each for each in dict.fromkeys(refusal.instead) if not isinstance(attempt(each), Refusal)]
    return QuantityError(sentence(text, refusal, meant[:2] or examples))
