"""The only source of randomness: record ids, and ids derived from what a record is."""

import os
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cop.kernel.types import Id

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32 in lower case: no i, l, o, u."""
LENGTH = 12


def random_bytes(count: int) -> bytes:
    """Return bytes from the operating system's generator (the secrets module costs its import)."""
    return os.urandom(count)


def new_id() -> Id:
    """Return a record id of 60 random bits."""
    return _spell(int.from_bytes(os.urandom(8), "big") >> 4)


def derived_id(kind: str, parts: Iterable[str | None]) -> Id:
    """Return the id of a record that is known by what it joins, the same in every copy.

    See docs/reference/entry-format.md, "Ids".
    """
    digest = blake(canonical("cop id 1", kind, *parts))
    return _spell(int.from_bytes(digest[:8], "big") >> 4)


def is_id(text: str) -> bool:
    """Say whether the text is a whole record id."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)


def canonical(*items: str | int | None) -> bytes:
    """Return the items one after the other, each as LENGTH:BYTES, and an absent one as -, (netstrings, UTF-8)."""
    return b"".join(map(_item, items))


def blake(data: bytes) -> bytes:
    """Return the 16-byte blake2b digest."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()


def shortest_unique(ids: Sequence[str], least: int = 4) -> dict[str, str]:
    """Return for each id its shortest beginning that no other of them shares."""
    ordered = sorted(set(ids))
    shared = [0, *(_common(a, b) for a, b in pairwise(ordered)), 0]
    return {one: one[: max(least, 1 + max(sides))] for one, sides in zip(ordered, pairwise(shared), strict=False)}


def _item(item: str | int | None) -> bytes:
    if item is None:
        return b"-,"
    encoded = str(item).encode()
    return b"%d:%b," % (len(encoded), encoded)


def _spell(bits: int) -> Id:
    return Id("".join(ALPHABET[bits >> shift & 31] for shift in range(55, -1, -5)))


def _common(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
