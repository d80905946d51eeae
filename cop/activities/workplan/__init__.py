"""The plan of work, month by month, and what it delivers."""
