"""How a pilot goes, as its milestones tell: the one rule, for lists, its page and reports."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cop.kernel.types import Day

if TYPE_CHECKING:
    from cop.activities.pilots.queries import MilestoneLine, PilotLine
    from cop.documents.blocks import Tone

MOST_FAIR = 30
"""Days behind the first plan up to which a milestone is fair; more is poor."""


OVER = ("done", "stopped")


class Verdict(NamedTuple):
    """How a pilot goes, and by what that was judged.

    `next` is the open milestone that is expected first, `worst` the one furthest behind its first plan, `beyond` one
    that is expected only after the last day, `last_on`: none of these of a pilot that is done or was stopped. `reached`
    counts those of `planned` that were reached, `late` those of them that were so after their first plan; dropped ones
    count nowhere.
    """

    tone: "Tone"
    reached: int
    planned: int
    next: "MilestoneLine | None"
    worst: "MilestoneLine | None"
    beyond: "MilestoneLine | None"
    late: int
    last_on: Day | None

    @property
    def word(self) -> str:
        """How it goes in a word for a list; nothing for a pilot that is not under way."""
        return {"unknown": "no data"}.get(self.tone, self.tone)


def judge(pilot: "PilotLine", lines: Sequence["MilestoneLine"], ends_on: Day | None) -> Verdict:
    """Return how a pilot goes.

    Only one that is active is judged. It goes poorly when an open milestone is expected more than thirty days after its
    first plan, or after the pilot's last day, which is the programme's unless it has its own; fairly when one is
    expected later than by its first plan at all, or when milestones wait for each other in a circle; else well. What
    was reached too late is past, and no longer counts. Without any milestone nothing is known.
    """
    counted = [one for one in lines if one.status != "dropped"]
    still = sorted((one for one in counted if one.is_open), key=soonest)
    reached, last = len(counted) - len(still), pilot.end_on or ends_on
    late = sum(not one.is_open and (one.slip_days or 0) > 0 for one in counted)
    if pilot.status in OVER:
        return Verdict("", reached, len(counted), None, None, None, late, last)
    behind = [one for one in still if (one.slip_days or 0) > 0]
    return Verdict(
        _tone(pilot, counted, behind, last),
        reached,
        len(counted),
        next=still[0] if still else None,
        worst=max(behind, key=lambda one: one.slip_days or 0, default=None),
        beyond=next((one for one in still if last and one.expected_on > last), None),
        late=late,
        last_on=last,
    )


def tone(line: "MilestoneLine") -> "Tone":
    """Return how one milestone stands by the same measure; nothing of what is dropped, or still to come in time."""
    if line.slip_days is None:
        return ""
    if line.slip_days > 0:
        return "fair" if line.slip_days <= MOST_FAIR else "poor"
    return "" if line.is_open else "good"


def soonest(line: "MilestoneLine") -> tuple[object, ...]:
    """Return the place of an open milestone among those to come: what holds others up before what is held up."""
    return line.expected_on, line.held_up_by is not None, line.due_on


def _tone(
    pilot: "PilotLine", counted: Sequence["MilestoneLine"], behind: Sequence["MilestoneLine"], last: Day | None
) -> "Tone":
    if pilot.status != "active":
        return ""
    if not counted:
        return "unknown"
    if any(tone(one) == "poor" for one in behind) or any(
        one.is_open and last and one.expected_on > last for one in counted
    ):
        return "poor"
    return "fair" if behind or any(one.circle for one in counted) else "good"
