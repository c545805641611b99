"""The list of keys, and the setting that turns those of a single letter off."""


def test_every_page_leads_to_the_list_of_keys(browse, practice):
    ana = browse(practice.ana)
    page = ana.get_path(ana.get("diary.today").links["Keyboard"])
    assert page.heading == "Keyboard"
    assert '<th scope="row">Ctrl+Shift+L</th><td>lock</td>' in page.html
    assert "Theme, Tab, Tab, 1 to 5, Enter" in page.text


def test_somebody_who_sees_no_clients_has_the_list_as_well(browse, practice):
    assert browse(practice.ada).get("accounts.keyboard").heading == "Keyboard"


def test_keys_of_a_single_letter_are_turned_off_in_the_account(browse, practice):
    ana = browse(practice.ana)
    page = ana.get("accounts.keyboard")
    assert "Keys of a single letter are on" in page.text
    assert "data-letter-keys" in page.html
    account = ana.get_path(page.links["turn them off under Account"].split("#")[0])
    assert 'id="letter_keys"' in account.html
    ana.submit(account, letter_keys=None, display_name="Ana", credential="")
    page = ana.get("accounts.keyboard")
    assert "Keys of a single letter are off" in page.text
    assert "data-letter-keys" not in page.html
