"""The meetings of a report as a table for spreadsheets and scripts: one row for each thing that a meeting became."""

from collections.abc import Iterator

from cop.reports.report import MeetingLine, Report

KEYS = ("month", "became", "ref", "title", "body", "start", "status", "reason", "attended", "invited")
BECAME = ("held", "postponed", "cancelled", "unsaid", "coming", "added")
"""What became of a meeting, by the report's own words; `added` were not planned when the month began."""


def rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the meetings in the order of the report; what is not known, or does not apply, is empty."""
    for word in BECAME:
        for line in getattr(report.meetings, word):
            yield (report.month, word, *_cells(line))


def _cells(line: MeetingLine) -> tuple[object, ...]:
    reason = line.reason.words if line.reason else None
    came = line.attendance.ratio or (None, None)
    return (line.ref, line.title.words, line.body, line.start, line.status, reason, *came)
