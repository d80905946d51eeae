"""How far somebody has come with a training cycle: the one definition, for commands and reports. Pure."""

from collections.abc import Collection
from typing import NamedTuple

from cop.kernel.types import Day, Word

STANDINGS = ("delivering", "co_delivered", "trained", "inactive", "attended", "enrolled")
"""What may be said of a trainer, what counts most first."""
ACTIVE = ("delivering", "co_delivered")
"""Standings of those who give trainings, alone or with others."""
SAID = {word: word.replace("_", "-") for word in STANDINGS}
"""What people read for each, on screens and in documents."""
CAME = ("present", "online")
"""Statuses of those who sat in a session themselves: who was represented has learnt nothing there."""
BEFORE_TRAINING, NOT_TRAINED, NOT_RECORDED = "before_training", "not_trained", "not_recorded"
"""Remarks: gave a training before being trained, without being trained, or nobody wrote who came to the ToT."""


class Given(NamedTuple):
    """A training that a person gave: its first and its last day, and whether nobody else gave it."""

    first_on: Day
    last_on: Day
    alone: bool


class Known(NamedTuple):
    """What is known on a day of one person in one cycle.

    Args:
        came: Whether the person came to a ToT on any day.
        trained_on: The last day of the first ToT, or training of this cycle, by which the person counts as trained.
        given: The trainings the person gave, those held by that day.
        unrecorded: Whether a ToT was held for which the person was enrolled, and nobody wrote who came.
    """

    came: bool = False
    trained_on: Day | None = None
    given: tuple[Given, ...] = ()
    unrecorded: bool = False


def standing(known: Known, today: Day) -> Word:
    """Return the one word for how far a person has come, the highest that is true.

    - enrolled: invited to a ToT of the cycle, or registered for it.
    - attended: came to a ToT on any of its days.
    - trained: came to a ToT that was held, on at least half of the days of which attendance was written (`is_trained`);
      for those whom trainers trained: named as a trainee of a training that was held.
    - co_delivered: gave a training in the last 12 months, only ever together with others in that time.
    - delivering: gave one alone in the last 12 months.
    - inactive: was trained, or has given a training, and neither happened in the last 12 months.
    """
    since = year_before(today)
    recent = [each for each in known.given if each.last_on > since]
    if recent:
        return Word("delivering" if any(each.alone for each in recent) else "co_delivered")
    if known.trained_on and known.trained_on > since:
        return Word("trained")
    if known.trained_on or known.given:
        return Word("inactive")
    return Word("attended" if known.came else "enrolled")


def remarks(known: Known) -> tuple[str, ...]:
    """Return what a person should know beside the standing; nothing of it is refused."""
    found = []
    if known.given and known.trained_on is None:
        found.append(NOT_RECORDED if known.unrecorded else NOT_TRAINED)
    elif known.given and min(each.first_on for each in known.given) < (known.trained_on or ""):
        found.append(BEFORE_TRAINING)
    elif known.unrecorded and not known.came and known.trained_on is None:
        found.append(NOT_RECORDED)
    return tuple(found)


def is_trained(came: Collection[Day | None], written: Collection[Day]) -> bool:
    """Tell whether somebody came to enough of a ToT: to all of it, or at least half of the days that were written.

    Args:
        came: The days on which the person came; None stands for the whole.
        written: The days of which attendance was written for anybody.
    """
    return bool(came) and (None in came or 2 * len(came) >= len(written))


def year_before(today: Day) -> Day:
    """Return the day 12 months earlier; what happened on it or before is too long ago.

    For 29 February it is a text between 28 February and 1 March, which is all that comparing needs.
    """
    return Day(f"{int(today[:4]) - 1:04}{today[4:]}")
