import re

import pytest

from notes_app.patterns.rules import (
    FIRM_WORDS_MEASURED,
    HOW_COUNTED,
    RULE_VERSION,
    WORD_RULES,
)
from notes_app.patterns.verdict import RULE, RULES, Word

NEVER_SAID = re.compile(
    r"\bbetter|\bworse|improve|worsen|significan|proven|resolved|cured|recover|failure|relapse"
    r"|regress|breakthrough|cause[sd]?\b|accura|confiden|normal|score|\bp\s*[=<]|%|!",
    re.IGNORECASE,
)
SENTENCES = [
    *(sentence for chapter in HOW_COUNTED for sentence in chapter.sentences),
    *(text for rule in WORD_RULES for text in (rule.means, rule.worth)),
]


def test_every_word_has_exactly_one_rule():
    told = [word for rule in WORD_RULES for word in rule.words]
    assert sorted(told) == sorted(Word)


@pytest.mark.parametrize("sentence", [*SENTENCES, *Word])
def test_nothing_is_said_that_must_never_be_said(sentence):
    assert not NEVER_SAID.search(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_ends_as_a_sentence(sentence):
    assert re.fullmatch(r"[A-Z0-9].*\.", sentence)


def test_the_numbers_in_the_text_are_those_of_the_table():
    twenty, _, forty, sixty = FIRM_WORDS_MEASURED
    false = [it.pages_with_a_false_one[1] for it in (twenty, forty, sixty)]
    text = " ".join(SENTENCES)
    assert (
        "at most {} carried a firm word after 20 sessions, {} after 40 and {} after 60".format(
            *false
        )
        in text
    )
    found = (twenty.falls_found, forty.falls_found, sixty.falls_found)
    assert "{} were found after 20 sessions, {} after 40 and {} after 60".format(*found) in text
    steady = [it.falls_called_steady for it in (twenty, forty, sixty)]
    assert (
        "{} were called steady after 20 sessions, {} after 40, {} after 60".format(*steady) in text
    )


def test_the_rule_has_a_version():
    assert RULE_VERSION == RULE.version == "2"
    assert RULES[RULE_VERSION] is RULE
