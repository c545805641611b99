// The words of codes, by field: written by notes_app/signing/codes.py, and tested to be as it is there.

const CODES = {
  "code": {
    "gad-7": "GAD-7",
    "phq-9": "PHQ-9"
  },
  "context": {
    "age": "Age",
    "class": "Class",
    "culture": "Culture",
    "disability": "Disability",
    "faith": "Faith",
    "gender": "Gender",
    "language": "Language",
    "migration": "Migration",
    "money": "Money",
    "race": "Race",
    "sexuality": "Sexuality"
  },
  "kind": {
    "attunement": "Attunement",
    "body-attention": "Body attention",
    "boundary-work": "Boundary work",
    "confrontation": "Challenging",
    "culture": "Culture addressed",
    "disclosure": "Therapist disclosure",
    "explaining": "Explaining",
    "exploring-past": "Exploring the past",
    "genogram": "Genogram",
    "immediacy": "Immediacy",
    "linking": "Linking",
    "listening": "Listening and reflecting",
    "metaphor": "Metaphor or story",
    "mixed": "Both",
    "modelling": "Modelling",
    "naming-pattern": "Naming a pattern",
    "other": "Something else",
    "plain-talk": "Coaching plain talk",
    "reframing": "Reframing",
    "role-play": "Role-play",
    "rupture-work": "Working with a rupture",
    "safety-planning": "Safety planning",
    "validating": "Validating",
    "withdrawal": "Pulling back"
  },
  "link": {
    "cp": "Now, and past",
    "tc": "With you, and now",
    "tcp": "With you, now and past",
    "tp": "With you, and past"
  },
  "markers": {
    "c-defends": "Defends the self against the therapist",
    "c-frame": "Complains about time, fee, place, breaks",
    "c-presses": "Pushes or steers the therapist",
    "c-progress": "Complains that nothing changes",
    "c-refuses": "Turns down what the therapist offers",
    "c-task": "Complains about what is done in sessions",
    "c-therapist": "Complains about the therapist",
    "culture": "Difference or culture addressed",
    "discomfort": "Discomfort stayed with",
    "feedback-asked": "Feedback asked",
    "feedback-given": "Feedback given",
    "first-named": "First named by the client",
    "goals-agreed": "Goals agreed",
    "insight": "Insight",
    "lost": "Lost each other",
    "reached": "Reached each other",
    "risk-taken": "Risk taken",
    "tasks-agreed": "Tasks agreed",
    "vulnerability": "Vulnerability shown",
    "w-abstract": "Speaks of it from far away",
    "w-denies": "Says nothing is wrong, against the signs",
    "w-hopeless": "Turns on the self, gives up",
    "w-pleases": "Agrees in order to keep peace",
    "w-short": "Answers shrink to a word",
    "w-split": "Words and feeling do not match",
    "w-story": "Tells a story or shifts topic to get away"
  },
  "moves": {
    "r-change": "Changed the task or goal",
    "r-clarify": "Cleared up a misunderstanding",
    "r-disclose": "Said what the therapist feels in this moment",
    "r-here": "Linked it to patterns between the two",
    "r-honour": "Respected the defence as once needed",
    "r-invite": "Asked how therapy or therapist feels just now",
    "r-own": "Named the therapist's own part",
    "r-reason": "Said why this is being done",
    "r-refocus": "Returned, together, to the work",
    "r-there": "Linked it to patterns with others"
  },
  "named_by_client": {
    "age": "Age",
    "class": "Class",
    "culture": "Culture",
    "disability": "Disability",
    "faith": "Faith",
    "gender": "Gender",
    "language": "Language",
    "migration": "Migration",
    "money": "Money",
    "race": "Race",
    "sexuality": "Sexuality"
  },
  "others_reaction": {
    "mixed": "Mixed",
    "resisted": "Resisted",
    "unchanged": "Unchanged",
    "welcomed": "Welcomed"
  },
  "quality": {
    "firm": "Firm",
    "honest": "Honest",
    "kind": "Kind",
    "open": "Open"
  },
  "response": {
    "took-up": "Took it up",
    "turned-away": "Turned away",
    "unsure": "Unsure"
  },
  "result": {
    "dropped": "Dropped",
    "kept": "Kept",
    "not-tried": "Not tried after all",
    "tried": "Tried once"
  },
  "risk": {
    "none-reported": "None reported",
    "see-note": "See the note"
  },
  "skill": {
    "apologise": "Apologise",
    "ask": "Ask",
    "end-a-contact": "End a contact",
    "name-a-feeling": "Name a feeling",
    "other": "Something else",
    "reach-out": "Reach out",
    "receive": "Receive",
    "repair": "Repair after a quarrel",
    "say-a-need": "Say a need",
    "say-no": "Say no",
    "soothe": "Soothe oneself",
    "stay": "Stay in a disagreement",
    "wait": "Wait"
  },
  "where": {
    "in-the-room": "In the room",
    "outside": "Outside"
  }
};
