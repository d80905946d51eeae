"""Days, months, moments and zones: what people type, what records hold, what people read."""

from cop.kernel.dates.forms import (
    day,
    day_text,
    has_zoned_form,
    is_day,
    is_moment,
    is_month,
    moment_text,
    month_days,
    shift,
)
from cop.kernel.dates.parse import (
    Understood,
    parse_day,
    parse_minutes,
    parse_moment,
    parse_month,
    split_hour,
)
from cop.kernel.dates.show import say_day, say_hours, say_short
from cop.kernel.dates.words import meaning
from cop.kernel.dates.zones import (
    at_zone,
    city,
    from_instant,
    instant,
    is_zone,
    is_zoned,
    local_day,
    make,
    parse_zone,
    utc,
    zone_of,
)

__all__ = [
    "Understood",
    "at_zone",
    "city",
    "day",
    "day_text",
    "from_instant",
    "has_zoned_form",
    "instant",
    "is_day",
    "is_moment",
    "is_month",
    "is_zone",
    "is_zoned",
    "local_day",
    "make",
    "meaning",
    "moment_text",
    "month_days",
    "parse_day",
    "parse_minutes",
    "parse_moment",
    "parse_month",
    "parse_zone",
    "say_day",
    "say_hours",
    "say_short",
    "shift",
    "split_hour",
    "utc",
    "zone_of",
]
