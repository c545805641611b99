"""Mei-Lin, 67, who taught school, looks after a husband who forgets, and pours for everyone."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, FALLS_HARD, PINNED, RISES_LATE, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Asked, Course, Outcome, Strain, Tried
from notes_app.demo.measures import OWN
from notes_app.demo.story import ALWAYS_THERE, Bond, Mistake, Role, Story

ORIGIN, KIN = Domain.FAMILY_OF_ORIGIN, Domain.OTHER_KIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("husband", "Husband", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Mr Chen", age=72),
    Role("daughter", "Daughter", Pole.CURRENT, Domain.CHILD, Shape.CIRCLE, "Grace", age=41),
    Role("son", "Son", Pole.CURRENT, Domain.CHILD, Shape.SQUARE, "Peter", age=38),
    Role("sister", "Sister, died", Pole.PAST, ORIGIN, Shape.CIRCLE, "Mei-Hua", age=70),
    Role("mother", "Mother", Pole.PAST, ORIGIN, Shape.CIRCLE, born=1929, died=2009),
    Role("father", "Father", Pole.PAST, ORIGIN, Shape.SQUARE, born=1924, died=1996),
    Role("grandmother", "Grandmother", Pole.PAST, KIN, Shape.CIRCLE, born=1899, died=1981),
    Role("grandfather", "Grandfather", Pole.PAST, KIN, Shape.SQUARE, born=1895, died=1962),
    Role("helper", "Home help", Pole.CURRENT, Domain.WORK, Shape.CIRCLE, "Jovie", age=26),
    Role("neighbour", "Neighbour", Pole.CURRENT, Domain.FRIEND, Shape.CIRCLE, "Mrs Kowalski"),
    Role("doctor", "Doctors", Pole.CURRENT, Domain.AUTHORITY, Shape.HEXAGON),
    Role("community", "Community hall", Pole.CURRENT, Domain.COMMUNITY, Shape.HEXAGON),
)

STORY = Story(
    code_name="Plover",
    name="Mei-Lin C.",
    pronouns="she/her",
    concerns=("family", "loss", "isolation"),
    concerns_in_words="“It’s only that I drop things.”",
    rhythm=Rhythm(
        held=46,
        starts_at=time(11),
        days_ago=4,
        weeks=2,
        planned=(10,),
        winter_by_telephone=True,
        cancelled=2,
        missed=1,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CARE, "self", "husband"),
        Bond(TieKind.ORDINARY, "self", "daughter", until=36),
        Bond(TieKind.CLOSE, "self", "daughter", since=36),
        Bond(TieKind.DISTANT, "self", "son"),
        Bond(TieKind.CLOSE, "self", "sister"),
        Bond(TieKind.DISTANT, "self", "mother"),
        Bond(TieKind.CARE, "sister", "mother"),
        Bond(TieKind.ORDINARY, "grandfather", "grandmother"),
        Bond(TieKind.ORDINARY, "father", "mother"),
    ),
    arcs={
        "carrying-everyone": FALLS,
        "keeping-the-peace": FALLS,
        "hard-to-ask-for-help": FALLS_HARD,
        "letting-care-in": RISES_LATE,
        "needs-passed-over": STAYS,
        "family-role-and-loyalty": STAYS,
        "longing-to-belong": SELDOM,
        "cut-off-from-others": SELDOM,
        "direct-honest-talk": SELDOM,
        "harsh-inner-voice": SELDOM,
        "setting-a-limit": SELDOM,
        "feeling-met": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "carrying-everyone": "comes up less",
        "keeping-the-peace": "perhaps less",
        "hard-to-ask-for-help": "comes up less",
        "letting-care-in": "perhaps more",
        "needs-passed-over": "steady",
        "family-role-and-loyalty": "steady",
    },
    course=Course(
        aim=Aim(
            "Let somebody else carry one part of the day",
            ("carrying-everyone", "letting-care-in"),
            since=7,
        ),
        distress=(6, 4),
        strains=(
            Strain(
                21,
                mended=22,
                markers=("w-denies",),
                weight=3,
                part=3,
                line="I asked twice, and she praised my patience.",
                moves=("r-change",),
                far=3,
                mending="Photographs and tea. It was never spoken of.",
            ),
        ),
        tried=(
            Tried(
                35,
                "receive",
                "To let the house by the river do its work for a week.",
                "open",
                4,
                Outcome(36, "kept", "On the third evening, a pot of tea, drunk hot."),
            ),
        ),
        asked=(Asked(OWN, first=17, last=10),),
    ),
    seed=39,
    cadence="every two weeks",
    setbacks=frozenset({21, 25}),
    incomplete=frozenset({9, 24, 35}),
    history=2,
    client_words={"carrying-everyone": "Walking behind on the stairs"},
    mistakes=(
        Mistake(
            after=30,
            days=3,
            text="The surgery rang about the letter; I said that I would write it on Friday.",
            reason="Written on the wrong client's page. It belongs to somebody else's record.",
        ),
    ),
)
