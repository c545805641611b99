"""A4: each page and form that a supervisor had open when sharing ended answers 404 from then on.

Pages and forms are found by looking, and each is shown to have answered before.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app.accounts.models import User
from notes_app.sharing.contacts import open_contacts
from tests.attacks.found_forms import OURS, Form, forms_of, pages_of, send
from tests.cast import Practice
from tests.pages import Browser
from tests.sharing.builders import end, keyring

pytestmark = pytest.mark.attack
Browse = Callable[[User | None], Browser]
Ids = dict[str, UUID]
SOUGHT = {"sought": "quiet*", "among": "themes", "theme": "", "person": "", "pole": ""}


def about(ids: Ids, address: str) -> bool:
    return any(str(ids[name]) in address for name in ("shared_client_id", "signed_id"))


def answering(app: Any, sam: Browser, ids: Ids) -> tuple[list[str], list[Form]]:
    """What Sam gets about Mira: pages, and forms that stand open on them."""
    found = [*pages_of(app, ids), *pages_of(app, {**ids, "session_id": ids["signed_id"]})]
    pages = [path for path in dict.fromkeys(found) if about(ids, path) and status(sam, path) == 200]
    return pages, forms_of(sam, pages)


def status(sam: Browser, path: str) -> int:
    return sam.client.get(path, headers=OURS).status_code


def search(sam: Browser, client: UUID | str) -> tuple[int, str]:
    """The search that stands open, sent; what was sought stands in its field, not in the find."""
    (form,) = [one for one in forms_of(sam, ["/search"]) if "sought" in one.typed]
    answer = send(sam, form, {**SOUGHT, "client": str(client)})
    return answer.status_code, answer.text


def end_all(practice: Practice) -> None:
    for one in open_contacts(practice.ana, keyring=keyring(practice, "ana")).standing:
        if not one.is_loan:
            end(practice, one.id)


def test_a4_what_answered_before_answers_404_at_the_next_request(
    app: Any, browse: Browse, practice: Practice, spoken: Ids
) -> None:
    sam, mira = browse(practice.sam), spoken["shared_client_id"]
    pages, forms = answering(app, sam, spoken)
    assert len(pages) >= 4
    assert len(forms) >= 7
    assert [form.action for form in forms if not about(spoken, form.action)] == []
    assert search(sam, mira)[0] == 200
    assert "Heron" in search(sam, "")[1]
    end_all(practice)
    assert {path: status(sam, path) for path in pages} == dict.fromkeys(pages, 404)
    sent = {form.action: send(sam, form, dict.fromkeys(form.typed, "x")) for form in forms}
    assert {where: answer.status_code for where, answer in sent.items()} == dict.fromkeys(sent, 404)
    assert search(sam, mira)[0] == 404
    assert "Heron" not in search(sam, "")[1]
