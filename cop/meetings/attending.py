"""Who attended, and whether that was enough: the one definition, for commands, months and reports. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from cop.kernel.types import Day, Id, Word

ATTENDED = ("present", "online", "acting", "represented")
"""Statuses of those who attended, themselves or through another; the same count for the quorum."""
MISSED = ("excused", "absent")
"""Statuses of those who did not."""
STATUSES = (*ATTENDED, *MISSED)
"""What may be written of a person, what counts most first."""
FOR_ANOTHER = ("represented", "acting")
"""Statuses that may name who came instead."""


PLAIN = "meeting"
"""The kind of what is no event; so is what has none."""


class Quorum(NamedTuple):
    """How many seats took part in a meeting, of how many, and how many it needs."""

    present: int
    seats: int
    needed: int

    @property
    def reached(self) -> bool:
        """Whether there were enough."""
        return self.present >= self.needed

    @property
    def said(self) -> str:
        """In words: quorum reached: 14 of 15 seats, 8 needed."""
        word = "reached" if self.reached else "not reached"
        return f"quorum {word}: {self.present} of {self.seats} seats, {self.needed} needed"


def is_event(kind: str | None) -> bool:
    """Tell whether a meeting of this kind is an event: anything but a plain meeting is."""
    return kind not in (None, "", PLAIN)


def only_organised(kind: str | None, *, is_open: bool, quotas: int, by_secretariat: bool) -> bool:
    """Tell whether the body that convenes a meeting only organises it, so that its members are not asked.

    It does of an event that is open to all, at which partners have quotas, or that a secretariat convenes.
    """
    return is_event(kind) and (is_open or quotas > 0 or by_secretariat)


def attends(status: str | None) -> bool:
    """Tell whether a status is that of somebody who attended."""
    return status in ATTENDED


def overall(marks: Iterable[tuple[Id, Word]]) -> dict[Id, Word]:
    """Return one status for each person from all that was written of them.

    Who came on any day of a meeting of several attended it, so what counts most in STATUSES holds for the whole.
    """
    found: dict[Id, Word] = {}
    for person, status in marks:
        if person not in found or _rank(status) < _rank(found[person]):
            found[person] = status
    return found


def counted(statuses: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each status, in the order of STATUSES; those of nobody are left out."""
    listed = list(statuses)
    known = sorted(dict.fromkeys(listed), key=lambda status: (_rank(status), status))
    return {status: listed.count(status) for status in known}


def told(statuses: Iterable[str], guests: int = 0, unknown: int = 0) -> str:
    """Return how many of each there are in words: 14 online, 1 absent, 2 guests, 3 not recorded."""
    parts = [f"{count} {status}" for status, count in counted(statuses).items()]
    parts += [f"{guests} guest{'' if guests == 1 else 's'}"] if guests else []
    return ", ".join([*parts, *([f"{unknown} not recorded"] if unknown else [])]) or "no data"


def needed(share: str, seats: int) -> int:
    """Return how many seats a quorum needs: the share of all of them, vacant ones too, rounded up.

    The share is a decimal text such as 0.5; whole numbers reckon with it exactly.
    """
    whole, _, decimals = share.partition(".")
    parts: int = 10 ** len(decimals)
    return -(-int(whole + decimals) * seats // parts)


def seats_present(holders: Mapping[Id, Collection[Id]], attended: Collection[Id]) -> int:
    """Return for how many seats somebody attended: its holder, or the alternate who steps in for the holder."""
    return sum(any(person in attended for person in people) for people in holders.values())


def usual(mode: str | None, *, online: bool = False) -> Word:
    """Return how people take part in a meeting of this mode when nobody says otherwise."""
    return Word("online" if online or mode == "online" else "present")


def came(registration: str, mode: str | None) -> Word | None:
    """Return how somebody took part who was only registered; None where nobody said so."""
    return {"attended": usual(mode), "absent": Word("absent")}.get(registration)


def days_of(first: Day, last: Day | None) -> list[Day]:
    """Return the days of a meeting, one for most."""
    from cop.kernel import dates

    found = [first]
    while last and found[-1] < last:
        found.append(dates.shift(found[-1], 1))
    return found


def _rank(status: str) -> int:
    """Return how much a status counts, least first; a word of a newer cop counts least."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)
