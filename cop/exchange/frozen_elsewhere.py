"""Reports that were final in another programme: the journal that they froze did not come along in a description."""

from typing import Any

from cop.exchange.describing import Item
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.records import Record
from cop.store import position
from cop.store.database import Database

KIND = "report"
FROZEN = ("status", "version", "final_at")
"""What was said of a report when it became final, beside where the journal stood."""


def opened(db: Database, item: Item, held: Any) -> bool:
    """Take away from a report what only its own journal can show, and open it again; say whether that was needed.

    A position that nobody can read stays, for the rules to refuse. What became final here stays final.
    """
    said = item.values.get("position")
    if item.shape.name != KIND or not said or not _is_of_another(db, str(said)):
        return False
    item.values["position"] = held.position if held else None
    if held and held.position:
        item.values.update({name: getattr(held, name) for name in FROZEN})
    elif item.values.get("status") == "final":
        item.values["status"] = "reopened"
    return True


def told(report: Record) -> str:
    """Return what a person should know of a report that was opened again."""
    month = report.month  # type: ignore[attr-defined]
    return (
        f"the report on {dates.say_month(month)} was final in another programme, whose journal did not come along: "
        f"here it is open, and cop report final {month} makes it final"
    )


def _is_of_another(db: Database, said: str) -> bool:
    places = [line.partition(" ")[::2] for line in said.splitlines()]
    if not all(position.PLACE.fullmatch(place) for _, place in places):
        return False
    try:
        position.chains(db, dict(places))
    except BadInput:
        return True
    return False
