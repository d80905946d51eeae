"""Bytes from outside: bounded, and known to be text, before any reader looks at them."""

import codecs
import os

from cop.exchange.findings import Finding, Findings
from cop.kernel.errors import BadInput
from cop.kernel.text import nearest

MAX_BYTES = 5_000_000


def content(path: str) -> bytes:
    """Return the bytes of a file, cut one byte past the limit so that `text` refuses it unread.

    Raises:
        BadInput: there is no such file, or it may not be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", _near(path)) from error


def _near(path: str) -> str:
    """Return what may have been meant by a file that is not there."""
    folder, name = os.path.split(path)
    there = sorted(os.listdir(folder or ".")) if os.path.isdir(folder or ".") else []
    near = nearest(name, [one for one in there if one != name])
    return f"near to it: {', '.join(near)}" if near else f"the file would be in {os.path.abspath(folder)}"


def text(data: bytes, name: str, hint: str, *, utf16: bool = False) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Args:
        data: The whole file.
        name: The file as the person named it, for the findings.
        hint: How to save the file as UTF-8 in the program it probably came from.
        utf16: Accept little-endian UTF-16 with its mark too, as Excel's "Unicode text" has it.

    Raises:
        Findings: over 5 MB, zero bytes, or another encoding: it is never guessed (1256 read as 1252 gives names that
            nobody typed).
    """
    if len(data) > MAX_BYTES:
        raise Findings([Finding(name, None, "the file is larger than 5 MB", "divide it into several files")])
    is_utf16 = data.startswith(codecs.BOM_UTF16_LE)
    if data.startswith(codecs.BOM_UTF16_BE) or (is_utf16 and not utf16):
        raise Findings([Finding(name, None, "the file is saved as UTF-16, not as UTF-8", hint)])
    try:
        decoded = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Findings([Finding(name, line, "this is not UTF-8 text", hint)]) from error
    if "\0" in decoded:
        line = decoded.count("\n", 0, decoded.index("\0")) + 1
        raise Findings([Finding(name, line, "the file holds zero bytes: it is not UTF-8 text", hint)])
    return decoded
