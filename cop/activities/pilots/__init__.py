"""Pilot projects and their milestones: what slips, and what waits for it."""
