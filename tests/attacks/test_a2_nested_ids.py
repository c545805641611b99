"""A2: what belongs to Bea's client is not found under Ana's, nor hers under Bea's."""

import pytest

from tests.attacks.test_a1_every_route import answer, ids_in, path_of, with_ids

pytestmark = pytest.mark.attack


OF_A_CLIENT = {
    "session_id",
    "tag_id",
    "person_id",
    "tie_id",
    "batch_id",
}  # themes are a therapist's


def nested(app):
    found = [
        (rule, method)
        for rule, method in with_ids(app)
        if "client_id" in ids_in(rule) and ids_in(rule) & OF_A_CLIENT
    ]
    assert found
    return found


def test_a_record_under_another_client_is_not_there(app, browse, practice, ids):
    bea = browse(practice.bea)
    mixed = {**ids, "client_id": ids["lena"]}
    found = [
        (rule.rule, method, code)
        for rule, method in nested(app)
        for code, _, _ in [answer(bea, method, path_of(app, rule, mixed))]
        if code != 404
    ]
    assert found == []


def test_her_own_record_under_her_other_client_is_not_there(app, browse, practice, ids):
    ana = browse(practice.ana)
    mixed = {**ids, "client_id": ids["noor"]}
    found = [
        (rule.rule, method, code)
        for rule, method in nested(app)
        for code, _, _ in [answer(ana, method, path_of(app, rule, mixed))]
        if code != 404
    ]
    assert found == []
