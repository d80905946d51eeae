"""What people type becomes what fields hold: days, hours, zones, references, yes and no."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Zone
from cop.store.database import Database, first

if TYPE_CHECKING:  # Listings read days here, and have no use for records.
    from cop.kernel.records import Field, Record, Value
    from cop.kernel.types import Day

YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}


class Reading(NamedTuple):
    """How words are understood: the moment that "tomorrow" counts from, the zone of an hour without one, 10/07."""

    now: datetime
    zone: Zone = Zone("UTC")
    day_first: bool = True

    @property
    def today(self) -> "Day":
        """The day it is in the zone."""
        return dates.local_day(dates.from_instant(self.now, self.zone))

    def clock(self, moment: str) -> str:
        """Return a UTC moment as the clocks of the zone showed it: 2024-07-01 11:00."""
        return dates.from_instant(datetime.fromisoformat(moment), self.zone)[:16].replace("T", " ")


def understand(db: Database, declared: "Field", typed: str, how: Reading) -> "Value":
    """Return the value that these words mean for this field; None for no words at all.

    Raises:
        BadInput: They mean nothing that the field can hold.
        NotFound: They name no record, or several.
    """
    if not typed.strip():
        return None
    try:
        return _understood(db, declared, typed.strip(), how)
    except BadInput as error:
        if error.message.startswith(declared.name):
            raise
        raise BadInput(f"{declared.name}: {error.message}", error.hint) from None


def _understood(db: Database, declared: "Field", typed: str, how: Reading) -> "Value":
    match declared.type:
        case "Id" if declared.kinds:
            from cop.store.references import find_one

            return find_one(db, declared.kinds, typed)[1]
        case "Day":
            return dates.parse_day(typed, local_today(how), how.day_first)
        case "Month":
            return dates.parse_month(typed, local_today(how))
        case "ZonedTime":
            return dates.parse_moment(typed, how.zone, how.now, how.day_first).value
        case "Zone":
            return dates.parse_zone(typed)
        case "bool":
            return _yes_or_no(declared, typed)
        case "int":
            return _whole(declared, typed)
        case "Number":
            from cop.kernel.numbers import parse_number

            return parse_number(typed)
        case "Share":
            from cop.kernel.numbers import parse_share

            return parse_share(typed)
        case "Word":
            return typed.lower().replace(" ", "_")
    return typed


def local_today(how: Reading) -> date:
    """Return today's date in the zone."""
    return dates.day(how.today)


def programme_zone(db: Database) -> Zone:
    """Return the zone by whose clocks the programme's days begin."""
    row = first(db, "SELECT timezone FROM programme")
    return Zone(row[0] if row else "UTC")


def programme_today(db: Database, now: datetime) -> "Day":
    """Return the day it is where the programme has its clock."""
    return Reading(now, programme_zone(db)).today


def _yes_or_no(declared: "Field", typed: str) -> "Value":
    if typed.lower() in YES | NO:
        return typed.lower() in YES
    raise BadInput(f'{declared.name} cannot be "{typed}"', "it takes yes or no")


def _whole(declared: "Field", typed: str) -> "Value":
    from cop.kernel.records import from_text
    from cop.kernel.text import ascii_digits

    digits = ascii_digits(typed)
    value = from_text(declared, digits)
    if value is None and "minutes" in declared.name:
        return dates.parse_minutes(typed)
    if value is None:
        raise BadInput(f'{declared.name} cannot be "{typed}"', "it takes a whole number")
    return value


def settable(record_type: "type[Record]") -> "list[Field]":
    """Return the fields that `edit --set` may change; the others belong to a verb."""
    return [each for each in record_type.fields() if each.editable]
