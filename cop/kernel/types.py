"""The canonical text forms of values: what records, tables and the journal hold."""

from typing import NewType

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""The years cop keeps: a year outside is a slip of the finger, and arithmetic near the ends of `date` fails."""
Id = NewType("Id", str)
"""Twelve characters of Crockford base32, lower case."""
Day = NewType("Day", str)
"""A calendar day: 2024-07-10."""
Month = NewType("Month", str)
"""A calendar month: 2024-07."""
ZonedTime = NewType("ZonedTime", str)
"""A local time and its IANA zone: 2024-07-10T11:00[Europe/Rome]; in the autumn's repeated hour the text without an
offset is the first one, and the second carries its offset: 2024-10-27T02:30+01:00[Europe/Rome] (RFC 9557)."""
Moment = NewType("Moment", str)
"""An instant in UTC: 2024-07-10T09:00:00Z."""
Money = NewType("Money", str)
"""An amount and its currency: 4470000 EUR; never a float."""
Number = NewType("Number", str)
"""A decimal as text, without trailing zeros: 7.5, -3; never a float."""
Share = NewType("Share", str)
"""A decimal between 0 and 1 as text: 0.5."""
Word = NewType("Word", str)
"""A lower-case word of an open vocabulary: steering_committee."""
Zone = NewType("Zone", str)
"""An IANA time zone: Africa/Tripoli."""
Rule = NewType("Rule", str)
"""A series' rhythm in words: monthly on first wed."""
