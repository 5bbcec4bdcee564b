"""Foreign texts as our names, texts and codes: what cannot be written is made writable, never guessed."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 80
LONGEST_CODE = 10

_RESERVED = re.compile(r"\s*[/=@:]+\s*")
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
"""Control characters, halves of a character, and what is there but cannot be seen."""
_NOT_IN_CODE = re.compile(r"[^A-Z0-9]+")
_END_OF_SENTENCE = re.compile(r"[.!?;:](?:\s|$)|\n")
_STEP_WORDS = 5
_STEP_LETTERS = 40


def lines_of(text: str) -> str:
    """A text of several lines without what no terminal, database or file should be given."""
    kept = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def writable(name: str) -> str:
    """The name without the signs that commands use, on one line, of at most 80 letters."""
    plain = _RESERVED.sub("-", one_line(name)).strip("- ")
    return plain[:LONGEST_NAME].rstrip()


def numbered(name: str, number: int) -> str:
    """`Cascade 2`, within the length of a name."""
    ending = f" {number}"
    return f"{name[: LONGEST_NAME - len(ending)].rstrip()}{ending}"


def code_of(title: str) -> str:
    """A code from a title: its letters without accents, at most 10 of A-Z, 0-9 and -."""
    plain = unicodedata.normalize("NFKD", title[:200].replace("'", "").replace("’", ""))
    words = _NOT_IN_CODE.sub("-", "".join(each for each in plain.upper() if each.isascii())).strip("-")
    return words[:LONGEST_CODE].rstrip("-") or "RECIPE"


def numbered_code(code: str, number: int) -> str:
    """`KOLSCH-2`, within the length of a code."""
    ending = f"-{number}"
    return f"{code[: LONGEST_CODE - len(ending)].rstrip('-._')}{ending}"


def first_words(text: str) -> str:
    """What a step without a name is called: the first words of its text."""
    sentence = _END_OF_SENTENCE.split(text.strip(), maxsplit=1)[0]
    words = writable(sentence).split()[:_STEP_WORDS]
    while len(words) > 1 and len(" ".join(words)) > _STEP_LETTERS:
        words.pop()
    return " ".join(words)[:_STEP_LETTERS].strip(" ,.;-()")
