"""Where a key stands in a TOML text, however it is written."""

from __future__ import annotations

from recipekeeper.files.place import line_of, lines_of


def test_tables_of_tables_are_counted_within_the_newest_outer_one() -> None:
    text = "[[step]]\n[[step.check]]\n[[step.check]]\nis = 1\n[[step]]\n[[step.check]]\nis = 2\n"
    assert lines_of(text) == {
        "step[1]": 1,
        "step[1].check[1]": 2,
        "step[1].check[2]": 3,
        "step[1].check[2].is": 4,
        "step[2]": 5,
        "step[2].check[1]": 6,
        "step[2].check[1].is": 7,
    }


def test_spaces_quotes_and_dots_of_keys_and_headers_are_understood() -> None:
    text = '  [[ ingredient ]] # one\n"name" = 1\n\'amount\'=2\nsap . value = 3\n[ "lye" ]\nalkali = 4\n'
    lines = lines_of(text)
    assert [lines[f"ingredient[1].{key}"] for key in ("name", "amount", "sap", "sap.value")] == [2, 3, 4, 4]
    assert lines["lye.alkali"] == 6


def test_what_stands_in_strings_lists_and_comments_is_no_key() -> None:
    text = (
        'notes = """\na = 1\n[[step]]\n\\""" still = "in"\n""""\n'
        "text = '''\nb = 2\n'''\n"
        '# c = "\nuses = [\n  "d = 4", # ]\n  "[[step]]",\n]\ncode = "#"\n'
    )
    assert lines_of(text) == {"notes": 1, "text": 6, "uses": 10, "code": 14}


def test_what_is_not_found_takes_the_line_of_the_table_around_it() -> None:
    lines = lines_of('code = 1\n\n[[step]]\ncheck = [{measure = "a"}]\n')
    assert line_of("step[1].check[1].measure", lines) == 4
    assert line_of("step[1].lasts", lines) == 3
    assert line_of("yields", lines) is None
    assert line_of("", lines) is None
