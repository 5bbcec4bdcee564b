"""What a maker's own pages have in common: who makes it, on which paper, how dates and figures are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from recipekeeper.paper.folding import WIDTH, wrapped

T = TypeVar("T")

Paper = Literal["a4", "letter"]

TEMPLATES = Path(__file__).parent / "templates"
"""The program's own."""

_PAPERS = {"a4": "a4", "letter": "us-letter"}
_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])")
_FIGURE = re.compile(r"(?<![\w.@/-])(\d+)\.(\d+)(?!\w|\.\d|-\w)")
_TYPED = frozenset(
    {"name", "measure", "equipment", "text", "batch", "reference", "fingerprint", "head", "code", "lot"}
)
"""Fields of composed pages that hold what somebody typed, or a code: they print as they are."""


@dataclass(frozen=True, slots=True)
class Language:
    """How dates and figures are written: the medium forms of Unicode CLDR 45, with the month as a word."""

    months: str
    """All twelve, with spaces between."""
    form: str = "{day} {month} {year}"
    decimal_mark: str = ","

    def day(self, day: date) -> str:
        """`21 Nov 2026`, `21. Nov. 2026`."""
        return self.form.format(day=day.day, month=self.months.split()[day.month - 1], year=day.year)


LANGUAGES: Mapping[str, Language] = {
    "en": Language("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", decimal_mark="."),
    "de": Language(
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", form="{day}. {month} {year}"
    ),
    "fr": Language("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    "es": Language("ene feb mar abr may jun jul ago sept oct nov dic"),
    "it": Language("gen feb mar apr mag giu lug ago set ott nov dic"),
    "nl": Language("jan feb mrt apr mei jun jul aug sep okt nov dec"),
    "pt": Language(
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.", form="{day} de {month} de {year}"
    ),
}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it stands in its file."""

    content: bytes
    form: Literal["png", "svg"]


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """A maker's own of every printed page. Without any, dates are ISO 8601 and figures have a point."""

    maker: str = ""
    address: tuple[str, ...] = ()
    contact: str = ""
    logo: Logo | None = None
    paper: Paper = "a4"
    language: str = ""
    """A key of LANGUAGES; "" for dates as `2026-11-21`."""
    decimal_mark: str = ""
    """`.` or `,`; "" for that of the language."""
    market: str = ""
    """Whose law a label is held against: eu, uk, us, ca; "" for none."""
    fields: tuple[tuple[str, str], ...] = ()
    """What stands in the head besides: a name and its text, or "" for a blank to be filled by hand."""
    label_size: str = ""
    label_offset: str = ""
    templates: Path | None = None
    """The folder of templates that are used in place of the program's own."""

    def template(self, name: str) -> Path:
        """The template of that name: the maker's own where there is one, else the program's."""
        own = self.templates / f"{name}.typ" if self.templates is not None else None
        return own if own is not None and own.is_file() else TEMPLATES / f"{name}.typ"

    def house(self) -> dict[str, Any]:
        """What every template finds under `house`."""
        return {
            "maker": self.maker,
            "address": self.address,
            "contact": self.contact,
            "fields": [{"name": name, "value": value} for name, value in self.fields],
        }

    def logo_document(self) -> dict[str, Any] | None:
        """The logo as a template takes it: SVG as its text, PNG as its bytes."""
        if self.logo is None:
            return None
        svg = self.logo.form == "svg"
        return {
            "format": self.logo.form,
            "content": self.logo.content.decode("utf-8-sig") if svg else list(self.logo.content),
        }

    @property
    def typst_paper(self) -> str:
        """The paper as typst calls it."""
        return _PAPERS[self.paper]

    def day(self, day: date) -> str:
        """A day as this maker writes it."""
        return LANGUAGES[self.language].day(day) if self.language else day.isoformat()

    def month(self, day: date) -> str:
        """The month of a day as this maker writes it."""
        if not self.language:
            return f"{day:%Y-%m}"
        return f"{LANGUAGES[self.language].months.split()[day.month - 1]} {day.year}"

    def figure(self, text: str) -> str:
        """A text with its figures under this maker's decimal mark."""
        return text if self._mark == "." else _FIGURE.sub(rf"\1{self._mark}\2", text)

    @property
    def _mark(self) -> str:
        return self.decimal_mark or (LANGUAGES[self.language].decimal_mark if self.language else ".")

    def written(self, composed: T) -> T:
        """A composed page with its dates and figures as this maker writes them; names and codes stay as typed."""
        if not self.language and self._mark == ".":
            return composed
        return cast("T", self._written(composed))

    def _written(self, composed: Any) -> Any:
        if isinstance(composed, str):
            return self.figure(_DAY.sub(self._day_found, composed))
        if isinstance(composed, tuple):
            return tuple(self._written(each) for each in composed)
        if is_dataclass(composed) and not isinstance(composed, type):
            if getattr(composed, "as_typed", False):
                return composed
            own = {
                each.name: self._written(getattr(composed, each.name))
                for each in fields(composed)
                if each.name not in _TYPED
            }
            return replace(composed, **own)
        return composed

    def _day_found(self, found: re.Match[str]) -> str:
        try:
            day = self.day(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            return found[0]  # four figures, two and two that are no day
        return day.replace(" ", "\u00a0")  # a day stays on its line


PLAIN = PrintSettings()
"""Nobody's own."""


def letterhead(settings: PrintSettings) -> str:
    """Who makes it and the maker's own fields, over a page of plain text; "" where nothing is set."""
    lines = wrapped(settings.maker)
    for told in (*settings.address, settings.contact):
        lines += wrapped(told)
    for name, value in settings.fields:
        lines += wrapped(f"{name}: {value or '_' * 20}", hang=4)
    return "".join(f"{line[:WIDTH]}\n" for line in lines)
