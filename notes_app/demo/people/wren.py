"""Priya, 24, a doctoral student, who marks her own page before anyone else can."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RISES, RISES_LATE, SELDOM, STAYS, WISH_STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Asked, Course, Outcome, Strain, Tried
from notes_app.demo.story import ALWAYS_THERE, Bond, OwnWord, Role, Story
from notes_app.measures.instruments import GAD_7, PHQ_9
from notes_app.themes.payloads import Component, Family

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("mother", "Mother", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Meena", age=52),
    Role("father", "Father", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Lakshman", age=57),
    Role("brother", "Elder brother", Pole.CURRENT, ORIGIN, Shape.SQUARE, "Arun", age=29),
    Role("paatti", "Grandmother", Pole.CURRENT, Domain.OTHER_KIN, Shape.CIRCLE, "Paatti", age=81),
    Role(
        "professor",
        "Academic supervisor",
        Pole.CURRENT,
        Domain.AUTHORITY,
        Shape.CIRCLE,
        "Professor Hallam",
    ),
    Role("flatmate", "Flatmate", Pole.CURRENT, Domain.FRIEND, Shape.CIRCLE, "Bea", age=26),
)

STORY = Story(
    code_name="Wren",
    name="Priya L.",
    pronouns="she/her",
    concerns=("self-esteem", "family", "anxiety", "low-mood"),
    concerns_in_words="“I read the comments before the page. To be fair, I wrote most of them.”",
    rhythm=Rhythm(
        held=22,
        starts_at=time(12),
        days_ago=7,
        pauses={11: 6},
        planned=(0, 7),
        cancelled=1,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE, "self", "mother"),
        Bond(TieKind.ORDINARY, "self", "father"),
        Bond(TieKind.ORDINARY, "self", "brother", until=15),
        Bond(TieKind.CLOSE, "self", "brother", since=15),
        Bond(TieKind.CLOSE, "self", "paatti"),
        Bond(TieKind.CONFLICT, "mother", "paatti"),
        Bond(TieKind.ORDINARY, "self", "flatmate"),
    ),
    arcs={
        "earning-approval": WISH_STAYS,
        "family-role-and-loyalty": STAYS,
        "harsh-inner-voice": FALLS,
        "braced-for-criticism": FALLS,
        "kinder-to-oneself": RISES,
        "setting-a-limit": RISES_LATE,
        "marks-for-everything": PINNED,
        "worth-on-loan": SELDOM,
        "hiding-what-matters": SELDOM,
        "ashamed-before-others": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "outside-the-circle": SELDOM,
        "not-understood": SELDOM,
        "letting-care-in": SELDOM,
        "direct-honest-talk": SELDOM,
        "feeling-met": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "earning-approval": "steady",
        "family-role-and-loyalty": "steady",
        "harsh-inner-voice": "comes up less",
        "braced-for-criticism": "perhaps less",
        "kinder-to-oneself": "perhaps more",
        "setting-a-limit": "perhaps more",
    },
    course=Course(
        aim=Aim("Hand in a piece of work that is good enough", ("harsh-inner-voice",), since=3),
        distress=(6, 4),
        strains=(
            Strain(
                9,
                mended=10,
                markers=("w-abstract",),
                weight=2,
                part=4,
                line="A very good paper stood between us for an hour.",
                moves=("r-own", "r-honour"),
                far=4,
                mending="I said that I had gone too fast with her mother's year.",
            ),
        ),
        tried=(
            Tried(
                18,
                "say-no",
                "To let the call at seven ring out, and to write instead.",
                "kind",
                3,
                Outcome(19, "kept", "The reply was a photograph of her school bag.", "mixed"),
                who="mother",
            ),
        ),
        asked=(Asked(PHQ_9, first=11, last=6), Asked(GAD_7, first=15, last=10)),
    ),
    seed=51,
    setbacks=frozenset({9, 16}),
    incomplete=frozenset({6, 20}),
    focus={"harsh-inner-voice": 3},
    own=(
        OwnWord(
            "marks-for-everything",
            "Marks for everything",
            Family.FEEL,
            since=12,
            definition="Gives each thing a mark, out of a hundred, before it may be lived.",
            sounds_like="the dinner was a sixty-two",
            component=Component.WISH,
            opposite="kinder-to-oneself",
            merged_into="earning-approval",
            merged_in=20,
        ),
    ),
)
