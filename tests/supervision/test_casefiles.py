"""What is opened of a supervisor's cases: no more than the page that asks will use."""

from datetime import date
from uuid import UUID, uuid4

from notes_app.supervision.casefiles import Casefile, casefiles_of
from notes_app.supervision.inbox import desk_of
from notes_app.supervision.payloads import LentPassage, TaggedBlind
from tests.supervision.conftest import NOON, Supervised

ON = date(2026, 4, 30)


def lent_blind(pair: Supervised, *, tagged: bool) -> UUID:
    to = pair.ruth.user.id
    passage = LentPassage(to, uuid4(), uuid4(), "I left.", ON, date(2026, 5, 20), blind=True)
    loan = pair.lend(passage)
    if tagged:
        pair.say(pair.ruth, TaggedBlind(loan.id, {}, passage.tag))
    return loan.id


def case_of(pair: Supervised, **how: bool) -> Casefile:
    ruth = pair.ruth
    (found,) = casefiles_of(ruth.user, known=pair.known, keyring=ruth.keyring, now=NOON, **how)
    return found


def test_what_is_tagged_stays_closed_where_only_what_is_left_is_said(pair: Supervised):
    lent_blind(pair, tagged=True)
    left = lent_blind(pair, tagged=False)
    case = case_of(pair, tagged=False)
    assert [one.id for one in case.borrowed if one.lent] == [left]
    (line,) = desk_of([case], pair.ruth.user.id, today=ON).blind
    assert line.passages == 1


def test_a_page_of_the_case_opens_all_that_is_lent(pair: Supervised):
    lent_blind(pair, tagged=True)
    lent_blind(pair, tagged=False)
    assert [one.lent.words for one in case_of(pair).borrowed if one.lent] == ["I left."] * 2


def test_nobody_else_leaves_a_passage_closed_by_saying_it_is_tagged(pair: Supervised):
    loan = lent_blind(pair, tagged=False)
    pair.say(pair.jonas, TaggedBlind(loan, {}))
    case = case_of(pair, tagged=False)
    assert [one.id for one in case.borrowed if one.lent] == [loan]
