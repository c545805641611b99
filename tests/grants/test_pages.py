"""The pages on which Ana and Sam meet, Ana shares with him, and stops."""

from collections.abc import Callable
from typing import Any

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import open_client_themes
from notes_app.crypto.keypairs import make_private_keys, sign_public_keys
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.resealing import renewed_keys
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser, Page
from tests.sharing.builders import introduce, keyring, open_for, opens, share
from tests.signing.test_pages import noted, sign

Browse = Callable[[Any], Browser]
LATER = "14 May 2026"


def to_share(ana: Browser, practice: Practice) -> Page:
    return ana.get("grants.share", client_id=practice.mira.id, person=practice.sam.id)


def met_by_page(me: Browser, other: User, met: str = "compared", name: str = "Sam") -> Page:
    page = me.get("grants.compare", person=other.id)
    return me.follow(me.submit(page, met=met, name=name))


def test_two_people_see_the_same_two_codes_and_keep_them(browse: Browse, practice: Practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    hers = ana.get("grants.compare", person=practice.sam.id)
    his = sam.get("grants.compare", person=practice.ana.id)
    codes = [[" ".join(dd.text.split()) for dd in page.top.all("dd")] for page in (hers, his)]
    assert codes[0] == codes[1][::-1]
    assert all(len(code.split()) == 8 for code in codes[0])
    page = met_by_page(ana, practice.sam, name="Sam Okafor")
    assert "Sam Okafor sam: compared by voice." in page.text


def test_later_is_said_as_not_compared_everywhere(browse: Browse, practice: Practice):
    ana = browse(practice.ana)
    page = ana.submit(to_share(ana, practice), met="later", name="Sam", until="2026-05-14")
    page = ana.follow(page)
    assert f"Sam can see themes, ratings and dates until {LATER} (not compared)." in page.text
    for endpoint in ("clients.overview", "notes.all_notes", "clients.change_client"):
        assert f"until {LATER} (not compared)" in ana.get(endpoint, client_id=practice.mira.id).text
    assert "(not compared)" in ana.get("grants.who_can_see_what").text
    assert "Only you." in ana.get("clients.overview", client_id=practice.noor.id).text


def test_sharing_says_what_will_be_seen_and_gives_just_that(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    page = to_share(ana, practice)
    assert "will see themes, ratings and dates for Heron" in page.text
    ana.submit(page, purpose="Weekly supervision", until="2026-05-14")
    assert opens(practice, "sam", practice.mira.id)
    shown = browse(practice.sam).get("grants.who_can_see_what").text
    assert f"Ana: the themes of Heron, until {LATER}." in shown
    assert "Mira" not in shown


def test_sharing_asks_for_the_passphrase_again(
    browse: Browse, practice: Practice, clock: TestClock
):
    ana = browse(practice.ana)
    clock.move(minutes=6)
    page = ana.get("grants.share", status=303, client_id=practice.mira.id, person=practice.sam.id)
    assert page.location.startswith("/account/confirm")


def test_an_end_that_is_past_is_not_taken(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    page = ana.submit(to_share(ana, practice), until="2026-04-30", purpose="Kept", status=422)
    assert "Write a day that is still to come." in page.text
    assert "Kept" in page.text
    assert not opens(practice, "sam", practice.mira.id)


def test_what_it_is_for_stays_with_the_granter(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    ana.submit(to_share(ana, practice), purpose="Weekly supervision", until="2026-05-14")
    page = ana.get("grants.of_client", client_id=practice.mira.id)
    assert "My own training programme: Weekly supervision." in page.text
    assert "Weekly" not in browse(practice.sam).get("grants.who_can_see_what").text


def test_ending_says_what_stays_and_ends_at_once(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    grant = share(practice)
    ana = browse(practice.ana)
    page = ana.get("grants.end", client_id=practice.mira.id, grant_id=grant)
    assert "From now on Sam sees nothing new of the themes." in page.text
    assert "may be remembered or have been copied" in page.text
    page = ana.follow(ana.submit(page, press="End"))
    assert "Only you." in page.text
    assert "Sam: themes, 30 April 2026 to 30 April 2026." in page.text
    assert not opens(practice, "sam", practice.mira.id)
    ana.get("grants.end", status=404, client_id=practice.mira.id, grant_id=grant)


def test_other_keys_than_those_met_block_and_are_told_on_both_sides(
    browse: Browse, practice: Practice
):
    introduce(practice, "ana", "sam")
    share(practice)
    planted = make_private_keys()
    public = planted.public()
    for user in (practice.sam, practice.ana):
        user.kem_public, user.verification_key = public.kem, public.verification
        user.self_signature = sign_public_keys(planted, user.id)
    db.session.commit()
    ana, sam = browse(practice.ana), browse(practice.sam)
    refused = ana.submit(to_share(ana, practice), until="2026-05-14", status=422)
    assert "these keys are not the ones that you met" in refused.text
    assert "Nothing can be given to Sam" in ana.get("grants.who_can_see_what").text
    assert "It is not accepted: speak with each other." in sam.get("grants.who_can_see_what").text
    assert not opens(practice, "sam", practice.mira.id)


def test_whoever_was_not_met_is_asked_for_the_words_first(browse: Browse, practice: Practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    met_by_page(ana, practice.sam)
    share(practice)
    assert "Compare the eight words first" in sam.get("grants.who_can_see_what").text
    page = met_by_page(sam, practice.ana, met="later", name="Ana Real")
    assert "Ana Real: the themes of Heron, until 30 May 2026 (not compared)." in page.text
    (pin,) = open_contacts(stored(practice.sam), keyring=keyring(practice, "sam")).people
    assert (pin.name, pin.compared_at) == ("Ana Real", None)


def test_one_signed_record_is_opened_read_and_co_signed(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana, sam = browse(practice.ana), browse(practice.sam)
    session_id, other = noted(practice), noted(practice)
    sign(ana, session_id)
    sign(ana, other)
    page = ana.get("grants.open_note", session_id=session_id, person=practice.sam.id)
    page = ana.follow(ana.submit(page, mode="co-sign", until="2026-05-14"))
    assert f"You read this, and Sam until {LATER}." in page.text
    assert "Only you read this." in ana.get("notes.read", session_id=other).text
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    read = sam.get("grants.opened", session_id=session_id)
    (crumb,) = [tag for tag in read.top.all("a") if tag.get("class") == "crumb"]
    assert crumb.get("href") == "/supervision"
    assert "Opened by Ana" in read.text
    assert "Mira" not in read.text
    sam.get("grants.opened", status=404, session_id=other)
    assert "Co-signed. Your signature" in sam.follow(sam.submit(read, press="Co-sign")).text
    noted_page = ana.get("notes.read", session_id=session_id).text
    assert "Co-signed." in noted_page
    assert "not verified" not in noted_page


def test_ending_one_thing_says_that_the_other_stays_open(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana, session_id, stays = browse(practice.ana), noted(practice), "What else you opened for Sam"
    where = {"client_id": practice.mira.id, "grant_id": share(practice)}
    assert stays not in ana.get("grants.end", **where).text
    sign(ana, session_id)
    record = open_for(practice, session_id)
    assert stays in ana.get("grants.end", **where).text
    page = ana.get("grants.end", **{**where, "grant_id": record})
    assert "From now on Sam sees nothing new of this record." in page.text
    page = ana.follow(ana.submit(page, press="End"))
    assert "Ended. From now on nothing new of it can be seen." in page.text
    assert stays not in ana.get("grants.end", **where).text


def test_who_may_only_read_answers_nothing(browse: Browse, practice: Practice):
    from notes_app.sharing.payloads import Mode

    introduce(practice, "ana", "sam")
    ana, sam = browse(practice.ana), browse(practice.sam)
    session_id = noted(practice)
    sign(ana, session_id)
    open_for(practice, session_id, mode=Mode.COSIGN)
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    open_for(practice, session_id, mode=Mode.REVIEW)
    assert "Co-sign" not in sam.get("grants.opened", session_id=session_id).text.split("Record")[0]
    page = sam.follow(sam.post("grants.cosign", status=303, session_id=session_id))
    assert "Nothing was changed" in page.text


def test_an_unsigned_note_is_opened_for_nobody(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana, session_id = browse(practice.ana), noted(practice)
    assert "This note is not signed." in ana.get("grants.of_note", session_id=session_id).text
    ana.get("grants.open_note", status=303, session_id=session_id, person=practice.sam.id)


def test_whoever_only_administers_is_offered_nothing(browse: Browse, practice: Practice):
    ana = browse(practice.ana)
    page = ana.get("grants.of_client", client_id=practice.mira.id)
    assert "Share themes with sam" in page.links
    assert "Share themes with ada" not in page.links
    ana.get("grants.share", status=404, client_id=practice.mira.id, person=practice.ada.id)


def test_who_sees_the_themes_already_is_offered_another_end_and_no_second_sharing(
    browse: Browse, practice: Practice
):
    introduce(practice, "ana", "sam")
    share(practice)
    ana = browse(practice.ana)
    page = ana.get("grants.of_client", client_id=practice.mira.id)
    assert "Share themes with Sam" not in page.links
    assert "Share themes with bea" in page.links
    form = ana.get_path(page.links["Change until when: Sam, themes"])
    assert "Sam sees themes, ratings and dates for Heron until 30 May 2026." in form.text
    fields = {tag.get("name"): tag for tag in form.top.all("input", "textarea")}
    assert fields["until"].get("value") == "2026-05-30"
    assert " ".join(fields["purpose"].text.split()) == "Weekly supervision"
    page = ana.follow(ana.submit(form, press="Change it", until="2026-05-14"))
    assert f"Sam can see themes, ratings and dates, until {LATER}." in page.text
    assert opens(practice, "sam", practice.mira.id)


def test_nobody_is_left_to_share_with_where_all_see(browse: Browse, practice: Practice):
    for name in ("sam", "bea"):
        introduce(practice, "ana", name)
        share(practice, name)
    page = browse(practice.ana).get("grants.of_client", client_id=practice.mira.id)
    assert [link for link in page.links if link.startswith("Share themes with")] == []
    assert "sees them already" in page.text


def stored(user: User) -> User:
    db.session.refresh(user)
    return user


def test_ending_seals_anew_at_once_what_a_blink_allows(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    introduce(practice, "ana", "bea")
    grant = share(practice)
    share(practice, "bea")
    noted(practice)
    ana = browse(practice.ana)
    ana.submit(ana.get("grants.end", client_id=practice.mira.id, grant_id=grant), press="End")
    assert renewed_keys(practice.ana.id) == []
    db.session.expire_all()
    assert open_client_themes(practice.mira, keyring(practice, "bea")).code_name == "Heron"
