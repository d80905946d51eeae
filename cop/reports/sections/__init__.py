"""From a report to a document in one language: words, and no arithmetic but that of formatting."""

from cop.reports.sections.whole import document

__all__ = ["document"]
