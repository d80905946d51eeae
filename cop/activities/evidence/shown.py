"""What somebody puts forward as evidence: a file, of which the digest is taken, or an address."""

import os
from typing import NamedTuple

from cop.kernel.errors import BadInput, FileTrouble

ADDRESSES = ("https://", "http://")
NEVER_IN_ONE = frozenset('<>"`')
"""What an address writes as %3C, %3E, %22 and so on (RFC 3986), and what may be text around it when it was copied."""
PIECE = 1 << 20


class Shown(NamedTuple):
    """A file by its name and the SHA-256 of its bytes, or an address."""

    name: str
    file_name: str | None = None
    sha256: str | None = None
    link: str | None = None
    is_empty: bool = False


def read(typed: str) -> Shown:
    """Return what a file or an address shows; a file is read, and stays where it is.

    Raises:
        BadInput: It is neither, or an address that no browser opens, or a device.
        FileTrouble: The file cannot be read.
    """
    said = typed.strip()
    if is_address(said):
        return Shown(said, link=said)
    if "://" in said:
        spelled = said.lower().startswith(ADDRESSES)
        hint = "write it without spaces, quotes, < and >" if spelled else f"an address begins with {ADDRESSES[0]}"
        raise BadInput(f"{said} is no address of a page", hint)
    return _read_file(said)


def is_address(said: str) -> bool:
    """Tell whether this is the address of a page, which a document may show as a link."""
    if any(letter.isspace() or letter in NEVER_IN_ONE for letter in said):
        return False
    return said.lower().startswith(ADDRESSES) and len(said.partition("://")[2]) > 2


def _read_file(path: str) -> Shown:
    from hashlib import sha256

    if os.path.isdir(path):
        raise BadInput(f"{path} is a folder", "name one file in it, or pack it into one")
    if os.path.exists(path) and not os.path.isfile(path):
        raise BadInput(f"{path} is no file that can be read to its end", "name a file, or an address")
    digest, name = sha256(), os.path.basename(path)
    try:
        with open(path, "rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
            return Shown(name, name, digest.hexdigest(), is_empty=not file.tell())
    except FileNotFoundError:
        meant = f"write {ADDRESSES[0]}{path}" if path.startswith("www.") else "name a file, or an address"
        raise BadInput(f"there is no file {path}", meant) from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise FileTrouble(f"{path} cannot be read: {(said or str(error)).lower()}") from None
