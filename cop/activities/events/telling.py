"""What a person is told of an event beside the meeting that it is: places, who is named or missing, whom it reached."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cop.activities.events import queries
from cop.activities.events.queries import Count, Event, QuotaLine
from cop.activities.events.reaching import MixLine, Reach, ReachLine
from cop.kernel import dates
from cop.kernel.types import Day, Zone
from cop.meetings.queries.sittings import sitting
from cop.meetings.sitting import Sitting
from cop.store.database import Database

if TYPE_CHECKING:  # A list of events tells when they are, and has no use for what one of them needs.
    from cop.meetings.records import Registration

UNKNOWN = "unknown"
NOT_LISTED = "not to be listed"
"""What stands in place of the name of somebody who did not agree to be named in lists."""


def beside(db: Database, of: Sitting, *, for_people: bool) -> dict[str, object]:
    """Return what `event show` tells beside what `meeting show` does."""
    from cop.meetings.queries.actions import actions

    one = queries.event(db, of)
    registered = queries.registrations_of(db, [of.id])[of.id]
    quotas, mix = queries.quota_lines(db, of.id), queries.mix_named(db, of.id)
    if not for_people:
        return {
            "registered": [_row(db, of, each) for each in registered],
            "quotas": [line._asdict() | {"partner": line.ref} for line in quotas],
            "target_mix": [line._asdict() for line in mix],
            "reach": reach_for_scripts(queries.reach(db, [of.id])) if of.status == "held" else None,
            "parts": [sitting(db, part).ref for part in queries.parts(db, of.id)],
            "actions": [line.ref for line in actions(db, "m.id = :id", id=of.id)],
        }
    return {
        "places": places(one, queries.counts(db, [of])[of.id]),
        "registered": people(db, of, registered),
        "quotas": [quota(line) for line in quotas],
        "target_mix": [mixed(line) for line in mix],
        "reach": summary(queries.reach(db, [of.id])) if of.status == "held" else None,
        "parts": [_part(sitting(db, part)) for part in queries.parts(db, of.id)],
        "actions": [_action(*line) for line in _follow_ups(db, of)],
    }


def when(of: Sitting, zone: Zone, *, year: bool = False) -> str:
    """Return when an event is, for a column: Mon 24 Jun - 29 Jun, or Thu 13 Jun 17:00 by the clocks of a zone."""
    if of.last_on is None:
        return dates.say_start(of.start, zone, year=year)
    until = f" - {dates.say_short(of.last_on)[4:]}" if of.last_on > of.day else ""
    return f"{dates.say_short(of.day)}{until}{f' {of.last_on[:4]}' if year else ''}"


def head(of: Event, count: Count) -> str | None:
    """Return how many people an event has, for a column: 18 came, 35 counted, else 10 of 20 places; None for nobody.

    Where more were counted on the spot than came by name, the count says how many there were.
    """
    if of.headcount is not None and of.headcount >= count.came:
        return f"{of.headcount} counted"
    if count.came:
        return f"{count.came} came"
    if of.capacity is not None:
        return f"{count.asked} of {of.capacity}"
    return f"{count.asked} asked" if count.asked else None


def places(of: Event, count: Count) -> str:
    """Return how many places are taken: 21 asked or registered for 20 places, 1 more than there are places."""
    word = "registered" if count.registered == count.asked else "asked or registered"
    taken = f"{count.asked} {word}" + (f" for {of.capacity} places" if of.capacity is not None else "")
    over = count.asked - of.capacity if of.capacity is not None else 0
    more = f"{over} more than there are places" if over > 0 else ""
    return ", ".join(filter(None, (taken, more, "open to everybody" if of.is_open else "")))


def people(db: Database, of: Sitting, registered: "Iterable[Registration]") -> list[str]:
    """Return those registered and whether they came, a line each; those not to be listed are counted together."""
    from cop.meetings.queries.attendance import named

    listed = list(registered)
    known, came = named(db, [one.person for one in listed if one.person]), queries.came_of(db, of, listed)
    lines = Counter(
        f"{known[one.person].said if one.person in known else grouped(one)}: {standing(one.status, came[one.id])}"
        for one in listed
    )
    return [f"{count} {line}" if count > 1 else line for line, count in lines.items()]


def standing(status: str, came: bool | None) -> str:
    """Return how a registration stands, in the one word that tells most: who came attended, whatever was confirmed."""
    return status if came is None else "attended" if came else "absent"


def stranger(one: "Registration") -> str:
    """Return somebody whom the programme does not know as a list tells of them."""
    name = (one.name if one.may_be_listed else None) or (NOT_LISTED if one.name else None)
    return ", ".join(filter(None, (name, one.organisation, one.country, one.sector))) or "somebody"


def grouped(one: "Registration") -> str:
    """Return the same for a list of many: who is not to be listed stands in it for a country and a sector."""
    return stranger(one) if one.may_be_listed else ", ".join(filter(None, (NOT_LISTED, one.country, one.sector)))


def listed(one: "Registration") -> "Registration":
    """Return a registration without what is personal, but for the name of somebody who agreed to be listed."""
    import dataclasses

    return dataclasses.replace(one, name=one.name if one.may_be_listed else None, email=None, sex=None)


def quota(line: QuotaLine) -> str:
    """Return how a partner's places are taken: Zliten (m-zli): 1 of 2 named, 1 missing."""
    said = f"{line.name} ({line.ref}): {line.registered} of {line.places} named"
    came = f"{line.came} came" if line.came else ""
    over = f"{line.registered - line.places} too many" if line.registered > line.places else ""
    return ", ".join(filter(None, (said, f"{line.missing} missing" if line.missing else over, came)))


def mixed(line: MixLine, word: str = "named") -> str:
    """Return how much of the mix wished for there is: municipality: 5 of 12 named (42 %), 40 % wished for."""
    share = f" ({percent(line.counted, line.among)})" if line.among else ""
    wish = f"{spelled(line.target)} wished for" if line.target else "different shares wished for"
    short = f", {line.short} more needed" if line.short and word == "named" else ""
    return f"{line.sector}: {line.counted} of {line.among} {word}{share}, {wish}{short}"


def summary(found: Reach) -> str:
    """Return whom an event reached in a line: 12 people, 3 others, headcount 35."""
    heads = f"headcount {found.headcount}" if found.headcount is not None else ""
    came = [_count(found.people, "person", "people"), _count(found.others, "other", "others")]
    return ", ".join(filter(None, (*came, heads)))


def reach_for_people(found: Reach) -> dict[str, object]:
    """Return whom events reached as a person reads it."""
    return {
        "people": found.people,
        "others": found.others,
        "headcount": "no data" if found.headcount is None else found.headcount,
        "by_country": [_line(line) for line in found.by_country],
        "by_sector": [_line(line) for line in found.by_sector],
        "mix": [mixed(line, "came") for line in found.mix],
    }


def reach_for_scripts(found: Reach) -> dict[str, object]:
    """Return the same as a script reads it: lists of objects, with nothing for what is not known."""
    lists = ("by_country", "by_sector", "mix")
    return found._asdict() | {name: [line._asdict() for line in getattr(found, name)] for name in lists}


def percent(part: int, whole: int) -> str:
    """Return a share of a whole in words, rounded to whole hundredths."""
    return f"{(200 * part + whole) // (2 * whole)} %"


def mixes(found: Mapping[str, list[MixLine]], *, for_people: bool) -> list[object]:
    """Return the mix of each of several events, which is never one mix: each line with the event's ref."""
    told = [(ref, line) for ref, lines in found.items() for line in lines]
    if for_people:
        return [f"{ref}: {mixed(line, 'came')}" for ref, line in told]
    return [{"event": ref} | line._asdict() for ref, line in told]


def spelled(share: str) -> str:
    """Return a share as people read it: 40 % for 0.4."""
    from cop.kernel.numbers import exact, number_text

    return f"{number_text(exact(share) * 100)} %"


def _line(line: ReachLine) -> str:
    counts = [_count(line.people, "person", "people"), _count(line.others, "other", "others") if line.others else ""]
    return f"{line.key or UNKNOWN}: {', '.join(filter(None, counts))}"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _row(db: Database, of: Sitting, one: "Registration") -> dict[str, object]:
    known = queries.homes_of(db, [one])[one.id]
    shown = listed(one)
    return {
        "id": one.id, "person": known[0], "name": shown.name, "organisation": one.organisation,
        "country": one.country, "sector": one.sector, "status": one.status,
    }  # fmt: skip


def _part(of: Sitting) -> str:
    return f"{of.title} ({of.ref}), {when(of, dates.zone_of(of.start))}, {of.status}"


def _follow_ups(db: Database, of: Sitting) -> list[tuple[str, str, str, Day | None, str]]:
    from cop.meetings.queries.actions import actions

    found = actions(db, "m.id = :id", id=of.id)
    return [(line.ref, line.title, line.owner_ref, line.due_on, line.status) for line in found]


def _action(ref: str, title: str, owner: str, due: Day | None, status: str) -> str:
    details = [owner, f"due {dates.say_day(due)}" if due else "", "" if status == "open" else status]
    return f"{ref}  {title} ({', '.join(filter(None, details))})"
