"""Who writes here: this computer's key, and for each file the chain it continues; both live outside the file.

People copy, restore and clone programme files by hand. A copy must never continue another copy's chain, so what the
file cannot tell by itself is remembered in the user's own folder.
"""

import os
from contextlib import suppress
from typing import NamedTuple

from cop.kernel.errors import CopError, FileTrouble, NotFound, RuleBroken
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
    path = own_key_file()
    if read_text(path) is None:
        try:
            write_new(path, random_bytes(32).hex())
        except OSError as error:
            raise FileTrouble(
                f"this computer's key cannot be kept in {path}", "let COP_CONFIG_DIR name another folder"
            ) from error
    return read_key(path, "move it away; cop then makes a new one")


def own_key_file() -> str:
    """Return where this computer's key is kept."""
    return os.path.join(config_folder(), "key")


def read_key(path: str, hint: str) -> bytes:
    """Return the seed in a key file.

    Raises:
        CopError: It holds no key; the hint is the caller's.
    """
    try:
        seed = bytes.fromhex(read_text(path) or "")
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise CopError(f"the key in {path} is damaged", hint)
    return seed


def enter_key(path: str) -> str:
    """Let this computer write with another key too, such as a programme's second one; return its public half.

    Raises:
        NotFound: There is no such file.
        CopError: It holds no key.
    """
    if not os.path.isfile(path):
        raise NotFound(f"there is no file {path}", "cop init said where it put the second key")
    seed = read_key(path, "a key file holds one line of 64 letters and digits")
    public = public_key(seed).hex()
    write_new(os.path.join(config_folder(), "keys", f"{public}.key"), seed.hex())
    return public


def own_seeds() -> list[bytes]:
    """Return the keys of this computer: its own first, then those that were entered."""
    folder = os.path.join(config_folder(), "keys")
    entered = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [signing_key(), *(read_key(os.path.join(folder, name), "enter it again") for name in entered)]


def writing_seed(db: Database) -> bytes:
    """Return the key of this computer that may write in the programme.

    Raises:
        RuleBroken: None may.
    """
    for seed in own_seeds():
        if first(db, "SELECT id FROM roster WHERE key = :key", key=public_key(seed).hex()) is not None:
            return seed
    raise RuleBroken(
        "this computer may read the programme but not write in it",
        "enter the programme's second key here: cop config key FILE",
    )


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


def own_site(db: Database, place: str, programme: str, seed: bytes) -> Site | None:
    """Return the chain that this key may continue in this file; None when it has to begin one.

    It begins one when the file is unknown here, or when the chain in the file lacks the entry remembered as its head
    (another copy, or an older one restored). A longer chain that contains it is normal: a crash between commit and
    remembering.
    """
    remembered = (read_text(_memory(place, programme)) or "").split()
    if len(remembered) != 3 or not remembered[1].isdecimal():
        return None
    site, seq, head = remembered[0], int(remembered[1]), remembered[2]
    row = first(
        db, "SELECT n, id, seq, hash, clock FROM site WHERE id = :site AND key = :key", site=site, key=public_key(seed)
    )
    if row is None:
        return None
    known = db.all("SELECT hash FROM entry WHERE site = :site AND seq = :seq", site=row[0], seq=seq)
    return Site(*row) if head in {bytes(digest).hex() for (digest,) in known} else None


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
    """Keep the head of this computer's chain outside the file, after the commit.

    What was saved stays saved where that cannot be done: an older memory still fits the longer chain.
    """
    with suppress(OSError):
        replace_text(_memory(place, programme), f"{site} {seq} {head.hex()}")


def _memory(place: str, programme: str) -> str:
    from hashlib import blake2b

    where = place if "://" in place else os.path.realpath(place)
    return os.path.join(config_folder(), "sites", blake2b(canonical(programme, where), digest_size=16).hexdigest())
