"""Recent changes, as a therapist meets them."""

from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import func, select, update

from notes_app import db
from notes_app.accounts.models import User
from notes_app.changes.models import Change
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes
from notes_app.db.session import ENGINE
from notes_app.sealed import Sealed
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser, Page
from tests.queries import asked_of

Themes = Callable[[], ClientThemes]
LABEL = "Removed Ida, Mother"


def remove(ana: Browser, practice: Practice, person: UUID) -> Page:
    page = ana.get("clients.overview", client_id=practice.mira.id)
    return ana.follow(ana.submit(page, press="Remove Ida"))


def is_there(themes: Themes, person: UUID) -> bool:
    return person in {one.id for one in themes().present_people}


def undo(ana: Browser, *, said: str = "Undo") -> Page:
    page = ana.get("changes.recent")
    button = next(b for b in page.top.all("button") if " ".join(b.text.split()).startswith(said))
    return ana.follow(ana.submit(page, press=" ".join(button.text.split())))


def count() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Change)) or 0


def test_nothing_changed_says_what_will_stand_there(ana: Browser) -> None:
    assert "Nothing was changed in the last thirty days." in ana.get("changes.recent").text


def test_a_removed_person_stands_in_the_list_by_name(
    ana: Browser, practice: Practice, ida: UUID
) -> None:
    remove(ana, practice, ida)
    page = ana.get("changes.recent")
    assert "Thursday 30 April 2026 09:15 Removed Ida, Mother Mira R. Undo" in page.text


def test_the_buttons_name_goes_on_with_the_change(
    ana: Browser, practice: Practice, ida: UUID
) -> None:
    remove(ana, practice, ida)
    page = ana.get("changes.recent")
    assert "Undo the change: Removed Ida, Mother, Mira R., 09:15" in page.text


def test_undo_from_the_status_line_leads_back_to_where_it_was_done(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    removed = remove(ana, practice, ida)
    answer = ana.submit(removed, press="Undo")
    assert answer.location.endswith(f"/clients/{practice.mira.id}#people")
    assert "Undone." in ana.follow(answer).text
    assert is_there(themes, ida)


def test_undo_from_the_list_stays_in_the_list(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    remove(ana, practice, ida)
    page = undo(ana)
    assert page.heading == "Recent changes"
    assert is_there(themes, ida)
    assert "Undone 30 Apr, 09:15" in page.text


def test_what_was_undone_can_be_done_again_and_undone_again(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    remove(ana, practice, ida)
    undo(ana)
    assert "Done again." in undo(ana, said="Redo").text
    assert not is_there(themes, ida)
    undo(ana)
    assert is_there(themes, ida)


def test_the_undo_of_an_undo_stands_in_the_status_line(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    remove(ana, practice, ida)
    ana.submit(undo(ana), press="Undo")
    assert not is_there(themes, ida)


def test_a_second_undo_changes_nothing(ana: Browser, practice: Practice, ida: UUID) -> None:
    remove(ana, practice, ida)
    page = ana.get("changes.recent")
    undo(ana)
    before = count()
    answer = ana.submit(page, press=f"Undo the change: {LABEL}, Mira R., 09:15")
    assert "this was undone already" in ana.follow(answer).text
    assert count() == before


def test_undo_refuses_where_something_was_changed_on_top(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    remove(ana, practice, ida)
    page = ana.get("changes.recent")
    ana.post("clients.bring_back_person", status=303, client_id=practice.mira.id, person_id=ida)
    answer = ana.submit(page, press=f"Undo the change: {LABEL}, Mira R., 09:15")
    assert "this was changed again since" in ana.follow(answer).text
    assert is_there(themes, ida)


def test_what_was_changed_beside_it_stays(
    ana: Browser, practice: Practice, ida: UUID, themes: Themes
) -> None:
    remove(ana, practice, ida)
    card = ana.get("clients.change_client", client_id=practice.mira.id)
    ana.submit(card, cadence="every second week")
    page = ana.get("changes.recent")
    ana.submit(page, press=f"Undo the change: {LABEL}, Mira R., 09:15")
    assert is_there(themes, ida)
    assert themes().cadence == "every second week"


def test_after_thirty_days_it_is_gone_and_the_next_change_purges_it(
    ana: Browser, practice: Practice, ida: UUID, clock: TestClock, browse: Callable[..., Browser]
) -> None:
    remove(ana, practice, ida)
    clock.move(minutes=30 * 24 * 60)
    ana = browse(practice.ana)
    assert LABEL not in ana.get("changes.recent").text
    assert count() == 1
    card = ana.get("clients.change_client", client_id=practice.mira.id)
    ana.submit(card, cadence="weekly")
    assert count() == 1
    assert "Changed the card" in ana.get("changes.recent").text


def test_a_day_before_that_it_is_still_there(
    ana: Browser, practice: Practice, ida: UUID, clock: TestClock, browse: Callable[..., Browser]
) -> None:
    remove(ana, practice, ida)
    clock.move(minutes=29 * 24 * 60)
    assert LABEL in browse(practice.ana).get("changes.recent").text


def test_looking_changes_nothing(
    ana: Browser, practice: Practice, ida: UUID, clock: TestClock, browse: Callable[..., Browser]
) -> None:
    remove(ana, practice, ida)
    clock.move(minutes=31 * 24 * 60)
    browse(practice.ana).get("changes.recent")
    assert count() == 1


def test_a_damaged_change_is_one_line_in_its_place(
    ana: Browser, practice: Practice, ida: UUID
) -> None:
    remove(ana, practice, ida)
    ana.post("clients.bring_back_person", status=303, client_id=practice.mira.id, person_id=ida)
    remove(ana, practice, ida)
    middle = db.session.scalars(select(Change).order_by(Change.sequence)).all()[1]
    middle.sealed = Sealed(bytes(len(middle.sealed)))
    damaged = middle.id
    db.session.commit()
    page = ana.get("changes.recent")
    lines = [" ".join(li.text.split()) for li in page.top.all("li")]
    assert lines[0].startswith("09:15 Removed Ida")
    assert lines[1].startswith("This entry cannot be opened (damaged or moved).")
    assert lines[2].startswith("09:15 Removed Ida")
    assert page.text.count("Thursday 30 April 2026") == 1
    ana.post("changes.undo", status=409, change_id=damaged)


def test_another_persons_change_is_not_there(
    ana: Browser, practice: Practice, ida: UUID, browse: Callable[[User | None], Browser]
) -> None:
    remove(ana, practice, ida)
    change = db.session.scalars(select(Change.id)).one()
    bea = browse(practice.bea)
    assert LABEL not in bea.get("changes.recent").text
    bea.post("changes.undo", status=404, change_id=change)
    bea.post("changes.redo", status=404, change_id=change)
    bea.post("changes.undo", status=404, change_id=uuid4())


def test_a_change_to_a_client_that_is_gone_says_so(
    ana: Browser, practice: Practice, ida: UUID
) -> None:
    remove(ana, practice, ida)
    gone = update(Client).where(Client.id == practice.mira.id).values(owner_id=practice.bea.id)
    db.session.execute(gone)
    db.session.commit()
    assert "no longer there" in undo(ana).text


def test_many_changes_ask_no_more_of_the_database(
    app: object, ana: Browser, practice: Practice, ida: UUID
) -> None:
    def asked() -> int:
        with asked_of(app.extensions[ENGINE]) as statements:  # type: ignore[attr-defined]
            ana.get("changes.recent")
        return len(statements)

    remove(ana, practice, ida)
    few = asked()
    for cadence in ("weekly", "every second week", "monthly"):
        card = ana.get("clients.change_client", client_id=practice.mira.id)
        ana.submit(card, cadence=cadence)
    assert ana.get("changes.recent").text.count("Changed the card: how often Mira R.") == 3
    assert asked() == few


def test_no_word_of_it_is_readable(ana: Browser, practice: Practice, ida: UUID) -> None:
    remove(ana, practice, ida)
    change = db.session.scalars(select(Change)).one()
    assert b"Ida" not in change.sealed
    assert "Ida" not in ana.get("changes.recent").title
