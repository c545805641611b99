"""Tomasz, 29, who tests software, and closes the file before anybody can say no."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import (
    FALLS,
    FALLS_AND_RETURNS,
    FALLS_HARD,
    PINNED,
    RARE,
    RISES,
    SELDOM,
)
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Asked, Course, Outcome, Strain, Tried
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story
from notes_app.measures.instruments import GAD_7
from notes_app.notes.payloads import Modality

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("father", "Father", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Zbigniew", age=61),
    Role("mother", "Mother", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Danuta", age=58),
    Role("brother", "Brother", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Paweł", age=33),
    Role("felix", "Former partner", Pole.PAST, Domain.PARTNER, Shape.SQUARE, "Felix", age=32),
    Role("ruben", "Partner", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Ruben", age=34),
    Role("team", "Team", Pole.CURRENT, Domain.WORK, Shape.HEXAGON),
)

STORY = Story(
    code_name="Swift",
    name="Tomasz B.",
    pronouns="he/him",
    concerns=("trust", "intimacy", "identity", "anxiety"),
    concerns_in_words="“Technically nobody threw me out. I just stopped asking.”",
    rhythm=Rhythm(
        held=33,
        starts_at=time(16),
        days_ago=7,
        planned=(0, 7),
        modality=Modality.VIDEO,
        cancelled=2,
        missed=1,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CUT_OFF, "self", "father"),
        Bond(TieKind.CLOSE, "self", "mother"),
        Bond(TieKind.DISTANT, "self", "brother", until=19),
        Bond(TieKind.MENDED, "self", "brother", since=19),
        Bond(TieKind.ESTRANGED, "self", "felix"),
        Bond(TieKind.CLOSE, "self", "ruben", since=20),
        Bond(TieKind.ORDINARY, "father", "mother"),
    ),
    arcs={
        "expecting-rejection": FALLS_HARD,
        "guarded-trust": FALLS,
        "wary-of-intimacy": FALLS,
        "afraid-of-being-left": FALLS_AND_RETURNS,
        "safe-enough-here": RISES,
        "showing-the-real-self": RISES,
        "hiding-what-matters": RARE,
        "outside-the-circle": SELDOM,
        "identity-in-the-relationship": RARE,
        "ashamed-before-others": SELDOM,
        "pressing-for-reassurance": SELDOM,
        "reaching-out-first": SELDOM,
        "harsh-inner-voice": SELDOM,
        "feeling-met": SELDOM,
        "old-pattern-met-here": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "expecting-rejection": "comes up less",
        "guarded-trust": "perhaps less",
        "wary-of-intimacy": "perhaps less",
        "afraid-of-being-left": "steady",
        "safe-enough-here": "perhaps more",
        "showing-the-real-self": "perhaps more",
    },
    course=Course(
        aim=Aim("Leave a question open until it is answered", ("expecting-rejection",), since=4),
        distress=(7, 4),
        strains=(
            Strain(
                5,
                mended=6,
                kind="confrontation",
                markers=("c-refuses",),
                weight=2,
                part=4,
                line="He will do no exercises that somebody checks.",
                moves=("r-own", "r-change"),
                far=5,
                mending="I took the exercise back as mine.",
            ),
            Strain(
                15,
                mended=18,
                kind="mixed",
                markers=("c-presses", "w-hopeless"),
                weight=4,
                part=3,
                line="He wanted a date, and I explained a procedure.",
                moves=("r-clarify", "r-own"),
                far=4,
                mending="It had been a question for yes or no; I said yes.",
            ),
            Strain(
                31,
                kind="mixed",
                markers=("c-therapist",),
                weight=3,
                part=2,
                line="He tested whether I mind, with the camera off.",
            ),
        ),
        tried=(
            Tried(
                4,
                "ask",
                "To ask one colleague for one small thing.",
                "open",
                3,
                Outcome(5, "dropped", "He does no exercises. This one was mine, not his."),
                who="team",
            ),
            Tried(
                33,
                "reach-out",
                "To tell Paweł that he is moving in with Ruben.",
                "honest",
                4,
                who="brother",
            ),
        ),
        asked=(Asked(GAD_7, first=14, last=9),),
    ),
    seed=115,
    setbacks=frozenset({15, 31}),
    incomplete=frozenset({11, 24}),
    focus={"expecting-rejection": 4},
)
