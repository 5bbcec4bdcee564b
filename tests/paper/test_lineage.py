"""The picture of a genealogy: every lot and batch in a box of its own, joined to what it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from recipekeeper.batch.model import Disposition, State
from recipekeeper.material.genealogy import BATCH, LOT, TYPED, Link, Thing, backward, forward
from recipekeeper.material.model import Lot
from recipekeeper.paper.draw import Drawn
from recipekeeper.paper.picture.draw import render_lineage
from recipekeeper.paper.picture.lineage import COLUMNS, Lineage, Panel
from recipekeeper.paper.picture.lineage_words import Known, Made, compose
from recipekeeper.quantity import read_amount
from tests.paper.geometry import MM, flaws_of
from tests.paper.plans import MOMENT
from tests.paper.test_record import pages

CHAIN, BREADS = 9, 40
FLOUR = Lot("LOT-FLOUR-0001", "flour", read_amount("25 kg"), MOMENT, "F-77", "The Mill", expires="2027-05")


def levains() -> list[str]:
    return [f"LEVAIN-{number}" for number in range(CHAIN)]


def links() -> Sequence[Link]:
    """A levain fed from the one before it, nine times; the last one raises forty breads."""
    found = []
    for number, levain in enumerate(levains()):
        found.append(Link(Thing(LOT, FLOUR.code), levain, "flour", read_amount("100 g")))
        if number:
            found.append(Link(Thing(BATCH, f"LEVAIN-{number - 1}"), levain, "levain", read_amount("20 g")))
    found.append(Link(Thing(TYPED, "#tap $x$ 水"), "LEVAIN-0", "water", None))
    last = Thing(BATCH, levains()[-1])
    return (
        *found,
        *(Link(last, f"BREAD-{number}", "levain", read_amount("200 g")) for number in range(BREADS)),
    )


@cache
def picture() -> Lineage:
    made = Made("BREAD@2", State.FINISHED, Disposition.REJECTED, "bad", MOMENT)
    levain = Made("LEVAIN@1", State.FINISHED, Disposition.NONE, None, MOMENT)
    batches = dict.fromkeys(levains(), levain) | {f"BREAD-{number}": made for number in range(BREADS)}
    thing = Thing(BATCH, levains()[-1])
    known = Known(
        thing,
        backward(links(), thing),
        forward(links(), thing),
        {FLOUR.code: FLOUR},
        batches,
        head="ab12" * 16,
        as_of=MOMENT,
    )
    return compose(known, MOMENT)


@cache
def drawn() -> Drawn:
    return render_lineage(picture(), "pdf")


def codes(panel: Panel) -> list[str]:
    return [box.code for row in panel.rows for box in row.boxes if box]


def test_every_lot_and_every_batch_has_its_box() -> None:
    text = " ".join(pages(drawn()))
    for code in (*levains(), *(f"BREAD-{number}" for number in range(BREADS)), FLOUR.code):
        assert f"{code} " in text
    assert "never received here" in text
    assert "lot F-77 of The Mill, expires 2027-05" in text
    assert "200 g as levain of LEVAIN-8" in text
    assert "BREAD-0 rejected BREAD@2, begun 2026-11-21" in text


def test_a_tree_that_is_too_wide_goes_on_from_the_same_box_in_a_numbered_panel() -> None:
    first, second, third, beyond = picture().panels
    assert [panel.columns for panel in (first, second, third)] == [COLUMNS, COLUMNS, 4]
    assert codes(first)[0] == "LEVAIN-8"
    (cut,) = (box for row in first.rows for box in row.boxes if box and box.note)
    assert (cut.code, cut.note) == ("LEVAIN-5", "goes on at 2")
    assert second.rows[0].boxes[0] is not None
    assert second.rows[0].boxes[0].code == "LEVAIN-5"
    assert second.title == "What went into it, on from LEVAIN-5"
    assert (beyond.title, beyond.is_mirrored, len(beyond.rows)) == ("Where it went", False, BREADS)


def test_a_line_runs_from_a_box_to_each_that_hangs_on_it_and_no_further() -> None:
    joints = [row.joints[0] for row in picture().panels[-1].rows]
    assert [joint.parent for joint in joints] == [True] + [False] * (BREADS - 1)
    assert all(joint.child for joint in joints)
    assert [joint.above for joint in joints] == [False] + [True] * (BREADS - 1)
    assert [joint.below for joint in joints] == [True] * (BREADS - 1) + [False]


def test_no_letter_of_the_picture_is_cut_or_stands_upon_another() -> None:
    assert drawn().pages > 3
    assert flaws_of(drawn().files[0], 12 * MM) == []


def test_the_same_genealogy_draws_the_same_bytes_and_says_which_letters_no_font_has() -> None:
    assert render_lineage(picture(), "pdf").files == drawn().files
    (warning,) = drawn().warnings
    assert warning == "The bundled fonts cannot show U+6C34: printed as the number in brackets."
    assert "#tap $x$ [U+6C34]" in " ".join(pages(drawn()))
