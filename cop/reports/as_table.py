"""The meetings of a report as a table for spreadsheets and scripts: one row for each thing that a meeting became."""

from collections.abc import Iterator

from cop.reports.build import Line, Report

KEYS = ("month", "became", *Line.__dataclass_fields__)
BECAME = ("held", "postponed", "cancelled", "unsaid", "coming", "added")
"""What became of a meeting, by the report's own words; `added` were not planned when the month began."""


def rows(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield the meetings in the order of the report."""
    for word in BECAME:
        for line in getattr(report.meetings, word):
            yield (report.month, word, *(getattr(line, name) for name in Line.__dataclass_fields__))
