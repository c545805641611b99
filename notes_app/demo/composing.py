"""Composes notes out of lines: in one of six orders, at a believable length.

Nothing is said twice that a reader could notice: no line within ten sessions, none more than
three times, and no run of eight words in two notes.  Where the lines do not suffice, `TooFewWords`
asks for more of them; no main theme is left out and nothing is repeated instead.
"""

from dataclasses import dataclass, field
from math import exp, log
from random import Random

from notes_app.demo.choosing import Occasion, Uses, choose_lines, is_shared, pick
from notes_app.demo.composed import Note, Paragraphs
from notes_app.demo.layouts import HISTORY_KINDS, is_filled, tells_own_response
from notes_app.demo.runs import RISK_ANSWERS, runs_in, words_of
from notes_app.demo.script import Kind, Line, Said, say
from notes_app.demo.story import Story

FEWEST_WORDS, MOST_WORDS = 90, 320
USUAL, SPREAD = 170, 0.28
ATTEMPTS = 24
TRIES = 4
PARAGRAPH = 4
RISK_SHARE = 0.15
MOST_ASKED = 2
MOST_MINE = 2
SHORT = 120  # words of a note, letters of a line
LONG_LINE = 260
FILLING = (
    *(Kind.MINE, Kind.COLOUR, Kind.DID, Kind.MINE, Kind.DID),
    *(Kind.COLOUR, Kind.DID, Kind.MINE, Kind.COLOUR, Kind.DID),
    *(Kind.ARRIVALS, Kind.DID, Kind.COLOUR, Kind.DID, Kind.MINE, Kind.DID),
)
RATIONED = (Kind.DID, Kind.MINE, Kind.COLOUR)
LETTERS = {
    Kind.ARRIVALS: "A",
    Kind.COLOUR: "C",
    Kind.SCENES: "S",
    Kind.ROOM: "R",
    Kind.DID: "D",
    Kind.ASKED: "D",
    Kind.LANDED: "D",
    Kind.MINE: "M",
    Kind.NEXT: "N",
    Kind.PROCESS: "P",
}

#: Six orders of a note.  F what came of last time, A arrival, C colour, S scenes (a paragraph for
#: each person); then R what happened between the two, D what I did and how it landed.
ORDERS = ("FA C S|R D", "A F S C|D R", "AC S F|R D", "F S AC|R D", "A S CF|D R", "CA F S|D R")


class TooFewWords(Exception):
    """A story's file does not hold enough lines; the message says for what."""


@dataclass
class Desk:
    """What was already written for a client, so that it is not written again.

    `runs` are the runs of words in every note so far, other clients' too.  `telling` counts how
    often the client's notes were begun anew, because the lines did not suffice as they were chosen.
    """

    story: Story
    runs: set[str]
    telling: int = 0
    uses: Uses = field(default_factory=dict)
    waiting: Line | None = None


def compose(desk: Desk, occasion: Occasion) -> Note:
    """Write the note of one session, and remember on `desk` what it used.

    Raises:
        TooFewWords: the story's file needs more lines.
    """
    if occasion.number == desk.story.history:
        return _history(desk, occasion)
    for attempt in range(ATTEMPTS):
        rng = desk.story.draw(f"note/{desk.telling}/{occasion.number}/{attempt}")
        note = _Sheet(desk, occasion, rng).note()
        if note is None or not FEWEST_WORDS <= note.length <= MOST_WORDS:
            continue
        if not is_filled(note, desk.story.format):
            continue
        found = runs_in(note.texts())
        if not found & desk.runs:
            _remember(desk, occasion.number, note, found)
            return note
    raise TooFewWords(f"{desk.story.code_name}, session {occasion.number}: {occasion.heard}")


def _history(desk: Desk, occasion: Occasion) -> Note:
    """The history session: its five parts, each a paragraph, and nothing else."""
    number, story = occasion.number, desk.story
    rng = story.draw(f"note/{desk.telling}/{number}/history")
    told = [say(line, rng) for line in story.lines if line.pinned == number]
    parts = [tuple(said for said in told if said.line.kind is kind) for kind in HISTORY_KINDS]
    private = " ".join(said.text for said in told if said.line.kind is Kind.PROCESS)
    note = Note(tuple(parts), risk=rng.choice(RISK_ANSWERS), process=private)
    found = runs_in(note.texts())
    if found & desk.runs or not note.length <= MOST_WORDS:
        raise TooFewWords(f"{story.code_name}, the history session {number}")
    desk.runs |= found  # what was planned the time before waits for the next note
    return note


@dataclass
class _Sheet:
    """One attempt at one note."""

    desk: Desk
    occasion: Occasion
    rng: Random
    taken: list[Said] = field(default_factory=list)

    def note(self) -> Note | None:
        if not self._main_lines():
            return None
        target = self._target()
        self._take(Kind.ARRIVALS)
        self._take_act()
        self._take(Kind.NEXT)
        for kind in FILLING:
            if self._length() >= target:
                break
            if kind is Kind.DID:
                self._take_act()
            elif kind is not Kind.MINE or self._has_room_for_mine():
                self._take(kind)
        if self.occasion.number % 3 == self.desk.story.seed % 3:
            self._take(Kind.PROCESS)
        return self._laid_out()

    def _has_room_for_mine(self) -> bool:
        return tells_own_response(self.desk.story.format) and len(self._part("M")) < MOST_MINE

    def _main_lines(self) -> bool:
        desk = self.desk
        shown = choose_lines(
            desk.story,
            desk.uses,
            self.occasion,
            rng=self.rng,
            say_anew=self._say,
        )
        if shown is None:
            return False
        follow = self._say(desk.waiting) if desk.waiting else None
        if follow:
            shown.insert(0, follow)
        self.taken += shown
        return True

    def _take_act(self) -> None:
        asked = sum(said.line.kind is Kind.ASKED for said in self.taken)
        most = MOST_ASKED if self._length() >= FEWEST_WORDS else 2 * MOST_ASKED
        if not self._take(Kind.DID) and asked < most and self._take(Kind.ASKED):
            self._take(Kind.LANDED)

    def _take(self, kind: Kind) -> bool:
        """Take one more line of a kind, if one is left; returns whether there was."""
        here = {said.line.key for said in self.taken}
        for line in self._rationed(kind):
            said = None if line.key in here else self._say(line)
            if said and not self._repeats(said):
                self.taken.append(said)
                return True
        return False

    def _rationed(self, kind: Kind) -> list[Line]:
        """The free lines of a kind; of the client's own no more than last to the end.

        A short note may take more of them: there is little else to tell.
        """
        desk, number = self.desk, self.occasion.number
        free = pick(desk.story, desk.uses, self.occasion, kind, rng=self.rng)
        if kind not in RATIONED or self._length() < SHORT:
            return free
        own = [line for line in free if not desk.uses.get(line.key) and not is_shared(line)]
        share = len(own) / (desk.story.rhythm.held - number + 1)
        taken = sum(said.line.kind is kind and not is_shared(said.line) for said in self.taken)
        if taken < share - self.rng.random():
            return free
        return [line for line in free if line not in own]

    def _repeats(self, said: Said) -> bool:
        """Whether it makes a run that was written before, together with what stands before it."""
        before = self._part(_letter(said))
        text = f"{before[-1].text} {said.text}" if before else said.text
        return bool(runs_in([text]) & self.desk.runs)

    def _say(self, line: Line) -> Said | None:
        """The line in words that make no run which was written before, if there are such words."""
        for version in self.rng.sample(line.versions, len(line.versions)):
            for _ in range(TRIES if version.has_details else 1):
                said = say(line, self.rng, version)
                if not runs_in([said.text]) & self.desk.runs:
                    return said
        return None

    def _target(self) -> float:
        length = exp(self.rng.gauss(log(USUAL), SPREAD))
        if self.occasion.phone:
            length *= 0.8
        if "strain-with-therapist" in self.occasion.heard:
            length *= 1.3
        return max(FEWEST_WORDS + 15, min(length, MOST_WORDS - 30))

    def _length(self) -> int:
        return sum(len(words_of(said.text)) for said in self.taken)

    def _laid_out(self) -> Note:
        brought, between = self.rng.choice(ORDERS).split("|")
        asks = self.rng.random() < RISK_SHARE
        return Note(
            brought=self._paragraphs(brought),
            between=self._paragraphs(between),
            response=self._paragraphs("M"),
            next_time=self._paragraphs("N"),
            risk=self.rng.choice(RISK_ANSWERS) if asks else "",
            process=" ".join(said.text for said in self._part("P")),
        )

    def _paragraphs(self, order: str) -> Paragraphs:
        groups: list[list[Said]] = []
        for letters in order.split():
            part = [said for letter in letters for said in self._part(letter)]
            groups += _by_person(part) if letters in ("S", "R") else [part]
        return tuple(tuple(group) for group in _joined(groups))

    def _part(self, letter: str) -> list[Said]:
        return [said for said in self.taken if _letter(said) == letter]


def _letter(said: Said) -> str:
    return "F" if said.line.key.endswith("+") else LETTERS[said.line.kind]


def _by_person(part: list[Said]) -> list[list[Said]]:
    """What the life line fixes stands first and by itself, then a group for each person."""
    fixed = [[said] for said in part if said.line.pinned]
    groups: dict[str, list[Said]] = {}
    for said in part:
        if not said.line.pinned:
            people = said.line.marks[0].people if said.line.marks else ()
            groups.setdefault(people[0] if people else "", []).append(said)
    return fixed + list(groups.values())


def _joined(groups: list[list[Said]]) -> list[list[Said]]:
    """Short paragraphs go together, so that a note is not a list of sentences."""
    paragraphs: list[list[Said]] = []
    for group in groups:
        last = paragraphs[-1] if paragraphs else []
        alone = any(len(said.text) > LONG_LINE for said in [*last, *group])
        if last and not alone and len(last) + len(group) <= PARAGRAPH:
            last += group
        elif group:
            paragraphs.append(list(group))
    if len(paragraphs) > 1 and len(paragraphs[-1]) == 1 and len(paragraphs[-1][0].text) < SHORT:
        paragraphs[-2:] = [paragraphs[-2] + paragraphs[-1]]  # nor one that ends in a lone sentence
    return paragraphs


def _remember(desk: Desk, number: int, note: Note, found: set[str]) -> None:
    desk.runs |= found
    for said in note.said:
        desk.uses.setdefault(said.line.key, []).append(number)
    desk.waiting = next((s.line.follow for s in note.said if s.line.follow), None)
