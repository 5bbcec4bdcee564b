"""Everything that recipekeeper refuses, as one tree.

    RecipekeeperError               exit  kind
    ├── Refused                      1    refused      a rule of the trade or of the record says no
    │   ├── Doubtful                 1    doubtful     an entry that looks like a slip, until somebody says it is none
    │   └── Unexplained              1    refused      what needs a reason, which stays in the record
    ├── Misused                      2    usage        the command is not put together rightly
    │   └── Ambiguous                2    ambiguous    a name fits several things; lists them
    ├── NotFound                     3    not found    no such formula, batch, step, file
    ├── Unreadable                   4    unreadable   a file that cannot be read as what it should be
    │   ├── QuantityError            4    quantity     a number or a unit that cannot be read, or does not fit
    │   │   └── Unbalanced           4    quantity     parts of a formula that do not add up
    │   └── FormulaUnreadable        4    unreadable   a formula file with errors; says every one of them
    ├── Unwritable                   4    unwritable   a file that cannot be written
    ├── Conflict                     5    conflict     it contradicts what is stored
    └── StoreError                   6    store        the store cannot be reached
        ├── StoreFull                6    store full   no room left on the disk
        └── StoreOutdated            6    store outdated   made by another version; needs an upgrade

Each class owns its exit code and its kind; the sentence says what was found, where, what was
expected, with an example, and what to do. A deviation is data, never an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class RecipekeeperError(Exception):
    """The root: `message` is a whole sentence for the person at the bench."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Refused(RecipekeeperError):
    """A rule of the trade or of the record says no."""

    exit_code = 1
    kind = "refused"


class Doubtful(Refused):
    """An entry that looks like a slip; `doubt` is what was found and planned, without how to go on."""

    kind = "doubtful"

    def __init__(self, doubt: str) -> None:
        super().__init__(f"{doubt} If it is right as it stands, add --yes.")
        self.doubt = doubt


class Unexplained(Refused):
    """What is recorded only with a reason; `finding` is what speaks against it, without how to go on."""

    def __init__(self, finding: str, how: str) -> None:
        super().__init__(f"{finding}. {how}")
        self.finding = finding


class Misused(RecipekeeperError):
    """The command is not put together rightly."""

    exit_code = 2
    kind = "usage"


class Ambiguous(Misused):
    """A shortened name fits several things; the sentence lists them."""

    kind = "ambiguous"


class NotFound(RecipekeeperError):
    """There is no such thing by that name; the sentence gives the nearest names."""

    exit_code = 3
    kind = "not found"


class Unreadable(RecipekeeperError):
    """A file that cannot be read as what it should be."""

    exit_code = 4
    kind = "unreadable"


class QuantityError(Unreadable):
    """A number or a unit that cannot be read, or that does not fit where it stands."""

    kind = "quantity"


class Unbalanced(QuantityError):
    """Parts of a formula that do not add up, or that nothing says the size of.

    `line` is the place of the line that it shows at, from 0, `key` the key of the file.
    """

    def __init__(self, message: str, line: int | None = None, key: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.key = key


class FormulaUnreadable(Unreadable):
    """A formula file with errors; `problems` has one sentence for each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Unwritable(RecipekeeperError):
    """A file that cannot be written; nothing of it was."""

    exit_code = 4
    kind = "unwritable"


class Conflict(RecipekeeperError):
    """What was asked contradicts what is stored."""

    exit_code = 5
    kind = "conflict"


class StoreError(RecipekeeperError):
    """The store cannot be reached or read."""

    exit_code = 6
    kind = "store"


class StoreFull(StoreError):
    """No room is left for the store; nothing of the entry was written."""

    kind = "store full"


class StoreOutdated(StoreError):
    """The store was made by another version of the program."""

    kind = "store outdated"
