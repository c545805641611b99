"""The words of the codes of a session's facts, as the page of facts has them.

A record that was signed holds codes and does not change; these are how they are drawn.  The same
table stands in every exported file: `verifier/codes.js`, which is `script()` and nothing else.
"""

import json
from collections.abc import Mapping

from notes_app.measures.instruments import built_in
from notes_app.notes import lists

#: By the name of the field in which a code stands.
WORDS: Mapping[str, Mapping[str, str]] = {
    "code": {code: one.name for code, one in built_in().items()},
    "context": lists.CONTEXT,
    "kind": {**lists.RUPTURE_KINDS, **lists.INTERVENTIONS},
    "link": lists.LINKS,
    "markers": {**lists.WITHDRAWALS, **lists.CONFRONTATIONS, **lists.MARKERS},
    "moves": lists.REPAIR_MOVES,
    "named_by_client": lists.CONTEXT,
    "others_reaction": lists.REACTIONS,
    "quality": lists.QUALITIES,
    "response": lists.RESPONSES,
    "result": lists.RESULTS,
    "risk": lists.RISK,
    "skill": lists.SKILLS,
    "where": lists.WHERE_TRIED,
}


def script() -> str:
    """The table as the script of an exported file has it."""
    words = json.dumps(WORDS, ensure_ascii=False, indent=2, sort_keys=True)
    return (
        "// The words of codes, by field: written by notes_app/signing/codes.py, and tested to be"
        f" as it is there.\n\nconst CODES = {words};\n"
    )
