"""Print settings and templates of one's own, from the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdf import PdfReader

BATCH = "SOAP-LAV-261121-1"


def test_settings_that_are_filled_in_stand_on_the_next_sheet(bench: Any) -> None:
    written = bench.rk("template", "settings", "--json").document["file"]
    assert written.endswith("print.toml")
    assert bench.types("template", "settings").code == 5
    Path(written).write_text(Path(written).read_text("utf-8").replace("# maker", "maker"), "utf-8")
    bench.rk("sheet", BATCH, "-o", "sheet.txt")
    assert (bench.folder / "sheet.txt").read_text("utf-8").startswith("Lavender Hill Soaps\n")
    (bench.folder / "other.toml").write_text('maker = "Ours"\nlanguage = "fr"\npaper = "letter"\n', "utf-8")
    bench.rk("sheet", BATCH, "-o", "sheet.pdf", "--settings", "other.toml")
    page = PdfReader(bench.folder / "sheet.pdf").pages[0]
    assert (round(page.mediabox.width), "Ours" in page.extract_text()) == (612, True)


def test_a_mistake_in_the_settings_is_told_with_its_line_and_nothing_is_written(bench: Any) -> None:
    (bench.folder / "print.toml").write_text('papr = "a4"\n', "utf-8")
    said = bench.types("sheet", BATCH, "-o", "sheet.pdf", "--settings", "print.toml")
    assert said.code == 4
    assert 'print.toml line 1, papr: "papr" is no print setting: did you mean paper?' in said.err
    assert not (bench.folder / "sheet.pdf").exists()
    assert bench.types("sheet", BATCH, "-o", "sheet.pdf", "--settings", "none.toml").code == 3


def test_a_copied_template_counts_and_a_broken_one_leaves_the_old_page_alone(bench: Any) -> None:
    bench.rk("template", "copy", "sheet")
    assert bench.types("template", "copy", "sheet").code == 5
    assert bench.types("template", "copy", "../sheet").code == 3
    (own,) = [each for each in bench.rk("template", "list", "--json").document["templates"] if each["own"]]
    assert own["name"] == "sheet"
    bench.rk("sheet", BATCH, "-o", "sheet.pdf")
    before = (bench.folder / "sheet.pdf").read_bytes()
    with Path(own["file"]).open("a", encoding="utf-8") as template:
        template.write("\n#nothing-of-that-name\n")
    said = bench.types("sheet", BATCH, "-o", "sheet.pdf", "--force")
    assert (said.code, said.err.count("\n")) == (4, 1)
    assert "does not work: unknown variable: nothing-of-that-name" in said.err
    assert f"{own['file']} line " in said.err
    assert (bench.folder / "sheet.pdf").read_bytes() == before
