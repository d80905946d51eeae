"""Who writes here: this computer's key, and for each file the chain it continues; both live outside the file.

People copy, restore and clone programme files by hand. A copy must never continue another copy's chain, so what the
file cannot tell by itself is remembered in the user's own folder.
"""

import os
import sys
from typing import NamedTuple

from cop.kernel.errors import CopError
from cop.kernel.ids import canonical, random_bytes
from cop.store.database import Database, first
from cop.store.entry import head_bytes, site_id


class Site(NamedTuple):
    """A chain of this computer in one file: its number in the file, id, and present head."""

    number: int
    id: str
    seq: int
    head: bytes
    clock: int


def config_folder() -> str:
    """Return the folder of cop's own settings: COP_CONFIG_DIR, or where the system keeps such things."""
    said = os.environ.get("COP_CONFIG_DIR")
    if said:
        return said
    if sys.platform == "win32":
        return os.path.join(os.environ.get("APPDATA", os.path.expanduser("~")), "cop")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/cop")
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "cop")


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


def replace_text(path: str, text: str) -> None:
    """Write a small file whole or not at all."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)


def write_new(path: str, text: str) -> None:
    """Write a private file unless it exists: of several processes that try at once, one wins whole."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:
        # A file system without hard links: os.rename does not overwrite on Windows, the only place where it matters.
        if not os.path.exists(path):
            os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def _memory(place: str, programme: str) -> str:
    from hashlib import blake2b

    where = place if "://" in place else os.path.realpath(place)
    return os.path.join(config_folder(), "sites", blake2b(canonical(programme, where), digest_size=16).hexdigest())


def read_text(path: str) -> str | None:
    """Return a small file's text; None when it is missing or unreadable."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
