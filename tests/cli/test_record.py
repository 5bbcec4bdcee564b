"""A maker prints what became of a batch, by typing commands."""

from __future__ import annotations

from tests.cli.conftest import BATCH, Bench
from tests.paper.geometry import texts


def said_on_paper(bench: Bench, name: str) -> str:
    return " ".join(texts((bench.folder / name).read_bytes()))


def test_a_batch_with_instrument_lot_and_correction_is_printed_whole(bench: Bench) -> None:
    bench.all_of(
        [
            ["lot", "receive", "olive", "oil", "5 kg", "--lot", "OO-2509", "--supplier", "The Mill"],
            ["instrument", "add", "TH-1", "--kind", "thermometer", "--name", "probe"],
            ["begin", "weigh oils", "--at", "yesterday 8:05"],
            ["weigh", "olive oil", "1022 g", "--lot", "OO-2509", "--at", "yesterday 8:06"],
            ["weigh", "coconut oil", "641 g", "--checked-by", "Bo", "--at", "yesterday 8:07", "--yes"],
            ["correct", "4", "614 g", "--why", "misread the scale"],
            ["done", "--at", "yesterday 8:15"],
            ["begin", "combine", "--at", "yesterday 8:20", "--why", "no shea today"],
            ["read", "oil temperature", "52 degC", "--with", "TH-1", "--at", "yesterday 8:21", "--yes"],
            ["split", BATCH, "--into", "A=1600g", "--into", "B=1400g"],
            ["loss", "spill", "20 g", "--why", "the jug tipped over"],
        ]
    )
    number = next(
        one["id"] for one in bench.rk("deviation", "list", "--json").document if one["severity"] == "critical"
    )
    bench.rk("deviation", "resolve", number, "--cause", "pan too hot", "--correction", "cooled it")
    bench.rk("finish", BATCH, "--yield", "2900 g")
    printed = bench.rk("record", BATCH, "-o", "record.pdf")
    assert printed.out.startswith("Wrote record.pdf: ")
    text = said_on_paper(bench, "record.pdf")
    for fact in (
        "LOT-OLIVE-0001",
        "The Mill",
        "misread the scale",
        "1 value was changed after entry",
        "Ana with TH-1",
        "Cause: pan too hot",
        "Correction: cooled it",
        f"{BATCH}-A",
        "the jug tipped over",
        "2900 g",
        "of theoretical",
    ):
        assert fact in text, fact


def test_the_same_record_gives_the_same_file_and_a_running_one_says_so(bench: Bench) -> None:
    first = bench.rk("record", BATCH, "-o", "first.pdf", "--paper", "letter", "--json").document
    bench.rk("record", BATCH, "-o", "second.pdf", "--paper", "letter")
    assert (bench.folder / "first.pdf").read_bytes() == (bench.folder / "second.pdf").read_bytes()
    assert first["pages"] == len(texts((bench.folder / "first.pdf").read_bytes()))
    assert "NOT FINISHED" in said_on_paper(bench, "first.pdf")


def test_a_record_as_text_is_read_on_a_screen(bench: Bench) -> None:
    bench.rk("record", BATCH, "-o", "record.txt")
    text = (bench.folder / "record.txt").read_text(encoding="utf-8")
    assert text.splitlines()[1] == f"BATCH RECORD  {BATCH}"
    assert "No value was changed after entry." in text


def test_the_log_of_departures_is_printed_of_a_period_and_of_a_formula(bench: Bench) -> None:
    bench.rk("begin", "combine", "--at", "yesterday 8:20", "--why", "no oils today")
    bench.rk("read", "oil temperature", "52 degC", "--at", "yesterday 8:21", "--yes")
    printed = bench.rk("print-deviations", "--formula", "soap", "-o", "log.pdf", "--json").document
    assert (printed["file"], printed["pages"]) == ("log.pdf", 1)
    text = said_on_paper(bench, "log.pdf")
    assert f"{BATCH}/D1" in text
    assert "3 °C above 49 °C" in text
    refused = bench.types("print-deviations", "-o", "log.pdf")
    assert (refused.code, "--force" in refused.err) == (5, True)
    bench.rk("print-deviations", "--since", "2099-01-01", "-o", "log.txt")
    assert "No departure from the plan is recorded since 2099-01-01" in (bench.folder / "log.txt").read_text(
        encoding="utf-8"
    )


def test_a_genealogy_is_drawn_in_every_form_and_refused_in_any_other(bench: Bench) -> None:
    bench.rk("lot", "receive", "olive", "oil", "5 kg", "--lot", "OO-2509")
    bench.rk("weigh", "olive oil", "1022 g", "--lot", "OO-2509", "-b", BATCH)
    bench.rk("lot", "trace", BATCH, "-o", "genealogy.pdf")
    text = said_on_paper(bench, "genealogy.pdf")
    assert "1022 g as olive oil in" in text
    assert "1 lot went into it." in text
    bench.rk("lot", "trace", "OO-2509", "-o", "genealogy.svg")
    assert (bench.folder / "genealogy.svg").read_bytes().startswith(b"<svg")
    refused = bench.types("lot", "trace", "OO-2509", "-o", "genealogy.txt")
    assert (refused.code, ".pdf, .svg or .png" in refused.err) == (2, True)


def test_a_template_of_ones_own_counts_and_a_broken_one_leaves_the_old_record(bench: Bench) -> None:
    own = bench.folder / "mine.typ"
    own.write_text("#let record = json(bytes(sys.inputs.record))\n#record.kind of #record.batch\n", "utf-8")
    bench.rk("record", BATCH, "-o", "mine.pdf", "--template", "mine.typ")
    assert said_on_paper(bench, "mine.pdf") == f"Batch record of {BATCH}"
    before = (bench.folder / "mine.pdf").read_bytes()
    own.write_text("#let record = json(bytes(sys.inputs.record))\n\n#record.nothing\n", "utf-8")
    broken = bench.types("record", BATCH, "-o", "mine.pdf", "--template", "mine.typ", "--force")
    assert broken.code == 4
    assert "mine.typ line 3 does not work" in broken.err
    assert (bench.folder / "mine.pdf").read_bytes() == before
