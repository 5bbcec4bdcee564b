"""Where a store is: a path, or the URL of a PostgreSQL database, whose password nobody gets to see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from recipekeeper.errors import Misused

_POSTGRESQL = re.compile(r"postgres(?:ql)?://(.*)", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SECRET = re.compile(r"(?:^|[?&])(?:ssl)?password=([^&#]*)", re.IGNORECASE)
_ENDS_USER = re.compile(r"[:/?#@]")
_ENDS_HOST = re.compile(r"[?#]")
_NO_PORT = re.compile(r":(?![0-9]+(?:/|$))[^/]*")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a store is. `shown` is what may be printed; one of `path` and `url` is there."""

    shown: str
    path: Path | None = None
    url: str | None = field(default=None, repr=False)
    _secrets: tuple[str, ...] = field(default=(), repr=False)

    def without_secrets(self, text: str) -> str:
        """The text, as a driver may have written it, without any password."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def default_location() -> Path:
    """The store of a person who names none: in the folder that the system keeps for a user's data."""
    # Only where no store is named, and where a folder is missing.
    from platformdirs import user_data_path

    return user_data_path("recipekeeper", appauthor=False) / "recipekeeper.db"


def read_location(text: str) -> Location:
    """A path, or a `postgresql://` or `postgres://` URL; Misused for anything else."""
    if match := _POSTGRESQL.match(text):
        return _postgresql(match[1])
    if _SCHEME.match(text) or not text or "\0" in text:
        scheme = text.partition("://")[0]
        raise Misused(
            f'A store is a path or a PostgreSQL URL; "{scheme}" begins neither. '
            "Give a path such as ~/bench.db, or postgresql://user@host/database."
        )
    path = Path(text).expanduser().absolute()
    return Location(str(path), path=path)


def _postgresql(rest: str) -> Location:
    # A password may hold any character, so all up to the last @ is kept back, and no query is shown.
    credentials, at, host = rest.rpartition("@")
    user = _ENDS_USER.split(credentials)[0]
    host = _NO_PORT.sub("", _ENDS_HOST.split(host)[0])
    password = credentials.partition(":")[2]
    secrets = {password, *_SECRET.findall(rest)}
    # The driver says them unquoted; loaded late, because a path has no need of it.
    from urllib.parse import unquote

    both = {*secrets, *(unquote(secret) for secret in secrets)} - {""}
    return Location(
        f"postgresql://{user}{at}{host}",
        url=f"postgresql://{rest}",
        _secrets=tuple(sorted(both, key=len, reverse=True)),
    )
