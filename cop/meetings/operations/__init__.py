"""What can be done with meetings, and the rules: one module for what people type of meetings, series and agendas."""

from cop.meetings.operations.described import RULES

__all__ = ["RULES"]
