"""Indicators: from a baseline towards a target, value by value."""
