from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.records.reading.dates import EARLIEST, DateOrder, check_day, find_date, spell
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.names import read_name

THE_DAY = date(2024, 3, 15)
days = st.dates(EARLIEST, date(2035, 12, 31))


@pytest.mark.parametrize(
    ("path", "client"),
    [
        ("2024-03-15 Ines R.txt", "Ines R"),
        ("Ines R 15.03.2024.docx", "Ines R"),
        ("Kestrel_20240315_session12.md", "Kestrel"),
        ("15 March 2024 - Kestrel.md", "Kestrel"),
        ("Kestrel/2024-03-15.txt", "Kestrel"),
        ("Kestrel\\2024-03-15.txt", "Kestrel"),
        ("Kestrel, March 15, 2024.txt", "Kestrel"),
        ("15th Mar 2024 Kestrel.txt", "Kestrel"),
        ("Kestrel (15-Mar-2024).txt", "Kestrel"),
        ("session note Kestrel 3-15-2024.txt", "Kestrel"),
        ("2024/Kestrel/2024_03_15 notes.txt", "Kestrel"),
        ("Smith-Jones 2024 03 15.txt", "Smith-Jones"),
        ("Kestrel/2024-03-15/session 4.txt", "Kestrel"),
    ],
)
def test_the_client_and_the_day_are_read_from_the_name(path: str, client: str) -> None:
    reading = read_name(path, None)
    assert reading.held_on == THE_DAY
    assert client in reading.clients


def test_a_name_without_anything_but_a_date_leaves_the_client_to_the_folder() -> None:
    assert read_name("Heron/2024-03-15.txt", None).clients == ("Heron",)


def test_the_number_of_the_session_is_read() -> None:
    assert read_name("Kestrel_20240315_session12.md", None).number == 12


def test_a_date_that_can_be_read_two_ways_is_not_guessed() -> None:
    reading = read_name("Kestrel 03-04-2024.txt", None)
    assert reading.held_on is None
    assert reading.problem == (
        "03-04-2024 can be 3 April or 4 March. Say which comes first, the day or the month."
    )


@pytest.mark.parametrize(
    ("order", "day"),
    [(DateOrder.DAY_FIRST, date(2024, 4, 3)), (DateOrder.MONTH_FIRST, date(2024, 3, 4))],
)
def test_the_order_once_told_is_kept(order: DateOrder, day: date) -> None:
    assert read_name("Kestrel 03-04-2024.txt", order).held_on == day


@pytest.mark.parametrize("order", list(DateOrder))
def test_a_day_above_twelve_stands_where_it_must_in_either_order(order: DateOrder) -> None:
    assert read_name("Kestrel 15.03.2024.txt", order).held_on == THE_DAY
    assert read_name("Kestrel 03.15.2024.txt", order).held_on == THE_DAY


@pytest.mark.parametrize(
    "name",
    ["2024-02-30 K", "K 20241340", "31 April 2024 K", "K 32.13.2024", "29.02.2023", "0000-01-01"],
)
def test_a_day_that_no_calendar_has_is_refused(name: str) -> None:
    assert "is not a day that exists" in read_name(f"{name}.txt", None).problem


def test_two_dates_in_one_name_are_refused_with_both() -> None:
    problem = read_name("Kestrel 2024-03-15 typed 2024-03-17.txt", None).problem
    assert problem.startswith("There are two dates in it, 15 March 2024 and 17 March 2024.")


def test_the_same_date_twice_is_one_date() -> None:
    assert read_name("2024-03-15 Kestrel 15 March 2024.txt", None).held_on == THE_DAY


def test_a_year_of_two_digits_is_refused() -> None:
    assert read_name("Kestrel 15.03.24.txt", None).problem.startswith(
        "The year in 15.03.24 has two"
    )


def test_a_name_without_a_date_says_how_to_write_one() -> None:
    assert "such as 2024-03-15" in read_name("Kestrel session 3.txt", None).problem


def test_a_date_in_the_future_is_refused() -> None:
    with pytest.raises(NotUnderstood) as refused:
        check_day(date(2042, 3, 15), today=date(2026, 4, 30))
    assert refused.value.sentence == "15 March 2042 lies in the future. Correct the date."


def test_today_is_not_the_future() -> None:
    assert check_day(THE_DAY, today=THE_DAY) == THE_DAY


def test_a_day_before_1950_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        check_day(date(204, 3, 15), today=THE_DAY)


@given(
    days,
    st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}", "{:%Y.%m.%d}", "{:%d %B %Y}", "{:%b %d, %Y}"]),
)
def test_every_day_is_found_in_every_clear_spelling(day: date, spelling: str) -> None:
    found = find_date(f"Kestrel {spelling.format(day)} session", None)
    assert found is not None
    assert found.day == day


@given(days)
def test_with_the_order_told_every_day_is_found(day: date) -> None:
    found = find_date(f"{day:%d.%m.%Y} Kestrel", DateOrder.DAY_FIRST)
    assert found is not None
    assert found.day == day


@given(days)
def test_a_day_spelt_out_is_read_back(day: date) -> None:
    found = find_date(spell(day), None)
    assert found is not None
    assert found.day == day


@given(st.text(max_size=60), st.sampled_from([None, *DateOrder]))
def test_any_name_gives_a_date_or_a_sentence_that_says_why_not(name: str, order: DateOrder) -> None:
    reading = read_name(name, order)
    assert (reading.held_on is None) == bool(reading.problem)
