from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.records.matching import KnownClient, Roster
from notes_app.records.plan import OTHER_CLIENT, FoundFile, ImportPlan, Present, Wishes, plan_import
from notes_app.records.reading.csv_map import read_csv_map
from notes_app.records.reading.words import Words, source_of

TODAY = date(2026, 4, 30)
MIRA, NOOR, NINA = UUID(int=1), UUID(int=2), UUID(int=3)
ROSTER = Roster(
    [
        KnownClient(MIRA, "Kestrel", "Mira Baumann"),
        KnownClient(NOOR, "Heron", "Noor Aziz"),
        KnownClient(NINA, "Wren", "Nina Abel"),
    ]
)
WISHES = Wishes(TODAY)
THERE = Present(ROSTER)


def files(*paths: str) -> list[FoundFile]:
    """Files of these names, each with words of its own."""
    return [FoundFile(path, Words(f"Words of {path}.")) for path in paths]


def plan_of(*paths: str, wishes: Wishes = WISHES, present: Present = THERE) -> ImportPlan:
    return plan_import(files(*paths), wishes=wishes, present=present)


def mapped(table: str, *paths: str, wishes: Wishes = WISHES) -> ImportPlan:
    file_map = read_csv_map(table.encode(), None)
    return plan_import(files(*paths), wishes=wishes, present=THERE, file_map=file_map)


@pytest.mark.parametrize(
    "path",
    [
        "2024-03-15 Kestrel.txt",
        "2024-03-15 kestrel.txt",
        "2024-03-15 Mira Baumann.txt",
        "2024-03-15 Baumann, Mira.txt",
        "2024-03-15 Mira B.txt",
        "2024-03-15 M.B..txt",
        "2024-03-15_MB.txt",
        "Kestrel/2024-03-15.txt",
        "Kestrel/2024/2024-03-15 session 3.txt",
    ],
)
def test_a_client_is_found_by_code_name_full_name_or_initials(path: str) -> None:
    (note,) = plan_of(path).ready
    assert (note.client_id, note.held_on) == (MIRA, date(2024, 3, 15))


def test_initials_that_two_clients_share_are_not_guessed() -> None:
    (left,) = plan_of("2024-03-15 NA.txt").not_understood
    assert left.sentence == "“NA” fits 2 clients. Write the code name or the full name."


def test_a_name_that_names_two_clients_is_not_guessed() -> None:
    (left,) = plan_of("Kestrel/2024-03-15 Heron.txt").not_understood
    assert left.sentence.startswith("It names two clients, “Heron” and “Kestrel”.")


def test_an_unknown_client_is_reported_and_not_created() -> None:
    (left,) = plan_of("2024-03-15 Robin.txt").not_understood
    assert left.sentence.startswith("No client is called “Robin”.")


def test_unknown_clients_are_created_when_that_is_asked_for_and_once_each() -> None:
    wishes = Wishes(TODAY, create_clients=True)
    plan = plan_of("2024-03-15 Robin.txt", "session note robin 2024-03-22.txt", wishes=wishes)
    assert plan.new_clients == ("Robin",)
    assert [note.new_client for note in plan.ready] == ["Robin", "Robin"]


def test_a_new_client_is_called_after_the_nearest_folder() -> None:
    wishes = Wishes(TODAY, create_clients=True)
    plan = plan_of("Practice/Robin/notes/2024-03-15 homework.txt", wishes=wishes)
    assert plan.new_clients == ("Robin",)


def test_a_note_taken_by_its_folder_says_so() -> None:
    (note,) = plan_of("Kestrel/2024-03-15 homework.txt").ready
    assert note.remark == "Taken for this client by its folder."


def test_a_file_that_names_nobody_is_reported() -> None:
    (left,) = plan_of("2024-03-15.txt").not_understood
    assert left.sentence.startswith("No client is named,")


def test_the_imported_folder_itself_can_be_the_client() -> None:
    file = FoundFile("2024-03-15.txt", Words("Late."), root="Kestrel")
    (note,) = plan_import([file], wishes=WISHES, present=THERE).ready
    assert note.client_id == MIRA


def test_one_client_can_be_told_for_all_files() -> None:
    (note,) = plan_of("2024-03-15 homework.txt", wishes=Wishes(TODAY, client_id=NOOR)).ready
    assert note.client_id == NOOR


def test_a_file_that_names_another_client_is_pointed_out() -> None:
    wishes = Wishes(TODAY, client_id=NOOR)
    notes = plan_of("2024-03-15 Kestrel.txt", "2024-03-15 Heron.txt", wishes=wishes).ready
    assert [note.remark for note in notes] == [OTHER_CLIENT, ""]


def test_the_map_goes_before_the_name() -> None:
    row = "2024-01-01 Heron.txt,Kestrel,2024-03-15,15:10,16:00,12"
    (note,) = mapped(f"file,client,date,start,end,session\n{row}\n", "2024-01-01 Heron.txt").ready
    assert (note.client_id, note.held_on, note.number) == (MIRA, date(2024, 3, 15), 12)
    assert (note.starts_at, note.ends_at) == (time(15, 10), time(16, 0))


def test_empty_cells_of_the_map_leave_it_to_the_name() -> None:
    (note,) = mapped("file,client,date\na.txt,Kestrel,\n", "2024-03-15/a.txt").ready
    assert (note.client_id, note.held_on) == (MIRA, date(2024, 3, 15))


def test_a_client_whom_only_the_map_knows_is_not_replaced_by_the_folder() -> None:
    table = read_csv_map(b"file,client\n2024-03-15.txt,Robin\n", None)
    file = FoundFile("2024-03-15.txt", Words("Late."), root="Kestrel")
    plan = plan_import([file], wishes=WISHES, present=THERE, file_map=table)
    assert plan.ready == ()


def test_a_file_that_only_the_map_knows_is_reported() -> None:
    plan = mapped("file\n2024-03-15 Kestrel.txt\nlost.txt\n", "2024-03-15 Kestrel.txt")
    assert [left.path for left in plan.not_understood] == ["lost.txt"]


def test_a_note_brought_in_before_adds_nothing() -> None:
    (note,) = plan_of("2024-03-15 Kestrel.txt").ready
    there = Present(ROSTER, sources={MIRA: {note.source}})
    plan = plan_of("2024-03-15 Kestrel.txt", present=there)
    assert plan.ready == ()
    assert plan.there[0].sentence == "Brought in before: the same words on 15 March 2024."


def test_the_same_words_of_another_client_are_another_note() -> None:
    source = source_of("Words of 2024-03-15 Kestrel.txt.", date(2024, 3, 15))
    plan = plan_of("2024-03-15 Kestrel.txt", present=Present(ROSTER, sources={NOOR: {source}}))
    assert len(plan.ready) == 1


def test_a_copy_of_a_file_comes_in_once() -> None:
    copies = [FoundFile(path, Words("Late.")) for path in ("2024-03-15 MB.txt", "MB 15.3.2024.md")]
    plan = plan_import(copies, wishes=WISHES, present=THERE)
    assert [note.path for note in plan.ready] == ["2024-03-15 MB.txt"]
    assert "2024-03-15 MB.txt" in plan.there[0].sentence


def test_a_day_that_has_a_session_is_pointed_out() -> None:
    present = Present(ROSTER, days={MIRA: {date(2024, 3, 15)}})
    (note,) = plan_of("2024-03-15 Kestrel.txt", present=present).ready
    assert note.remark.startswith("There is a session on that day already;")


def test_a_date_in_the_future_is_reported() -> None:
    (left,) = plan_of("2026-05-01 Kestrel.txt").not_understood
    assert left.sentence == "1 May 2026 lies in the future. Correct the date."


def test_a_file_that_could_not_be_read_keeps_its_own_sentence() -> None:
    broken = FoundFile("2024-03-15 Kestrel.docx", None, "This Word file is damaged.")
    (left,) = plan_import([broken], wishes=WISHES, present=THERE).not_understood
    assert left.sentence == "This Word file is damaged."


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12, unique=True), st.booleans())
def test_every_file_stands_in_one_of_the_lists(paths: list[str], create: bool) -> None:  # noqa: FBT001
    plan = plan_of(*paths, wishes=Wishes(TODAY, create_clients=create))
    listed = [each.path for part in (plan.ready, plan.there, plan.not_understood) for each in part]
    assert sorted(listed) == sorted(paths)
