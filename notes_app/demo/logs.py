"""The supervision logs of the demo: a year of hours, as each of the two keeps them.

They met every other Thursday and once a quarter in a group.  Ruth attests what she gave; the two
newest hours wait for it, and one that she noted twice is struck out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from notes_app.demo.story import make_id
from notes_app.demo.supervising import Pair
from notes_app.hours.payloads import Hour, Setting, Side
from notes_app.hours.service import attest, put_hour, take_out

FIRST_AGO, EVERY, MET = 9, 14, 18  # days, days, times
GROUP_EVERY, NOT_ATTESTED = 6, 2
TOPICS = (
    (("Kestrel",), "The repair in the last session, and who moved first."),
    (("Swift",), "The last ten minutes of the hour."),
    (("Martin", "Kestrel"), "The date in the calendar. Two ways to be asked for less."),
    (("Swift", "Martin"), "Testing, and what it costs to stay the same."),
    (("Kestrel",), "Ending early: for whom?"),
)
RISK = {
    4: (
        "Item 9 of a questionnaire was above 0 (Martin). Asked at once, plan written down.",
        "Followed up in the next three sessions; the plan stands.",
    )
}
ADVICE = (
    "Name the relief before the end of the hour.",
    "Ask once less.",
    "Wait for the second no.",
)


@dataclass(frozen=True)
class Met:
    """One meeting: the how manyth, counted back from the newest."""

    nth: int
    pair: Pair

    def hour(self, side: Side) -> Hour:
        """As the one or the other notes it."""
        group, (cases, topics) = self.nth % GROUP_EVERY == GROUP_EVERY - 1, self._about
        risk, settled = RISK.get(self.nth, ("", ""))
        given = side is Side.SUPERVISING
        return Hour(
            id=make_id(Random(f"hours/{side}/{self.nth}")),  # noqa: S311 - a demo, not a secret
            on=self.pair.today - timedelta(days=FIRST_AGO + EVERY * self.nth),
            minutes=90 if group else 50,
            side=side,
            setting=Setting.GROUP if group else Setting.INDIVIDUAL,
            category="Group" if group else "Case supervision",
            with_whom="Jonas Weber" if given else "Ruth Adeyemi",
            cases=cases,
            topics=topics,
            risk=risk,
            settled=settled,
            recommendations=ADVICE[self.nth % len(ADVICE)] if given else "",
            own_practice=None if given else 14.0,
        )

    @property
    def _about(self) -> tuple[tuple[str, ...], str]:
        return TOPICS[self.nth % len(TOPICS)]


def keep_logs(pair: Pair) -> None:
    """Note a year of hours for both, and attest Ruth's; flushes."""
    for nth in reversed(range(MET)):
        met = Met(nth, pair)
        put_hour(pair.jonas.user, met.hour(Side.SUPERVISED), keyring=pair.jonas.keyring)
        given = met.hour(Side.SUPERVISING)
        put_hour(pair.ruth.user, given, keyring=pair.ruth.keyring)
        if nth >= NOT_ATTESTED:
            at = int(datetime.combine(given.on, time(18), UTC).timestamp())
            attest(pair.ruth.user, given.id, at=at, keyring=pair.ruth.keyring)
        if nth == MET - 1:
            take_out(pair.ruth.user, given.id, on=given.on, keyring=pair.ruth.keyring)
