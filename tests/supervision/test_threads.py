"""What answers something stands right below it, on both sides."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from notes_app.supervision.payloads import Comment, Question, Settled, Suggestion
from notes_app.supervision.threads import in_threads
from tests.supervision.test_pages import button, case, said_by_sam, sam, session
from tests.supervision.test_presenting import ana, said_by_ana, sam_says, tab

__all__ = ["ana", "sam", "session"]


@dataclass(frozen=True)
class Said:
    id: UUID
    said: Any


def say(words: Any) -> Said:
    return Said(uuid4(), words)


def test_answers_stand_below_what_they_answer_in_the_order_of_time() -> None:
    first, second = say(Comment("One.")), say(Question("Two?"))
    suggested = say(Suggestion(uuid4(), uuid4(), "Waiting"))
    late = say(Comment("To one.", answers=first.id))
    deep = say(Comment("To that.", answers=late.id))
    other = say(Comment("To two.", answers=second.id))
    settled = say(Settled(suggested.id, taken=True))
    heard = [first, second, suggested, other, late, settled, deep]
    assert in_threads(heard) == [
        *((first, False), (late, True), (deep, True)),
        *((second, False), (other, True)),
        *((suggested, False), (settled, True)),
    ]


def test_an_answer_to_what_is_gone_begins_a_thread_and_a_circle_ends() -> None:
    one, other = uuid4(), uuid4()
    alone = say(Comment("To nothing.", answers=uuid4()))
    circle = [Said(one, Comment("A.", answers=other)), Said(other, Comment("B.", answers=one))]
    found = in_threads([alone, *circle])
    assert found[0] == (alone, False)
    assert {entry.id for entry, _ in found} == {alone.id, one, other}


def test_a_damaged_entry_stands_where_it_stood() -> None:
    damaged = Said(uuid4(), None)
    assert in_threads([damaged]) == [(damaged, False)]


def test_a_comment_is_answered_on_both_sides(ana, sam, practice, session) -> None:
    sam_says(practice, Comment("The quiet was long."))
    (asked,) = [one for one in heard(practice) if one.said == Comment("The quiet was long.")]
    page = tab(ana, practice)
    ana.follow(ana.submit(page, press=button(page, "Send answer"), answer="It was."))
    (answer,) = [one for one in heard(practice) if one.author_id == practice.ana.id]
    assert answer.said == Comment("It was.", answers=asked.id)
    choice = {"about": f"answer {answer.id}", "comment": "And now?"}
    sam.follow(sam.submit(case(sam, practice), press="Send comment", **choice))
    assert said_by_sam(practice)[-1] == Comment("And now?", answers=answer.id)
    for text in (tab(ana, practice).text, case(sam, practice).text):
        assert text.index("long.") < text.index("It was.") < text.rindex("And now?")
    assert len(said_by_ana(practice)) == 1


def heard(practice: Any) -> list[Any]:
    from notes_app.supervision.queries import conversation_of
    from tests.sharing.builders import keyring

    return conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
