"""The log says what happened where, and never to whom or in which words.  D8."""

import json
import logging

import pytest

from notes_app.web.logs import JsonLine

CANARY = "zanzibar-canary"


@pytest.fixture(name="lines")
def _lines(caplog):
    caplog.set_level(logging.DEBUG)

    def read() -> list[str]:
        return [JsonLine().format(record) for record in caplog.records]

    return read


def test_a_line_holds_the_pattern_of_the_address(browse, practice, lines):
    browse(practice.ana).get("clients.overview", client_id=practice.ids["client_id"])
    asked = [json.loads(line) for line in lines() if '"route": "/clients/<uuid' in line]
    assert asked[0]["status"] == 200
    assert asked[0]["level"] == "info"
    assert {"at", "event", "request", "method", "ms"} <= asked[0].keys()


def test_no_id_query_word_or_name_is_logged(browse, practice, lines):
    ana = browse(practice.ana)
    ana.get("clients.overview", client_id=practice.ids["client_id"])
    ana.get_path(f"/{CANARY}?q={CANARY}", status=404)
    page = ana.get("accounts.login")
    ana.submit(page, username=CANARY, passphrase=CANARY, status=422)
    logged = "\n".join(lines())
    assert "/log-in" in logged
    for word in (CANARY, str(practice.ids["client_id"]), "ana", "between.localhost"):
        assert word not in logged.replace("clients_", "")
