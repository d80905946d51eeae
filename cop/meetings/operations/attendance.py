"""What can be written about who came to a meeting, and its rules: marks of people, and guests."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import FOR_ANOTHER, MISSED, attends, days_of
from cop.meetings.operations.meeting import cancel, check_has_come, hold
from cop.meetings.operations.occurrences import own_meeting
from cop.meetings.operations.registering import came
from cop.meetings.queries.attendance import attendance_of, invited, named
from cop.meetings.queries.registrations import strangers
from cop.meetings.queries.sittings import sitting
from cop.meetings.records import Attendance, Guest, Meeting, Registration
from cop.meetings.sitting import OFF, Sitting
from cop.store.database import Database
from cop.store.journal import Draft


class Recorded(NamedTuple):
    """A meeting, all that is written of who came, and what a person should know of it.

    `held` tells that the meeting counts as held from now on, because somebody came.
    """

    meeting: Meeting
    marks: list[Attendance]
    held: bool
    doubts: list[str]
    strangers: list[Registration] | None = None
    """Those registered whom the programme does not know, as they will be; None where nothing is said of them."""


def record(draft: Draft, of: Sitting, marks: Sequence[Attendance], now: datetime) -> Recorded:
    """Write down of people whether they took part; what was written of the same person and day is replaced.

    Raises:
        RuleBroken: The meeting did not take place, or a mark breaks a rule.
    """
    check_has_come(of, now)
    for mark in marks:
        check(draft.db, of, mark)
        _day_has_come(of, mark.attended_on, now)
    known = {(old.person, old.attended_on): old for old in attendance_of(draft.db, [of.id])[of.id]}
    for mark in marks:
        place = mark.person, mark.attended_on
        known[place] = _written(draft, known.get(place), mark)
    check_instead(draft.db, of, known.values(), {mark.person for mark in marks})
    somebody = any(attends(mark.status) for mark in marks)
    meeting = hold(draft, of, now) if somebody else own_meeting(draft, of)
    doubts = _uninvited(draft.db, of, [mark.person for mark in marks])
    return Recorded(meeting, [*known.values()], somebody and of.status != "held", doubts)


def everyone(
    draft: Draft, of: Sitting, status: Word, others: Mapping[Id, Word], day: Day | None, now: datetime
) -> Recorded:
    """Write down that everyone invited or registered came, but for others of whom something else holds.

    Who was represented, or has somebody acting, stays marked so: both count as having come. Of those registered whom
    the programme does not know, their registration says it.

    Args:
        draft: What is about to be saved.
        of: The meeting.
        status: How everyone took part.
        others: What holds of others: of people, and of strangers by the id of their registration.
        day: The one day, of a meeting of several.
        now: The present moment.

    Raises:
        RuleBroken: Nobody was invited, or the meeting did not take place.
        BadInput: One of the others was not invited.
    """
    people = invited(draft.db, [of])[of.id]
    registered = {one.id: one for one in strangers(draft.db, of.id)}
    if not people and not registered:
        raise RuleBroken(f"nobody was invited to {of.ref}", "cop membership new BODY PERSON says who sits in a body")
    for person in others:
        if person not in people and person not in registered:
            raise BadInput(f"{_who(draft.db, person)} was not invited to {of.ref}", _invited_to(of))
    known = {old.person: old for old in attendance_of(draft.db, [of.id])[of.id] if old.attended_on == day}
    marks = [
        Attendance(meeting=of.id, person=person, attended_on=day, status=others.get(person, status))
        for person in people
        if person in others or known.get(person) is None or known[person].status not in FOR_ANOTHER
    ]
    made = record(draft, of, marks, now)
    missed = [old.person for old in known.values() if old.status in MISSED and old.person not in others]
    after_all = _came_after_all(draft.db, [one for one in missed if one in people])
    return _with_strangers(draft, of, made._replace(doubts=[*made.doubts, *after_all]), registered, others, now)


def _with_strangers(
    draft: Draft, of: Sitting, made: Recorded, registered: Iterable[Id], others: Mapping[Id, Word], now: datetime
) -> Recorded:
    """Say of those registered whom the programme does not know that they came, but for the others."""
    told = {one: Word("absent" if one in others else "attended") for one in registered}
    if not told:
        return made
    held = of.status != "held" and (made.held or "attended" in told.values())
    return made._replace(strangers=came(draft, of, told, now), held=held)


def welcome(draft: Draft, of: Sitting, guest: Guest, now: datetime) -> tuple[Guest, bool]:
    """Write down a guest; return it, and whether the meeting counts as held from now on.

    Raises:
        RuleBroken: The meeting did not take place, or not on that day.
        BadInput: Nothing is said of the guest.
    """
    check_has_come(of, now)
    if not any((guest.name, guest.organisation, guest.country, guest.sector)):
        raise BadInput("nothing is said of this guest", "say at least --organisation, --country or --sector")
    check_guest(of, guest)
    _day_has_come(of, guest.attended_on, now)
    meeting = hold(draft, of, now)
    return draft.add(dataclasses.replace(guest, meeting=meeting.id)), of.status != "held"


def take(
    draft: Draft, of: Sitting, marks: Sequence[Attendance], guests: Sequence[tuple[Guest | None, Guest]],
    now: datetime, registered: Mapping[Id, Word] | None = None,
) -> Recorded:  # fmt: skip
    """Write down what a file tells of people, guests and strangers registered; of a known guest, what was known before.

    Raises:
        BadInput: It tells nothing.
        RuleBroken: The meeting did not take place, or a rule says no.
    """
    if not marks and not guests and not registered:
        raise BadInput("nothing is said of anybody", "fill the column status")
    made = record(draft, of, marks, now)
    for old, new in guests:
        if old is None:
            welcome(draft, of, new, now)
        else:
            draft.edit(old, new)
    if registered:
        made = made._replace(strangers=came(draft, of, registered, now))
    somebody = made.held or bool(guests) or "attended" in (registered or {}).values()
    return made._replace(held=of.status != "held" and somebody)


def clear(draft: Draft, of: Sitting, person: Id, day: Day | None) -> list[Attendance]:
    """Take away what was written of a person at a meeting, of one of its days or of all.

    Raises:
        NotFound: Nothing was.
    """
    marks = [mark for mark in attendance_of(draft.db, [of.id])[of.id] if mark.person == person]
    found = [mark for mark in marks if day in (None, mark.attended_on)]
    if not found:
        raise NotFound(f"nothing was written of {_who(draft.db, person)} at {of.ref}", _invited_to(of))
    for mark in found:
        draft.remove(mark)
    return found


def did_not_take_place(draft: Draft, of: Sitting, why: str) -> Meeting:
    """Say of a meeting, though it may count as held, that it did not take place.

    Raises:
        RuleBroken: It is written that somebody came.
    """
    there = [mark.person for mark in attendance_of(draft.db, [of.id])[of.id] if attends(mark.status)]
    there += [one.id for one in strangers(draft.db, of.id) if one.status == "attended"]
    if there:
        raise RuleBroken(f"{len(there)} people are marked as having come to {of.ref}", _invited_to(of))
    status = "convened" if of.status == "held" else of.status
    return cancel(draft, of._replace(status=status), lambda: why)


def check(db: Database, of: Sitting, mark: Attendance) -> None:
    """Check the rules of a mark: its day is the meeting's, and who came instead is named where somebody did.

    Raises:
        RuleBroken: One of them says no.
    """
    _check_day(of, mark.attended_on)
    if mark.status == "represented" and mark.represented_by is None:
        raise RuleBroken(f"nobody says who represented {_who(db, mark.person)}", "name the person: --by PERSON")
    if mark.represented_by == mark.person:
        raise RuleBroken(f"nobody comes instead of themselves: {_who(db, mark.person)}", "--by names another person")
    if mark.represented_by and mark.status not in FOR_ANOTHER:
        raise RuleBroken(
            f"{_who(db, mark.person)} is marked {mark.status}, so nobody came instead",
            f"--by goes with {' or '.join(FOR_ANOTHER)}",
        )


def check_instead(db: Database, of: Sitting, marks: Iterable[Attendance], about: set[Id]) -> None:
    """Check the rule that who comes instead of another came themselves: nobody is counted for two who stayed away.

    `about` are the people of whom something is written: what was written of others before stands in nobody's way.

    Raises:
        RuleBroken: Somebody who came instead is marked as missing, or as having sent somebody else.
    """
    marks = list(marks)
    for mark in marks:
        if mark.represented_by is None or about.isdisjoint((mark.person, mark.represented_by)):
            continue
        days = (mark.attended_on,) if mark.attended_on else {one.attended_on for one in marks}
        theirs = [one for one in marks if one.person == mark.represented_by and one.attended_on in (*days, None)]
        if theirs and not any(attends(one.status) and one.represented_by is None for one in theirs):
            raise RuleBroken(
                f"{_who(db, mark.represented_by)} is marked {theirs[0].status}, so they cannot have come to {of.ref} "
                f"instead of {_who(db, mark.person)}",
                "name somebody who came, or mark them as present first",
            )


def check_guest(of: Sitting, guest: Guest) -> None:
    """Check the rules of a guest: the day is the meeting's, and a country is told by its code.

    Raises:
        BadInput: The country is no code.
        RuleBroken: It is another day.
    """
    _check_day(of, guest.attended_on)
    country = guest.country or "LY"
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        raise BadInput(f'"{guest.country}" is no country code', "use two letters, such as LY, IT or TN")


def keep_attendance(draft: Draft, mark: Attendance) -> Attendance:
    """Check the rules of a mark that a description brings.

    Raises:
        RuleBroken: One of them says no.
    """
    of = _taking_place(draft, mark.meeting, mark.attended_on)
    check(draft.db, of, mark)
    if mark.represented_by or mark.status in MISSED:
        check_instead(draft.db, of, attendance_of(draft.db, [of.id])[of.id], {mark.person})
    return mark


def keep_guest(draft: Draft, guest: Guest) -> Guest:
    """Check the rules of a guest whom a description brings; an export may have left out all that was said of one.

    Raises:
        RuleBroken: One of them says no.
        BadInput: The country is no code.
    """
    check_guest(_taking_place(draft, guest.meeting, guest.attended_on), guest)
    return guest


def _taking_place(draft: Draft, meeting: Id, day: Day | None) -> Sitting:
    of = sitting(draft.db, meeting)
    if of.status in OFF:
        raise RuleBroken(f"{of.ref} was {of.status}, so nobody came", "leave away who came, or say that it was held")
    try:
        check_has_come(of, draft.now)
    except RuleBroken as error:
        raise RuleBroken(error.message, "leave away who came until then") from None
    _day_has_come(of, day, draft.now)
    return of


def _check_day(of: Sitting, day: Day | None) -> None:
    days = days_of(of.day, of.last_on)
    if day and len(days) == 1:
        raise RuleBroken(f"{of.ref} has one day only", "leave --day away")
    if day and day not in days:
        raise RuleBroken(
            f"{dates.say_day(day)} is no day of {of.ref}",
            f"it goes from {dates.say_day(days[0])} to {dates.say_day(days[-1])}",
        )


def _day_has_come(of: Sitting, day: Day | None, now: datetime) -> None:
    if day and day > dates.local_day(dates.from_instant(now, dates.zone_of(of.start))):
        raise RuleBroken(f"{dates.say_day(day)} has not come yet", "say who came when it has")


def _written(draft: Draft, old: Attendance | None, mark: Attendance) -> Attendance:
    if old is None:
        return draft.add(mark)
    return draft.edit(old, dataclasses.replace(old, status=mark.status, represented_by=mark.represented_by))


def _uninvited(db: Database, of: Sitting, people: Iterable[Id]) -> list[str]:
    asked = set(invited(db, [of])[of.id])
    return [f"{_who(db, person)} was not invited, and is listed apart" for person in people if person not in asked]


def _came_after_all(db: Database, people: Sequence[Id]) -> list[str]:
    if not people:
        return []
    refs = sorted(one.ref for one in named(db, people).values())
    return [f"marked as missing before, and as having come now: {', '.join(refs)}"]


def _invited_to(of: Sitting) -> str:
    return f"cop attendance list {of.ref} shows who was invited, and who came"


def _who(db: Database, person: Id) -> str:
    known = named(db, [person]).get(person)
    return known.said if known else person
