"""What can be done with training cycles, what is given on of them, and the rules."""

from cop.activities.training.operations.keeping import DOUBTS, RULES

__all__ = ["DOUBTS", "RULES"]
