"""How trainings given are shown: as a list, and what is told beside a record's own fields."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from cop.activities.training.given import DeliveryLine, lines
from cop.console.emit import View
from cop.teams.commands.words import short_day

if TYPE_CHECKING:
    from cop.activities.training.records import Delivery
    from cop.store.database import Database

NO_DATA = "no data"
"""What stands where nobody wrote it down."""
DELIVERIES = View(
    name="deliveries",
    keys=(
        "id", "ref", "code", "title", "cycle", "partner", "partner_name", "start_on", "end_on", "mode", "place",
        "status", "headcount", "named", "capacity", "trainers", "reason",
    ),
    table=("start_on", "partner_name", "cycle", "trainers", "headcount", "named", "status", "ref"),
    titles={"start_on": "from", "partner_name": "for", "headcount": "counted"},
    keep=frozenset({"ref"}),
    right=frozenset({"trainers", "headcount", "named"}),
    bare=frozenset({"named"}),
    say={"start_on": short_day, "trainers": lambda refs: str(len(refs))},
    empty="no training was given or planned: cop delivery new CYCLE --by PERSON --to PARTNER",
    ref="ref",
)  # fmt: skip


def shown(view: View, rows: Sequence[Sequence[object]], unsaid: Collection[str] = ()) -> View:
    """Return a view without columns that say nothing: those named, and bare ones that are empty or 0 throughout."""
    empty = {key for key in view.bare if not any(row[view.keys.index(key)] for row in rows)}
    return view._replace(table=tuple(key for key in view.table if key not in {*unsaid, *empty}))


def delivery_row(one: DeliveryLine, *, for_people: bool) -> tuple[object, ...]:
    """Return a training given, in the order of DELIVERIES; where nobody counted, people read no data."""
    unknown = for_people and one.status == "held" and one.headcount is None
    return (
        one.id, one.ref, one.code, one.title, one.cycle_ref, one.partner_ref, one.partner_name, one.start_on,
        one.end_on, one.mode, one.place, one.status, NO_DATA if unknown else one.headcount, one.named, one.capacity,
        [person.ref for person in one.trainers], one.reason,
    )  # fmt: skip


def about_delivery(db: "Database", delivery: "Delivery", *, for_people: bool) -> dict[str, object]:
    """Return what is told of a training: who gives it, whom it trained by name."""
    (one,) = lines(db, "x.id = :id", id=delivery.id)
    rows = db.all(
        "SELECT coalesce(h.code, h.id), h.title, p.name, n.name FROM trainee n LEFT JOIN person h ON h.id = n.person "
        "LEFT JOIN partner p ON p.id = h.partner WHERE n.delivery = :id "
        "ORDER BY h.id IS NULL, h.code, n.name IS NULL, n.name, n.id",
        id=delivery.id,
    )
    trainees = [
        (f"{', '.join(filter(None, (title, at)))} ({ref})" if for_people else ref) if ref else name or "no name"
        for ref, title, at, name in rows
    ]
    if for_people:
        return {
            "title": one.title,
            "trainers": [f"{person.said} ({person.ref})" for person in one.trainers],
            "trainees": trainees,
        }
    return {
        "ref": one.ref, "partner_name": one.partner_name, "named": one.named,
        "trainers": [person.ref for person in one.trainers], "trainees": trainees,
    }  # fmt: skip
