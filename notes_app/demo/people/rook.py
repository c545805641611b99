"""Alejandro, 41, who roofs other people's houses, and one week does not come back."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, Status, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RARE, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Course, Strain
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("eldest", "Elder daughter", Pole.CURRENT, Domain.CHILD, Shape.CIRCLE, "Marisol", age=15),
    Role("boy", "Son", Pole.CURRENT, Domain.CHILD, Shape.SQUARE, "Mateo", age=11),
    Role("youngest", "Younger daughter", Pole.CURRENT, Domain.CHILD, Shape.CIRCLE, "Lucía", age=7),
    Role("ex", "Children's mother", Pole.CURRENT, Domain.PARTNER, Shape.CIRCLE, "Yolanda", age=39),
    Role("brother", "Brother", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Rubén", age=38),
    Role("father", "Father", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Anselmo", age=71),
    Role("crew", "Crew", Pole.CURRENT, Domain.WORK, Shape.HEXAGON),
    Role("contractor", "Contractor", Pole.CURRENT, Domain.AUTHORITY, Shape.SQUARE, "Mr Dunne"),
)

STORY = Story(
    code_name="Rook",
    name="Alejandro M.",
    pronouns="he/him",
    concerns=("trust", "work", "partner", "family"),
    concerns_in_words="“My daughter put it in writing. Talk to somebody. So I talk.”",
    rhythm=Rhythm(held=12, starts_at=time(18), days_ago=163),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE_CONFLICT, "self", "ex"),
        Bond(TieKind.DISTANT, "self", "eldest"),
        Bond(TieKind.CLOSE, "self", "youngest"),
        Bond(TieKind.CONFLICT, "self", "brother", since=4),
        Bond(TieKind.CARE, "self", "father"),
        Bond(TieKind.CONFLICT, "self", "contractor", since=7),
        Bond(TieKind.CLOSE, "ex", "eldest"),
    ),
    arcs={
        "taking-charge-of-others": STAYS,
        "guarded-trust": STAYS,
        "on-edge-at-work": FALLS,
        "owning-ones-part": RARE,
        "same-quarrel-again": SELDOM,
        "family-role-and-loyalty": SELDOM,
        "ashamed-before-others": SELDOM,
        "hard-to-ask-for-help": SELDOM,
        "braced-for-criticism": SELDOM,
        "longing-to-belong": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "under-anothers-power": SELDOM,
        "old-pattern-met-here": PINNED,
        "strain-with-therapist": PINNED,
    },
    words={
        "taking-charge-of-others": "no direction yet",
        "guarded-trust": "no direction yet",
        "on-edge-at-work": "perhaps less",
        "owning-ones-part": "heard too seldom to tell",
    },
    course=Course(
        aim=Aim(
            "Ask the children what they want before he builds it",
            ("taking-charge-of-others",),
            since=5,
        ),
        distress=(6, 6),
        strains=(
            Strain(
                11,
                kind="confrontation",
                markers=("c-progress", "c-task"),
                weight=4,
                part=4,
                line="He asked what he had got in eleven weeks; I explained well.",
                unnoticed=True,
            ),
        ),
        by_client={10: 6, 11: 4, 12: 3},
    ),
    seed=28,
    setbacks=frozenset({8}),
    # The last note was begun and never finished, so it is the second of the two.
    incomplete=frozenset({5, 12}),
    drafts=frozenset({12}),
    status=Status.ENDED,
    unsigned=0,
    late={11: 9},
)
