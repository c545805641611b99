"""The session's facts as the fields of a form, and the way back.

A field is called after its place: `ratings.distress`, `told.body`, `frame.starts_at`,
`ratings.interventions.<id>.kind`.  So the plain form and the desk's module (note-facts.js) read
the same page in the same way.  What a page does not ask stays as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import msgspec

from notes_app.notes.both_texts import FROM_ELSEWHERE
from notes_app.notes.lists import FACETS
from notes_app.notes.payloads import Frame, Ratings, Told
from notes_app.notes.service import Written
from notes_app.web.fields import as_text
from notes_app.web.ids import uuid_in

TIMES = ("frame.starts_at", "frame.ends_at")
ROWS = {"interventions": "kind", "new_ways": "skill"}
MANY = {f"ratings.{name}" for name in ("markers", "context", "named_by_client", "goals")}
NUMBERS = ("distress", "alliance_by_you.", "alliance_by_client.", "facets.")
SOMETHING_ELSE = "other"
NOT_0_TO_10 = "Write a whole number from 0 to 10, or leave it empty: then it is not rated."
NOT_KNOWN = "This could not be read as it arrived. Choose it again."
END_BEFORE_START = "The end lies before the start. Enter a later time."

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Posted:
    """What a form told: the note with it, and a sentence for each field that cannot be taken."""

    written: Written
    wrong: dict[str, str] = field(default_factory=dict)


def values_of(written: Written) -> dict[str, list[str]]:
    """The value of every field that says something, by the field's name."""
    values: dict[str, list[str]] = {"own_response": [written.own_response]}
    for part in ("ratings", "told", "frame"):
        _flatten(part, msgspec.to_builtins(getattr(written, part)), values)
    values["frame.modality"] = [str((written.frame or Frame()).modality)]
    for name in set(TIMES) & set(values):
        values[name] = [time[:5] for time in values[name]]
    return values


def row_ids(values: Values, rows: str) -> list[UUID]:
    """The ids of the interventions or new ways that stand in the fields, in their order."""
    found: dict[UUID, None] = {}
    for name in values:
        parts = name.split(".")
        if parts[:2] == ["ratings", rows] and (one := uuid_in("".join(parts[2:3]))):
            found.setdefault(one)
    return list(found)


def with_facts(written: Written, values: Values) -> Posted:
    """The note with what the fields say.  `values`: of a form's fields, by name.

    A field whose value cannot be taken keeps what was there before, and has its sentence.
    """
    wrong = _wrong_numbers(values)
    good = {name: value for name, value in values.items() if name not in wrong}
    tree = _tree(good)
    told, ratings = tree.get("told", {}), tree.get("ratings", {})
    _settle_rows(ratings, told)
    parts = {
        "ratings": (written.ratings, Ratings, ratings),
        "told": (written.told, Told, told),
        "frame": (written.frame or Frame(), Frame, tree.get("frame", {})),
    }
    changed: dict[str, Any] = {}
    for name, (before, kind, fields) in parts.items():
        if fields:
            changed[name] = _merged(before, kind, fields, name, wrong)
    if "told" in changed:
        changed["told"] = _with_lines_kept(changed["told"], written)
    if "own_response" in good:
        changed["own_response"] = as_text(good["own_response"][0])
    _check_times(changed.get("frame"), wrong)
    return Posted(replace(written, **changed), wrong)


def typed_values(stored: Values, typed: Values, *, both: bool) -> dict[str, Sequence[str]]:
    """What the fields show after a form was sent: what was typed, over what is stored.

    `both`: another window has saved in between; its sentences then stand behind those typed here.
    """
    shown: dict[str, Sequence[str]] = {**stored, **typed}
    for name in typed if both else ():
        mine, other = typed[name][-1], next(iter(stored.get(name, ())), "")
        if name.startswith(("told.", "own_response")) and other and other != as_text(mine):
            shown[name] = [f"{mine} {FROM_ELSEWHERE} {other}" if mine.strip() else other]
    return shown


def name_of_field(name: str) -> str:
    """What a field is called where something is wrong with it: "Bond, the client"."""
    *_, group, last = ("", *name.split("."))
    if group.startswith("alliance_by_"):
        side = "you" if group.endswith("you") else "the client"
        return f"{last.capitalize()}, {side}"
    words = {"ends_at": "End", "starts_at": "Start", "ratings": "A choice", "told": "A sentence"}
    return words.get(last) or FACETS.get(last) or last.replace("_", " ").capitalize()


def told_texts(told: Told) -> Iterable[str]:
    """Every sentence that stands beside the text."""
    yield from (told.risk, told.body, told.metaphor, told.feedback, told.between)
    yield from (told.reframe_before, told.reframe_after)
    yield from (*told.words.values(), *told.results.values())


def _flatten(name: str, value: Any, values: dict[str, list[str]]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, values)
    elif name.rpartition(".")[2] in ROWS:
        for row in value:
            _flatten(f"{name}.{row['id']}", {k: v for k, v in row.items() if k != "id"}, values)
    elif name in MANY:
        values[name] = list(value)
    elif value is not None and not isinstance(value, list | tuple):
        values[name] = [str(value)]


def _tree(values: Values) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, given in values.items():
        *path, last = name.split(".")
        place = tree
        for step in path:
            place = place.setdefault(step, {})
        place[last] = [one for one in given if one] if name in MANY else _one(name, given[-1])
    return tree


def _one(name: str, typed: str) -> str:
    # A browser sends 14:00, and where it counts seconds 14:00:00.
    value = as_text(typed)
    return f"{value}:00" if name in TIMES and value.count(":") == 1 else value


def _settle_rows(ratings: dict[str, Any], told: dict[str, Any]) -> None:
    """Rows of fields as lists; one without a choice and without words is no row."""
    lines = {**told.get("words", {}), **told.get("results", {})}
    for rows, chosen in ROWS.items():
        if rows not in ratings:
            continue
        settled = []
        for row_id, row in ratings[rows].items():
            said = {name: value for name, value in row.items() if value}
            if said.get("followed_up_in") and not (said.get("result") or lines.get(row_id)):
                continue
            if said or lines.get(row_id):
                settled.append({"id": row_id, chosen: SOMETHING_ELSE, **said})
        ratings[rows] = settled
    for name in ("words", "results"):
        if name in told:
            told[name] = {one: line for one, line in told[name].items() if line}


def _merged(
    before: Any, kind: Any, fields: dict[str, Any], name: str, wrong: dict[str, str]
) -> Any:
    """`before` with `fields`, empty ones let go; unchanged where they cannot be read."""
    known = _into(msgspec.to_builtins(before), fields)
    try:
        return msgspec.convert(known, kind, strict=False)
    except msgspec.ValidationError:
        wrong.setdefault(name, NOT_KNOWN)
        return before


def _with_lines_kept(told: Told, before: Written) -> Told:
    """The page has the lines of interventions and new ways; those of everything else stay."""
    ratings = before.ratings
    rows = {done.id for done in ratings.interventions} | {way.id for way in ratings.new_ways}
    kept = {one: line for one, line in before.told.words.items() if one not in rows}
    return msgspec.structs.replace(told, words={**kept, **told.words})


def _into(before: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    merged = dict(before)
    for name, value in fields.items():
        if isinstance(value, dict) and isinstance(merged.get(name, {}), dict):
            merged[name] = _into(
                {} if name in {"words", "results"} else merged.get(name, {}), value
            )
        elif value == "":
            merged.pop(name, None)
        else:
            merged[name] = value
    return merged


def _wrong_numbers(values: Values) -> dict[str, str]:
    return {
        name: NOT_0_TO_10
        for name, given in values.items()
        if name.removeprefix("ratings.").startswith(NUMBERS)
        and given[-1].strip()
        and given[-1].strip() not in _POSSIBLE
    }


_POSSIBLE = {str(number) for number in range(11)}


def _check_times(frame: Frame | None, wrong: dict[str, str]) -> None:
    if frame and frame.starts_at and frame.ends_at and frame.ends_at <= frame.starts_at:
        wrong["frame.ends_at"] = END_BEFORE_START
