"""Completion in the shell: one read-only query, and nothing heavy imported."""
