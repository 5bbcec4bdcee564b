"""Formula documents made from the tables of the schema: every key that a file can have, whatever it says.

They have the right forms and need not make sense together: for what works on documents alone.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from recipekeeper.formula.findings import Findings
from recipekeeper.formula.reading.schema import FORMULA, TABLES, Form, Key, Shape
from recipekeeper.formula.reading.shape import shaped

Document = dict[str, Any]

names = st.sampled_from(
    ["olive oil", "oils", "lye solution", 'the "best"', "back\\slash", "é", "#1 [a]", "a.b"]
)
quantities = st.sampled_from(["5 %", "98 %", "2000 g", "2  kg", "1/2 lb", "q.s.", "43 degC", "2:1", "4 min"])
texts = st.sampled_from(["Cures six weeks.", "two\nlines", '"""', "carriage\r\nreturn", "\x00\x1b[31m"])
by_alkali = st.dictionaries(st.sampled_from(["NaOH", "KOH"]), quantities, min_size=1)

_OF_FORM: dict[Form, st.SearchStrategy[Any]] = {
    Form.FORMAT: st.just(1),
    Form.CODE: st.sampled_from(["SOAP-LAV", "soap-lav", "S.1_B"]),
    Form.NAME: names,
    Form.TEXT: texts,
    Form.QUANTITY: quantities,
    Form.NAMES: st.lists(names, min_size=1, max_size=3),
    Form.PAIR: st.lists(quantities, min_size=2, max_size=2),
    Form.WORDS: names | st.booleans() | st.lists(names, min_size=1, max_size=3),
    Form.LIMITS: st.booleans() | st.lists(quantities, min_size=2, max_size=2),
    Form.GROUP: names | st.lists(names, min_size=1, max_size=3),
    Form.ALKALI: st.sampled_from(["NaOH", "KOH"]) | by_alkali,
    Form.PURITY: quantities | by_alkali,
    Form.ROWS: st.lists(st.lists(quantities, min_size=2, max_size=2), min_size=1, max_size=3),
    Form.TIMES: quantities | st.lists(quantities, min_size=1, max_size=3),
    Form.FLAG: st.booleans(),
    Form.REASONS: st.dictionaries(names, names, min_size=1, max_size=2),
}


def values_of(key: Key) -> st.SearchStrategy[Any]:
    """Whatever a key can hold."""
    if key.form is Form.CHOICE:
        return st.sampled_from(key.choices)
    if key.form is Form.TABLE:
        return _tables(TABLES[key.name])
    if key.form is Form.TABLES:
        inner = TABLES[key.name]
        own = inner.keys[0].name
        return st.lists(_tables(inner), max_size=3, unique_by=lambda table: table[own].casefold())
    return _OF_FORM[key.form]


def _tables(shape: Shape) -> st.SearchStrategy[Document]:
    required = {key.name: values_of(key) for key in shape.keys if key.required}
    optional = {key.name: values_of(key) for key in shape.keys if not key.required}
    return st.fixed_dictionaries(required, optional=optional)


def normal(document: Document) -> Document:
    """The canonical document; every form of it is right."""
    findings = Findings()
    found = shaped(document, findings)
    assert not findings.problems
    return found


any_document = _tables(FORMULA).map(normal)
"""Canonical documents."""


def places(
    document: Document, shape: Shape = FORMULA, where: str = ""
) -> list[tuple[str, Shape, Key, Document]]:
    """Every key that a document has or could have: its place, its shape, itself, and the table it is in."""
    found = []
    for key in shape.keys:
        path = f"{where}.{key.name}" if where else key.name
        if key.form is not Form.TABLES:
            found.append((path, shape, key, document))
        inner = document.get(key.name, [])
        if key.form is Form.TABLE and inner:
            found += places(inner, TABLES[key.name], path)
        if key.form is Form.TABLES:
            for number, table in enumerate(inner, 1):
                found += places(table, TABLES[key.name], f"{path}[{number}]")
    return found


@st.composite
def one_key_changed(draw: st.DrawFn, before: Document) -> tuple[str, Shape, Key, Document]:
    """A document with one key put in, taken out or changed, and which it was."""
    after = deepcopy(before)
    where, shape, key, table = draw(st.sampled_from(places(after)))
    if key.name in table and not key.required and draw(st.booleans()):
        del table[key.name]
    else:
        table[key.name] = draw(values_of(key))
    return where, shape, key, normal(after)
