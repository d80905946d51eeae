"""A report as text in English; goes as soon as the command renders documents itself."""

from cop.documents import as_text
from cop.documents.words import Words
from cop.reports.report import Report
from cop.reports.sections import document


def render(report: Report) -> str:
    """Return the report as text."""
    return as_text.render(document(report, Words("en", report.timezone)))
