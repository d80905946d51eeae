"""Calendars in and out: the .ics files other programs read, and the replies they send back."""
