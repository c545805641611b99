"""Fields that several forms share."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from notes_app.web.fields import Boxes, Form, Words

CHOSEN = "Choose at least one."


class Asking(Form):
    class Meta(Form.Meta):
        csrf = False

    some = Boxes("Some", {"a": "A", "b": "B"}, least=CHOSEN)
    any_of = Boxes("Any", {"a": "A"})
    said = Words("Said", required="Write something.")


@pytest.fixture
def asking() -> Flask:
    app = Flask("asking")
    app.secret_key = "of this test"
    return app


def test_no_single_box_is_required_by_the_browser(asking: Flask):
    """It would ask for all of them before it sends the form."""
    with asking.test_request_context():
        form = Asking(formdata=None)
        assert "checkbox" in form.some()
        assert "required" not in form.some() + form.any_of()


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"some": ["b"], "said": ["x"]}, {}),
        ({"said": [" "]}, {"some": [CHOSEN], "said": ["Write something."]}),
    ],
)
def test_one_of_a_list_is_enough_and_none_is_told(asking: Flask, sent, errors):
    with asking.test_request_context(method="POST"):
        form = Asking(formdata=MultiDict(sent))
        form.validate()
        assert form.errors == errors
