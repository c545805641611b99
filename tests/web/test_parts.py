"""The shared pieces of pages: labels, errors, strength, who can see."""

from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

TEMPLATES = Path(__file__).resolve().parents[2] / "notes_app" / "web" / "templates"
IMPORT = "{% from 'web/_parts.html' import field, errors, dots, sees, empty, csrf with context %}"


class Card(FlaskForm):
    code_name = StringField("Code name", [InputRequired("Give a code name.")])
    about = TextAreaField("About")
    colours = RadioField(
        "Colours", choices=[SelectChoice("light", "Light"), SelectChoice("dark", "Dark")]
    )
    keys = BooleanField("Keyboard shortcuts")

    class Meta:
        csrf = False


@pytest.fixture(name="draw")
def _draw():
    app = Flask("parts", template_folder=str(TEMPLATES))
    app.jinja_env.globals["csrf_token"] = lambda: "a-token"
    with app.test_request_context(method="POST"):
        yield lambda text, **names: render_template_string(IMPORT + text, **names)


def test_a_field_is_called_by_its_label(draw):
    drawn = draw("{{ field(form.code_name) }}", form=Card())
    assert '<label class="lab" for="code_name">Code name</label>' in drawn
    assert "aria-invalid" not in drawn


def test_a_refused_field_says_so_to_those_who_cannot_see_it(draw):
    form = Card(code_name="")
    form.validate()
    drawn = draw("{{ field(form.code_name, hint='Not the name.') }}", form=form)
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="code_name-hint code_name-wrong"' in drawn
    assert '<p class="wrong" id="code_name-wrong">Give a code name.</p>' in drawn


def test_the_summary_leads_to_the_field(draw):
    form = Card(code_name="")
    form.validate()
    drawn = draw("{{ errors(form) }}", form=form)
    assert 'role="alert"' in drawn
    assert '<a href="#code_name">Code name</a>: Give a code name.' in drawn


def test_a_form_without_errors_has_no_summary(draw):
    assert draw("{{ errors(form) }}", form=Card()).strip() == ""


def test_the_browser_is_told_not_to_send_clinical_words_to_its_maker(draw):
    drawn = draw("{{ field(form.about, clinical=true) }}", form=Card())
    wanted = ['spellcheck="false"', 'autocomplete="off"', 'writingsuggestions="false"']
    assert [attribute for attribute in wanted if attribute not in drawn] == []


def test_a_group_of_choices_has_a_legend_and_a_label_each(draw):
    drawn = draw("{{ field(form.colours) }}", form=Card())
    assert '<legend class="lab">Colours</legend>' in drawn
    assert drawn.count('<label class="chip">') == 2


def test_a_box_to_tick_stands_inside_its_label(draw):
    drawn = draw("{{ field(form.keys) }}", form=Card())
    assert drawn.index("<label") < drawn.index("<input") < drawn.index("</label>")


def test_strength_is_said_in_words_beside_its_dots(draw):
    drawn = draw("{{ dots(3) }}")
    assert 'aria-label="3 of 5"' in drawn
    assert drawn.count('class="on"') == 3


def test_what_a_therapist_typed_is_text_and_not_markup(draw):
    assert "&lt;b&gt;Ruth&lt;/b&gt;" in draw("{{ sees(line) }}", line="<b>Ruth</b>")


def test_a_plain_form_carries_the_token(draw):
    assert draw("{{ csrf() }}") == '<input type="hidden" name="csrf_token" value="a-token">'


def test_an_empty_place_says_what_will_stand_there(draw):
    drawn = draw("{{ empty('No clients yet.', 'Add a client', '/clients/add') }}")
    assert "No clients yet." in drawn
    assert '<a class="btn" href="/clients/add">Add a client</a>' in drawn
