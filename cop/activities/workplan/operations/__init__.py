"""What can be done with the plan of work, and the rules."""

from cop.activities.workplan.operations.keeping import RULES, add, keep

__all__ = ["RULES", "add", "keep"]
