"""Local times and their zones: from text to instant and back, and the hours a clock change skips or repeats.

Zone data is loaded inside functions: it costs four milliseconds that most commands need not pay.
"""

import os
from datetime import UTC, datetime, tzinfo
from functools import cache

from cop.kernel.dates.forms import has_zoned_form, moment_text
from cop.kernel.errors import BadInput
from cop.kernel.text import nearest
from cop.kernel.types import Day, Moment, Zone, ZonedTime


def instant(zoned: ZonedTime) -> datetime:
    """Return the instant of a zoned time as an aware UTC datetime.

    An hour that newer zone data has taken away counts as before the change, so that old records stay readable.

    Raises:
        BadInput: The zone is unknown on this machine.
    """
    return _local(zoned).astimezone(UTC)


def midnight(day: Day, zone: Zone) -> Moment:
    """Return the instant at which a day begins by a zone's clocks."""
    return utc(ZonedTime(f"{day}T00:00[{zone}]"))


def utc(zoned: ZonedTime) -> Moment:
    """Return the instant of a zoned time as text."""
    return moment_text(instant(zoned))


def local_day(zoned: ZonedTime) -> Day:
    """Return the day on the wall where the time is told."""
    return Day(zoned[:10])


def zone_of(zoned: ZonedTime) -> Zone:
    """Return the zone in which a time is told."""
    return Zone(zoned[zoned.index("[") + 1 : -1])


def at_zone(zoned: ZonedTime, zone: Zone) -> ZonedTime:
    """Return the same instant as the clocks of another zone show it."""
    return from_instant(instant(zoned), zone)


def from_instant(when: datetime, zone: Zone) -> ZonedTime:
    """Return an aware datetime as the clocks of a zone show it, to the minute."""
    local = when.astimezone(tz(zone))
    text = local.isoformat(timespec="minutes")
    return ZonedTime(f"{text if local.fold else text[:16]}[{zone}]")


def make(local: datetime, zone: Zone) -> ZonedTime:
    """Return the zoned time of a naive local datetime; its `fold` of 1 takes the second of an hour that comes twice.

    Raises:
        BadInput: The zone is unknown, or its clocks skip this hour; the hint names the hours before and after.
    """
    clock = tz(zone)
    first, second = (local.replace(tzinfo=clock, fold=fold).astimezone(UTC) for fold in (0, 1))
    if second < first:  # in a skipped hour PEP 495 turns the two readings round
        before, after = (from_instant(when, zone)[:16] for when in (second, first))
        missing = local.isoformat(" ", "minutes")
        raise BadInput(f"{missing} does not exist in {city(zone)}: clocks go forward", f"write {before} or {after}")
    return from_instant(second if local.fold else first, zone)


def is_zone(text: str) -> bool:
    """Tell whether a text is the name of an IANA zone, letter by letter."""
    return text in zone_names()


def is_zoned(text: str) -> bool:
    """Tell whether a text is a zoned time exactly as records hold it, at an hour that exists in a zone that exists.

    The answer rests on this machine's zone data; for what another machine wrote, `has_zoned_form` is the check on
    which all machines agree.
    """
    if not has_zoned_form(text) or not is_zone(zone_of(ZonedTime(text))):
        return False
    zoned = ZonedTime(text)
    return at_zone(zoned, zone_of(zoned)) == text


def parse_zone(text: str) -> Zone:
    """Return the zone a person names: an IANA name in any case, or its city alone where only one zone has it.

    Raises:
        BadInput: No zone, or more than one, is called so.
    """
    said = text.strip().lower().replace(" ", "_")
    found = [name for name in zone_names() if name.lower() == said] or _zones_of_city(said)
    if len(found) == 1:
        return Zone(found[0])
    if found:
        raise BadInput(f'more than one time zone is called "{text}"', f"write {' or '.join(sorted(found))}")
    raise BadInput(f'no time zone is called "{text}"', f"write {' or '.join(_nearest_zones(said))}")


def city(zone: Zone) -> str:
    """Return the last part of a zone's name, as people say it: New York."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones, from the list in the tzdata package (zoneinfo's own search opens 600 files)."""
    folder = _tzdata()
    if folder is None:
        from zoneinfo import available_timezones

        return frozenset(available_timezones())
    with open(os.path.join(folder, "zones"), encoding="ascii") as names:
        return frozenset(names.read().split())


@cache
def _tzdata() -> str | None:
    """Return the folder of the tzdata package; None where a distribution ships its system's zone files alone."""
    from importlib import import_module

    try:
        return str(import_module("tzdata").__path__[0])
    except ImportError:
        return None


@cache
def tz(zone: Zone) -> tzinfo:
    """Return the zone's clock for `datetime`, by the tzdata package, so that all machines tell the same hours.

    The machine's own zone files, which may be years older or newer, serve only where the package is missing.

    Raises:
        BadInput: The zone is unknown.
    """
    from zoneinfo import ZoneInfo

    folder = _tzdata()
    try:
        if folder is None or zone not in zone_names():
            return ZoneInfo(zone)
        with open(os.path.join(folder, "zoneinfo", *zone.split("/")), "rb") as file:
            return ZoneInfo.from_file(file, key=zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(f'no time zone is called "{zone}"', "write an IANA name such as Africa/Tripoli") from None


def _local(zoned: ZonedTime) -> datetime:
    """Return the aware local datetime; only the second of a repeated hour carries an offset."""
    return datetime.fromisoformat(zoned[:16]).replace(tzinfo=tz(zone_of(zoned)), fold=int(zoned[16] != "["))


def _zones_of_city(said: str) -> list[str]:
    """Return the zones whose last part is this; Etc is left out, for its GMT+1 means an hour west of Greenwich."""
    return [name for name in zone_names() if name.lower().endswith(f"/{said}") and not name.startswith("Etc/")]


def _nearest_zones(said: str) -> list[str]:
    by_city = {city(Zone(name)): name for name in sorted(zone_names()) if not name.startswith("Etc/")}
    return [by_city[near] for near in nearest(said.rpartition("/")[2], by_city)] or ["Africa/Tripoli", "Europe/Rome"]
