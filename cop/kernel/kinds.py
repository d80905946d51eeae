"""Which module declares each kind of record: the registry fills it in, and nothing heavy is imported to know it."""

MODULES: dict[str, str] = {}
"""The module that declares each kind, in the order of an export."""
