"""The parts of a report: each reads what it needs with a few questions, and counts by the figures."""
