"""S12: a page knows whose it is, and whether the login is still that person's."""

import re

import pytest

pytestmark = pytest.mark.attack


def whose(page) -> str:
    return re.search(r'data-whose="([^"]+)"', page.html)[1]


def test_s12_the_open_login_says_whose_it_is(browse, practice):
    ana, bea = browse(practice.ana), browse(practice.bea)
    mine = whose(ana.get("accounts.account"))
    assert ana.client.get("/status").json["whose"] == mine
    assert bea.client.get("/status").json["whose"] != mine


def test_s12_a_locked_login_says_nothing_about_anybody(browse, practice):
    ana = browse(practice.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    said = ana.client.get("/status").json
    assert said.keys() == {"state", "seconds_left", "token"}  # the token is that of the lock page
    assert (said["state"], said["seconds_left"]) == ("locked", 0)
