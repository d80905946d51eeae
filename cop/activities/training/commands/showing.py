"""How cycles and trainings given are shown: as lists, and what is told beside a record's own fields."""

from typing import TYPE_CHECKING, Any

from cop.activities.training.commands.listing import NO_DATA
from cop.activities.training.given import DeliveryLine
from cop.activities.training.queries.covered import expected
from cop.activities.training.queries.facts import CycleLine, Facts, facts
from cop.activities.training.queries.reached import Cascade, so_far
from cop.activities.training.queries.trainers import of_cycle
from cop.activities.training.standing import SAID, STANDINGS
from cop.console.emit import View
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.teams.commands.words import short_day

if TYPE_CHECKING:
    from cop.activities.training.records import Cycle
    from cop.store.database import Database

NOT_YET = "n/a"
"""What stands where there is nothing yet to write down."""
CYCLES = View(
    name="cycles",
    keys=(
        "id", "ref", "code", "title", "start_on", "end_on", "tots", "tot_on", "enrolled", "attended",
        "others_attended", "trainers", "deliveries", "headcount", "named", "partners", "partners_expected",
        "certified", "generation",
    ),
    table=("ref", "title", "tot_on", "attended", "trainers", "deliveries", "headcount", "named", "partners"),
    titles={
        "ref": "cycle", "tot_on": "ToT", "attended": "came", "trainers": "deliver", "deliveries": "given",
        "headcount": "counted", "partners": "reached",
    },
    keep=frozenset({"ref"}),
    right=frozenset({"attended", "trainers", "deliveries", "headcount", "named", "partners"}),
    bare=frozenset({"named"}),
    say={"tot_on": lambda day: short_day(day).partition(" ")[2]},
    empty='no cycle yet: cop cycle new "TOPIC" --code c1 begins one',
    ref="ref",
)  # fmt: skip


def glance(db: "Database", today: Day, *, for_people: bool) -> list[tuple[object, ...]]:
    """Return a row for each cycle: its ToT, who came, and what was given on."""
    known, to_cover = facts(db, today), set(expected(db))
    return [_cycle_row(known, one, so_far(known, one, to_cover), for_people=for_people) for one in known.cycles]


def _cycle_row(known: Facts, one: CycleLine, did: Cascade, *, for_people: bool) -> tuple[object, ...]:
    tots = known.tots_of(one.id)
    over = [tot for tot in tots if tot.held_by(known.today)]
    asked = len({person for tot in tots for person in tot.enrolled}) + sum(tot.others for tot in tots)
    came: object = did.attended + did.others_attended
    recorded = any(tot.recorded for tot in over)
    if for_people:
        came = f"{came}/{asked}" if recorded else NO_DATA if over else NOT_YET
    elif not recorded:
        came = None
    reached: object = f"{did.partners}/{did.partners_expected}" if for_people else did.partners
    counted: object = counted_people(did.headcount, did.deliveries) if for_people else did.headcount
    return (
        one.id, one.ref, one.code, one.title, one.start_on, one.end_on, len(tots),
        tots[-1].start_on if tots else None, asked, came, did.others_attended, did.trainers, did.deliveries, counted,
        did.named, reached, did.partners_expected, did.certified, did.generation,
    )  # fmt: skip


def counted_people(headcount: int | None, trainings: int) -> str:
    """Return a headcount: 0 where nothing was given that could be counted, no data where nobody counted."""
    return str(headcount) if headcount is not None else NO_DATA if trainings else "0"


def about_cycle(db: "Database", cycle: "Cycle", today: Day, *, for_people: bool) -> dict[str, object]:
    """Return what is told of a cycle: modules, ToTs, trainers by standing, what was given on, what is left of it."""
    known = facts(db, today, cycle.id)
    (line,) = known.cycles
    did = so_far(known, line, set(expected(db)))
    told: dict[str, object] = {"modules": _modules(db, cycle.id, for_people=for_people)}
    told["tots"] = [_tot_said(tot, known.today) if for_people else tot.ref for tot in known.tots]
    standings: list[str] = [one.standing for one in of_cycle(known, line)]
    counts = {word: standings.count(word) for word in STANDINGS}
    told["trainers"] = (
        " · ".join(f"{count} {SAID[word]}" for word, count in counts.items() if count) or "nobody yet"
        if for_people else counts
    )  # fmt: skip
    told |= {
        "certified": did.certified,
        "deliveries": [_said(one) if for_people else one.ref for one in known.deliveries],
    }
    told |= {"headcount": counted_people(did.headcount, did.deliveries) if for_people else did.headcount}
    told |= {"named": did.named, "generation": did.generation}
    told["partners"] = f"{did.partners} of {did.partners_expected} reached" if for_people else did.partners
    uses = db.all("SELECT id, title FROM practice_use WHERE cycle = :id ORDER BY since_on, id", id=cycle.id)
    return told | {"practice": [title if for_people else use for use, title in uses]}


def _tot_said(tot: Any, today: Day) -> str:
    came = f"{len(tot.came) + tot.others_came} of {len(tot.enrolled) + tot.others} came"
    said = came if tot.recorded else f"came: {NO_DATA}" if tot.held_by(today) else tot.status
    return " · ".join(
        filter(None, (f"{tot.title} ({tot.ref})", dates.say_days(tot.start_on, tot.end_on), tot.place, said))
    )


def _said(one: DeliveryLine) -> str:
    who = ", ".join(person.ref for person in one.trainers) or "nobody named"
    return f"{one.partner_name} ({one.ref}) · {dates.say_days(one.start_on, one.end_on)} · by {who} · {one.status}"


def _modules(db: "Database", cycle: Id, *, for_people: bool) -> list[object]:
    rows = db.all(
        "SELECT id, ordinal, title, mode, duration_minutes FROM module WHERE cycle = :cycle ORDER BY ordinal, id",
        cycle=cycle,
    )
    if for_people:
        return [
            f"{ordinal} {title}" + (f" ({mode.replace('_', '-')})" if mode else "")
            for _, ordinal, title, mode, _ in rows
        ]
    keys = ("id", "ordinal", "title", "mode", "duration_minutes")
    return [dict(zip(keys, row, strict=True)) for row in rows]
