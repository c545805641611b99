"""A3: every form that there is, with what nobody would type; and no typed word is lost by it.

The forms are found on the pages (`found_forms`): those of Ana, and those of Sam who supervises her.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tests.attacks.found_forms import Form, forms_of, pages_of, send
from tests.pages import Browser

pytestmark = pytest.mark.attack

ABSURD = {
    "spaces": "   ",
    "a figure of 400 digits": "9" * 400,
    "a day that there is not": "2026-02-30",
    "somebody else's id": "00000000-0000-4000-8000-000000000000",
    "marks that cannot be seen": "a\0b\u202e\u2028\ufffe\U0010ffff",
    "long": "y" * 50_000,
}
#: In each field that is chosen alone as well.
ALONE = ("spaces", "a figure of 400 digits")


@pytest.fixture(params=["ana", "sam"])
def somebody(request: Any, browse: Any, practice: Any) -> Browser:
    return browse(getattr(practice, request.param))


@pytest.fixture
def forms(app: Any, somebody: Browser, spoken: dict[str, UUID]) -> list[Form]:
    signed = {**spoken, "session_id": spoken["signed_id"]}
    paths = dict.fromkeys([*pages_of(app, spoken), *pages_of(app, signed)])
    found = forms_of(somebody, paths)
    assert len(found) > 15
    return [form for form in found if form.typed or form.chosen]


def absurdly_filled(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    every = [*form.typed, *form.chosen]
    yield from ((what, dict.fromkeys(every, value)) for what, value in ABSURD.items())
    for what in ALONE:
        yield from ((f"{what} in {name}", {name: ABSURD[what]}) for name in form.chosen)


def test_a3_no_form_fails_on_what_nobody_types(somebody: Browser, forms: list[Form]) -> None:
    failed = [
        (form.kind[0], what)
        for form in forms
        for what, fields in absurdly_filled(form)
        if send(somebody, form, fields).status_code >= 500
    ]
    assert failed == []


def canaries(form: Form) -> dict[str, str]:
    return {name: f"zq{nth}canary, a word of hers" for nth, name in enumerate(form.typed)}


def refused(form: Form) -> dict[str, dict[str, str]]:
    """What is wrong with it, and the fields: each text too long, each choice one there is not."""
    words = canaries(form)
    long = {f"{name} is long": {**words, name: f"{words[name]}{'y' * 50_000}"} for name in words}
    odd = {f"{name} is odd": {**words, name: "zz"} for name in form.chosen}
    old = {"old": {**words, "version": "0"}} if "version" in form.values() else {}
    return {**long, **odd, **old}


def test_a3_what_is_not_kept_is_shown_again(somebody: Browser, forms: list[Form]) -> None:
    lost, held_up = [], 0
    for form in forms:
        for why, fields in refused(form).items() if form.typed else ():
            answer = send(somebody, form, {"act": "", **fields})
            if answer.status_code in (404, 409, 422):
                held_up += 1
                gone = [name for name, word in canaries(form).items() if word not in answer.text]
                lost += [(form.kind[0], why, answer.status_code, gone)] if gone else []
    assert lost == []
    assert held_up > 10
