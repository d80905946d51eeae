"""Entry format version 1: what a command leaves in the journal, as bytes, and their hash. It can never change.

The page that settles it, with worked examples, is docs/reference/entry-format.md.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cop.kernel.ids import blake, canonical

REMOVED = "removed"
"""The register that says a record was removed; no declared field may bear this name."""

LATEST_WALL = 7_258_118_400_000
"""Milliseconds of 2200-01-01T00:00Z: nothing was written after it."""


class Change(NamedTuple):
    """One register set: a field of a record. `supersedes` names the changes that its author saw, as HASH/INDEX."""

    kind: str
    record: str
    field: str
    value: str | None
    supersedes: tuple[str, ...] = ()


class Entry(NamedTuple):
    """What one command did at one site. `wall` is in milliseconds since 1970 UTC, `clock` a hybrid logical clock."""

    site: str
    seq: int
    previous: str | None
    clock: int
    wall: int
    actor: str | None
    verb: str
    note: str | None
    changes: tuple[Change, ...]


def entry_bytes(entry: Entry) -> bytes:
    """Return the canonical form that the hash covers."""
    head = canonical("cop entry 1", entry.site, entry.seq, entry.previous, entry.clock, wall_text(entry.wall))
    said = canonical(entry.actor, entry.verb, entry.note, len(entry.changes))
    return head + said + b"".join(map(change_bytes, entry.changes))


def change_bytes(change: Change) -> bytes:
    """Return the canonical form of one change."""
    return canonical(*change[:4], len(change.supersedes), *change.supersedes)


def entry_hash(entry: Entry) -> bytes:
    """Return the 16 bytes that name the entry."""
    return blake(entry_bytes(entry))


def site_id(key: bytes, nonce: bytes) -> str:
    """Return the id of the site that this public key opened with this nonce, 32 hexadecimal digits."""
    return blake(canonical("cop site 1", key.hex(), nonce.hex())).hex()


def head_bytes(site: str, seq: int, digest: bytes, clock: int) -> bytes:
    """Return what the site's key signs when this entry is the head of its chain."""
    return canonical("cop head 1", site, seq, digest.hex(), clock)


def commitment(kind: str, record: str, field: str, salt: str, value: str) -> str:
    """Return what the journal holds in place of a personal value."""
    return blake(canonical("cop personal 1", kind, record, field, salt, value)).hex()


def heads_digest(heads: Iterable[tuple[str, str]]) -> str:
    """Return the digest of (field, change identity) pairs that a removal holds: what its author saw."""
    return blake(canonical("cop heads 1", *(part for head in sorted(heads) for part in head))).hex()


def identity(digest: bytes, index: int) -> str:
    """Return a change's identity."""
    return f"{digest.hex()}/{index}"


def wall_text(wall: int) -> str:
    """Return a wall time in milliseconds as UTC text with three decimals."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=wall)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{wall % 1000:03d}Z"


def wall_of(moment: datetime) -> int:
    """Return an aware moment in milliseconds since 1970 UTC."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def next_clock(latest: int, wall: int) -> int:
    """Return a hybrid logical clock (48 bits of milliseconds, 16 of counter) after every clock seen so far."""
    return max(latest + 1, wall << 16)
