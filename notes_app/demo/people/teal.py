"""Hannah and Dov, 45 and 48, who quarrel about keys and mean an airport."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RISES, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Course, Outcome, Strain, Tried
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

PEOPLE = (
    *ALWAYS_THERE,
    Role("hannah", "Wife", Pole.CURRENT, Domain.PARTNER, Shape.CIRCLE, "Hannah", age=45),
    Role("dov", "Husband", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Dov", age=48),
    Role("son", "Son", Pole.CURRENT, Domain.CHILD, Shape.SQUARE, "Noam", age=17),
    Role("daughter", "Daughter", Pole.CURRENT, Domain.CHILD, Shape.CIRCLE, "Tali", age=14),
    Role("mother", "Her mother", Pole.CURRENT, Domain.OTHER_KIN, Shape.CIRCLE, "Rivka", age=76),
    Role("mitch", "His business partner", Pole.CURRENT, Domain.WORK, Shape.SQUARE, "Mitch", age=60),
)

STORY = Story(
    code_name="Teal",
    name="Hannah and Dov L.",
    pronouns="they/them",
    concerns=("partner", "repeated-conflict", "family", "work"),
    concerns_in_words="“It starts with the keys and by the coffee we are at the airport.”",
    rhythm=Rhythm(
        held=18,
        starts_at=time(18),
        days_ago=6,
        weeks=2,
        planned=(8,),
        minutes=75,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE_CONFLICT, "hannah", "dov", until=16),
        Bond(TieKind.CLOSE, "hannah", "dov", since=16),
        Bond(TieKind.CLOSE_CONFLICT, "hannah", "mother"),
        Bond(TieKind.DISTANT, "dov", "mother"),
        Bond(TieKind.CLOSE, "dov", "mitch", until=13),
        Bond(TieKind.CONFLICT, "dov", "mitch", since=13),
        Bond(TieKind.CLOSE, "dov", "son"),
        Bond(TieKind.CONFLICT, "hannah", "son"),
        Bond(TieKind.CARE, "hannah", "daughter"),
    ),
    arcs={
        "same-quarrel-again": FALLS,
        "not-understood": FALLS,
        "taking-charge-of-others": STAYS,
        "owning-ones-part": RISES,
        "direct-honest-talk": RISES,
        "keeping-the-peace": SELDOM,
        "going-quiet-when-hurt": SELDOM,
        "needs-passed-over": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "family-role-and-loyalty": SELDOM,
        "feeling-met": SELDOM,
        "letting-care-in": SELDOM,
        "braced-for-criticism": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "same-quarrel-again": "perhaps less",
        "not-understood": "perhaps less",
        "taking-charge-of-others": "no direction yet",
        "owning-ones-part": "perhaps more",
        "direct-honest-talk": "perhaps more",
    },
    course=Course(
        aim=Aim(
            "Say what a quarrel is about before it is the old one", ("same-quarrel-again",), since=4
        ),
        distress=(6, 4),
        strains=(
            Strain(
                7,
                mended=8,
                kind="confrontation",
                markers=("c-therapist",),
                weight=3,
                part=3,
                who="dov",
                line="He had counted on whose side my head moves.",
                moves=("r-clarify",),
                far=4,
                mending="I told them what my nodding and my writing are.",
            ),
        ),
        tried=(
            Tried(
                14,
                "say-no",
                "Hannah: to tell her mother that the summer is too long.",
                "firm",
                4,
                Outcome(15, "kept", "She said no in front of everyone, and gave no reason."),
                who="mother",
            ),
        ),
    ),
    seed=7,
    cadence="every two weeks",
    format="birp",
    setbacks=frozenset({7, 13}),
    incomplete=frozenset({6}),
    participants={2: ("hannah",), 3: ("dov",)},
    usually_there=("hannah", "dov"),
)
