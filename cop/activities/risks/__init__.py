"""Risks and how they are rated over time."""
