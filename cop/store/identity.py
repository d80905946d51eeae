"""Who writes here: this computer's key, and for each file the chain it continues; both live outside the file.

People copy, restore and clone programme files by hand. A copy must never continue another copy's chain, so what the
file cannot tell by itself is remembered in the user's own folder.
"""

import os
from typing import NamedTuple

from cop.kernel.errors import CopError
from cop.kernel.ids import canonical, random_bytes
from cop.store.database import Database, first
from cop.store.entry import head_bytes, site_id
from cop.store.files import config_folder, read_text, replace_text, write_new


class Site(NamedTuple):
    """A chain of this computer in one file: its number in the file, id, and present head."""

    number: int
    id: str
    seq: int
    head: bytes
    clock: int


def signing_key() -> bytes:
    """Return this computer's Ed25519 seed, making it at the first use."""
    path = os.path.join(config_folder(), "key")
    kept = read_text(path)
    if kept is None:
        write_new(path, random_bytes(32).hex())
        kept = read_text(path)
    try:
        seed = bytes.fromhex(kept or "")
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise CopError(f"this computer's key in {path} is damaged", "move it away; cop then makes a new one")
    return seed


def public_key(seed: bytes) -> bytes:
    """Return the public half of an Ed25519 seed."""
    from nacl.bindings import crypto_sign_seed_keypair

    return bytes(crypto_sign_seed_keypair(seed)[0])


def sign_head(seed: bytes, site: str, seq: int, digest: bytes, clock: int) -> bytes:
    """Return the 64-byte signature of a chain's head."""
    from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

    secret = crypto_sign_seed_keypair(seed)[1]
    return bytes(crypto_sign(head_bytes(site, seq, digest, clock), secret)[:64])


def head_is_signed(key: bytes, signature: bytes, site: str, seq: int, digest: bytes, clock: int) -> bool:
    """Say whether this key signed this head."""
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import BadSignatureError

    try:
        crypto_sign_open(signature + head_bytes(site, seq, digest, clock), key)
    except (BadSignatureError, ValueError):
        return False
    return True


def own_site(db: Database, place: str, programme: str) -> Site | None:
    """Return the chain that this computer may continue in this file; None when it has to begin one.

    It begins one when the file is unknown here, or when the chain in the file lacks the entry remembered as its head
    (another copy, or an older one restored). A longer chain that contains it is normal: a crash between commit and
    remembering.
    """
    remembered = (read_text(_memory(place, programme)) or "").split()
    if len(remembered) != 3 or not remembered[1].isdecimal():
        return None
    site, seq, head = remembered[0], int(remembered[1]), remembered[2]
    row = first(db, "SELECT n, id, seq, hash, clock FROM site WHERE id = :site", site=site)
    if row is None:
        return None
    known = first(db, "SELECT hash FROM entry WHERE site = :site AND seq = :seq", site=row[0], seq=seq)
    return Site(*row) if known is not None and bytes(known[0]).hex() == head else None


def open_site(db: Database, seed: bytes) -> Site:
    """Begin a new chain under this computer's key."""
    key, nonce = public_key(seed), random_bytes(16)
    (number,) = first(db, "SELECT coalesce(max(n), 0) + 1 FROM site")
    made = Site(number, site_id(key, nonce), 0, b"", 0)
    db.run(
        "INSERT INTO site (n, id, key, nonce, seq, hash, clock, signature) "
        "VALUES (:n, :id, :key, :nonce, 0, :empty, 0, :empty)",
        n=number, id=made.id, key=key, nonce=nonce, empty=b"",
    )  # fmt: skip
    return made


def remember(place: str, programme: str, site: str, seq: int, head: bytes) -> None:
    """Keep the head of this computer's chain outside the file, after the commit."""
    replace_text(_memory(place, programme), f"{site} {seq} {head.hex()}")


def _memory(place: str, programme: str) -> str:
    from hashlib import blake2b

    where = place if "://" in place else os.path.realpath(place)
    return os.path.join(config_folder(), "sites", blake2b(canonical(programme, where), digest_size=16).hexdigest())
