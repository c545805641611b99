"""Puts together what is signed: the complete record, so that it stands alone for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from notes_app.notes.payloads import (
    Attendance,
    Passage,
    Ratings,
    Section,
    SessionThemes,
    Tag,
    with_frame,
)
from notes_app.notes.rupture_words import words_in_record
from notes_app.notes.service import Written
from notes_app.signing.payloads import (
    Participant,
    SignedProcess,
    SignedRecord,
    SignedSection,
    SignedTag,
    Signer,
    in_utc,
)

FURTHER = ("valence", "stage", "rs_kind", "affects", "conflict", "direction")
UNNAMED_THEME = "A theme of an earlier codebook"
UNKNOWN_ROLE = "Not known"


@dataclass(frozen=True)
class AsShown:
    """What a record takes from elsewhere: nobody's name, only what the page calls things.

    Attributes:
        number: of the session among its client's; None for an hour that did not take place.
        headings: the words over each section, by its key.
        roles: of everybody in the client's life.
        themes: names by code.
        named: words of the client's goals, names of the author's own questionnaires, by id.
        ruptures: what each rupture is called to which a repair may be linked, by its id.
    """

    number: int | None
    headings: Mapping[str, str]
    roles: Mapping[UUID, str]
    themes: Mapping[str, str]
    named: Mapping[str, str]
    ruptures: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """Who signs, and when: an aware time in the author's zone, and whether that is late."""

    signer: Signer
    at: datetime
    late: bool = False

    @property
    def wall(self) -> int:
        """Unix seconds."""
        return int(self.at.timestamp())

    @property
    def told(self) -> dict[str, Any]:
        """The fields that every signed text ends with."""
        offset = self.at.utcoffset()
        return {
            "signer": self.signer,
            "signed_at": in_utc(self.wall),
            "utc_offset": int(offset.total_seconds() // 60) if offset else 0,
        }


def as_it_will_stand(facts: SessionThemes, written: Written) -> SessionThemes:
    """The session's facts once `written` is its note: an hour with a note was held."""
    framed = with_frame(facts, written.frame)
    return msgspec.structs.replace(
        framed,
        attendance=framed.attendance or Attendance.HELD,
        tagging_complete=written.tagging_complete,
        tags=written.tags,
        ratings=written.ratings,
    )


def record_of(
    session_id: UUID, facts: SessionThemes, written: Written, *, shown: AsShown, moment: Moment
) -> SignedRecord:
    """The complete session record as it stands now; the private process note is not in it."""
    places = {passage.id: passage for passage in written.passages}
    return SignedRecord(
        session=session_id,
        number=shown.number,
        held_on=facts.held_on,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        modality=str(facts.modality),
        attendance=str(facts.attendance) if facts.attendance else None,
        participants=tuple(
            Participant(one, shown.roles.get(one, UNKNOWN_ROLE)) for one in facts.participants
        ),
        format=written.format,
        sections=signed_sections(written.sections, shown.headings),
        told=builtins_of(written.told),
        tags=tuple(_tag(tag, places.get(tag.id), shown) for tag in written.tags),
        tagging_complete=written.tagging_complete,
        ratings=builtins_of(written.ratings),
        named=_named(written.ratings, shown),
        late_entry=moment.late,
        **moment.told,
    )


def process_of(
    session_id: UUID, facts: SessionThemes, written: Written, *, shown: AsShown, moment: Moment
) -> SignedProcess:
    """The private process note as it stands now."""
    return SignedProcess(
        session=session_id,
        number=shown.number,
        held_on=facts.held_on,
        text=written.process,
        own_response=written.own_response,
        recording=tuple(builtins_of(row) for row in written.recording),
        late_entry=moment.late,
        **moment.told,
    )


def has_process_note(written: Written) -> bool:
    """Whether there is anything private to sign."""
    return bool(written.process.strip() or written.own_response.strip() or written.recording)


def signed_sections(
    sections: tuple[Section, ...], headings: Mapping[str, str]
) -> tuple[SignedSection, ...]:
    """Every section under the words that stood over it."""
    return tuple(
        SignedSection(section.key, headings.get(section.key, section.key), section.text)
        for section in sections
    )


def builtins_of(part: msgspec.Struct) -> dict[str, Any]:
    """The fields of a payload that are not empty, as JSON has them."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part))
    return found


def _named(ratings: Ratings, shown: AsShown) -> dict[str, str]:
    """The words of the ids in the ratings; without them the record would not stand alone.

    Problems stay without: their words belong to the identity scope, the record to that of notes.
    """
    used = [*map(str, ratings.goals), *(taken.code for taken in ratings.measures)]
    named = {id_: shown.named[id_] for id_ in used if id_ in shown.named}
    people = {one.person for one in ratings.episodes if one.person}
    roles = {str(one): shown.roles.get(one, UNKNOWN_ROLE) for one in people}
    return named | roles | words_in_record(ratings, shown.ruptures, shown.roles)


def _tag(tag: Tag, place: Passage | None, shown: AsShown) -> SignedTag:
    return SignedTag(
        id=tag.id,
        code=tag.theme,
        theme=shown.themes.get(tag.theme, UNNAMED_THEME),
        strength=tag.strength,
        people=tuple(shown.roles.get(one, UNKNOWN_ROLE) for one in tag.people),
        pole=str(tag.pole) if tag.pole else None,
        component=str(tag.component) if tag.component else None,
        way=str(tag.way) if tag.way else None,
        for_supervision=tag.for_supervision,
        section=place.section if place else "",
        start=place.start if place else 0,
        end=place.end if place else 0,
        quote=place.exact if place else "",
        further=_further(tag, shown),
    )


def _further(tag: Tag, shown: AsShown) -> dict[str, Any] | msgspec.UnsetType:
    """What was chosen of a tag's optional fields, with roles for the people."""
    chosen = {name: value for name, value in builtins_of(tag).items() if name in FURTHER}
    if tag.echoes:
        chosen["echoes"] = [shown.roles.get(one, UNKNOWN_ROLE) for one in tag.echoes]
    return chosen or msgspec.UNSET
