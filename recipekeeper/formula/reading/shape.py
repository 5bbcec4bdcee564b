"""From what a file holds to the canonical document: known keys, right forms, no defaults, one order.

What does not fit is noted and left out, so that the rest can still be read and judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from recipekeeper.formula.findings import Findings, listed, nearest, place, shown
from recipekeeper.formula.reading.schema import FORMULA, SHAPES, TABLES, Form, Key, Shape

FORMAT = 1

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}")
_ALKALIS = {
    "naoh": "NaOH",
    "sodium hydroxide": "NaOH",
    "caustic soda": "NaOH",
    "koh": "KOH",
    "potassium hydroxide": "KOH",
    "caustic potash": "KOH",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Misfit:
    """Why a value does not fit its key."""

    message: str


def shaped(document: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    """The document in canonical form; what is unknown, missing or of the wrong form is noted."""
    return {"format": FORMAT} | _table(FORMULA, document, "", findings)


def _table(shape: Shape, table: Mapping[str, Any], where: str, findings: Findings) -> dict[str, Any]:
    for name in table:
        if shape.key(name) is None:
            findings.error(place(where, name), _unknown(shape, name))
    normal = {}
    for key in shape.keys:
        left_out = key.name not in table
        value = None if left_out else _value(key, table[key.name], place(where, key.name), findings)
        if value not in (None, "", [], key.default):
            normal[key.name] = value
        elif key.required and (left_out or value == ""):
            problem = "is missing" if left_out else "is empty"
            findings.error(
                place(where, key.name), f"{key.name} {problem}: {shape.title} needs {_example(key)}."
            )
    return normal


def _value(key: Key, value: Any, where: str, findings: Findings) -> Any:
    if key.form is Form.TABLES:
        return _tables(key, value, where, findings)
    if key.form is Form.TABLE:
        return _single(key, value, where, findings)
    fitted = _FORMS[key.form](key, value)
    if isinstance(fitted, _Misfit):
        findings.error(where, fitted.message)
        return None
    return fitted


def _tables(key: Key, value: Any, where: str, findings: Findings) -> list[dict[str, Any]]:
    shape = TABLES[key.name]
    if isinstance(value, Mapping):
        single = shape.header.replace("[[", "[").replace("]]", "]")
        findings.error(where, f"{single} opens a single table; each {key.name} begins with {shape.header}.")
        return []
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        findings.error(
            where, f"{shown(value)} is not a list of tables; each {key.name} begins with {shape.header}."
        )
        return []
    return [_table(shape, each, f"{where}[{number}]", findings) for number, each in enumerate(value, 1)]


def _single(key: Key, value: Any, where: str, findings: Findings) -> dict[str, Any] | None:
    shape = TABLES[key.name]
    if isinstance(value, Mapping):
        return _table(shape, value, where, findings)
    findings.error(
        where, f"{shown(value)} is not a table; {key.name} is one, and begins with {shape.header}."
    )
    return None


def _unknown(shape: Shape, name: str) -> str:
    found = f"{shown(name)} is not a key of {shape.title}"
    homes = [other for other in SHAPES if other.key(name)]
    if near := nearest(name, (key.name for key in shape.keys)):
        return f"{found}; the nearest known key is {near}."
    if homes:
        home = (
            f"under its {homes[0].header}"
            if homes[0].header
            else "above the first [[ingredient]] and [[step]]"
        )
        return f"{found} but of {homes[0].title}: it stands {home}."
    return f"{found}; its keys are {', '.join(key.name for key in shape.keys)}."


def _example(key: Key) -> str:
    return f"{key.name} = {key.example}"


def _format(_key: Key, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and value == FORMAT:
        return value
    return _Misfit(f"{shown(value)} is not a format that this version reads; it reads format = {FORMAT}.")


def _text(key: Key, value: Any) -> Any:
    return value if isinstance(value, str) else _not_a_text(key, value)


def _not_a_text(key: Key, value: Any) -> _Misfit:
    found = (
        "a bare number"
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else f"not {key.form.value}"
    )
    return _Misfit(
        f"{shown(value)} is {found}; {key.name} is {key.form.value}, in quotes, such as {_example(key)}."
    )


def _collapsed(key: Key, value: Any) -> Any:
    if not isinstance(value, str):
        return _not_a_text(key, value)
    text = " ".join(value.split())
    if _CONTROL.search(text):
        return _Misfit(
            f"{shown(text)} holds a character that cannot be printed; {key.name} is plain text, "
            f"such as {_example(key)}."
        )
    return text


def _code(key: Key, value: Any) -> Any:
    if isinstance(value, str) and (not value or _CODE.fullmatch(value)):
        return value.upper()
    return _Misfit(
        f"{shown(value)} is not the code of a formula: it has at most 10 of A-Z, 0-9, - . and _, begins "
        f"with a letter or a digit and stands in quotes, such as {_example(key)}."
    )


def _choice(key: Key, value: Any) -> Any:
    if value in ("", *key.choices):
        return value
    return _Misfit(
        f"{shown(value)} is not what {key.name} can be: {key.name} is {listed(key.choices)}, "
        f"such as {_example(key)}."
    )


def _list(key: Key, value: Any, fit: Callable[[Key, Any], Any] = _collapsed) -> Any:
    if not isinstance(value, list):
        return _Misfit(f"{shown(value)} is not {key.form.value}, such as {_example(key)}.")
    fitted = [fit(key, each) for each in value]
    misfits = [each for each in fitted if isinstance(each, _Misfit)]
    if misfits:
        return misfits[0]
    if "" in fitted:
        return _Misfit(
            f"an empty text stands in the list; {key.name} is {key.form.value}, such as {_example(key)}."
        )
    return fitted


def _names(key: Key, value: Any) -> Any:
    return _list(key, value) if value != "" else []


def _group(key: Key, value: Any) -> Any:
    """One name stands alone and several in a list."""
    if isinstance(value, str):
        return _collapsed(key, value)
    fitted = _list(key, value)
    return fitted[0] if isinstance(fitted, list) and len(fitted) == 1 else fitted


def _alkali(key: Key, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _by_alkali(key, value)
    name = _ALKALIS.get(str(value).strip().casefold()) if isinstance(value, str) else None
    if name is None and value != "":
        return _Misfit(
            f'{shown(value)} is no alkali: {key.name} is "NaOH" or "KOH", such as {_example(key)}.'
        )
    return name


def _purity(key: Key, value: Any) -> Any:
    return _by_alkali(key, value) if isinstance(value, Mapping) else _collapsed(key, value)


def _by_alkali(key: Key, value: Mapping[str, Any]) -> Any:
    """A percentage for each alkali, in one order, so that the same parts are the same text."""
    example = f'{key.name} = {{ NaOH = "60 %", KOH = "40 %" }}'
    fitted = {}
    for typed, part in value.items():
        name = _ALKALIS.get(typed.strip().casefold())
        if name is None:
            return _Misfit(f"{shown(typed)} is no alkali; the table has NaOH and KOH, such as {example}.")
        if not isinstance(part, str) or not part.strip():
            return _Misfit(f"{shown(part)} is no percentage in quotes; write it such as {example}.")
        fitted[name] = " ".join(part.split())
    if not fitted:
        return _Misfit(f"the table is empty; it has NaOH and KOH, such as {example}.")
    return {name: fitted[name] for name in ("NaOH", "KOH") if name in fitted}


def _reasons(key: Key, value: Any) -> Any:
    example = 'superfat-low = "facial bar, tested"'
    if not isinstance(value, Mapping):
        return _Misfit(f"{shown(value)} is not {key.form.value}; under [silence] stands {example}.")
    fitted = {}
    for name, reason in value.items():
        if not isinstance(reason, str) or not reason.strip():
            return _Misfit(f"{name} has no reason; a check is silenced with one, such as {example}.")
        fitted[" ".join(name.split())] = " ".join(reason.split())
    return dict(sorted(fitted.items())) or None


def _pair(key: Key, value: Any) -> Any:
    fitted = _list(key, value)
    if isinstance(fitted, _Misfit) or len(fitted) in (0, 2):
        return fitted
    count = "1 value stands" if len(fitted) == 1 else f"{len(fitted)} values stand"
    return _Misfit(f"{count} in the list; {key.name} has two, the lower first, such as {_example(key)}.")


def _rows(key: Key, value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(row, list) and len(row) == 2 for row in value):
        return _Misfit(f"{shown(value)} is not {key.form.value}, such as {_example(key)}.")
    fitted = [_list(key, row) for row in value]
    return next((row for row in fitted if isinstance(row, _Misfit)), fitted)


def _flag(key: Key, value: Any) -> Any:
    return value if isinstance(value, bool) else _Misfit(f"{shown(value)} is not {key.form.value}.")


def _word(key: Key, value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _collapsed(key, value)


def _words(key: Key, value: Any) -> Any:
    """One word stands alone and several in a list, so that `["light"]` and `"light"` are the same text."""
    if not isinstance(value, list):
        return _word(key, value)
    fitted = _list(key, value, _word)
    return fitted[0] if isinstance(fitted, list) and len(fitted) == 1 else fitted


def _limits(key: Key, value: Any) -> Any:
    return value if isinstance(value, bool) else _pair(key, value)


_FORMS: dict[Form, Callable[[Key, Any], Any]] = {
    Form.FORMAT: _format,
    Form.CODE: _code,
    Form.NAME: _collapsed,
    Form.TEXT: _text,
    Form.QUANTITY: _collapsed,
    Form.CHOICE: _choice,
    Form.NAMES: _names,
    Form.PAIR: _pair,
    Form.WORDS: _words,
    Form.LIMITS: _limits,
    Form.GROUP: _group,
    Form.ALKALI: _alkali,
    Form.PURITY: _purity,
    Form.REASONS: _reasons,
    Form.ROWS: _rows,
    Form.TIMES: _group,
    Form.FLAG: _flag,
}
