"""The words for what is stored by code about clients and the people in their lives."""

from notes_app.clients.losses import LossKind
from notes_app.clients.payloads import Domain, Pole, Shape, Status, TieKind

# Codes of the intake concerns never change; a practice may know more of them than this version.
CONCERNS: dict[str, str] = {
    "trust": "Trust",
    "intimacy": "Intimacy",
    "repeated-conflict": "Repeated conflict",
    "partner": "Partner",
    "family": "Family",
    "work": "Work",
    "new-people": "New people",
    "isolation": "Isolation",
    "loss": "Loss",
    "trauma": "Trauma",
    "neglect": "Neglect",
    "self-esteem": "Self-esteem",
    "identity": "Identity",
    "anxiety": "Anxiety",
    "low-mood": "Low mood",
    "long-standing-distress": "Long-standing distress",
    "growth": "Growth",
}

STATUSES: dict[Status, str] = {
    Status.ACTIVE: "Active",
    Status.RESTING: "Resting",
    Status.ENDED: "Ended",
}

POLES: dict[Pole, str] = {
    Pole.CURRENT: "In the client’s life now",
    Pole.PAST: "In the past",
    Pole.SELF: "The client’s own self",
    Pole.THERAPIST: "In the room with you",
}

DOMAINS: dict[Domain, str] = {
    Domain.PARTNER: "Partner",
    Domain.FAMILY_OF_ORIGIN: "Family of origin",
    Domain.CHILD: "Child",
    Domain.OTHER_KIN: "Other kin",
    Domain.FRIEND: "Friend",
    Domain.WORK: "Work or study",
    Domain.AUTHORITY: "Authority",
    Domain.COMMUNITY: "Community or faith",
    Domain.INSTITUTION: "Institution",
    Domain.ONESELF: "Oneself",
    Domain.THERAPIST: "Therapist",
    Domain.WIDER_WORLD: "Wider world",
}

SHAPES: dict[Shape, str] = {
    Shape.SQUARE: "Square (man)",
    Shape.CIRCLE: "Circle (woman)",
    Shape.DIAMOND: "Diamond (other, or not known)",
    Shape.HEXAGON: "Hexagon (a group or workplace)",
    Shape.TRIANGLE: "Triangle (expected child)",
}

# As in "Self and Mother: close and in conflict".
TIES: dict[TieKind, str] = {
    TieKind.ORDINARY: "warm, ordinary",
    TieKind.CLOSE: "close",
    TieKind.FUSED: "very close, fused",
    TieKind.DISTANT: "distant",
    TieKind.ESTRANGED: "no contact just now",
    TieKind.CUT_OFF: "cut off",
    TieKind.MENDED: "cut off, then mended",
    TieKind.CLOSE_CONFLICT: "close and in conflict",
    TieKind.CONFLICT: "in conflict",
    TieKind.HOSTILE: "hostile",
    TieKind.HARM: "harm",
    TieKind.CARE: "takes care of",
    TieKind.PREOCCUPIED: "preoccupied with",
}

# How two people are with each other, as the therapist sees it: never a measured value.
QUALITIES: dict[str, str] = {
    "nourishing": "Nourishing",
    "mixed": "Mixed",
    "draining": "Draining",
}

STRATEGIES: dict[str, str] = {
    "secure": "Secure",
    "turned-up": "Need turned up",
    "turned-down": "Need turned down",
    "fearful": "Fearful, where neither holds",
    "unclear": "Unclear",
}

DESCENTS: dict[str, str] = {
    "birth": "By birth",
    "adopted": "Adopted",
    "fostered": "Fostered",
}

LOSSES: dict[LossKind, str] = {
    LossKind.LOSS: "Not said",
    LossKind.MISCARRIAGE: "Miscarriage",
    LossKind.STILLBIRTH: "Stillbirth",
    LossKind.TERMINATION: "Termination",
    LossKind.BEFORE_BIRTH: "A child who died before birth",
}

ENDINGS: dict[str, str] = {
    "separated": "Separated",
    "divorced": "Divorced",
    "died": "Ended by a death",
}

# What the work is for, as it was said at the start.
AIMS: dict[str, str] = {
    "understand": "Understand what keeps happening",
    "closer": "Be closer to somebody",
    "limits": "Set limits",
    "quarrel": "Quarrel differently",
    "less-alone": "Be less alone",
    "kinder": "Be kinder to oneself",
    "relief": "Suffer less",
    "growth": "Grow, without a crisis",
}

# For how long it had gone on when the work began.
DURATIONS: dict[str, str] = {
    "weeks": "Some weeks",
    "months": "Some months",
    "years": "Some years",
    "most-of-life": "Most of their life",
}

HISTORY: dict[str, str] = {
    "trauma": "Trauma",
    "neglect": "Neglect",
    "violence": "Violence at home",
    "early-loss": "Early loss",
    "separation": "Early separation",
}

COMES_AS: dict[str, str] = {"couple": "A couple", "family": "A family"}
ALONE = "One person"

# What of the world around plays a part (domain.md 2, context factors).
CONTEXT: dict[str, str] = {
    "culture": "Culture",
    "race": "Race",
    "class": "Class",
    "faith": "Faith",
    "gender": "Gender",
    "sexuality": "Sexuality",
    "migration": "Migration",
    "language": "Language",
    "disability": "Disability",
    "age": "Age",
    "money": "Money",
}

# What may come of the work.
RESULTS_OF_THE_WORK: dict[str, str] = {
    "closer-ties": "Closer ties",
    "firmer-limits": "Firmer limits",
    "kinder-to-self": "Kinder to self",
    "less-alone": "Less alone",
    "more-choice": "More choice",
    "purpose": "Purpose",
    "joy": "Joy",
    "symptom-relief": "Symptom relief",
    "other": "Something else",
}
