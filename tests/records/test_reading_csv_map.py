import codecs
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.records.reading.csv_map import MapRow, read_csv_map
from notes_app.records.reading.dates import DateOrder
from tests.records.refusals import refusal

FULL = MapRow("a.txt", "Ines R", date(2024, 3, 15), time(15, 10), time(16, 0), 12)


def only_row(table: str, order: DateOrder | None = None) -> MapRow:
    (row,) = read_csv_map(table.encode(), order).rows.values()
    return row


def sentence_for(table: str) -> str:
    return refusal(read_csv_map, table.encode(), None)


@pytest.mark.parametrize("separator", [",", ";"])
def test_all_columns_are_read(separator: str) -> None:
    table = "file,client,date,start,end,session\r\na.txt,Ines R,2024-03-15,15:10,16.00,12\r\n"
    assert only_row(table.replace(",", separator)) == FULL


def test_a_table_saved_by_a_spreadsheet_is_read_with_its_mark() -> None:
    table = codecs.BOM_UTF8 + "File;Client\na.txt;Inès R\n".encode()
    assert read_csv_map(table, None).rows["a.txt"].client == "Inès R"


def test_unknown_columns_are_named_with_the_known_ones() -> None:
    said = sentence_for("file,klient,datum\na.txt,Ines,2024-03-15\n")
    assert "klient, datum" in said
    assert "Known are: file, client, date, start, end, session." in said


def test_a_table_without_the_column_file_is_refused() -> None:
    assert "no column called file" in sentence_for("client,date\nInes,2024-03-15\n")


def test_a_column_that_stands_there_twice_is_refused() -> None:
    assert "two columns called date" in sentence_for("file,date,date\na.txt,,\n")


def test_two_rows_for_one_file_are_refused() -> None:
    assert "two rows for a.txt" in sentence_for("file,client\na.txt,Ines\na.txt,Noor\n")


def test_a_row_with_too_many_cells_is_refused_with_its_line() -> None:
    assert sentence_for("file,client\na.txt,Rivera, Ines\n").startswith(
        "Line 2 of the map has more"
    )


def test_a_row_that_names_no_file_is_refused() -> None:
    assert "Line 2 of the map names no file" in sentence_for("file,client\n,Ines\n")


def test_an_open_quotation_mark_is_refused() -> None:
    assert "quotation mark" in sentence_for('file,client\n"a.txt,Ines\n')


def test_a_null_byte_in_the_map_is_refused() -> None:
    assert "null character" in sentence_for("file,client\na\0.txt,Ines\n")


def test_an_empty_map_is_refused() -> None:
    assert "no column called file" in sentence_for("")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("soon,,", "The date 'soon' in the map is none."),
        ("15.03.2024 or so,,", "The date '15.03.2024 or so' in the map is none."),
        ("03/04/2024,,", "03/04/2024 can be 3 April or 4 March."),
        ("2024-02-30,,", "2024-02-30 is not a day that exists."),
        (",25:00,", "The time '25:00' in the map is none."),
        (",,first", "The session 'first' in the map is not a number"),
        (",,0", "The session '0' in the map is not a number"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_only_its_own_file_out(cells: str, said: str) -> None:
    row = only_row(f"file,date,start,session\na.txt,{cells}\n")
    assert row.problem.startswith(said)
    assert row.held_on is None


def test_slashes_in_dates_follow_the_order_that_was_told() -> None:
    row = only_row("file,date\na.txt,03/04/2024\n", DateOrder.DAY_FIRST)
    assert row.held_on == date(2024, 4, 3)


def test_a_formula_is_only_text() -> None:
    assert only_row('file,client\na.txt,"=HYPERLINK(""http://evil"")"\n').client.startswith(
        "=HYPER"
    )


def test_a_row_is_found_by_path_and_by_a_bare_name_that_is_the_only_one() -> None:
    table = read_csv_map(b"file,client\nKestrel/a.txt,Ines\nb.txt,Noor\n", None)
    found = table.rows_of(["Kestrel/a.txt", "Heron/b.txt", "c.txt"])
    assert {path: row.client for path, row in found.items()} == {
        "Kestrel/a.txt": "Ines",
        "Heron/b.txt": "Noor",
    }


def test_a_bare_name_that_two_folders_have_is_not_guessed() -> None:
    table = read_csv_map(b"file,client\na.txt,Ines\n", None)
    found = table.rows_of(["Kestrel/a.txt", "Heron/a.txt"])
    assert "more than one such file" in found["Kestrel/a.txt"].problem


def test_a_name_with_decomposed_accents_is_found() -> None:
    table = read_csv_map("file,client\nZoë.txt,Zoë\n".encode(), None)
    assert table.rows_of(["Zoe\N{COMBINING DIAERESIS}.txt"])


def test_files_that_are_not_there_are_listed() -> None:
    table = read_csv_map(b"file,client\na.txt,Ines\nb.txt,Noor\n", None)
    assert table.missing_from(["x/a.txt"]) == ["b.txt"]


@given(st.text(max_size=200))
def test_any_table_is_read_or_refused_with_a_sentence(table: str) -> None:
    assert refusal(read_csv_map, table.encode(), None)[-1:] in ("", ".")
