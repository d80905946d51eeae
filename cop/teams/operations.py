"""What can be done with teams, and the rules."""

from collections.abc import Iterable

from cop.kernel.types import Word
from cop.store import edits
from cop.store.journal import Draft
from cop.store.typed import Reading
from cop.teams.records import Partner


def add_partner(draft: Draft, name: str, code: str | None, kind: str, sets: Iterable[str], how: Reading) -> Partner:
    """Add a partner; `sets` are further FIELD=VALUE words."""
    return edits.add(draft, Partner(name=name, code=code, kind=Word(kind)), sets, how)
